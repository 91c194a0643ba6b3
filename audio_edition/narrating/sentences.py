"""Where one sentence ends and the next begins.

Rules obeyed here: the ranges cover the text without gap or overlap, white space going with
the sentence before it; every range has something that can be said, unless nothing in the
whole text can; the work grows in proportion to the text, whatever the text is.
"""

from itertools import pairwise

LONGEST_CHARACTERS = 600
"""A longer sentence is cut at a clause: engines fail, or take no breath, on longer ones."""
STRIDE_CHARACTERS = 8000
"""The segmenter reads no more at once: it takes time by the square of unclosed quotes."""


def split(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Return the ranges `[begin, end)` of a text's sentences, in order.

    Args:
        text: one block of running text.
        language: its BCP 47 tag.
    """
    bounds = [0]
    for begin, end in _strides(text):
        bounds += [begin + at for at in _ends(text[begin:end], language)]
    return _speakable(text, [p for p in pairwise(bounds)])


def _strides(text: str) -> list[tuple[int, int]]:
    return [
        (at, min(at + STRIDE_CHARACTERS, len(text)))
        for at in range(0, len(text), STRIDE_CHARACTERS)
    ]


def _ends(text: str, language: str) -> list[int]:
    import sentencex

    found = sentencex.segment(language.split("-")[0].lower(), text)
    ends, at = [], 0
    for sentence in found:
        at += len(sentence)
        ends.append(at)
    return ends


def _speakable(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for begin, end in ranges:
        if kept and not any(c.isalnum() for c in text[begin:end]):
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((begin, end))
    return kept
