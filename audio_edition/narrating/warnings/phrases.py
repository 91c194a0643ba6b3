"""Phrases, and how one is found in a sentence."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text written with blanks between them."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sequence of words to find within a sentence."""

    steps: tuple[frozenset[str] | None, ...]
    """Words allowed at each step; None: any word."""
    gaps: tuple[int, ...]
    """Most words that may stand between a step and the one before it; 0 for the first."""
    key: int
    """Index of the step by whose words the phrase is looked up."""

    def turned(self) -> "Phrase | None":
        """Return the phrase with what is before and after its one `...` changed round."""
        wide = [i for i, gap in enumerate(self.gaps) if gap]
        if len(wide) != 1:
            return None
        at, size = wide[0], len(self.steps)
        gaps = [0] * size
        gaps[size - at] = self.gaps[at]
        key = self.key - at if self.key >= at else self.key + size - at
        return Phrase(self.steps[at:] + self.steps[:at], tuple(gaps), key)

    def find(self, tokens: Sequence[str], at: int) -> tuple[int, int] | None:
        """Return the range `[first, last]` of tokens of a match whose key word is at `at`."""
        first = last = at
        for step in range(self.key - 1, -1, -1):
            reach = range(first - 1, max(first - 2 - self.gaps[step + 1], -1), -1)
            if (found := _nearest(self.steps[step], tokens, reach)) < 0:
                return None
            first = found
        for step in range(self.key + 1, len(self.steps)):
            reach = range(last + 1, min(last + 2 + self.gaps[step], len(tokens)))
            if (found := _nearest(self.steps[step], tokens, reach)) < 0:
                return None
            last = found
        return first, last


def _nearest(words: frozenset[str] | None, tokens: Sequence[str], reach: Iterable[int]) -> int:
    """Return the first position in reach that holds one of the words, or -1."""
    for position in reach:
        if words is None or tokens[position] in words:
            return position
    return -1


def tokens_of(text: str) -> list[str]:
    """Return the words of a text as the rules see them: lower case, possessives taken off."""
    lowered = text.lower().replace("’", "'")
    tokens: list[str] = WORD.findall(lowered)
    if "'s" in lowered:
        return [t[:-2] if t.endswith("'s") else t for t in tokens]
    return tokens
