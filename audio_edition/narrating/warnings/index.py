"""The phrases of all rules, found by their rarest words and read when a text may have them.

A text has few of the words the rules know. So nothing is done to the rules until a text
comes but to list their lines by the words that are written where they are looked up
(`rule_table.py`). A line is read into a phrase when a sentence has a form of such a word and
of another of the line.
"""

from collections.abc import Iterator, Mapping, Sequence

from audio_edition.narrating.warnings.rule_table import Block, Table
from audio_edition.narrating.warnings.rules import Entry
from audio_edition.narrating.warnings.vocabulary import Vocabulary


class Waiting:
    """A phrase looked up by some word, read when it is asked for."""

    __slots__ = ("_block", "_entries", "_vocabulary", "beside", "written")

    def __init__(self, block: Block, part: str, written: str, vocabulary: Vocabulary) -> None:
        """Take a phrase of a block, and the part by whose words it is looked up."""
        self.written = written
        self._block = block
        self._vocabulary = vocabulary
        self._entries: list[Entry] | None = None
        self.beside = vocabulary.beside(part, written) if " " in written else None
        """Words of which one must stand in the sentence, too; None for a phrase of one word."""

    @property
    def entries(self) -> Sequence[Entry]:
        """The phrase as it is written and, if it can be, turned round: `b ... a` for `a ... b`.

        Raises:
            ValueError: if it is written wrongly.
        """
        if self._entries is None:
            self._entries = [*self._read()]
        return self._entries

    def _read(self) -> Iterator[Entry]:
        phrase = self._vocabulary.phrase(self.written)
        yield Entry(phrase, *self._block)
        if self._block.rule and " ... " in self.written and (turned := phrase.turned()):
            yield Entry(turned, *self._block)


class Index(dict[str, Sequence[Waiting]]):
    """Word of a text → the phrases looked up by it, in the order of the rules."""

    def __init__(self, table: Table, vocabulary: Vocabulary) -> None:
        """Find the phrases of a table, which are written in a vocabulary."""
        super().__init__()
        self.vocabulary = vocabulary
        self._blocks = table.blocks
        self._lines = table.lines
        self._numbers: Mapping[str, str] = table.numbers

    def every(self) -> Iterator[Waiting]:
        """Yield every phrase of the table."""
        for line in self._lines:
            yield from self._waiting(*line.split("\t"))

    def __missing__(self, word: str) -> Sequence[Waiting]:
        """Find the phrases looked up by a word."""
        numbers = self._numbers
        written = [numbers[w] for w in self.vocabulary.written(word) if w in numbers]
        waiting: list[Waiting] = []
        for number in sorted({int(number) for some in written for number in some.split()}):
            block, part, *phrases = self._lines[number].split("\t")
            if word in self.vocabulary.words(part):
                waiting += self._waiting(block, part, *phrases)
        self[word] = waiting
        return waiting

    def _waiting(self, block: str, part: str, *phrases: str) -> Iterator[Waiting]:
        for written in phrases:
            yield Waiting(self._blocks[int(block)], part, written, self.vocabulary)
