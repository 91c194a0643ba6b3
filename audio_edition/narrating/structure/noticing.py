"""What must be known of the whole article before its parts are told.

Which pull quotes only repeat the text, which notes have a heading of their own, and which
quotations in running text a listener could not tell from the author's own words.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from audio_edition.article import BlockKind
from audio_edition.narrating.sentences import split
from audio_edition.narrating.structure.parts import Leaf

_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.BLOCK_QUOTE, BlockKind.LIST_ITEM})
_NOTES = (BlockKind.AUTHOR_NOTE, BlockKind.DISCLAIMER, BlockKind.EDITOR_NOTE)
_WORD = re.compile(r"\w+")
_LEFT_OUT = re.compile(r"…|\.\s?\.\s?\.|\[|\]|[“”\"]|\s[–—-]\s")
_NUMERAL = re.compile(r"[IVXLC]+\.?")
FRAGMENT_WORDS = 4
"""Fewer words in a row prove nothing: they may be a name under the quotation."""
EXTRA_WORDS = 0.2
"""A pull quote may leave out so many words of the text for each of its own."""
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
    texts = [_words(leaf.block.text) for leaf in leaves if leaf.kind in _TEXT]
    found: set[int] = set()
    for leaf in quotes:
        fragments = [_words(fragment) for fragment in _LEFT_OUT.split(leaf.block.text)]
        long = [fragment for fragment in fragments if fragment.count(" ") > FRAGMENT_WORDS]
        known = all(_stands_in(part, texts) for part in long) if long else leaf.index - 1 in found
        if known:
            found.add(leaf.index)
    return frozenset(found)


def _stands_in(fragment: str, texts: Sequence[str]) -> bool:
    """Return whether a paragraph has a fragment's words in their order, or all but so."""
    words = fragment.split()
    if any(fragment in text for text in texts):
        return True
    few = len(words) * EXTRA_WORDS
    first = f" {words[0]} "
    return any(_all_but_there(words, text, few) for text in texts if first in text)


def _all_but_there(words: Sequence[str], text: str, few: float) -> bool:
    """Return whether a text has some words in order with no more than a few between them."""
    there = text.split()
    for begin in (i for i, word in enumerate(there) if word == words[0]):
        window = iter(there[begin : begin + len(words) + int(few)])
        if all(word in window for word in words):
            return True
    return False


def named(leaves: Sequence[Leaf]) -> frozenset[int]:
    """Return the indices of the notes that stand under a heading of their own."""
    pairs = pairwise(leaves)
    return frozenset(
        note.index
        for heading, note in pairs
        if heading.kind is BlockKind.HEADING and note.kind in _NOTES
    )


def letters(leaves: Sequence[Leaf]) -> frozenset[int]:
    """Return the indices of the headings that are a letter of the alphabet, not a numeral.

    So are all single letters where a heading is a letter no numeral is; alone, one is if
    what follows begins with it, as under "X" in a dictionary. "I" is no proof: it is a word.
    """
    headings = [leaf for leaf in leaves if leaf.kind is BlockKind.HEADING]
    heads = headings or [leaf for leaf in leaves if leaf.kind is BlockKind.TITLE]
    written = {leaf.index: leaf.block.text.strip() for leaf in heads}
    single = {index: text for index, text in written.items() if len(text) == 1 and text.isalpha()}
    if any(len(text) > 1 and _NUMERAL.fullmatch(text) for text in written.values()):
        return frozenset()
    if any(text not in "IVX" for text in single.values()):
        return frozenset(single)
    return frozenset(i for i, text in single.items() if text != "I" and _opens(leaves, i, text))


def _opens(leaves: Sequence[Leaf], index: int, letter: str) -> bool:
    """Return whether the text after a heading begins with a letter."""
    after = (leaf for leaf in leaves if leaf.index > index)
    text = next((leaf.block.text.strip() for leaf in after if leaf.block.text.strip()), "")
    return text[:1].casefold() == letter.casefold()


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
    for leaf in opened:
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
