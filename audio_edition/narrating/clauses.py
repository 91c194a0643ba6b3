"""Where a sentence too long to be spoken in one go is cut.

Rules obeyed here: a cut falls after a semicolon, colon or dash if there is one in reach,
else after a comma, else between words, and inside a word only if it is longer than an
engine takes; a letter stays with its accents and an emoji with its parts.
"""

import re
import unicodedata

LONGEST_CHARACTERS = 600
"""Engines fail, or take no breath, on longer ones."""
SHORTEST_CHARACTERS = 150
"""No cut leaves less before it while there is another place for it."""
_PLACES = (
    re.compile(r"[;:]['\"”’)\]]*\s+|\s*—\s*|\s+–\s+"),
    re.compile(r",['\"”’)\]]*\s+"),
    re.compile(r"\s+"),
)
"""Where to cut, best first."""
_JOINERS = "\u200d\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"


def clauses(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Return the ranges that one sentence of a text is spoken in; mostly the one it is."""
    cuts = [begin]
    while end - cuts[-1] > LONGEST_CHARACTERS:
        cuts.append(_cut(text, cuts[-1], end))
    ranges = list(zip(cuts, [*cuts[1:], end], strict=True))
    return _with_words(text, ranges)


def _cut(text: str, begin: int, end: int) -> int:
    """Return the offset of the next cut."""
    window = text[begin : begin + LONGEST_CHARACTERS]
    for place in _PLACES:
        found = [match.end() for match in place.finditer(window)]
        fit = [at for at in found if SHORTEST_CHARACTERS <= at < len(window)]
        if fit:
            return begin + fit[-1]
    cut = begin + LONGEST_CHARACTERS
    while cut - begin > SHORTEST_CHARACTERS and _belongs_before(text, cut):
        cut -= 1
    return cut


def _belongs_before(text: str, at: int) -> bool:
    """Return whether the character at an offset is one thing with the one before it."""
    beside = text[at - 1 : at + 1]
    return unicodedata.category(beside[-1]).startswith("M") or any(c in _JOINERS for c in beside)


def _with_words(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ranges, those without a letter or digit joined to the one before."""
    kept: list[tuple[int, int]] = []
    for begin, end in ranges:
        if kept and not any(character.isalnum() for character in text[begin:end]):
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((begin, end))
    return kept
