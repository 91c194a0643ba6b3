"""Encoded chapters put one behind another, as they come, on disk.

Only frames are kept, one file a codec; what the finished files need besides (tags, the
information frame, chapter marks) is known when the last chapter has come.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from audio_edition.mastering.chapter_sound import EncodedChapter, Placed


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of frames in a file of frames."""

    frames: Path
    begin: int
    """Offset of its first byte."""
    end: int
    """Offset after its last byte."""
    tail: bytes
    """Frames that flush the codec's delay after it."""
    total_samples: int


@dataclass(frozen=True, slots=True)
class Assembly:
    """All chapters of an edition, encoded and in order."""

    whole: dict[str, Stretch]
    """Codec name → the whole edition."""
    chapters: dict[str, tuple[Stretch, ...]]
    """Codec name → each chapter."""
    placed: tuple[tuple[int, tuple[Placed, ...]], ...]
    """For each chapter its length in samples and what lies where in it."""


@dataclass(slots=True)
class _Track:
    """One codec's frames so far."""

    frames: Path
    size: int = 0
    chapters: list[Stretch] = field(default_factory=list)

    def add(self, chapter: EncodedChapter, codec: str) -> None:
        stream, tail = chapter.streams[codec], chapter.tails[codec]
        with self.frames.open("ab") as file:
            file.write(stream)
        end = self.size + len(stream)
        self.chapters.append(Stretch(self.frames, self.size, end, tail, chapter.total_samples))
        self.size = end


def assemble(chapters: Iterable[EncodedChapter], codecs: Iterable[str], folder: Path) -> Assembly:
    """Return the assembly of chapters, taken one at a time.

    Args:
        chapters: in the order heard; each holds frames of every codec.
        codecs: names from `chapter_sound.CODECS`.
        folder: where the files of frames are made.
    """
    tracks = {codec: _Track(folder / f"{codec}.frames") for codec in codecs}
    placed: list[tuple[int, tuple[Placed, ...]]] = []
    for chapter in chapters:
        for codec, track in tracks.items():
            track.add(chapter, codec)
        placed.append((chapter.total_samples, chapter.placed))
    total = sum(length for length, _ in placed)
    whole = {
        codec: Stretch(track.frames, 0, track.size, track.chapters[-1].tail, total)
        for codec, track in tracks.items()
    }
    parts = {codec: tuple(track.chapters) for codec, track in tracks.items()}
    return Assembly(whole, parts, tuple(placed))
