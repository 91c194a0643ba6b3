"""Plain text without any mark-up: its structure is told from how it is written.

Rules: what looks like a title, a heading, a list, verse or a note is one only where nothing
is lost if it is not: every word is in a block, whatever it was taken for. A distributor's
header and footer are no part of the article.

Source: Project Gutenberg's marks of the beginning and the end of its texts.
"""

import re
from collections.abc import Sequence

from audio_edition.article import Article, Block, BlockKind, DropReason
from audio_edition.reading.block_writer import BlockWriter, account
from audio_edition.reading.known_lines import recognised, stated_author, stated_date
from audio_edition.reading.naming import author_names
from audio_edition.reading.plain_blocks import PlainBlocks
from audio_edition.reading.plain_chunks import chunks
from audio_edition.reading.plain_lines import cut, wrap_width

SUFFIXES = (".txt", ".text", ".asc")
DEFAULT_LANGUAGE = "en"

_START = re.compile(r"^\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG[^\r\n]{0,300}", re.M)
_END = re.compile(
    r"^(?:End of (?:the )?Project Gutenberg|\*\*\* ?END OF (?:THE|THIS) PROJECT GUTENBERG)",
    re.MULTILINE,
)
_HEADER_LINE = re.compile(r"^(Title|Author):[ \t]+(\S[^\r\n]*)", re.MULTILINE)


def looks_like(source: str) -> bool:
    """Return that a text is plain text, which any text is."""
    return True


def read(source: str, name: str) -> Article:
    """Return the article that a plain text holds.

    Args:
        source: the decoded text.
        name: the file's name; it is not looked at, as a title may be missing.
    """
    writer = BlockWriter(source)
    begin, end = _body(source)
    writer.drop(0, begin, DropReason.BOILERPLATE)
    writer.drop(end, len(source), DropReason.BOILERPLATE)
    stated = dict(_HEADER_LINE.findall(source, 0, begin))
    lines = cut(source, begin, end)
    PlainBlocks(writer, chunks(lines, wrap_width(lines))).write()
    blocks = tuple(recognised(writer.blocks))
    return Article(
        source=source,
        title=stated.get("Title", "") or _title(blocks),
        blocks=blocks,
        dropped=account(source, blocks, writer.drops),
        author=author_names(stated.get("Author", "")) or stated_author(blocks),
        date=stated_date(blocks),
        language=DEFAULT_LANGUAGE,
    )


def _title(blocks: Sequence[Block]) -> str:
    """Return the title, or the heading that the text begins with, such as a chapter's."""
    titles = _texts(blocks, BlockKind.TITLE) or _texts(blocks[:1], BlockKind.HEADING)
    return next(iter(titles), "")


def _body(source: str) -> tuple[int, int]:
    """Return the range between a distributor's header and footer: all, if it has none."""
    start = _START.search(source)
    begin = start.end() if start else 0
    finish = _END.search(source, begin) if start else None
    return begin, finish.start() if finish else len(source)


def _texts(blocks: Sequence[Block], kind: BlockKind) -> list[str]:
    return [block.text for block in blocks if block.kind is kind]
