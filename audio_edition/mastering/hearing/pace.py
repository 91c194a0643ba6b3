"""How long a segment should take to say, by how long the others of the edition take.

* What takes time are letters, vowels (about one a syllable), letters said by their names, and
  the marks at which a voice pauses for breath; how much each takes is worked out from the
  edition's own segments by the least sum of errors (not of their squares: a fifth of the
  segments of a bad edition may be wrong, and must not be what is learnt).
* A voice may dwell on a few words but hardly ever hurries: too short is suspicious sooner
  than too long.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from audio_edition.mastering.hearing.words import letters_said

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BREATH = re.compile(r"[,;:.?!—–…](?=\W*\s)")
VOWELS = re.compile(r"[aeiouy]+")
NAMED = re.compile(r"\b[A-Z](?=-[A-Z]\b)|(?<=-)[A-Z]\b")
"""Letters said by their names, as the script writes them: "U-S-A"."""
LEAST_SEGMENTS = 20
"""From which on it can be said what is usual."""
LEAST_LETTERS = 12
"""How long fewer letters take is chance."""
ROUNDS = 30
"""Of least squares, weighted each time by the errors of the last."""
LEAST_ERROR = 0.02
"""Share of a length; lesser errors count like it."""
SLOW_S, SLOW_SHARE = 0.3, 0.2
"""So much longer than expected is unlikely: seconds, and a share of what is expected."""
FAST_S, FAST_SHARE = 0.15, 0.15
"""So much shorter is."""


class Pace:
    """How fast the voice of an edition speaks."""

    def __init__(self, spoken: Sequence[str], lasts_s: Sequence[float]) -> None:
        """Learn it from segments: their words, and how long each is."""
        import numpy as np

        known = [(_parts(words), s) for words, s in zip(spoken, lasts_s, strict=True) if s > 0]
        self._costs_s: NDArray[np.float64] | None = None
        if len(known) >= LEAST_SEGMENTS:
            parts = np.array([each for each, _ in known])
            self._costs_s = _learnt(parts, np.array([s for _, s in known]))

    def unlikely(self, spoken: str, lasts_s: float) -> float:
        """Return how unlikely it is that words take so long: 1 is hardly ever met."""
        if self._costs_s is None or len(letters_said(spoken)) < LEAST_LETTERS:
            return 0.0
        due_s = max(float(self._costs_s @ _parts(spoken)), 0.1)
        if lasts_s > due_s:
            return (lasts_s - due_s) / (SLOW_S + SLOW_SHARE * due_s)
        return (due_s - lasts_s) / (FAST_S + FAST_SHARE * due_s)


def _parts(spoken: str) -> tuple[int, int, int, int, int]:
    """Return what takes time: letters, breaths, syllables, names of letters, and that it is."""
    letters = len(re.sub(r"(.)\1", r"\1", letters_said(spoken)))
    breaths, vowels = len(BREATH.findall(spoken)), len(VOWELS.findall(spoken.lower()))
    return letters, breaths, vowels, len(NAMED.findall(spoken)), 1


def _learnt(parts: "NDArray[np.int_]", lasts_s: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Return the seconds that each part costs, with the least sum of relative errors."""
    import numpy as np

    relative = parts / lasts_s[:, None]
    weights = np.ones(len(parts))
    costs_s: NDArray[np.float64] = np.zeros(parts.shape[1])
    for _ in range(ROUNDS):
        roots = np.sqrt(weights)
        found = np.linalg.lstsq(relative * roots[:, None], roots, rcond=None)[0]
        costs_s = np.asarray(found, np.float64)
        weights = 1 / np.maximum(np.abs(relative @ costs_s - 1), LEAST_ERROR)
    return costs_s
