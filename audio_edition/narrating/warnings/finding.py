"""Deciding which of the phrases spotted in a text count.

A likely phrase is taken away by a harmless setting (sport, cookery, software …) told in its
sentence and those around it, one that counts alone only by a plain one. A cue needs company
besides. What is left must be borne out by the words around it (`weighing.py`).

What counts depends on the sentences of the passage alone, so it is recalled where they are as
they were.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from audio_edition.narrating.warnings.hits import Findings, Hit
from audio_edition.narrating.warnings.passages import Sentence, passage_around, question_of
from audio_edition.narrating.warnings.rule_book import RuleBook, rule_book
from audio_edition.narrating.warnings.rules import CERTAIN, DETAIL, LIKELY, Reason, Rule
from audio_edition.narrating.warnings.weighing import borne_out
from audio_edition.recall import recall

LONG_WORDS = 1_000
"""Words of a text from which rules for a few sentences say nothing."""
SETTING_POINTS = 3
"""A plain word has three points, a telling one two, one that helps has one: so many make a
harmless setting, if one word at least is plain or telling."""
PLAIN_POINTS = 5
"""So many make it plain, so that it takes away what counts alone, too."""
GRAVE_WORDS = 2
"""Different words of courts, rescue and care that leave no setting harmless."""


def find(sentences: Sequence[Sentence]) -> Findings:
    """Return every phrase that counts and is borne out, in the order of the text.

    Args:
        sentences: the text, with the phrases spotted in it.
    """
    findings = Findings()
    is_long = sum(sentence.length for sentence in sentences) > LONG_WORDS
    for number, sentence in enumerate(sentences):
        if sentence.candidates:
            details = [c for c in sentence.candidates if c[0] == DETAIL]
            findings.details += [number] * len(details)
            if len(details) < len(sentence.candidates):
                findings.hits += _hits(sentences, number, is_long)
    findings.hits.sort(key=lambda h: (h.sentence, h.first))
    findings.hits = borne_out(findings.hits, sentences)
    return findings


def _hits(sentences: Sequence[Sentence], number: int, is_long: bool) -> Iterator[Hit]:
    """Yield the phrases of a sentence that count; they depend on its passage alone."""
    around = passage_around(sentences, number)
    question = question_of(sentences, around, number - around.start, is_long)
    search = _Search(sentences, number, is_long)
    for first, last, kind, *reason in recall("phrases that count", question, search.counting):
        yield Hit(number, first, last, Reason(*reason), kind)


@dataclass
class _Search:
    """The candidates of one sentence, and what stands around it."""

    sentences: Sequence[Sentence]
    number: int
    is_long: bool
    """Whether the text is too long for rules made for a few sentences."""

    def counting(self) -> list[list[Any]]:
        """Return place, kind and reason of the candidates that count, as plain data.

        No two of a rule share a word: the firmest is taken, or the first of them.
        """
        made = []
        taken: set[tuple[str, int]] = set()
        for kind, name, first, last in self.sentences[self.number].candidates:
            places = {(name, i) for i in range(first, last + 1)}
            if kind != DETAIL and places.isdisjoint(taken):
                rule = self.book.rule(name)
                if not (rule.strict and self.is_long) and self._counts(rule, kind, first, last):
                    taken |= places
                    made.append([first, last, kind, *rule.reason])
        return made

    def _counts(self, rule: Rule, kind: str, first: int, last: int) -> bool:
        """Whether a phrase stands up to what is said around it."""
        points = PLAIN_POINTS if kind == CERTAIN else SETTING_POINTS
        if not self.settings(points) <= rule.despite:
            return False
        if kind == CERTAIN or (kind == LIKELY and not rule.unless):
            return True
        tokens = self.sentences[self.number].tokens
        others = self.around.union(tokens[:first], tokens[last + 1 :])
        if not rule.unless.isdisjoint(others):
            return False
        return kind == LIKELY or len(rule.company & others) >= rule.needs

    @cached_property
    def book(self) -> RuleBook:
        """The rules, which are not read where answers are recalled."""
        return rule_book()

    @cached_property
    def around(self) -> set[str]:
        """The words of the sentences around this one, in the same chapter."""
        near = passage_around(self.sentences, self.number)
        others = (self.sentences[n].tokens for n in near if n != self.number)
        return {token for tokens in others for token in tokens}

    @cached_property
    def settings_points(self) -> dict[str, int]:
        """The points of each harmless setting told in this sentence and around it."""
        near = self.around.union(self.sentences[self.number].tokens)
        if len(self.book.grave & near) >= GRAVE_WORDS:
            return {}
        words = self.book.setting_words & near
        return {
            name: told + len(setting.helping & words)
            for name, setting in self.book.settings.items()
            if (told := 3 * len(setting.plain & words) + 2 * len(setting.telling & words))
        }

    def settings(self, points: int) -> set[str]:
        """Return the harmless settings told with so many points."""
        return {name for name, told in self.settings_points.items() if told >= points}
