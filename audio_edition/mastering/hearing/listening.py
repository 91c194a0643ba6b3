"""The sound of each segment given to the recogniser, and what came of it.

* Segments whose sound is in its place are heard several at a time, up to `RUN_S`: the
  recogniser looks at half a minute anyhow, and what was said before helps it.
* A segment of which much was heard wrong is heard again by itself and closely, and the
  better of the two counts: a recogniser has bad moments.
* Only words and lengths are kept, no sound.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from audio_edition.mastering.hearing.comparing import Share, distance, shares
from audio_edition.mastering.hearing.fitting import AUDIBLE_DBFS, STEPS_A_SECOND, Span
from audio_edition.mastering.hearing.following import REACH, Stretch, follow
from audio_edition.mastering.hearing.recogniser import Recogniser
from audio_edition.mastering.hearing.sound import Sound
from audio_edition.mastering.hearing.words import letters_heard, letters_said

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RUN_S = 24
"""Seconds that are heard in one go."""
CALM = 0.15
"""Share of its letters up to which a segment heard among others is believed to be right."""
CALM_LETTERS = 3
"""That many wrong letters are never looked into."""
LEAST_S = 0.1
"""Less sound than this is nothing that could be heard."""


@dataclass(frozen=True, slots=True)
class Due:
    """A segment that should be heard."""

    span: Span
    spoken: str
    """Its words as the voice says them."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of a segment."""

    number: int
    """Which segment, counted from 0; what is besides stands before it."""
    spoken: str
    """Words that should be heard; empty for sound that belongs to no segment."""
    said: str
    """Their letters."""
    letters: str
    """Letters heard, as far as it was heard by itself; else as `said`."""
    words: str
    """What the recogniser wrote."""
    wrong: int
    """Letters heard wrong, not at all, or besides."""
    due_s: float
    """How long it should be."""
    lasts_s: float
    """How long its sound is, from its first audible step to its last."""
    fits: bool = True
    """Whether the sound is where the timeline has it."""
    in_place: bool = True
    """Whether what follows is where it was expected after what came before."""


def listen(dues: Sequence[Due], sound: Sound, recogniser: Recogniser) -> Iterator[Heard]:
    """Yield what is heard of every segment, and of sound that belongs to none.

    Args:
        dues: the segments in order.
        sound: all of the file's.
        recogniser: writes down what it hears.
    """
    listener = _Listener(dues, sound, recogniser)
    run: list[Stretch] = []
    for stretch in follow([due.span for due in dues], sound):
        sound.forget((run[0] if run else stretch).begin - REACH)
        joins = stretch.fits and (not run or stretch.end - run[0].begin <= RUN_S * STEPS_A_SECOND)
        if run and not joins:
            yield from listener.run(run)
            run = []
        if stretch.fits:
            run.append(stretch)
        else:
            yield from listener.lost(stretch)
    if run:
        yield from listener.run(run)


def _times(share: Share, said: str) -> float:
    """Return how many times a segment is heard: what is much like it is once, nothing is 0."""
    if not said or share.wrong <= CALM * len(said):
        return 1.0
    return share.heard / len(said)


def _lengths_s(spans: Sequence[Span], times: Sequence[float], lasts_s: float) -> list[float]:
    """Return how much of a stretch's sound is each segment's, by how many times it is heard."""
    parts = [
        (span.end - span.begin) * often / STEPS_A_SECOND
        for span, often in zip(spans, times, strict=True)
    ]
    heard = [number for number, part in enumerate(parts) if part]
    pauses_s = sum(spans[n + 1].begin - spans[n].end for n in heard[:-1]) / STEPS_A_SECOND
    scale = max(lasts_s - pauses_s, 0.0) / max(sum(parts), LEAST_S)
    return [part * scale for part in parts]


