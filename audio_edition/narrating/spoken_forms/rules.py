"""What a rule is, and how an ordered list of rules is put to a text.

Rules obeyed here: rules are tried in the order of the list; a range taken by one rule is
never touched by a later one; a rule whose cheap `needs` is not in the text costs one
search at most. A pattern may look at what stands around the range it changes: the range
is its group `here` if it has one, else the whole match.
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from audio_edition.narrating.spoken_forms.pieces import Change
from audio_edition.narrating.spoken_forms.signs import signs_in, signs_of


class Variety(Enum):
    """Which English the narrator speaks."""

    BRITISH = "British"
    AMERICAN = "American"


Say = Callable[[re.Match[str], Variety], str | None]
"""Returns the words for a match, or None if the rule does not apply after all."""


class Rule(NamedTuple):
    """One kind of change: where it applies and what is said instead."""

    name: str
    needs: str
    """A pattern that must be found in the text before the rule's own is tried."""
    pattern: str
    """Both are compiled when they are first tried: most texts need few of the rules."""
    say: Say
    signs: frozenset[str] | None = None
    """Characters one of which `needs` cannot do without; None: not known."""


DIGIT = r"\d"
"""The `needs` of every rule about numbers."""
CAPITALS = r"[A-Z][A-Z&]"
"""The `needs` of every rule about initialisms."""
POINT = r"[A-Za-z]\."
"""The `needs` of every rule about abbreviations with points."""


def rule(name: str, pattern: str, say: Say | str, needs: str = DIGIT) -> Rule:
    """Return a rule; a `say` that is a string is said as it stands."""
    words: Say = (lambda match, variety: say) if isinstance(say, str) else say
    return Rule(name, needs, pattern, words, signs_of(needs))


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, longest first so that none hides another."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"


def find_changes(text: str, rules: Sequence[Rule], variety: Variety) -> list[Change]:
    """Return what the rules change in a text, in the order of the text."""
    taken = bytearray(len(text))
    changes: list[Change] = []
    for each in _needed(rules, text):
        changes += _changes_of(each, text, variety, taken)
    changes.sort(key=lambda change: change.begin)
    return changes


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _needed(rules: Sequence[Rule], text: str) -> Iterator[Rule]:
    """Yield the rules whose `needs` is in a text."""
    there = signs_in(text)
    found: dict[str, bool] = {}
    for each in rules:
        needs, signs = each.needs, each.signs
        if signs is not None and signs.isdisjoint(there):
            continue
        if needs not in found:
            found[needs] = _compiled(needs).search(text) is not None
        if found[needs]:
            yield each


def _changes_of(each: Rule, text: str, variety: Variety, taken: bytearray) -> list[Change]:
    """Return one rule's changes, and mark the ranges it takes."""
    changes = []
    pattern = _compiled(each.pattern)
    here: str | int = "here" if "here" in pattern.groupindex else 0
    for match in pattern.finditer(text):
        begin, end = match.span(here)
        if begin == end or taken.find(1, begin, end) >= 0:
            continue
        spoken = each.say(match, variety)
        if spoken is None:
            continue
        taken[begin:end] = b"\1" * (end - begin)
        if spoken != text[begin:end]:
            changes.append(Change(begin, end, spoken, each.name))
    return changes
