"""Whole M4B files out of encoded passages: one AAC track with chapters, gapless.

The frames of all chapters stand one behind another in the box of samples; the boxes before
it say where each lies. Chapter marks are of both kinds: a QuickTime chapter track and
Nero's list. The edit list makes players begin at the first sample, after the codec's delay,
and end after the last. Tags stand before the samples and are written before these are, so
that nothing has to be moved to make room.

Source: QuickTime File Format, "AAC priming" and "Chapter Lists"; for the boxes
`mp4_boxes.py`.
"""

import re
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from audio_edition.edition import Edition
from audio_edition.mastering import mp4_boxes
from audio_edition.mastering.clip_sound import EDITION_RATE_HZ
from audio_edition.mastering.frames import KINDS
from audio_edition.mastering.mp4_boxes import Parts, Samples, size_of
from audio_edition.mastering.stretch import Stretch, copy_runs

PRIMING_SAMPLES = 1024
"""What ffmpeg's AAC encoder puts before the sound: one frame."""
CHUNK_FRAMES = 43
"""Frames whose place in the file is told, the others' follows: a second."""
CHAPTER_TRACK = 2
LARGEST_TITLE_BYTES = 250
"""Nero's list counts a title's bytes in one byte."""
UNWRITABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
FAR_BYTES = 1 << 31
"""Sound longer than this takes offsets of 64 bits; tags before it then have room too."""


@dataclass(frozen=True, slots=True)
class ChapterMark:
    """Where a chapter begins, and its title."""

    title: str
    """One line of at most `LARGEST_TITLE_BYTES` in UTF-8."""
    begin_samples: int


def chapter_marks(edition: Edition) -> tuple[ChapterMark, ...]:
    """Return the chapter marks of an edition, in the order heard."""
    chapters = edition.timeline.chapters
    return tuple(ChapterMark(title_line(c.mark), c.begin_samples) for c in chapters)


def title_line(text: str) -> str:
    """Return a text as a line that a mark can hold, cut between characters."""
    line = " ".join(UNWRITABLE.sub(" ", text).split())
    data = line.encode("utf-8")
    if len(data) <= LARGEST_TITLE_BYTES:
        return line
    return data[: LARGEST_TITLE_BYTES - 3].decode("utf-8", "ignore").rstrip() + "…"


def write_file(
    path: Path,
    marks: Sequence[ChapterMark],
    stretch: Stretch,
    add_tags: Callable[[Path], None] = lambda path: None,
) -> None:
    """Write an M4B file.

    Args:
        path: where; an existing file is replaced.
        marks: where chapters begin, the first at 0, in order.
        stretch: all chapters' frames, of codec "aac".
        add_tags: writes tags into the file while it has no sound yet.
    """
    texts = b"".join(mp4_boxes.chapter_text(mark.title) for mark in marks)
    data_bytes = len(texts) + stretch.size + len(stretch.tail)
    data_header = mp4_boxes.media_data_header(data_bytes)
    with path.open("wb") as file:
        file.writelines(_head(marks, stretch, data_bytes > FAR_BYTES, len(data_header)))
    add_tags(path)
    with path.open("ab") as file:
        file.write(data_header + texts)
        copy_runs(stretch.runs, file)
        file.write(stretch.tail)


def _head(marks: Sequence[ChapterMark], stretch: Stretch, far: bool, header_bytes: int) -> Parts:
    """Return everything that stands before the box of samples.

    Args:
        far: whether offsets take 64 bits.
        header_bytes: length of the beginning of the box of samples.
    """
    texts = _texts(marks, stretch.total_samples, far)
    frames = _frames(stretch, far)
    type_box = mp4_boxes.file_type()
    movie = _movie(marks, stretch.total_samples, texts, frames)
    # What the offsets are does not change the movie's length.
    begin = size_of(type_box) + size_of(movie) + header_bytes
    texts = replace(texts, begin=begin)
    frames = replace(frames, begin=begin + sum(texts.chunk_bytes))
    return type_box + _movie(marks, stretch.total_samples, texts, frames)


def _movie(
    marks: Sequence[ChapterMark], total_samples: int, texts: Samples, frames: Samples
) -> Parts:
    rate_hz = EDITION_RATE_HZ
    nero = mp4_boxes.nero_chapters([(m.begin_samples, m.title) for m in marks], rate_hz)
    return mp4_boxes.movie(
        rate_hz,
        total_samples,
        mp4_boxes.sound_track(rate_hz, total_samples, PRIMING_SAMPLES, frames, CHAPTER_TRACK),
        mp4_boxes.chapter_track(CHAPTER_TRACK, rate_hz, total_samples, texts),
        mp4_boxes.box(b"udta", nero),
    )


def _texts(marks: Sequence[ChapterMark], total_samples: int, far: bool) -> Samples:
    """Return the samples of the chapter track: one a chapter, each as long as it is."""
    lengths = [len(mp4_boxes.chapter_text(mark.title)) for mark in marks]
    begins = [mark.begin_samples for mark in marks]
    ends = [*begins[1:], total_samples]
    durations = [(1, end - begin) for begin, end in zip(begins, ends, strict=True)]
    sizes = struct.pack(f">{len(lengths)}I", *lengths)
    return mp4_boxes.samples(sizes, durations, len(lengths), far)


def _frames(stretch: Stretch, far: bool) -> Samples:
    """Return the samples of the sound track: its frames, and the one that flushes the delay."""
    sizes = stretch.frame_sizes() + struct.pack(">I", len(stretch.tail))
    durations = [(len(sizes) // 4, KINDS["aac"].samples)]
    return mp4_boxes.samples(sizes, durations, CHUNK_FRAMES, far)
