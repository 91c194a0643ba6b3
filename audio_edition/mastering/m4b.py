"""Whole M4B files out of encoded chapters: one AAC track with chapters, gapless.

ffmpeg puts the frames of all chapters into an MP4 file with both kinds of chapter marks
(a QuickTime chapter track and Nero's list). ADTS, which the frames come in, does not say
how many samples of the codec's delay precede the sound, so the file's edit list is set
here: it makes players begin at the first sample and end after the last.

Source: ISO/IEC 14496-12 sections 8.2.2 (mvhd), 8.3.2 (tkhd), 8.6.6 (elst); QuickTime File
Format, "AAC priming".
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from audio_edition.errors import OutputError
from audio_edition.mastering import ffmpeg
from audio_edition.mastering.clip_sound import EDITION_RATE_HZ
from audio_edition.mastering.stretch import Stretch

PRIMING_SAMPLES = 1024
"""What ffmpeg's AAC encoder puts before the sound: one frame."""
CONTAINERS = {b"moov", b"trak", b"edts", b"mdia"}


def write_file(path: Path, chapters: str, stretch: Stretch) -> None:
    """Write an M4B file, without tags.

    Args:
        path: where; an existing file is replaced.
        chapters: chapter marks as FFMETADATA.
        stretch: all chapters' frames in ADTS; the tail is added to their file.

    Raises:
        OutputError: if ffmpeg cannot write it.
    """
    adts = stretch.frames
    with adts.open("ab") as file:
        file.write(stretch.tail)
    marks = path.with_suffix(".ffmetadata")
    marks.write_text(chapters, encoding="utf-8")
    arguments = ["-f", "aac", "-i", str(adts), "-f", "ffmetadata", "-i", str(marks)]
    arguments += ["-map", "0:a", "-map_metadata", "1", "-map_chapters", "1", "-c", "copy"]
    arguments += ["-bsf:a", "aac_adtstoasc", "-movie_timescale", str(EDITION_RATE_HZ)]
    arguments += ["-fflags", "+bitexact", "-flags:a", "+bitexact", "-movflags", "+faststart"]
    ffmpeg.run([*arguments, "-f", "ipod", str(path)])
    marks.unlink()
    set_edit_list(path, stretch.total_samples)


def set_edit_list(path: Path, total_samples: int) -> None:
    """Make the sound track play exactly `total_samples` from after the priming.

    Raises:
        OutputError: if the file does not have the boxes expected of it.
    """
    with path.open("r+b") as file:
        data = _movie_box(file.read(1 << 16), path)
        file.seek(data[0])
        moov = bytearray(file.read(data[1]))
        _patch(moov, total_samples)
        file.seek(data[0])
        file.write(moov)


def _movie_box(head: bytes, path: Path) -> tuple[int, int]:
    """Return offset and length of `moov`, which faststart puts before the sound."""
    at = 0
    while at + 8 <= len(head):
        size, kind = struct.unpack_from(">I4s", head, at)
        if kind == b"moov":
            return at, size
        at += max(size, 8)
    raise OutputError(f"{path.name} has no movie box.", "Build again; report this if it stays.")


def _patch(moov: bytearray, total_samples: int) -> None:
    """Set the durations of movie and sound track, and the sound track's edit list."""
    boxes = list(_boxes(moov, 8, len(moov)))
    first_track = next(at for kind, at in boxes if kind == b"tkhd")
    edit_list = next((at for kind, at in boxes if kind == b"elst"), 0)
    movie = next(at for kind, at in boxes if kind == b"mvhd")
    versions = {moov[at + 8] for at in (first_track, edit_list, movie)}
    if not edit_list or versions != {0} or moov[edit_list + 15] != 1:
        raise OutputError("The M4B file has an unexpected edit list.", "Report this.")
    struct.pack_into(">I", moov, first_track + 28, total_samples)
    struct.pack_into(">I", moov, movie + 24, total_samples)
    struct.pack_into(">Ii", moov, edit_list + 16, total_samples, PRIMING_SAMPLES)


def _boxes(data: bytearray, begin: int, end: int) -> Iterator[tuple[bytes, int]]:
    """Yield the kind and offset of every box, those inside containers too, in order."""
    at = begin
    while at + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, at)
        yield kind, at
        if kind in CONTAINERS:
            yield from _boxes(data, at + 8, at + size)
        at += max(size, 8)
