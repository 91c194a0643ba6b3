"""How the words of a passage lean to each topic, taken together.

No word says by itself that a passage needs a warning; all of them together say what kind of
text it is. `topics/leanings.tsv` holds one number for each common word and topic. Their sum,
over what so many unlike words would come to by chance, and the topic's own odds before any word
is read, are the log odds that a passage of a few sentences needs the topic's warning.
`tools/lean_words.py` works the table out, and says how.

A line of the table is looked for, and read, when its word is first met.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from math import sqrt
from pathlib import Path

STEPS = 20
"""Steps to a unit of log odds in the table."""
PER_MILLE = 1_000
PRIOR = 8_000
"""Weight, in per mille, of words that say nothing, added to those of each passage: a few words
make no strong case."""

Numbers = tuple[int, ...]
"""A word's weight, in per mille, and how it leans to each topic, in steps."""


class Leanings:
    """How words lean, by word."""

    def __init__(self, table: str) -> None:
        """Read a table: a remark, the names of the columns, the odds, and a line a word.

        Args:
            table: tab-separated lines, in the order of `topics/leanings.tsv`: by word.
        """
        _, names, odds, *self._lines = table.rstrip("\n").split("\n")
        self.topics = tuple(names.split("\t")[2:])
        self._odds = tuple(int(cell) / STEPS for cell in odds.split("\t")[2:])
        self._read: dict[str, Numbers | None] = {}

    def every(self) -> Sequence[str]:
        """Return every word the table has, in its order."""
        return [line.split("\t", 1)[0] for line in self._lines]

    def word(self, word: str) -> Numbers | None:
        """Return the numbers of a word, or None if it is not known."""
        if word not in self._read:
            begin = f"{word}\t"
            at = bisect_left(self._lines, begin)
            line = self._lines[at] if at < len(self._lines) else ""
            cells = line.removeprefix(begin).split("\t") if line.startswith(begin) else None
            self._read[word] = None if cells is None else tuple(map(int, cells))
        return self._read[word]

    def sums(self, tokens: Sequence[str]) -> list[int]:
        """Return the sums of the numbers of words; all nought if none is known."""
        known = [numbers for token in tokens if (numbers := self.word(token)) is not None]
        return [sum(column) for column in zip(*known, strict=True)] or [0] * self._columns

    def odds(self, sums: Sequence[Sequence[int]]) -> list[float]:
        """Return the log odds of each topic for sentences read together.

        Args:
            sums: `sums` of each sentence.
        """
        weight, *leans = (sum(column) for column in zip(*sums, strict=True))
        length = sqrt((weight + PRIOR) / PER_MILLE) * STEPS
        return [own + lean / length for own, lean in zip(self._odds, leans, strict=True)]

    @property
    def _columns(self) -> int:
        return 1 + len(self.topics)


@cache
def leanings() -> Leanings:
    """Return the table that comes with the package."""
    path = Path(__file__).with_name("topics") / "leanings.tsv"
    return Leanings(path.read_text(encoding="utf-8"))
