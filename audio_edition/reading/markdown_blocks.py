"""From the block tokens of a Markdown text to blocks.

Rules: a token that is not known is looked through, never skipped; a line that the parser
made nothing of is a paragraph, or a footnote if it is marked as one.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from audio_edition.article import BlockKind, DropReason, GroupKind
from audio_edition.reading.block_writer import BlockWriter, Place
from audio_edition.reading.html_blocks import HtmlBlocks
from audio_edition.reading.html_tree import tree
from audio_edition.reading.markdown_inline import InlineWriter
from audio_edition.reading.markdown_masks import Masks
from audio_edition.reading.markdown_parser import Parsed, unread_lines
from audio_edition.reading.markdown_positions import ContentMap, SourceLines, map_cells, map_lines
from audio_edition.reading.template_tags import only_joins_tags

if TYPE_CHECKING:
    from markdown_it.token import Token

_FLOW = (BlockKind.PARAGRAPH, BlockKind.BLOCK_QUOTE, BlockKind.LIST_ITEM)
_ITEM_PLACES = (*_FLOW, BlockKind.DEFINITION)
_NOTE = re.compile(r"[ \t>]*\[\^([^\]\s]{1,40})\]:")
_PREFIX = re.compile(r"[ \t>]*")


class MarkdownBlocks:
    """Writes the blocks of a Markdown text."""

    def __init__(self, writer: BlockWriter, text: str, masks: Masks, language: str) -> None:
        """Write to `writer` what `text`, of the same length as its source, was parsed into."""
        self._writer = writer
        self._text = text
        self._lines = SourceLines(text)
        self._inline = InlineWriter(writer, masks)
        self._html = HtmlBlocks(writer, language, frozenset())
        self._outer: list[Place] = []
        self._cells: list[ContentMap] = []
        self._row_rest = (0, 0)
        self._row = self._column = 0

    def write(self, found: Parsed) -> None:
        """Write the blocks of some tokens, in the order of the text; footnotes come last."""
        self._write_tokens(found.tokens)
        self._write_unread(list(unread_lines(found, len(self._lines.begins))))

    def _write_tokens(self, tokens: "Sequence[Token]") -> None:
        for index, token in enumerate(tokens):
            if token.type == "inline":
                self._write_inline(token)
            elif token.type == "tr_open":
                self._open_row(token, tokens[index:])
            elif token.type == "tr_close":
                self._close_row()
            elif token.nesting == 1:
                self._open(token)
            elif token.nesting == -1:
                self._writer.end_block()
                # Notes inside notes leave closing tokens that nothing opens.
                self._writer.place = self._outer.pop() if self._outer else Place()
            elif token.type in ("fence", "code_block"):
                self._code(token)
            elif token.type == "html_block":
                self._html_block(token)
            elif token.type == "hr":
                self._writer.end_block()

    def _open(self, token: "Token") -> None:
        """Begin what an opening token begins."""
        self._writer.end_block()
        place = self._writer.place
        self._outer.append(place)
        entered = getattr(self, f"_in_{token.type.removesuffix('_open')}", None)
        self._writer.place = entered(token, place) if entered else place

    # Where the text inside a token stands

    def _in_heading(self, token: "Token", place: Place) -> Place:
        return replace(place, kind=BlockKind.HEADING, level=int(token.tag[1:]), label="", item=0)

    def _in_blockquote(self, token: "Token", place: Place) -> Place:
        group = self._writer.group(GroupKind.BLOCK_QUOTE)
        kind = BlockKind.BLOCK_QUOTE if place.kind in _FLOW else place.kind
        return replace(place, kind=kind, groups=(*place.groups, group), item=0, label="", level=0)

    def _in_bullet_list(self, token: "Token", place: Place) -> Place:
        group = self._writer.group(GroupKind.LIST, ordered=token.tag == "ol")
        return replace(place, groups=(*place.groups, group), label="", item=0)

    _in_ordered_list = _in_bullet_list

    def _in_list_item(self, token: "Token", place: Place) -> Place:
        return replace(
            place,
            kind=BlockKind.LIST_ITEM if place.kind in _ITEM_PLACES else place.kind,
            level=sum(group.kind is GroupKind.LIST for group in place.groups),
            label=f"{token.info}{token.markup}" if token.info else "",
            item=self._writer.number(),
        )

    def _in_dl(self, token: "Token", place: Place) -> Place:
        group = self._writer.group(GroupKind.DEFINITION_LIST)
        return replace(place, groups=(*place.groups, group), label="", item=0)

    def _in_dt(self, token: "Token", place: Place) -> Place:
        return replace(place, kind=BlockKind.TERM)

    def _in_dd(self, token: "Token", place: Place) -> Place:
        return replace(place, kind=BlockKind.DEFINITION)

    def _in_table(self, token: "Token", place: Place) -> Place:
        self._row = 0
        group = self._writer.group(GroupKind.TABLE)
        return replace(place, groups=(*place.groups, group), label="", item=0)

    def _in_th(self, token: "Token", place: Place) -> Place:
        return replace(
            place,
            kind=BlockKind.TABLE_CELL,
            row=self._row,
            column=self._column,
            header=token.tag == "th",
            level=0,
        )

    _in_td = _in_th

    def _in_footnote(self, token: "Token", place: Place) -> Place:
        label = token.meta["label"] or str(token.meta["id"] + 1)
        return Place(kind=BlockKind.FOOTNOTE, label=label)

    # What they hold

    def _write_inline(self, token: "Token") -> None:
        drops, blocks = len(self._writer.drops), len(self._writer.blocks)
        self._inline.write(token.content, self._map_of(token), token.children or [])
        dropped = self._writer.drops[drops:]
        is_tagged = any(drop.reason is DropReason.TEMPLATE for drop in dropped)
        if is_tagged and len(self._writer.blocks) == blocks:
            self._drop_joining_words()

    def _drop_joining_words(self) -> None:
        """Drop what is left of a paragraph of template tags if it says nothing alone."""
        spans = self._writer.text.spans()
        if spans and only_joins_tags("".join(span.text for span in spans)):
            self._writer.clear_text()
            for span in spans:
                self._writer.drop(span.begin, span.end, DropReason.TEMPLATE)

    def _map_of(self, token: "Token") -> ContentMap:
        """Return where the content of an inline token stands."""
        if token.map is None:
            return self._inline.note_map(token.content)
        if self._writer.place.kind is BlockKind.TABLE_CELL and self._cells:
            self._column += 1
            return self._cells.pop(0)
        return self._line_map(token.content, token.map[0])

    def _line_map(self, content: str, first: int) -> ContentMap:
        last = first + content.count("\n") + 1
        return map_lines(content, self._text, self._lines, first, last)

    def _open_row(self, token: "Token", tokens: "Sequence[Token]") -> None:
        """Find where the cells of a table's row stand."""
        cells: list[str] = []
        for following in tokens:
            if following.type == "tr_close":
                break
            if following.type == "inline":
                cells.append(following.content)
        line = token.map[0] if token.map else 0
        begin, end = self._lines.begin(line), self._lines.ends[line]
        self._cells = map_cells(cells, self._text, begin, end)
        self._column = 0
        ends = [mapped.at(len(cell)) for mapped, cell in zip(self._cells, cells, strict=False)]
        self._row_rest = (max(ends, default=begin), end)

    def _close_row(self) -> None:
        """Read the cells that a row has beyond those of its header, which the parser leaves out."""
        begin, end = self._row_rest
        for part in self._text[begin:end].split("|"):
            if any(map(str.isalnum, part)) and begin > self._row_rest[0]:
                place = replace(
                    self._writer.place,
                    kind=BlockKind.TABLE_CELL,
                    row=self._row,
                    column=self._column,
                )
                self._add_raw(begin, begin + len(part), place)
                self._column += 1
            begin += len(part) + 1
        self._row += 1

    def _add_raw(self, begin: int, end: int, place: Place) -> None:
        """Write a range of the source as it stands there."""
        with self._writer.placed(place):
            self._writer.text.add(self._writer.source[begin:end], begin)

    def _code(self, token: "Token") -> None:
        """Write a block of code, each line a block of its own."""
        first = (token.map or [0])[0] + (token.type == "fence")
        mapped = self._line_map(token.content, first)
        with self._writer.placed(replace(self._writer.place, kind=BlockKind.CODE)):
            for begin, end in mapped.stretches(0, len(token.content)):
                at, length = mapped.at(begin), len(token.content[begin:end].rstrip())
                self._writer.text.add(self._writer.source[at : at + length], at)
                self._writer.end_block()

    def _html_block(self, token: "Token") -> None:
        """Write a block of HTML by the rules for HTML."""
        first, last = token.map or (0, 0)
        begin, end = self._lines.begin(first), self._lines.begin(last)
        self._writer.end_block()
        self._html.visit_all(tree(self._writer.source, begin, end).children)
        self._writer.end_block()

    def _write_unread(self, numbers: Sequence[int]) -> None:
        """Write the lines that the parser made nothing of, in their places."""
        count = len(self._writer.blocks)
        for number in numbers:
            begin, end = self._lines.begins[number], self._lines.ends[number]
            note = _NOTE.match(self._text, begin, end)
            place = Place(BlockKind.FOOTNOTE, label=note[1]) if note else Place()
            prefix = note or _PREFIX.match(self._text, begin, end)
            first = prefix.end() if prefix else begin
            if any(map(str.isalnum, self._text[first:end])):
                self._add_raw(first, end, place)
        if len(self._writer.blocks) > count:
            self._writer.blocks.sort(key=lambda b: (b.kind is BlockKind.FOOTNOTE, b.begin))
