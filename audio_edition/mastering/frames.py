"""Frames of compressed sound: where each begins in a stream of MP3 or ADTS AAC.

Source: ISO/IEC 11172-3 section 2.4.1.3 (MPEG audio header); ISO/IEC 14496-3 annex 1.A
(ADTS header).
"""

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audio_edition.errors import OutputError

MPEG1_LAYER3_KBIT_S = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
MPEG1_RATES_HZ = (44100, 48000, 32000, 0)
ADTS_HEADER_BYTES = 7


@dataclass(frozen=True, slots=True)
class FrameKind:
    """A codec's frames."""

    samples: int
    """PCM samples a frame stands for."""
    tail_frames: int
    """Frames beyond the sound's own that a decoder needs to give its last samples."""
    size: Callable[[bytes, int], int]
    """Length in bytes of the frame at an offset; 0 if there is none."""
    header_bytes: int = 0
    """What each frame begins with only to be found in a stream, left out where its size is
    kept beside it; 0 where the codec needs it."""


def mp3_frame_size(data: bytes, at: int) -> int:
    """Return the length in bytes of the MPEG-1 layer III frame at an offset, or 0."""
    if data[at] != 0xFF or data[at + 1] & 0xFE != 0xFA:
        return 0
    kbit_s = MPEG1_LAYER3_KBIT_S[data[at + 2] >> 4]
    rate_hz = MPEG1_RATES_HZ[data[at + 2] >> 2 & 3]
    padding = data[at + 2] >> 1 & 1
    return 144000 * kbit_s // rate_hz + padding if kbit_s and rate_hz else 0


def adts_frame_size(data: bytes, at: int) -> int:
    """Return the length in bytes of the ADTS frame at an offset, without checksum, or 0."""
    if data[at] != 0xFF or data[at + 1] & 0xF7 != 0xF1:
        return 0
    return (data[at + 3] & 3) << 11 | data[at + 4] << 3 | data[at + 5] >> 5


KINDS = {
    "mp3": FrameKind(1152, 1, mp3_frame_size),
    "aac": FrameKind(1024, 1, adts_frame_size, ADTS_HEADER_BYTES),
}


def bounds(data: bytes, kind: FrameKind) -> list[int]:
    """Return the offset of every frame, and last the length of the data.

    Raises:
        OutputError: if the data are not frames from beginning to end.
    """
    found = [0]
    at, length, size = 0, len(data), kind.size
    while at < length:
        step = size(data, at) if at + 7 <= length else 0
        if step < 7 or at + step > length:
            raise OutputError(
                f"The encoder's output is damaged at byte {at}.",
                "Build again; report this if it stays.",
            )
        at += step
        found.append(at)
    return found


def without_headers(data: bytes, bounds: Sequence[int], kind: FrameKind) -> tuple[bytes, bytes]:
    """Return frames as they are kept, and their sizes.

    Args:
        data: a stream of frames.
        bounds: offset of each frame wanted, and last the offset after them.

    Returns:
        The frames without the headers a stream needs; the length in bytes of each, 4 bytes
        each, big-endian, or nothing if the frames say it themselves.
    """
    head = kind.header_bytes
    if not head:
        return data[bounds[0] : bounds[-1]], b""
    places = [(begin + head, end) for begin, end in pairwise(bounds)]
    sizes = struct.pack(f">{len(places)}I", *(end - begin for begin, end in places))
    return b"".join(data[begin:end] for begin, end in places), sizes
