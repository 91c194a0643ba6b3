"""How long a segment should take to say, by how long the others of the edition take.

* What takes time are letters, vowels (about one a syllable), and the marks at which a voice
  pauses for breath; how much each takes is worked out from the edition's own segments by
  least squares, without those that fit ill.
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
LEAST_SEGMENTS = 20
"""From which on it can be said what is usual."""
LEAST_LETTERS = 12
"""How long fewer letters take is chance."""
ROUNDS = 4
ILL_FITTING = 1.25
"""Segments so many times too long or too short are left out of the next round."""
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


def _parts(spoken: str) -> tuple[int, int, int, int]:
    """Return what in some words takes time: letters, breaths, syllables, and that they are."""
    letters = re.sub(r"(.)\1", r"\1", letters_said(spoken))
    return len(letters), len(BREATH.findall(spoken)), len(VOWELS.findall(spoken.lower())), 1


def _learnt(parts: "NDArray[np.int_]", lasts_s: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Return the seconds that each part costs; relative errors count."""
    import numpy as np

    kept = np.ones(len(parts), bool)
    costs_s: NDArray[np.float64] = np.zeros(parts.shape[1])
    for _ in range(ROUNDS):
        relative = parts[kept] / lasts_s[kept, None]
        found = np.linalg.lstsq(relative, np.ones(int(kept.sum())), rcond=None)[0]
        costs_s = np.asarray(found, np.float64)
        ratio = lasts_s / np.maximum(parts @ costs_s, 0.01)
        kept = np.abs(np.log(ratio)) < np.log(ILL_FITTING)
        if kept.sum() < LEAST_SEGMENTS:
            break
    return costs_s
