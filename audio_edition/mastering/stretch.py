"""A run of frames in a file of frames: what the writers of sound files are given."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

BUFFER_BYTES = 1 << 18
"""What a processor's cache holds: a larger part is copied more slowly."""


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
    sizes: Path | None = None
    """File of the length in bytes of every frame, 4 bytes each, big-endian; None where the
    frames say it themselves."""
    first_frame: int = 0
    """Number of its first frame in the file; 0 where there are no sizes."""
    frame_count: int = 0
    """How many frames it has without the tail; 0 where there are no sizes."""

    def frame_sizes(self) -> bytes:
        """Return the lengths of its frames, without the tail, as they stand in the file."""
        if self.sizes is None:
            return b""
        with self.sizes.open("rb") as file:
            file.seek(4 * self.first_frame)
            return file.read(4 * self.frame_count)


def copy_range(source: BinaryIO, target: BinaryIO, begin: int, end: int) -> None:
    """Copy the bytes from one offset to another to where the target is."""
    source.seek(begin)
    left = end - begin
    while left > 0 and (part := source.read(min(left, BUFFER_BYTES))):
        target.write(part)
        left -= len(part)
