"""Pull quotes: a sentence of the article set apart, most often under its title.

Rules: what the markup calls one is one; a quotation between the title and the byline is one,
and so is a line near the title that says, nearly word for word, what a sentence of the body
says. The body's own sentence stays a paragraph, so nothing is heard less often than written.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from audio_edition.article import Block, BlockKind
from audio_edition.reading.naming import words_of

LINES = 3
"""So many blocks after the title may be a pull quote."""
CHARACTERS = 400
WORDS = 5
"""Shorter lines repeat words of the body by accident."""
LIKENESS = 0.85
"""Share of the words, in their order, that a sentence of the body must have in common."""

_KINDS = (BlockKind.PARAGRAPH, BlockKind.BLOCK_QUOTE, BlockKind.DEK)
_BODY = (BlockKind.PARAGRAPH, BlockKind.BLOCK_QUOTE, BlockKind.LIST_ITEM, BlockKind.AUTHOR_NOTE)
_QUOTED = re.compile(r"[\"“„«‘'].*[\"”“»’'][.,]?(?:\s*[—–-].{1,80})?", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+")


def with_pull_quotes(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks, those near the title that are pull quotes as that."""
    told = list(blocks)
    first = next((i for i, b in enumerate(told) if b.kind is BlockKind.TITLE), -1) + 1
    for index in range(first, min(first + LINES, len(told))):
        block = told[index]
        if block.kind not in (*_KINDS, BlockKind.BYLINE, BlockKind.DATELINE):
            break
        if block.kind in _KINDS and len(block.text) <= CHARACTERS:
            rest = told[index + 1 :]
            if (first and _is_before_byline(block, rest)) or _is_repeated(block, rest):
                told[index] = replace(block, kind=BlockKind.PULL_QUOTE)
    return told


def _is_before_byline(block: Block, rest: Sequence[Block]) -> bool:
    """Return whether a quotation stands between the title and the byline or the date."""
    is_quote = block.kind is BlockKind.BLOCK_QUOTE or _QUOTED.fullmatch(block.text) is not None
    following = rest[0].kind if rest else None
    return is_quote and following in (BlockKind.BYLINE, BlockKind.DATELINE)


def _is_repeated(block: Block, rest: Sequence[Block]) -> bool:
    """Return whether the body says the words of a block again."""
    wanted = words_of(block.text)
    if len(wanted) < WORDS:
        return False
    counts = Counter(wanted)
    return any(
        _is_alike(wanted, counts, words_of(sentence))
        for other in rest
        if other.kind in _BODY
        for sentence in _SENTENCE_END.split(other.text)
    )


def _is_alike(wanted: list[str], counts: Counter[str], sentence: list[str]) -> bool:
    """Return whether a sentence has nearly all words of another in their order, and few more."""
    least = LIKENESS * len(wanted)
    if len(sentence) < least or sum((counts & Counter(sentence)).values()) < least:
        return False
    found = SequenceMatcher(None, wanted, sentence, autojunk=False)
    return sum(part.size for part in found.get_matching_blocks()) >= least
