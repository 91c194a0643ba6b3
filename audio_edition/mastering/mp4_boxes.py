"""The boxes of an MP4 file that has sound and chapters: everything before the samples.

Rules obeyed here: times are counted in the sound's own samples, in the movie too, so that
the edit list is exact; durations that 32 bits cannot hold, beyond 27 hours, take 64, and so
do offsets beyond 4 GB.

Source: ISO/IEC 14496-12 sections 4.2 (boxes), 8.2 to 8.7 (movie, tracks, samples), 10.1
(roll groups); ISO/IEC 14496-14 section 5.6 and 14496-1 section 7.2.6 (`esds`); ISO/IEC
14496-3 section 1.6.2.1 (AudioSpecificConfig); QuickTime File Format, "Text Media" and
"Base Media Information"; for `chpl` the practice of Nero's players.
"""

import struct
import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

LARGEST_32 = (1 << 32) - 1
MATRIX = struct.pack(">9I", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
"""Leaves a picture as it is."""
UNDETERMINED = 0x55C4
"""The language code "und"."""
NERO_UNITS_A_SECOND = 10_000_000
MOST_NERO_CHAPTERS = 255
"""They are counted in one byte; players that want more read the chapter track."""
AAC_LC_44100_MONO = b"\x12\x08"
"""Object type 2, rate number 4, one channel."""
ENABLED_IN_MOVIE, IN_MOVIE = 3, 2
WHOLE_FILE = 1
"""Flag of a data reference: the samples are in this file."""


@dataclass(frozen=True, slots=True)
class Samples:
    """Where a track's samples lie and how long each lasts."""

    sizes: bytes
    """Length in bytes of each sample, 4 bytes each, big-endian."""
    durations: Sequence[tuple[int, int]]
    """(how many samples, units of each), one behind another."""
    chunk_samples: int
    """How many samples a chunk has; the last may have fewer. The place of each chunk is told;
    samples, and chunks, stand one behind another."""
    chunk_bytes: Sequence[int]
    """Length in bytes of each chunk."""
    far: bool
    """Whether places take 64 bits."""
    begin: int = 0
    """Where the first sample stands in the file."""

    @property
    def count(self) -> int:
        """How many samples there are."""
        return len(self.sizes) // 4

    @property
    def total_units(self) -> int:
        """How long all samples last."""
        return sum(count * units for count, units in self.durations)

    def chunk_offsets(self) -> list[int]:
        """Return where each chunk begins in the file."""
        return list(accumulate(self.chunk_bytes, initial=self.begin))[:-1]


def samples(
    sizes: bytes, durations: Sequence[tuple[int, int]], chunk_samples: int, far: bool
) -> Samples:
    """Return samples cut into chunks; see `Samples` for the arguments."""
    lengths = array("I", sizes)
    if sys.byteorder == "little":
        lengths.byteswap()
    firsts = range(0, len(lengths), chunk_samples)
    chunks = [sum(lengths[first : first + chunk_samples]) for first in firsts]
    return Samples(sizes, durations, chunk_samples, chunks, far)


Parts = tuple[bytes, ...]
"""Bytes behind one another, not joined: a book's table of frames is held once."""


def size_of(parts: Parts) -> int:
    """Return how many bytes parts are together."""
    return sum(map(len, parts))


def box(kind: bytes, *contents: bytes | Parts) -> Parts:
    """Return a box."""
    parts: Parts = ()
    for content in contents:
        parts += (content,) if isinstance(content, bytes) else content
    return (struct.pack(">I4s", 8 + size_of(parts), kind), *parts)


def full_box(kind: bytes, version: int, flags: int, *contents: bytes | Parts) -> Parts:
    """Return a box with a version and flags."""
    return box(kind, struct.pack(">I", version << 24 | flags), *contents)


def file_type() -> Parts:
    """Return the box every file begins with: an audiobook, readable as any MP4 file."""
    return box(b"ftyp", b"M4B ", struct.pack(">I", 512), b"M4B M4A mp42isomiso2")


def movie(rate_hz: int, total: int, *contents: Parts) -> Parts:
    """Return the movie box with the tracks given, and what else is in it."""
    times = _timed(total, ">QQIQ", ">IIII", 0, 0, rate_hz, total)
    next_track = 3
    fixed = struct.pack(">IHHQ", 1 << 16, 1 << 8, 0, 0) + MATRIX + bytes(24)
    header = full_box(b"mvhd", _version(total), 0, times, fixed, struct.pack(">I", next_track))
    return box(b"moov", header, *contents)


def sound_track(rate_hz: int, total: int, priming: int, samples: Samples, chapters: int) -> Parts:
    """Return the track of the sound.

    Args:
        total: samples heard.
        priming: samples of the codec's delay before them.
        chapters: number of the track that has the chapters.
    """
    roll = full_box(b"sgpd", 1, 0, b"roll", struct.pack(">IIh", 2, 1, -1))
    roll += full_box(b"sbgp", 0, 0, b"roll", struct.pack(">III", 1, samples.count, 1))
    table = _sample_table(_aac_entry(rate_hz, samples), samples, roll)
    return box(
        b"trak",
        _track_header(1, ENABLED_IN_MOVIE, total, volume=1 << 8),
        _edit_list(total, priming),
        box(b"tref", box(b"chap", struct.pack(">I", chapters))),
        _media(rate_hz, samples, b"soun", b"Sound", full_box(b"smhd", 0, 0, bytes(4)), table),
    )


def chapter_track(number: int, rate_hz: int, total: int, samples: Samples) -> Parts:
    """Return the text track of the chapters, which is not shown by itself."""
    head = full_box(b"gmin", 0, 0, struct.pack(">4HhH", 64, 32768, 32768, 32768, 0, 0))
    head = box(b"gmhd", head, box(b"text", MATRIX))
    return box(
        b"trak",
        _track_header(number, IN_MOVIE, total, volume=0),
        _edit_list(total, 0),
        _media(rate_hz, samples, b"text", b"Chapters", head, _sample_table(_text_entry(), samples)),
    )


def chapter_text(title: str) -> bytes:
    """Return a sample of the chapter track: a title, said to be UTF-8."""
    text = title.encode("utf-8")
    return b"".join((struct.pack(">H", len(text)), text, *box(b"encd", struct.pack(">I", 256))))


def nero_chapters(chapters: Sequence[tuple[int, str]], rate_hz: int) -> Parts:
    """Return Nero's list of chapters.

    Args:
        chapters: (first sample, title of at most 255 bytes in UTF-8) of each.
    """
    listed = chapters[:MOST_NERO_CHAPTERS]
    entries = []
    for begin, title in listed:
        text = title.encode("utf-8")
        units = (begin * NERO_UNITS_A_SECOND + rate_hz // 2) // rate_hz
        entries.append(struct.pack(">QB", units, len(text)) + text)
    return full_box(b"chpl", 1, 0, struct.pack(">IB", 0, len(listed)), *entries)


def media_data_header(size: int) -> bytes:
    """Return the beginning of the box that holds so many bytes of samples."""
    if 8 + size > LARGEST_32:
        return struct.pack(">I4sQ", 1, b"mdat", 16 + size)
    return struct.pack(">I4s", 8 + size, b"mdat")


def _version(duration: int) -> int:
    """Return the version of a box that can hold a duration."""
    return int(duration > LARGEST_32)


def _timed(duration: int, long: str, short: str, *values: int) -> bytes:
    """Return values packed in the form that can hold a duration."""
    return struct.pack(long if _version(duration) else short, *values)


def _track_header(number: int, flags: int, total: int, volume: int) -> Parts:
    times = _timed(total, ">QQIIQ", ">IIIII", 0, 0, number, 0, total)
    rest = struct.pack(">QHHHH", 0, 0, 0, volume, 0) + MATRIX + bytes(8)
    return full_box(b"tkhd", _version(total), flags, times, rest)


def _edit_list(total: int, media_time: int) -> Parts:
    """Return the edits that play `total` samples from `media_time` on, at normal speed."""
    times = _timed(total, ">Qq", ">Ii", total, media_time)
    edits = full_box(b"elst", _version(total), 0, struct.pack(">I", 1), times, b"\0\1\0\0")
    return box(b"edts", edits)


def _media(
    rate_hz: int, samples: Samples, handler: bytes, name: bytes, head: Parts, table: Parts
) -> Parts:
    total = samples.total_units
    times = _timed(total, ">QQIQ", ">IIII", 0, 0, rate_hz, total)
    here = full_box(b"dref", 0, 0, struct.pack(">I", 1), full_box(b"url ", 0, WHOLE_FILE))
    return box(
        b"mdia",
        full_box(b"mdhd", _version(total), 0, times, struct.pack(">HH", UNDETERMINED, 0)),
        full_box(b"hdlr", 0, 0, bytes(4), handler, bytes(12), name, b"\0"),
        box(b"minf", head, box(b"dinf", here), table),
    )


def _sample_table(entry: Parts, samples: Samples, groups: Parts = ()) -> Parts:
    durations = [struct.pack(">II", *pair) for pair in samples.durations]
    runs = [struct.pack(">III", *run) for run in _chunk_runs(samples)]
    offsets = samples.chunk_offsets()
    kind, form = (b"co64", "Q") if samples.far else (b"stco", "I")
    packed = struct.pack(f">I{len(offsets)}{form}", len(offsets), *offsets)
    return box(
        b"stbl",
        full_box(b"stsd", 0, 0, struct.pack(">I", 1), entry),
        full_box(b"stts", 0, 0, struct.pack(">I", len(durations)), *durations),
        full_box(b"stsc", 0, 0, struct.pack(">I", len(runs)), *runs),
        full_box(b"stsz", 0, 0, struct.pack(">II", 0, samples.count), samples.sizes),
        full_box(kind, 0, 0, packed),
        groups,
    )


def _chunk_runs(samples: Samples) -> list[tuple[int, int, int]]:
    """Return (first chunk, samples in each, description) of chunks of one length."""
    whole, rest = divmod(samples.count, samples.chunk_samples)
    runs = [(1, samples.chunk_samples, 1)] if whole else []
    return [*runs, (whole + 1, rest, 1)] if rest else runs


def _aac_entry(rate_hz: int, samples: Samples) -> Parts:
    """Return the description of AAC-LC, one channel, at 44.1 kHz."""
    specific = _descriptor(5, AAC_LC_44100_MONO)
    chunks, seconds = samples.chunk_bytes, samples.total_units / rate_hz
    average = round(8 * sum(chunks) / seconds)
    most = max(8 * max(chunks), average)  # a chunk lasts about a second
    rates = struct.pack(">II", most, average)
    # Object type 0x40: MPEG-4 audio; 0x15: an audio stream, upstream no, the reserved bit.
    config = _descriptor(4, b"\x40\x15" + bytes(3) + rates + specific)
    stream = _descriptor(3, b"\0\0\0" + config + _descriptor(6, b"\2"))
    channels, bits = 1, 16
    head = struct.pack(">6xHQHHII", 1, 0, channels, bits, 0, rate_hz << 16)
    return box(b"mp4a", head, full_box(b"esds", 0, 0, stream))


def _descriptor(tag: int, contents: bytes) -> bytes:
    """Return an MPEG-4 descriptor shorter than 128 bytes."""
    return bytes([tag, len(contents)]) + contents


def _text_entry() -> Parts:
    """Return the description of QuickTime text, in UTF-8."""
    # Flags, justification, colour, box, reserved, font, face, reserved, colour, no name.
    head = struct.pack(">6xHII6xQQHHB2x6xB", 1, 0, 1, 0, 0, 0, 0, 0, 0)
    return box(b"text", head)
