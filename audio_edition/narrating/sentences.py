"""Where one sentence ends and the next begins.

Rules obeyed here: the ranges cover the text without gap or overlap, white space going with
the sentence before it; every range has a letter or a digit, unless the whole text has none;
no range is longer than an engine takes; the work grows in proportion to the text, whatever
the text is.

`sentencex` finds the sentences; docs/decisions/0007-sentence-boundaries.md says why.
"""

from itertools import pairwise

from audio_edition.narrating.clauses import clauses
from audio_edition.narrating.sentence_repairs import closing_length, inner_ends, is_false_end
from audio_edition.recall import recall

STRIDE_CHARACTERS = 4000
"""The segmenter reads no more at once: it takes time by the square of unclosed quotes."""

Range = tuple[int, int]


def split(text: str, language: str = "en") -> list[Range]:
    """Return the ranges `[begin, end)` of a text's sentences, in order.

    A quotation of several sentences is split like any other text. A sentence of more than
    `clauses.LONGEST_CHARACTERS` is cut where its clauses meet.

    Args:
        text: one block of running text.
        language: its BCP 47 tag.
    """
    ends = recall("sentence ends", repr((language, text)), lambda: _split(text, language))
    return list(pairwise([0, *ends]))


def _split(text: str, language: str) -> list[int]:
    """Return the offset after each sentence."""
    if not text:
        return []
    found = _joined(text, _sentences(text, language.split("-")[0].lower()))
    inner: list[Range] = []
    for begin, end in found:
        ends = [begin + at for at in inner_ends(text[begin:end], lambda t: _ends(t, language))]
        inner += pairwise([begin, *ends, end])
    return [end for whole in _speakable(text, inner) for _, end in clauses(text, *whole)]


def _sentences(text: str, language: str) -> list[Range]:
    """Return the sentences that the segmenter finds, reading a stride at a time."""
    bounds = [0]
    while bounds[-1] < len(text):
        begin = bounds[-1]
        ends = _ends(text[begin : begin + STRIDE_CHARACTERS], language)
        is_last = begin + STRIDE_CHARACTERS >= len(text)
        if not is_last and len(ends) > 1:
            ends.pop()  # it may go on in the next stride
        bounds += [begin + at for at in ends]
    return list(pairwise(bounds))


def _ends(text: str, language: str) -> list[int]:
    """Return the offsets after each sentence; the last is the length of the text."""
    import sentencex

    ends, at = [], 0
    for sentence in sentencex.segment(language, text):
        at += len(sentence)
        ends.append(at)
    return [*(end for end in ends if 0 < end < len(text)), len(text)]


def _joined(text: str, ranges: list[Range]) -> list[Range]:
    """Return sentences, those joined that were parted after an abbreviation or a number."""
    kept: list[Range] = []
    for begin, end in ranges:
        if kept and (closing := closing_length(text, begin)):
            kept[-1] = (kept[-1][0], min(begin + closing, end))
            begin = kept[-1][1]
            if begin == end:
                continue
        if kept and is_false_end(text[kept[-1][0] : begin], text[begin : begin + 12]):
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((begin, end))
    return kept


def _speakable(text: str, ranges: list[Range]) -> list[Range]:
    """Return ranges, those without a letter or digit joined to a neighbour."""
    kept: list[Range] = []
    waiting: int | None = None
    for begin, end in ranges:
        first = begin if waiting is None else waiting
        if any(character.isalnum() for character in text[begin:end]):
            kept.append((first, end))
            waiting = None
        elif kept:
            kept[-1] = (kept[-1][0], end)
        else:
            waiting = first
    return kept or [(0, len(text))]
