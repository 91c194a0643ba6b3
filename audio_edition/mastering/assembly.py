"""Encoded passages put one behind another, as they come, on disk.

Only frames are kept, one file a codec, or where they stand on disk already; what the
finished files need besides (tags, the information frame, chapter marks) is known when the
last chapter has come.
"""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from audio_edition.mastering.passage_sound import EncodedPassage, Placed
from audio_edition.mastering.stretch import Run, Stretch, joined


@dataclass(frozen=True, slots=True)
class Assembly:
    """All chapters of an edition, encoded and in order."""

    whole: dict[str, Stretch]
    """Codec name → the whole edition."""
    chapters: dict[str, tuple[Stretch, ...]]
    """Codec name → each chapter."""
    passages: dict[str, tuple[Stretch, ...]]
    """Codec name → each passage."""
    placed: tuple[tuple[int, tuple[Placed, ...]], ...]
    """For each chapter its length in samples and what lies where in it."""


@dataclass(slots=True)
class _Track:
    """One codec's frames so far."""

    frames: BinaryIO
    """Of the passages that come as bytes."""
    frames_path: Path
    sizes: BinaryIO
    sizes_path: Path
    size: int = 0
    """Of the file of frames."""
    frame_count: int = 0
    """As far as the frames' sizes are known."""
    chapters: list[Stretch] = field(default_factory=list)
    passages: list[Stretch] = field(default_factory=list)

    def add(self, passage: EncodedPassage, codec: str) -> None:
        run = passage.kept.get(codec) or self._written(passage.streams[codec])
        first, count = self.frame_count, len(passage.sizes[codec]) // 4
        self.sizes.write(passage.sizes[codec])
        sizes, total = self.sizes_path if count else None, passage.total_samples
        self.passages.append(Stretch((run,), passage.tails[codec], total, sizes, first, count))
        self.frame_count = first + count

    def _written(self, stream: bytes) -> Run:
        begin, self.size = self.size, self.size + len(stream)
        self.frames.write(stream)
        return Run(self.frames_path, begin, self.size)

    def end_chapter(self, first: int) -> None:
        """Make a chapter of the passages from `first` on."""
        self.chapters.append(_joined(self.passages[first:]))


def _track(folder: Path, codec: str, files: ExitStack) -> _Track:
    frames, sizes = folder / f"{codec}.frames", folder / f"{codec}.sizes"
    return _Track(
        files.enter_context(frames.open("wb")), frames, files.enter_context(sizes.open("wb")), sizes
    )


def _joined(stretches: Sequence[Stretch]) -> Stretch:
    """Return stretches that are heard one after another as one."""
    total = sum(stretch.total_samples for stretch in stretches)
    count = sum(stretch.frame_count for stretch in stretches)
    runs, tail = joined(run for s in stretches for run in s.runs), stretches[-1].tail
    return replace(stretches[0], runs=runs, tail=tail, total_samples=total, frame_count=count)


def assemble(
    chapters: Iterable[Iterable[EncodedPassage]], codecs: Iterable[str], folder: Path
) -> Assembly:
    """Return the assembly of chapters, taken one passage at a time.

    Args:
        chapters: in the order heard, each with its passages, at least one; a passage holds
            frames of every codec.
        codecs: names from `passage_sound.CODECS`.
        folder: where the files of frames are made.
    """
    placed: list[tuple[int, tuple[Placed, ...]]] = []
    count = 0
    with ExitStack() as files:
        tracks = {codec: _track(folder, codec, files) for codec in codecs}
        for chapter in chapters:
            first, length, here = count, 0, []
            for passage in chapter:
                for codec, track in tracks.items():
                    track.add(passage, codec)
                here += [_later(p, length) for p in passage.placed]
                length += passage.total_samples
                count += 1
            for track in tracks.values():
                track.end_chapter(first)
            placed.append((length, tuple(here)))
    return Assembly(
        {codec: _joined(track.passages) for codec, track in tracks.items()},
        {codec: tuple(track.chapters) for codec, track in tracks.items()},
        {codec: tuple(track.passages) for codec, track in tracks.items()},
        tuple(placed),
    )


def _later(placed: Placed, offset: int) -> Placed:
    """Return where a segment lies that is counted from an earlier sample."""
    begin, end = placed.begin_samples + offset, placed.end_samples + offset
    return Placed(placed.segment, begin, end, placed.words)
