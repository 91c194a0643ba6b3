"""Chapters as sound files with text: which file a chapter is, and when each segment is heard.

What packages for reading and listening at once (EPUB, DAISY, audiobooks) have in common:

* a chapter is one MP3 file; its times are counted from that file's first sample;
* its clips touch: each lasts until the next begins, so the pause after a sentence belongs
  to the sentence, the first clip begins with the file and the last ends with it;
* times are whole milliseconds, a chapter's end rounded down, so that no clip ends after its
  sound; the clips' lengths add up to the chapter's, and the chapters' to the edition's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audio_edition.edition import Edition, TimedChapter
from audio_edition.publishing.times import milliseconds

CHAPTER_FOLDER = "chapters"


@dataclass(frozen=True, slots=True)
class Clip:
    """When one segment is heard."""

    id: str
    """The segment's, or the chapter's where no segment of it can be heard."""
    begin_ms: int
    """From the chapter's first sample."""
    end_ms: int
    """Where the next clip begins, or the chapter's end."""

    @property
    def length_ms(self) -> int:
        """How long it lasts, the pause after it included."""
        return self.end_ms - self.begin_ms


@dataclass(frozen=True, slots=True)
class Track:
    """One chapter as a sound file."""

    number: int
    """From 1."""
    chapter: TimedChapter
    stem: str
    """Name of its files without the suffix: 03-the-problem."""
    clips: tuple[Clip, ...]
    """In the order heard, touching, at least one."""
    elapsed_ms: int
    """Length of all tracks before it."""

    @property
    def length_ms(self) -> int:
        """Length of its clips together."""
        return self.clips[-1].end_ms

    @property
    def audio_name(self) -> str:
        """Name of its sound file."""
        return f"{self.stem}.mp3"

    def audio_path(self, folder: Path) -> Path:
        """Return its sound file in an edition's folder."""
        return folder / CHAPTER_FOLDER / self.audio_name


def chapter_file_name(edition: Edition, index: int) -> str:
    """Return the name of a chapter's file: its number, from 1, and its id's words."""
    chapters = edition.timeline.chapters
    width = max(2, len(str(len(chapters))))
    name = chapters[index].id.removeprefix("c-")[:60].rstrip("-")
    return f"{index + 1:0{width}}-{name}.mp3"


def tracks(edition: Edition) -> tuple[Track, ...]:
    """Return the edition's chapters as sound files, in order."""
    return tuple(_tracks(edition))


def _tracks(edition: Edition) -> Iterator[Track]:
    elapsed_ms = 0
    for index, chapter in enumerate(edition.timeline.chapters):
        stem = chapter_file_name(edition, index).removesuffix(".mp3")
        clips = _clips(chapter, edition.timeline.sample_rate_hz)
        track = Track(index + 1, chapter, stem, clips, elapsed_ms)
        yield track
        elapsed_ms += track.length_ms


def _clips(chapter: TimedChapter, rate_hz: int) -> tuple[Clip, ...]:
    """Return the chapter's clips; one for the whole of it where it has no segment."""
    offset = chapter.begin_samples
    end_ms = 1000 * (chapter.end_samples - offset) // rate_hz
    begins = [(s.id, milliseconds(s.begin_samples - offset, rate_hz)) for s in chapter.segments]
    begins = [(chapter.id, 0)] if not begins else [(begins[0][0], 0), *begins[1:]]
    ends_ms = [begin_ms for _, begin_ms in begins[1:]] + [end_ms]
    clips = (Clip(id, begin, end) for (id, begin), end in zip(begins, ends_ms, strict=True))
    return tuple(clip for clip in clips if clip.length_ms > 0)
