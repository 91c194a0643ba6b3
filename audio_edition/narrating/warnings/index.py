"""The phrases of all rules, found by their rarest words and read when a text may have them.

A text has few of the words the rules know. So nothing is done to the rules until a text
comes but to sort their lines by the words that are written where they are looked up. A line
is read into a phrase when a sentence has a form of such a word and of another of the line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from audio_edition.narrating.warnings.rules import Entry, Rule
from audio_edition.narrating.warnings.vocabulary import Vocabulary, lines_of, variants


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one kind and rule, not yet read."""

    text: str
    kind: str
    rule: Rule | None
    topic: str


Line = tuple[Block, str, str]
"""A phrase not yet read: its block, the part by whose words it is looked up, and itself."""


class Waiting:
    """A phrase looked up by some word, read when it is asked for."""

    __slots__ = ("_entries", "_line", "_vocabulary", "beside")

    def __init__(self, line: Line, vocabulary: Vocabulary) -> None:
        self._line = line
        self._vocabulary = vocabulary
        self._entries: list[Entry] | None = None
        _, part, written = line
        self.beside = vocabulary.beside(part, written) if " " in written else None
        """Words of which one must stand in the sentence, too; None for a phrase of one word."""

    @property
    def written(self) -> str:
        """As it stands in its file."""
        return self._line[2]

    @property
    def rule(self) -> Rule | None:
        """Whose phrase it is."""
        return self._line[0].rule

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
        block, _, written = self._line
        phrase = self._vocabulary.phrase(written)
        yield Entry(phrase, block.kind, block.rule, block.topic, written)
        if block.rule and " ... " in written and (turned := phrase.turned()):
            yield Entry(turned, block.kind, block.rule, block.topic, written)


class Index(dict[str, Sequence[Waiting]]):
    """Word of a text → the phrases looked up by it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Make an empty index of phrases that are written in a vocabulary."""
        super().__init__()
        self.vocabulary = vocabulary
        self._blocks: list[Block] = []

    def add(self, text: str, kind: str, rule: Rule | None = None, topic: str = "") -> None:
        """Add each phrase of a block of rules."""
        if text:
            self._blocks.append(Block(text, kind, rule, topic))

    def every(self) -> Iterator[Waiting]:
        """Yield every phrase that was added."""
        return (Waiting(line, self.vocabulary) for line in self._lines)

    @cached_property
    def _lines(self) -> list[Line]:
        lines: list[Line] = []
        key_of = self.vocabulary.key_of
        for block in self._blocks:
            by_part: dict[str, list[Line]] = {}
            for written in lines_of(block.text):
                for line in variants(written) if "_" in written else (written,):
                    part = key_of(line) if " " in line else line
                    by_part.setdefault(part, []).append((block, part, line))
            for together in by_part.values():
                lines += together
        return lines

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        """Word as written in rules → numbers of the lines looked up by it."""
        found: dict[str, list[int]] = {}
        for number, (_, part, _) in enumerate(self._lines):
            for word in part.split("/") if "/" in part else (part,):
                found.setdefault(word, []).append(number)
        return found

    def __missing__(self, word: str) -> Sequence[Waiting]:
        """Find the phrases looked up by a word."""
        numbers, vocabulary = self._numbers, self.vocabulary
        found = {n for w in vocabulary.written(word) if w in numbers for n in numbers[w]}
        lines = [self._lines[number] for number in sorted(found)]
        waiting = [Waiting(x, vocabulary) for x in lines if word in vocabulary.words(x[1])]
        self[word] = waiting
        return waiting
