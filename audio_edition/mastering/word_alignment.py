"""Which written words a spoken word stands for.

The voice says "the twenty third of March" where the article has "23 March": a reader who
follows the highlight must see the written words. Words that are the same on both sides
are matched; what lies between two matches on one side stands for what lies between them
on the other, word for word if they are as many ("B-B-C" for "BBC", "Gent" for "Ghent").
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from audio_edition.pronunciation import BEGIN, END, words_alone
from audio_edition.recall import recall

WORD = re.compile(rf"(?:{BEGIN}[^{END}]*{END}|\S)+")
"""White space inside a marked pronunciation does not end a word."""

Range = tuple[int, int]


def written_ranges(written: str, spoken: str, words: Sequence[Range]) -> list[Range]:
    """Return, for each spoken word, the range of written characters it stands for.

    Args:
        written: the text as written.
        spoken: the text given to the engine, with any marked pronunciations.
        words: ranges of words in `spoken`, in order, as the engine marked them.

    Returns:
        As many ranges `[begin, end)` of `written`, never going backwards; an empty range
        where a spoken word stands for nothing written.
    """
    if written == spoken:
        return list(words)
    ours = [m.span() for m in WORD.finditer(written)]
    theirs = [m.span() for m in WORD.finditer(spoken)]
    if not ours or not theirs:
        return [(0, 0)] * len(words)
    pairs = recall(
        "words stood for",
        repr((written, spoken)),
        lambda: list(_pairs(written, spoken, ours, theirs)),
    )
    begins = [begin for begin, _ in theirs]
    found = (pairs[max(bisect_right(begins, begin) - 1, 0)] for begin, _ in words)
    return [(begin, end) for begin, end in found]


def _pairs(written: str, spoken: str, ours: list[Range], theirs: list[Range]) -> Iterator[Range]:
    """Yield the written range of every token of `spoken`."""
    left = [_bare(written[a:b]) for a, b in ours]
    right = [_bare(spoken[a:b]) for a, b in theirs]
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal" or (kind == "replace" and b - a == d - c):
            yield from ours[a:b]
        elif kind == "insert":
            yield from [_beside(ours, a)] * (d - c)
        elif kind == "replace":
            yield from [(ours[a][0], ours[b - 1][1])] * (d - c)


def _bare(token: str) -> str:
    """Return a token without case, punctuation and sounds, for matching."""
    return re.sub(r"\W", "", words_alone(token)).casefold() or token


def _beside(ours: list[Range], index: int) -> Range:
    """Return an empty range at the written word that comes next, or at the end."""
    at = ours[index][0] if index < len(ours) else ours[-1][1]
    return at, at
