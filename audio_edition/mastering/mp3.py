"""Whole MP3 files out of encoded passages: tag, information frame, frames, tail.

The information frame tells players the exact length: how many frames there are, and how
many samples of the codec's delay and padding to leave out, so that the decoded file is
the timeline to the sample.

Source: the MP3 Info Tag specification, revision 1 (LAME), and ISO/IEC 11172-3.
"""

import struct
from pathlib import Path

from audio_edition.mastering.frames import KINDS
from audio_edition.mastering.stretch import Stretch, copy_runs, run_bytes

FRAME_SAMPLES = 1152
ENCODER_DELAY_SAMPLES = 576
"""LAME's own; the decoder adds 529 more, which players know of."""
SIDE_INFORMATION_BYTES = 17
"""MPEG-1, mono."""
ENCODER_NAME = b"LAME3.100"


def write_file(path: Path, tag: bytes, stretch: Stretch) -> None:
    """Write an MP3 file: tag, information frame, frames, tail.

    Args:
        path: where; an existing file is replaced.
        tag: the ID3 tag to stand at the head.
        stretch: the frames, of one chapter or of all.
    """
    header, size = run_bytes(stretch.runs[0], 4), stretch.size + len(stretch.tail)
    with path.open("wb") as file:
        file.write(tag)
        file.write(information_frame(header, stretch.total_samples, size))
        copy_runs(stretch.runs, file)
        file.write(stretch.tail)


def information_frame(header: bytes, total_samples: int, stream_bytes: int) -> bytes:
    """Return the frame that players read the length from.

    Args:
        header: four bytes, the header of any frame of the stream.
        total_samples: samples the decoded sound is to have.
        stream_bytes: size of all frames that follow.
    """
    frame_header = bytes([header[0], header[1] | 1, header[2] & 0xFD, header[3]])
    kbit_s, rate_hz = 64, 44100
    size = 144000 * kbit_s // rate_hz
    frame_count = total_samples // FRAME_SAMPLES + KINDS["mp3"].tail_frames
    total_bytes = stream_bytes + size
    table = bytes(256 * i // 100 for i in range(100))
    info = b"Info" + struct.pack(">III", 15, frame_count, total_bytes) + table
    info += struct.pack(">I", 0)  # quality: not stated
    padding = frame_count * FRAME_SAMPLES - ENCODER_DELAY_SAMPLES - total_samples
    lame = _lame_part(padding, total_bytes)
    frame = bytearray(size)
    start = 4 + SIDE_INFORMATION_BYTES
    frame[: start + len(info) + len(lame)] = (
        frame_header + bytes(SIDE_INFORMATION_BYTES) + info + lame
    )
    check_at = start + len(info) + len(lame) - 2
    frame[check_at : check_at + 2] = struct.pack(">H", crc16(bytes(frame[:check_at])))
    return bytes(frame)


def _lame_part(padding_samples: int, total_bytes: int) -> bytes:
    """Return the 36 bytes after the table: encoder, delay and padding; checksum left 0."""
    revision_and_method = 0x01  # constant bit rate
    lowpass_100_hz = 0
    part = ENCODER_NAME + bytes([revision_and_method, lowpass_100_hz])
    part += bytes(8)  # peak and replay gain: not stated
    part += bytes([0, 64])  # flags; bit rate in kbit/s
    part += ((ENCODER_DELAY_SAMPLES << 12) | padding_samples).to_bytes(3, "big")
    part += bytes([0, 0]) + bytes(2)  # mode, gain, preset: not stated
    return part + struct.pack(">IHH", total_bytes, 0, 0)


def crc16(data: bytes) -> int:
    """Return the CRC-16 (polynomial 0x8005, reflected) of the information frame."""
    value = 0
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ 0xA001 if value & 1 else value >> 1
    return value
