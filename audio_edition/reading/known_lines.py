"""Paragraphs whose words tell what they are: bylines, disclaimers, notes on the author.

Rules: only what stands where such a line stands is taken for one: a byline near the title,
a note under its own heading. The words of a block are never changed here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from audio_edition.article import Block, BlockKind
from audio_edition.reading.naming import author_names, iso_date, words_of
from audio_edition.reading.pull_quotes import CHARACTERS, with_pull_quotes

HEAD_BLOCKS = 8
"""Among so many first blocks a byline or a dateline may stand."""
BYLINE_CHARACTERS = 120

_HEAD_KINDS = {
    BlockKind.TITLE, BlockKind.DEK, BlockKind.PULL_QUOTE, BlockKind.BYLINE, BlockKind.DATELINE,
    BlockKind.FIGURE, BlockKind.CAPTION,
}  # fmt: skip
_DATED = (BlockKind.DATELINE, BlockKind.BYLINE)
_BYLINE = re.compile(
    r"(?:(?i:written|words|story|text|posted|published)\s+)?(?i:by)\b:?\s+[A-Z\u00c0-\u024f“\"'‘]"
)
_ABOUT_AUTHOR = re.compile(
    r"about the (?:authors?|writers?|contributors?)|about me|"
    r"author(?:’s|'s)? (?:bio|biography|note)",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(r"disclaimer\b", re.IGNORECASE)
_EDITOR_NOTE = re.compile(r"(?:editor(?:’s|'s|s’|s')? note|correction)\s*[:.—–-]", re.IGNORECASE)
_DATE_LINE = re.compile(r"(?:(?:published|posted|updated)(?:\s+on)?:?\s+)?\S.{5,38}", re.IGNORECASE)


def is_byline(text: str) -> bool:
    """Return whether a line says who wrote the article."""
    sentence = re.search(r"[a-z]{3}[.!?](\s|$)", text) is not None
    return len(text) <= BYLINE_CHARACTERS and not sentence and _BYLINE.match(text) is not None


def is_date_line(text: str) -> bool:
    """Return whether a line holds a date and little else."""
    few_words = len(words_of(text)) <= 8
    return few_words and _DATE_LINE.fullmatch(text) is not None and iso_date(text) != ""


def is_about_author(text: str) -> bool:
    """Return whether a heading stands over a note on the author."""
    return _ABOUT_AUTHOR.fullmatch(text.strip(" :.")) is not None


def is_disclaimer(text: str) -> bool:
    """Return whether a paragraph says of itself that it is a disclaimer."""
    return _DISCLAIMER.match(text) is not None


def stated_author(blocks: Iterable[Block]) -> str:
    """Return the authors that the bylines among some blocks name."""
    return author_names(block.text for block in blocks if block.kind is BlockKind.BYLINE)


def stated_date(blocks: Iterable[Block]) -> str:
    """Return the ISO date that a dateline, or else a byline, among some blocks gives."""
    told = list(blocks)
    lines = [b.text for kind in _DATED for b in told if b.kind is kind]
    return next(filter(None, map(iso_date, lines)), "")


def recognised(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks, those that tell by their words and their place what they are as that."""
    told = list(blocks)
    return list(_recognised(with_pull_quotes(_with_bylines(told))))


def _with_bylines(blocks: list[Block]) -> list[Block]:
    """Return blocks, those paragraphs right after the first ones that are bylines as that."""
    for index, block in enumerate(blocks[:HEAD_BLOCKS]):
        if block.kind is BlockKind.HEADING and index:
            break
        if block.kind is BlockKind.PARAGRAPH and not block.groups:
            kind = _kind(block.text, in_head=True, in_note=False)
            if kind in (BlockKind.BYLINE, BlockKind.DATELINE):
                blocks[index] = replace(block, kind=kind)
            elif len(block.text) > CHARACTERS:
                break
    return blocks


def _recognised(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks, those paragraphs that tell by their words what they are as that."""
    in_head, note_level = True, 0
    for index, block in enumerate(blocks):
        in_head = in_head and index < HEAD_BLOCKS
        if block.kind is BlockKind.HEADING:
            if not note_level or block.level <= note_level:
                note_level = (block.level or 1) if is_about_author(block.text) else 0
        elif block.kind is BlockKind.PARAGRAPH and not block.groups:
            kind = _kind(block.text, in_head, note_level > 0)
            block = replace(block, kind=kind)
        in_head = in_head and block.kind in _HEAD_KINDS
        yield block


def _kind(text: str, in_head: bool, in_note: bool) -> BlockKind:
    """Return what a paragraph is by its words and its place."""
    if in_head and is_byline(text):
        return BlockKind.BYLINE
    if in_head and is_date_line(text):
        return BlockKind.DATELINE
    if is_disclaimer(text):
        return BlockKind.DISCLAIMER
    if _EDITOR_NOTE.match(text):
        return BlockKind.EDITOR_NOTE
    return BlockKind.AUTHOR_NOTE if in_note else BlockKind.PARAGRAPH
