"""Markdown: CommonMark with tables, footnotes, definition lists, strikethrough, front matter.

Rules: the title is the front matter's, else the heading that stands over all others; what
the parser leaves out (a note nobody refers to, a cell too many) is read all the same;
positions are those of the file as it came.

Source: CommonMark 0.31; GitHub Flavored Markdown 0.29; kramdown and Jekyll for what site
generators add.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from audio_edition.article import Article, Block, BlockKind, DropReason, Mark
from audio_edition.reading.block_writer import BlockWriter, account
from audio_edition.reading.front_matter import FrontMatter, front_matter
from audio_edition.reading.known_lines import recognised, stated_author, stated_date
from audio_edition.reading.markdown_blocks import MarkdownBlocks
from audio_edition.reading.markdown_masks import masked
from audio_edition.reading.markdown_parser import parsed
from audio_edition.reading.naming import same_words

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd")
DEFAULT_LANGUAGE = "en"
DEK_CHARACTERS = 300
"""A paragraph in emphasis right under the title is the dek if it is no longer."""

_LOOKED_AT_CHARACTERS = 50_000
_LOOKS = re.compile(
    r"^#{1,6}[ \t]+\S.*$|^(?:```|~~~)|\[[^\[\]\n]{1,200}\]\((?:https?:|/|#|\./|mailto:)"
    r"|^\[\^\w+\]:|^\|?[ \t]*:?-{3,}:?[ \t]*\|[ \t|:-]*$|\*\*\S[^*\n]{0,200}\*\*",
    re.MULTILINE,
)


def looks_like(source: str) -> bool:
    """Return whether a text has signs that only Markdown has."""
    head = source[:_LOOKED_AT_CHARACTERS]
    return _LOOKS.search(head) is not None or front_matter(head).end > 0


def read(source: str, name: str) -> Article:
    """Return the article that a Markdown text holds.

    Args:
        source: the decoded text.
        name: the file's name; it is not looked at, as a title may be missing.
    """
    front = front_matter(source)
    writer = BlockWriter(source)
    writer.drop(0, front.end, DropReason.METADATA)
    text, masks = masked(source, front.end)
    blocks = MarkdownBlocks(writer, text, masks, front.language or DEFAULT_LANGUAGE)
    blocks.write(parsed(text))
    return _article(source, _titled(writer.blocks, front), writer, front)


def _article(
    source: str, told: Sequence[Block], writer: BlockWriter, front: FrontMatter
) -> Article:
    """Return the article of some blocks and of what the front matter states."""
    blocks = tuple(recognised(_with_dek(told)))
    return Article(
        source=source,
        title=next(_texts(blocks, BlockKind.TITLE), front.title),
        blocks=blocks,
        dropped=account(source, blocks, writer.drops),
        author=front.author or stated_author(blocks),
        date=front.date or stated_date(blocks),
        language=front.language or DEFAULT_LANGUAGE,
        metadata=front.metadata,
    )


def _texts(blocks: Sequence[Block], kind: BlockKind) -> Iterator[str]:
    return (block.text for block in blocks if block.kind is kind)


def _titled(written: Sequence[Block], front: FrontMatter) -> list[Block]:
    """Return the blocks with the title as one: the front matter's or a heading's."""
    blocks = [
        replace(block, kind=BlockKind.HEADING, level=1) if block.kind is BlockKind.TITLE else block
        for block in written
    ]
    at = _title_index(blocks, front.title)
    if at is not None:
        blocks[at] = replace(blocks[at], kind=BlockKind.TITLE, level=0)
    head = []
    if at is None and front.title_spans:
        head.append(Block(BlockKind.TITLE, front.title_spans))
    if front.subtitle_spans:
        head.append(Block(BlockKind.DEK, front.subtitle_spans))
    first = 0 if at is None else at + 1
    return [*blocks[:first], *head, *blocks[first:]]


def _title_index(blocks: Sequence[Block], stated: str) -> int | None:
    """Return which heading is the title: the one with the stated words, else the top one."""
    headings = [i for i, b in enumerate(blocks) if b.kind is BlockKind.HEADING and not b.groups]
    if not headings:
        return None
    first = headings[0]
    if stated:
        return first if same_words(blocks[first].text, stated) else None
    top = min(blocks[i].level for i in headings)
    is_only = sum(blocks[i].level == top for i in headings) == 1
    is_top = blocks[first].level == top
    opens = first == 0 and (is_only or top == 1)
    return first if is_top and (opens or (is_only and top == 1)) else None


def _with_dek(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, a paragraph in emphasis right under the title as its dek."""
    told = list(blocks)
    for at, (title, line) in enumerate(pairwise(told), 1):
        if title.kind is BlockKind.TITLE:
            whole = all(Mark.EMPHASIS in span.marks for span in line.spans if span.text.strip())
            is_plain = line.kind is BlockKind.PARAGRAPH and not line.groups
            if whole and is_plain and len(line.text) <= DEK_CHARACTERS:
                told[at] = replace(line, kind=BlockKind.DEK)
            break
    return told
