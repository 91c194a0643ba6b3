"""An MP3 file's outside: how long its tag is, and what its information frame promises.

Source: ID3 tag version 2.3.0 section 3.1; the MP3 Info Tag specification, revision 1.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

HEADER_BYTES = 10
INFO_AT = 21
"""Offset of "Info" in a mono MPEG-1 frame: four bytes of header, 17 of side information."""
FRAME_SAMPLES = 1152
KBIT_S = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
RATES_HZ = (44100, 48000, 32000, 0)
LARGEST_FRAME_BYTES = 1441


@dataclass(frozen=True, slots=True)
class Mp3File:
    """What the head of an MP3 file says."""

    size: int
    """Of the file, in bytes."""
    stream_at: int
    """Offset of the information frame, behind the tag."""
    frames: int
    """Number of frames that follow it."""
    stream_bytes: int
    """Length of the stream, the information frame included."""
    delay: int
    """Samples to leave out at the beginning."""
    padding: int
    """Samples to leave out at the end."""
    is_mono: bool
    first_frame_at: int
    """Offset of the first frame that holds sound."""
    last_frame_bytes: int
    """Length of the last frame, which flushes the codec's delay."""

    @property
    def samples(self) -> int:
        """How many samples a player is to give."""
        return self.frames * FRAME_SAMPLES - self.delay - self.padding


def read_mp3(path: Path) -> Mp3File:
    """Return what the head of an MP3 file says.

    Raises:
        ValueError: if it has no information frame.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        stream_at = _tag_bytes(file.read(HEADER_BYTES))
        file.seek(stream_at)
        frame = file.read(INFO_AT + 160)
        file.seek(max(size - LARGEST_FRAME_BYTES, 0))
        end = file.read()
    if len(frame) < INFO_AT + 160 or frame[INFO_AT : INFO_AT + 4] != b"Info":
        raise ValueError("it has no frame that tells its length")
    frames, stream_bytes = struct.unpack_from(">II", frame, INFO_AT + 8)
    gaps = int.from_bytes(frame[INFO_AT + 141 : INFO_AT + 144], "big")
    first_frame_at = stream_at + _frame_bytes(frame)
    return Mp3File(
        size,
        stream_at,
        frames,
        stream_bytes,
        gaps >> 12,
        gaps & 0xFFF,
        frame[3] >> 6 == 3,
        first_frame_at,
        _last_frame_bytes(end, frame),
    )


def _tag_bytes(head: bytes) -> int:
    """Return the length of the ID3 tag that a file begins with."""
    if head[:3] != b"ID3":
        raise ValueError("it has no ID3 tag")
    size = 0
    for byte in head[6:10]:
        size = size << 7 | byte
    return size + HEADER_BYTES


def _frame_bytes(header: bytes) -> int:
    """Return the length of the frame with a header, 0 if it is none."""
    if header[0] != 0xFF or header[1] & 0xFE != 0xFA:
        return 0
    kbit_s, rate_hz = KBIT_S[header[2] >> 4], RATES_HZ[header[2] >> 2 & 3]
    return 144000 * kbit_s // rate_hz + (header[2] >> 1 & 1) if kbit_s and rate_hz else 0


def _last_frame_bytes(end: bytes, like: bytes) -> int:
    """Return the length of the frame that ends where the data end, 0 if there is none.

    Args:
        like: a frame of the same bit rate.
    """
    plain = _frame_bytes(bytes([*like[:2], like[2] & 0xFD]))
    for size in (plain, plain + 1):
        if 0 < size <= len(end) and _frame_bytes(end[-size:]) == size:
            return size
    return 0
