"""A text in pieces short enough for a neural voice, cut where a reader would breathe."""

import re
from collections.abc import Iterator

BREAKS = (re.compile(r"[.!?…]['”’\")]*\s"), re.compile(r"[,;:—–)]\s?"), re.compile(r"\s"))
"""Where to cut, best first: after a sentence, after a clause, between words."""


def pieces(text: str, longest: int) -> Iterator[tuple[int, str]]:
    """Yield the pieces of a text in order, each with its offset.

    Args:
        longest: characters in a piece, 1 or more.
    """
    begin = 0
    while len(text) - begin > longest:
        end = _break(text, begin, begin + longest)
        yield begin, text[begin:end]
        begin = end
    if begin < len(text):
        yield begin, text[begin:]


def _break(text: str, begin: int, limit: int) -> int:
    """Return where to cut: the last best place in the second half, or the limit."""
    middle = begin + (limit - begin) // 2
    for pattern in BREAKS:
        ends = [m.end() for m in pattern.finditer(text, middle, limit)]
        if ends:
            return ends[-1]
    return limit
