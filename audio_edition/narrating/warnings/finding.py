"""Finding the rules' phrases in sentences, and deciding which of them count.

A phrase that counts alone is only taken away by a blocker that shares a word with it. A
likely phrase is also taken away by a negation, by being a name, and by a harmless setting
(sport, cookery, software …) in the sentences around it. A cue needs
company besides. What is left must be borne out by the words around it (`weighing.py`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from audio_edition.narrating.warnings.hits import Findings, Hit
from audio_edition.narrating.warnings.leaning import leanings
from audio_edition.narrating.warnings.passages import Sentence, is_negated, named, passage_around
from audio_edition.narrating.warnings.rule_book import RuleBook
from audio_edition.narrating.warnings.rules import (
    BLOCKER,
    CERTAIN,
    DETAIL,
    DISCLAIMER,
    LIKELY,
    Entry,
)
from audio_edition.narrating.warnings.weighing import borne_out

LONG_WORDS = 1_000
"""Words of a text from which rules for a few sentences say nothing."""
OFTEN_NAMES = frozenset({"death_grief", "violence"})
"""Topics of which even a phrase that counts alone may be a title: Death in Venice."""
OFTEN_PAST = frozenset({"death_grief", "violence", "war_terror", "torture"})
"""Topics that history speaks of in passing."""
SETTING_POINTS = 3
"""A plain word has three points, a telling one two, one that helps has one: so many make a
harmless setting, if one word at least is plain or telling."""
PLAIN_POINTS = 5
"""So many make it plain, so that it takes away what counts alone, too."""
GRAVE_WORDS = 2
"""Different words of courts, rescue and care that leave no setting harmless."""
CERTAIN_REACH = 2
"""The same for a phrase that counts alone: "has not been kidnapped"."""
OLD_YEAR = re.compile(r"1[0-8]\d\d")


def find(sentences: Sequence[Sentence], book: RuleBook) -> Findings:
    """Return every phrase that counts and is borne out, in the order of the text."""
    findings = Findings()
    is_long = sum(len(sentence.tokens) for sentence in sentences) > LONG_WORDS
    index = book.index
    for number, sentence in enumerate(sentences):
        at = [i for i, token in enumerate(sentence.tokens) if index[token]]
        if at:
            _Search(sentences, number, book, is_long).into(findings, at)
    findings.hits.sort(key=lambda h: (h.sentence, h.first))
    findings.hits = borne_out(findings.hits, sentences, leanings())
    return findings


Match = tuple[Entry, int, int]


@dataclass
class _Search:
    """The phrases of one sentence, and what stands around it."""

    sentences: Sequence[Sentence]
    number: int
    book: RuleBook
    is_long: bool
    """Whether the text is too long for rules made for a few sentences."""

    def into(self, findings: Findings, at: Sequence[int]) -> None:
        """Add what counts of the phrases whose key words are at some positions."""
        matches = self._matches(at)
        if any(entry.kind == DISCLAIMER for entry, _, _ in matches):
            return
        blocked = [m for m in matches if m[0].kind == BLOCKER]
        taken: set[tuple[str, int]] = set()
        for entry, first, last in matches:
            if entry.kind == BLOCKER or _is_blocked(entry, first, last, blocked):
                continue
            if entry.kind == DETAIL:
                findings.details.append(self.number)
            elif entry.rule and not {(entry.rule.name, i) for i in range(first, last + 1)} & taken:
                hit = Hit(self.number, first, last, entry.rule, entry.kind)
                if self._counts(hit):
                    taken.update((entry.rule.name, i) for i in range(first, last + 1))
                    findings.hits.append(hit)

    def _matches(self, at: Sequence[int]) -> list[Match]:
        """Return the phrases found, those that count alone first."""
        tokens = self.sentences[self.number].tokens
        words = set(tokens)
        matches: list[Match] = []
        for position in at:
            for waiting in self.book.index[tokens[position]]:
                if self.is_long and waiting.rule is not None and waiting.rule.strict:
                    continue
                if waiting.beside is not None and waiting.beside.isdisjoint(words):
                    continue
                for entry in waiting.entries:
                    found = entry.phrase.find(tokens, position)
                    if found and not _is_denied(entry, tokens, found[1]):
                        matches.append((entry, *found))
        return sorted(matches, key=lambda m: m[0].kind)

    def _counts(self, hit: Hit) -> bool:
        """Whether a phrase stands up to what is said around it."""
        rule, sentence = hit.rule, self.sentences[self.number]
        if hit.kind == CERTAIN:
            if self.settings(PLAIN_POINTS) - rule.despite:
                return False
            if rule.topic in OFTEN_NAMES and any(self.named[hit.first : hit.last + 1]):
                return False
            return not is_negated(sentence.tokens, hit.first, CERTAIN_REACH)
        if self.is_old and rule.topic in OFTEN_PAST:
            return False
        if not self.settings(SETTING_POINTS) <= rule.despite:
            return False
        if is_negated(sentence.tokens, hit.first) or any(self.named[hit.first : hit.last + 1]):
            return False
        if hit.kind == LIKELY and not rule.unless:
            return True
        others = self.around.union(sentence.tokens[: hit.first], sentence.tokens[hit.last + 1 :])
        if not rule.unless.isdisjoint(others):
            return False
        return hit.kind == LIKELY or len(rule.company & others) >= rule.needs

    @cached_property
    def named(self) -> list[bool]:
        """For each word of the sentence, whether it is written as a name."""
        return named(self.sentences[self.number])

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

    @cached_property
    def is_old(self) -> bool:
        """Whether the sentence gives a year before 1900: history in passing."""
        return any(len(t) == 4 and OLD_YEAR.match(t) for t in self.sentences[self.number].tokens)


def _is_denied(entry: Entry, tokens: Sequence[str], last: int) -> bool:
    """Whether a rule's phrase has its last word denied within it: "partners … not abusive"."""
    return bool(entry.rule and entry.phrase.gaps[-1]) and is_negated(tokens, last, 1)


def _is_blocked(entry: Entry, first: int, last: int, blocked: Sequence[Match]) -> bool:
    """Whether a blocker shares a word with a phrase."""
    topic = entry.rule.topic if entry.rule else ""
    return any(
        b.topic in ("", topic) and begin <= last and end >= first for b, begin, end in blocked
    )
