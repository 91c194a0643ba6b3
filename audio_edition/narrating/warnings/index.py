"""The phrases of all rules, found by their rarest word and read when a text first has it.

A build meets few of the words the rules know. So loading only sorts the lines by the part
they are looked up by; a line is read into a phrase when one of that part's words is met.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from audio_edition.narrating.warnings.rules import Entry, Rule
from audio_edition.narrating.warnings.vocabulary import Vocabulary, lines_of, variants


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one kind and rule, not yet read."""

    kind: str
    rule: Rule | None
    topic: str
    by_part: dict[str, list[str]] = field(default_factory=dict)
    """The part that lines are looked up by → those lines."""


class Index:
    """The phrases of all rules by the words they are looked up by."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.of_rules = Vocabulary(vocabulary.groups, either_number=True)
        """What rules find; what takes it away is found as written."""
        self.waiting: dict[str, list[tuple[Block, list[str]]]] = {}
        """Word → lines looked up by it."""
        self._read: dict[str, list[Entry]] = {}

    def add(self, text: str, kind: str, rule: Rule | None = None, topic: str = "") -> None:
        """Add each phrase of a block of rules.

        A rule's `a ... b` is also found as `b ... a`.
        """
        block = Block(kind, rule, topic)
        by_part = block.by_part
        vocabulary = self.of_rules
        key_of = vocabulary.key_of
        for written in lines_of(text):
            for line in variants(written) if "_" in written else (written,):
                by_part.setdefault(key_of(line) if " " in line else line, []).append(line)
        for part, lines in by_part.items():
            for word in vocabulary.words(part):
                self.waiting.setdefault(word, []).append((block, lines))

    def entries(self, word: str) -> Sequence[Entry]:
        """Return the phrases looked up by a word.

        Raises:
            ValueError: if one of them is written wrongly.
        """
        if (read := self._read.get(word)) is None:
            read = self._read[word] = [
                entry
                for block, lines in self.waiting.get(word, ())
                for line in lines
                for entry in self._entries(block, line)
            ]
        return read

    def __contains__(self, word: str) -> bool:
        return word in self.waiting

    def _entries(self, block: Block, line: str) -> list[Entry]:
        phrase = self.of_rules.phrase(line)
        made = [Entry(phrase, block.kind, block.rule, block.topic, line)]
        if block.rule and " ... " in line and (turned := phrase.turned()):
            made.append(Entry(turned, block.kind, block.rule, block.topic, line))
        return made
