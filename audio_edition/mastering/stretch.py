"""A run of frames in a file of frames: what the writers of sound files are given."""

from dataclasses import dataclass
from pathlib import Path


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
