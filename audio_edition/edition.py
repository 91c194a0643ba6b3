"""Who speaks when: the finished edition in integer samples.

The timeline is the master: every companion (transcript, chapter list, EPUB …) is derived
from it. Seconds appear only in writers.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import overload

from audio_edition.article import Article
from audio_edition.script import ContentWarning, Script, Severity

EXPLICIT_TOPICS = frozenset({"sexual_content", "strong_language"})
"""Topics that podcast directories call explicit however briefly they are met."""


@dataclass(frozen=True, slots=True)
class TimedWord:
    """When one word of the article is heard."""

    begin: int
    """Offset of its first character in the segment's text as written."""
    end: int
    """Offset after its last character."""
    begin_samples: int
    """From the edition's first sample."""
    end_samples: int
    """From the edition's first sample."""


class TimedWords(Sequence[TimedWord]):
    """The words of a segment in little room: a book has a hundred thousand."""

    __slots__ = ("_numbers",)

    def __init__(self, words: Iterable[tuple[int, int, int, int]]) -> None:
        """Keep words, each given as the numbers of a `TimedWord` in their order."""
        self._numbers = array("Q", chain.from_iterable(words))

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self._numbers) // 4

    @overload
    def __getitem__(self, index: int) -> TimedWord: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[TimedWord, ...]: ...

    def __getitem__(self, index: int | slice) -> TimedWord | tuple[TimedWord, ...]:
        """Return a word, or several."""
        if isinstance(index, slice):
            return tuple(self)[index]
        at = 4 * range(len(self))[index]
        return TimedWord(*self._numbers[at : at + 4])

    def __iter__(self) -> Iterator[TimedWord]:
        """Yield every word."""
        numbers = self._numbers
        return map(TimedWord, numbers[::4], numbers[1::4], numbers[2::4], numbers[3::4])

    def __eq__(self, other: object) -> bool:
        """Return whether another sequence has the same words."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """Return what equal words have in common, a tuple of them too."""
        return hash(tuple(self))


@dataclass(frozen=True, slots=True)
class TimedSegment:
    """When one segment is heard."""

    id: str
    begin_samples: int
    end_samples: int
    """End of its speech; the pause after it is not counted."""
    role: str
    text: str
    """As written."""
    spoken: str
    """As said."""
    words: Sequence[TimedWord] = ()


@dataclass(frozen=True, slots=True)
class TimedChapter:
    """When one chapter is heard; chapters tile the edition without a gap."""

    id: str
    title: str
    level: int
    kind: str
    begin_samples: int
    end_samples: int
    segments: tuple[TimedSegment, ...]
    warning: ContentWarning | None = None

    @property
    def mark(self) -> str:
        """The title as chapter lists show it: one line, with what the chapter warns of."""
        title = " ".join(self.title.split())
        if self.warning is None or not self.warning.is_heard:
            return title
        return f"{title} (warning: {', '.join(self.warning.named)})"


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole edition in time."""

    sample_rate_hz: int
    total_samples: int
    chapters: tuple[TimedChapter, ...]

    def seconds(self, samples: int) -> float:
        """Return a number of samples as seconds."""
        return samples / self.sample_rate_hz

    @property
    def duration_s(self) -> float:
        """Length of the edition in seconds."""
        return self.seconds(self.total_samples)

    @property
    def segments(self) -> tuple[TimedSegment, ...]:
        """Every segment in the order heard."""
        return tuple(s for chapter in self.chapters for s in chapter.segments)


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition ready to be published: what is said, when, and by whom."""

    slug: str
    """Name of its folder and files: lower-case ASCII letters, digits and hyphens."""
    article: Article
    """What was read; `Segment.paragraph` points into its blocks, for outputs with structure."""
    script: Script
    timeline: Timeline
    engine: str
    """Engine name and version, such as "pyttsx3 2.99 with espeak-ng 1.52.0"."""
    voices: tuple[tuple[str, str], ...]
    """(role, voice id) for each role heard."""
    account: tuple[tuple[str, int], ...]
    """Characters of the article by what became of them: narrated, skipped aloud, dropped."""
    formats: tuple[str, ...] = ("mp3", "m4b")
    """Kinds of audio files it has, as in the settings."""
    credits: tuple[str, ...] = ()
    """A sentence for each voice with a model of its own: its name, licence, makers."""
    fallbacks: tuple[tuple[str, str], ...] = ()
    """(segment id, engine) where the chosen voice failed and another spoke."""

    @property
    def heard_warnings(self) -> tuple[ContentWarning, ...]:
        """The edition's warning and its chapters', as far as they are spoken."""
        given = (self.script.warning, *(c.warning for c in self.timeline.chapters))
        return tuple(w for w in given if w is not None and w.is_heard)

    @property
    def is_explicit(self) -> bool:
        """Whether directories should mark it: a heard warning is graphic, or of such a topic."""
        return any(
            w.severity is Severity.GRAPHIC or not EXPLICIT_TOPICS.isdisjoint(w.topics)
            for w in self.heard_warnings
        )
