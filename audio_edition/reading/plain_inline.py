"""The signs inside a paragraph of plain text: _emphasis_, *stress*, note marks, page marks.

Rules: a sign counts only with its partner and outside a word, as in "snake_case" or
"2 * 3" it is none; a word cut at a hyphen by a line's end is put together again.

Source: Distributed Proofreaders' formatting guidelines, which Project Gutenberg's plain
texts follow.
"""

import re
from collections.abc import Iterable

from audio_edition.article import Mark
from audio_edition.reading.block_writer import BlockWriter
from audio_edition.reading.running_text import PLAIN, Style

NOTE_MARK = r"\[(\d{1,3}|[A-Za-z*†‡])\]"
_SIGNS = re.compile(
    r"(?<![\w_])_(?=[^\s_])(?P<emphasis>[^_]{0,600}?[^\s_])_(?![\w_])"
    r"|(?<![\w*])\*\*(?=[^\s*])(?P<strong>[^*]{0,600}?[^\s*])\*\*(?![\w*])"
    r"|(?<![\w*])\*(?=[^\s*])(?P<stress>[^*\n]{0,200}?[^\s*])\*(?![\w*])"
    r"|(?<=[a-z]-)(?P<cut>[ \t]*(?:\r\n|\r|\n)[ \t>]*)(?=[a-z])"
    r"|(?P<page>\[Pg\s?\w{1,6}\])"
    rf"|(?P<note>{NOTE_MARK})"
)


def add_text(
    writer: BlockWriter, begin: int, end: int, notes: Iterable[str] = (), style: Style = PLAIN
) -> None:
    """Write a range of the source to the block being gathered.

    Args:
        writer: gathers the block.
        begin: offset of the range.
        end: offset after it.
        notes: the marks that the text's footnotes have.
        style: what the signs around the range say of it.
    """
    position, source = begin, writer.source
    for found in _SIGNS.finditer(source, begin, end):
        what = found.lastgroup or "note"
        if found["note"] and found["note"].strip("[]") not in notes:
            continue
        writer.text.add(source[position : found.start()], position, style)
        position = found.end()
        if what in ("emphasis", "strong", "stress"):
            mark = Mark.EMPHASIS if what == "emphasis" else Mark.STRONG
            add_text(writer, *found.span(what), notes, style.marked(mark))
        elif found["note"]:
            first, last = found.span("note")
            writer.text.add(
                source[first + 1 : last - 1], first + 1, style.marked(Mark.NOTE_REFERENCE)
            )
    writer.text.add(source[position:end], position, style)