class _Listener:
    """Gives stretches of sound to the recogniser."""

    def __init__(self, dues: Sequence[Due], sound: Sound, recogniser: Recogniser) -> None:
        self._dues, self._sound, self._recogniser = dues, sound, recogniser

    def run(self, run: Sequence[Stretch]) -> Iterator[Heard]:
        """Hear segments whose sound is in its place."""
        samples = self._sound.between(run[0].begin, run[-1].end)
        said = [letters_said(self._dues[stretch.first].spoken) for stretch in run]
        words = self._recogniser.hear(samples, closely=False)
        found = shares(said, letters_heard(words, "".join(said)))
        for stretch, letters, share in zip(run, said, found, strict=True):
            due = self._dues[stretch.first]
            due_s = (due.span.end - due.span.begin) / STEPS_A_SECOND
            heard = Heard(
                *(stretch.first, due.spoken, letters, letters, due.spoken),
                *(share.wrong, due_s, due_s),
            )
            if share.wrong > max(CALM * len(letters), CALM_LETTERS):
                heard = self._better(heard, stretch)
            yield heard

    def _better(self, heard: Heard, stretch: Stretch) -> Heard:
        """Return a segment heard again by itself; the count of mistakes is the lower."""
        alone = self._alone(stretch.first, stretch.begin, stretch.end)
        return replace(alone, wrong=min(alone.wrong, heard.wrong), lasts_s=heard.due_s)

    def lost(self, stretch: Stretch) -> Iterator[Heard]:
        """Hear a run of segments whose sound is not in its place, or sound besides."""
        numbers = range(stretch.first, stretch.last)
        if len(numbers) > 1 and not stretch.in_place:
            yield from self._together(stretch)
            return
        for number in numbers:
            begin = stretch.begin if number == stretch.first else self._bound(number, stretch)
            end = stretch.end if number == stretch.last - 1 else self._bound(number + 1, stretch)
            alone = self._alone(number, begin, end)
            yield replace(alone, fits=False, in_place=stretch.in_place)
        if not numbers:
            yield replace(self._alone(None, stretch.begin, stretch.end), number=stretch.first)

    def _bound(self, number: int, stretch: Stretch) -> int:
        """Return the step between a segment and the one before it."""
        before, span = self._dues[number - 1].span, self._dues[number].span
        return (before.end + span.begin) // 2 + stretch.shift

    def _alone(self, number: int | None, begin: int, end: int) -> Heard:
        """Hear one segment by itself, closely."""
        due = Due(Span(0, 0), "") if number is None else self._dues[number]
        said = letters_said(due.spoken)
        samples, lasts_s = self._audible(begin, end)
        words = self._recogniser.hear(samples) if lasts_s >= LEAST_S else ""
        letters = letters_heard(words, said)
        due_s = (due.span.end - due.span.begin) / STEPS_A_SECOND
        wrong = distance(said, letters)
        found = number or 0, due.spoken, said, letters, words, wrong, due_s, lasts_s
        return Heard(*found, fits=False, in_place=False)

    def _together(self, stretch: Stretch) -> Iterator[Heard]:
        """Hear several segments that lie somewhere in one stretch."""
        dues = self._dues[stretch.first : stretch.last]
        said = [letters_said(due.spoken) for due in dues]
        samples, lasts_s = self._audible(stretch.begin, stretch.end)
        words = self._recogniser.hear(samples) if lasts_s >= LEAST_S else ""
        found = shares(said, letters_heard(words, "".join(said)))
        times = [_times(share, letters) for share, letters in zip(found, said, strict=True)]
        lengths_s = _lengths_s([due.span for due in dues], times, lasts_s)
        for number, due in enumerate(dues):
            due_s = (due.span.end - due.span.begin) / STEPS_A_SECOND
            yield Heard(
                *(stretch.first + number, due.spoken, said[number], said[number], words),
                *(found[number].wrong, due_s, lengths_s[number], False, False),
            )

    def _audible(self, begin: int, end: int) -> tuple["NDArray[np.float32]", float]:
        """Return the sound from its first audible step to its last, and how long it is."""
        import numpy as np

        loud = np.flatnonzero(self._sound.levels_dbfs(begin, end) > AUDIBLE_DBFS)
        if not len(loud):
            return np.zeros(0, np.float32), 0.0
        first, last = begin + int(loud[0]), begin + int(loud[-1]) + 1
        return self._sound.between(first, last), (last - first) / STEPS_A_SECOND
