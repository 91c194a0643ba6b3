"""What must be known of the whole article before its parts are told.

Two things: which pull quotes only repeat the text, and which quotations in running text a
listener could not tell from the author's own words.
"""

import re
from collections.abc import Sequence

from audio_edition.article import BlockKind
from audio_edition.narrating.sentences import split
from audio_edition.narrating.structure.parts import Leaf

_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.BLOCK_QUOTE, BlockKind.LIST_ITEM})
_WORD = re.compile(r"\w+")
_LEFT_OUT = re.compile(r"…|\.\s?\.\s?\.|\[|\]|[“”\"]|\s[–—-]\s")
FRAGMENT_WORDS = 4
"""Fewer words in a row prove nothing: they may be a name under the quotation."""
DIALOGUE_SHARE = 0.25
"""Where more of the paragraphs open with a quotation mark, people are talking."""
FEWEST_PARAGRAPHS = 8
"""In a shorter text the share says nothing."""


def repeated(leaves: Sequence[Leaf]) -> frozenset[int]:
    """Return the indices of the pull quotes whose words stand in the text as well.

    Words left out by an ellipsis do not count, nor does a name under the quotation.
    """
    quotes = [leaf for leaf in leaves if leaf.kind is BlockKind.PULL_QUOTE]
    if not quotes:
        return frozenset()
    text = "\n".join(_words(leaf.block.text) for leaf in leaves if leaf.kind in _TEXT)
    found: set[int] = set()
    for leaf in quotes:
        fragments = [_words(fragment) for fragment in _LEFT_OUT.split(leaf.block.text)]
        long = [fragment for fragment in fragments if fragment.count(" ") > FRAGMENT_WORDS]
        known = leaf.index - 1 in found if not long else all(part in text for part in long)
        if known:
            found.add(leaf.index)
    return frozenset(found)


def _words(text: str) -> str:
    """Return the words of a text, each with a space before and after it."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def hard_to_hear(leaves: Sequence[Leaf], language: str) -> tuple[frozenset[int], frozenset[int]]:
    """Return the paragraphs to say "Quote" before, and those to say "End quote" after.

    These are quotations that open a paragraph and run over several sentences or paragraphs,
    unless the text is full of talk. An end is not said where an attribution follows it.

    Args:
        leaves: the article's blocks.
        language: BCP 47 tag.
    """
    plain = [leaf for leaf in leaves if leaf.kind is BlockKind.PARAGRAPH and not leaf.block.groups]
    opened = [leaf for leaf in plain if leaf.block.text.lstrip()[:1] in ("“", '"')]
    if len(plain) >= FEWEST_PARAGRAPHS and len(opened) > DIALOGUE_SHARE * len(plain):
        return frozenset(), frozenset()
    begins: set[int] = set()
    ends: set[int] = set()
    goes_on: Leaf | None = None
    for leaf in [*opened]:
        inner, after = _quoted(leaf.block.text.strip())
        continues = goes_on is not None and goes_on.index == leaf.index - 1
        if goes_on is not None and not continues:
            ends.add(goes_on.index)
        if not continues and (after is None or len(split(inner, language)) > 1):
            begins.add(leaf.index)
        if after == "" and (continues or leaf.index in begins):
            ends.add(leaf.index)
        goes_on = leaf if after is None else None
    if goes_on is not None:
        ends.add(goes_on.index)
    return frozenset(begins), frozenset(ends)


def _quoted(text: str) -> tuple[str, str | None]:
    """Return what a text that opens with a quotation quotes, and the words after it.

    The words after are None where the quotation is not closed.
    """
    closing = "”" if text[0] == "“" else '"'
    end = text.find(closing, 1)
    if end < 0:
        return text[1:], None
    after = text[end + 1 :].strip(" .,;:!?—–-")
    return text[1:end], after
