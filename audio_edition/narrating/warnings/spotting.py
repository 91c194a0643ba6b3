"""Spotting the rules' phrases in sentences, whatever is said in others.

A phrase is no candidate if a blocker shares a word with it, if its own last word is denied, or
if it is denied or a name; a disclaimer takes away every phrase of its sentence. What is spotted
in a text depends on that text alone, so it is recalled where it was looked through before.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from audio_edition.narrating.warnings.index import Index
from audio_edition.narrating.warnings.passages import (
    Candidate,
    Sentence,
    is_negated,
    named,
    parts_of,
)
from audio_edition.narrating.warnings.phrases import tokens_of
from audio_edition.narrating.warnings.rule_book import rule_book
from audio_edition.narrating.warnings.rules import BLOCKER, CERTAIN, DETAIL, DISCLAIMER, Entry
from audio_edition.recall import recall

OFTEN_NAMES = frozenset({"death_grief", "violence"})
"""Topics of which even a phrase that counts alone may be a title: Death in Venice."""
OFTEN_PAST = frozenset({"death_grief", "violence", "war_terror", "torture"})
"""Topics that history speaks of in passing."""
CERTAIN_REACH = 2
"""Words before a phrase that counts alone in which a negation takes it away: "has not been
kidnapped"."""
OLD_YEAR = re.compile(r"1[0-8]\d\d")
Match = tuple[Entry, int, int]


def sentences_of(text: str, segment: str = "", chapter: int = 0) -> list[Sentence]:
    """Return the sentences of a text, with the phrases spotted in them."""
    seen: dict[str, Sequence[str]] = {}
    spotted = recall(
        "phrases spotted", text, lambda: [_spotted(part, seen) for part in parts_of(text)]
    )
    parts = [text] if len(spotted) == 1 else parts_of(text)
    return [
        Sentence(part, length, candidates, segment, chapter, seen.get(part))
        for part, (length, candidates) in zip(parts, spotted, strict=True)
    ]


def _spotted(text: str, seen: dict[str, Sequence[str]]) -> tuple[int, list[Candidate]]:
    """Return how many words a sentence has, and the candidates in it.

    Args:
        text: the sentence.
        seen: where its words are put, so that nobody need look for them again.
    """
    tokens = seen[text] = tokens_of(text)
    index = rule_book().index
    at = [i for i, token in enumerate(tokens) if index[token]]
    return len(tokens), [*_Spotting(text, tokens, index).candidates(at)] if at else []


@dataclass
class _Spotting:
    """The phrases of one sentence."""

    text: str
    tokens: Sequence[str]
    index: Index

    def candidates(self, at: Sequence[int]) -> Iterator[Candidate]:
        """Yield the candidates whose key words are at some positions, by kind."""
        matches = self._matches(at)
        if DISCLAIMER in {entry.kind for entry, _, _ in matches}:
            return
        blocked = [match for match in matches if match[0].kind == BLOCKER]
        for entry, first, last in matches:
            if entry.kind == BLOCKER or _is_blocked(entry, first, last, blocked):
                continue
            if entry.kind == DETAIL or not self._is_taken_away(entry, first, last):
                yield entry.kind, entry.rule, first, last

    def _matches(self, at: Sequence[int]) -> list[Match]:
        """Return the phrases found, those that count alone first."""
        tokens = self.tokens
        words = set(tokens)
        matches: list[Match] = []
        for position in at:
            for waiting in self.index[tokens[position]]:
                if waiting.beside is not None and waiting.beside.isdisjoint(words):
                    continue
                for entry in waiting.entries:
                    found = entry.phrase.find(tokens, position)
                    if found and not _is_denied(entry, tokens, found[1]):
                        matches.append((entry, *found))
        return sorted(matches, key=lambda m: m[0].kind)

    def _is_taken_away(self, entry: Entry, first: int, last: int) -> bool:
        """Whether the sentence denies a rule's phrase, has it as a name or as history."""
        is_name = any(self.named[first : last + 1])
        if entry.kind == CERTAIN:
            is_title = is_name and entry.topic in OFTEN_NAMES
            return is_title or is_negated(self.tokens, first, CERTAIN_REACH)
        is_past = self.is_old and entry.topic in OFTEN_PAST
        return is_past or is_name or is_negated(self.tokens, first)

    @cached_property
    def named(self) -> list[bool]:
        """For each word of the sentence, whether it is written as a name."""
        return named(self.text)

    @cached_property
    def is_old(self) -> bool:
        """Whether the sentence gives a year before 1900: history in passing."""
        return any(len(t) == 4 and OLD_YEAR.match(t) for t in self.tokens)


def _is_denied(entry: Entry, tokens: Sequence[str], last: int) -> bool:
    """Whether a rule's phrase has its last word denied within it: "partners … not abusive"."""
    return bool(entry.rule and entry.phrase.gaps[-1]) and is_negated(tokens, last, 1)


def _is_blocked(entry: Entry, first: int, last: int, blocked: Sequence[Match]) -> bool:
    """Whether a blocker shares a word with a phrase."""
    return any(
        b.topic in ("", entry.topic) and begin <= last and end >= first for b, begin, end in blocked
    )
