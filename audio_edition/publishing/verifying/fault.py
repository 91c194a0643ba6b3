"""One thing that is wrong with an edition, and the few comparisons every check makes.

Rules: a fault names the file of the edition it was found in and says what is wrong in one
line; what to do about it is said once, at the end. Times of files are whole milliseconds,
so they may differ from the timeline's samples by one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

TOLERANCE_MS = 1.0
"""What rounding to whole milliseconds may cost."""
SHOWN = 60
"""Characters of a text that a fault quotes."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one file."""

    file: str
    """Its name in the edition's folder, `archive.epub/name` for one within an archive."""
    problem: str
    """What is wrong, without a full stop."""

    def __str__(self) -> str:
        """Return the fault as one line."""
        return f"{self.file}: {' '.join(self.problem.split())}."


Faults = Iterator[Fault]
"""What a check yields."""


def apart(found_ms: float, due_ms: float, tolerance_ms: float = TOLERANCE_MS) -> bool:
    """Return whether two times differ by more than rounding explains."""
    return abs(found_ms - due_ms) > tolerance_ms + 1e-6


def time(ms: float) -> str:
    """Return a time as a fault names it: 61.005 s."""
    return f"{ms / 1000:.3f} s"


def quoted(text: str) -> str:
    """Return a text in quotation marks, on one line and not too long."""
    line = " ".join(text.split())
    return f"“{line[:SHOWN]}…”" if len(line) > SHOWN else f"“{line}”"


def letters(text: str) -> str:
    """Return the letters and digits of a text: what must agree however a file writes signs."""
    return "".join(filter(str.isalnum, text))


def same(found: str, due: str) -> bool:
    """Return whether two texts have the same letters; one cut short with “…” may end early."""
    if found == due:
        return True
    if found.endswith("…") and not due.endswith("…"):
        return letters(due).startswith(letters(found))
    return letters(found) == letters(due)
