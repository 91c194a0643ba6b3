"""A stretch of frames, on disk: what the writers of sound files are given."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

BUFFER_BYTES = 1 << 18
"""What a processor's cache holds: a larger part is copied more slowly."""


@dataclass(frozen=True, slots=True)
class Run:
    """Bytes behind one another in a file."""

    file: Path
    begin: int
    """Offset of the first."""
    end: int
    """Offset after the last."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Frames that are heard one after another."""

    runs: tuple[Run, ...]
    """Where they are, in order, at least one run."""
    tail: bytes
    """Frames that flush the codec's delay after it."""
    total_samples: int
    sizes: Path | None = None
    """File of the length in bytes of every frame, 4 bytes each, big-endian; None where the
    frames say it themselves."""
    first_frame: int = 0
    """Number of its first frame among the sizes; 0 where there are none."""
    frame_count: int = 0
    """How many frames it has without the tail; 0 where there are no sizes."""

    @property
    def size(self) -> int:
        """Length in bytes of its frames, without the tail."""
        return sum(run.end - run.begin for run in self.runs)

    def frame_sizes(self) -> bytes:
        """Return the lengths of its frames, without the tail, as they stand in the file."""
        if self.sizes is None:
            return b""
        with self.sizes.open("rb") as file:
            file.seek(4 * self.first_frame)
            return file.read(4 * self.frame_count)


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return runs with those made one that lie behind one another in a file."""
    found: list[Run] = []
    for run in runs:
        if found and found[-1].file == run.file and found[-1].end == run.begin:
            found[-1] = Run(run.file, found[-1].begin, run.end)
        else:
            found.append(run)
    return tuple(found)


def copy_runs(runs: Iterable[Run], target: BinaryIO) -> None:
    """Copy runs, one behind another, to where the target is."""
    for run in runs:
        with run.file.open("rb", buffering=0) as source:
            source.seek(run.begin)
            left = run.end - run.begin
            while left > 0 and (part := source.read(min(left, BUFFER_BYTES))):
                target.write(part)
                left -= len(part)


def run_bytes(run: Run, most: int | None = None) -> bytes:
    """Return the bytes of a run.

    Args:
        most: how many of them; None: all.
    """
    length = run.end - run.begin
    with run.file.open("rb") as source:
        source.seek(run.begin)
        return source.read(length if most is None else min(most, length))
