"""Encoded passages put one behind another, as they come, on disk.

Only frames are kept, one file a codec; what the finished files need besides (tags, the
information frame, chapter marks) is known when the last chapter has come.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from audio_edition.mastering.passage_sound import EncodedPassage, Placed
from audio_edition.mastering.stretch import Stretch


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

    frames: Path
    size: int = 0
    frame_count: int = 0
    """As far as the frames' sizes are known."""
    chapters: list[Stretch] = field(default_factory=list)
    passages: list[Stretch] = field(default_factory=list)

    def add(self, passage: EncodedPassage, codec: str) -> None:
        stream, tail = passage.streams[codec], passage.tails[codec]
        begin, end = self.size, self.size + len(stream)
        _append(self.frames, stream)
        sizes, first, count = None, self.frame_count, len(passage.sizes[codec]) // 4
        if count:
            sizes = self.frames.with_suffix(".sizes")
            _append(sizes, passage.sizes[codec])
        total = passage.total_samples
        self.passages.append(Stretch(self.frames, begin, end, tail, total, sizes, first, count))
        self.size, self.frame_count = end, first + count

    def end_chapter(self, first: int) -> None:
        """Make a chapter of the passages from `first` on."""
        self.chapters.append(_joined(self.passages[first:]))


def _append(path: Path, data: bytes) -> None:
    with path.open("ab") as file:
        file.write(data)


def _joined(stretches: Sequence[Stretch]) -> Stretch:
    """Return stretches that lie behind one another as one."""
    total = sum(stretch.total_samples for stretch in stretches)
    count = sum(stretch.frame_count for stretch in stretches)
    last = stretches[-1]
    return replace(
        stretches[0], end=last.end, tail=last.tail, total_samples=total, frame_count=count
    )


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
    tracks = {codec: _Track(folder / f"{codec}.frames") for codec in codecs}
    placed: list[tuple[int, tuple[Placed, ...]]] = []
    count = 0
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
    words = tuple((a, b, first + offset, last + offset) for a, b, first, last in placed.words)
    return Placed(placed.segment, placed.begin_samples + offset, placed.end_samples + offset, words)
