"""From the elements of a page to blocks: paragraphs, headings, lists, pictures, verse.

Rules: an element whose place is not known is looked through, never skipped, so that words
are lost only where `html_clutter` gives a reason; text belongs to the innermost element
that makes a block of it.
"""

from collections.abc import Iterable
from dataclasses import replace

from audio_edition.article import BlockKind, DropReason, GroupKind, Mark, Span
from audio_edition.reading import html_kinds as kinds
from audio_edition.reading.block_writer import BlockWriter, Place
from audio_edition.reading.html_clutter import reason_to_drop
from audio_edition.reading.html_tables import (
    Cell,
    caption_of,
    is_laid_out,
    is_script,
    strays,
    table_cells,
)
from audio_edition.reading.html_tokens import decoded
from audio_edition.reading.html_tree import BLOCKS, Element, Text
from audio_edition.reading.naming import language_tag
from audio_edition.reading.running_text import PLAIN, RunningText, Style, is_invisible
from audio_edition.reading.template_tags import add_html, add_without_templates

_FLOW = (BlockKind.PARAGRAPH, BlockKind.BLOCK_QUOTE)
_QUOTATION_MARKS = (("“", "”"), ("‘", "’"))


class HtmlBlocks:
    """Writes the blocks of a page, or of a piece of one."""

    def __init__(self, writer: BlockWriter, language: str, speakers: frozenset[str]) -> None:
        """Write to `writer`, in an article whose language is `language` (BCP 47).

        `speakers` are the names, as written, that open the speeches of a play.
        """
        self._writer = writer
        self._language = language
        self._speakers = speakers
        self._title_told = False
        self._in_verse = False
        self._quotes = 0

    def visit_all(self, nodes: Iterable[Element | Text], style: Style = PLAIN) -> None:
        """Write what some nodes hold."""
        for node in nodes:
            if isinstance(node, Text):
                self._text(node, style)
            else:
                self.visit(node, style)

    def visit(self, element: Element, style: Style = PLAIN) -> None:
        """Write what an element holds, or drop it with its reason."""
        writer = self._writer
        if reason := reason_to_drop(element):
            writer.drop(element.begin, element.end, reason)
            return
        if kinds.is_back_link(element):
            writer.drop(element.begin, element.end, DropReason.NAVIGATION)
            return
        style = self._in_language(element, style)
        special = getattr(self, f"_visit_{element.tag}", None)
        if special is not None:
            special(element, style)
        elif element.tag in BLOCKS:
            self._block(element, style)
        else:
            self._inline(element, style)

    # Running text

    def _text(self, node: Text, style: Style) -> None:
        add_without_templates(self._writer, node.begin, node.end, style)

    def _inline(self, element: Element, style: Style) -> None:
        kind = kinds.kind_of(element)
        if kind in (BlockKind.BYLINE, BlockKind.DATELINE) and self._writer.text.is_empty:
            self._block(element, style)
            return
        mark = kinds.INLINE_MARKS.get(element.tag)
        if "roman" in element.types():
            mark = Mark.ROMAN
        self.visit_all(element.children, style.marked(mark) if mark else style)
        is_line = element.tag == "span" and element.parent and element.parent.tag == "p"
        if self._in_verse and is_line:
            self._writer.end_block()

    def _in_language(self, element: Element, style: Style) -> Style:
        tag = language_tag(element.get("xml:lang") or element.get("lang"))
        if not tag:
            return style
        return replace(style, language="" if tag.lower() == self._language.lower() else tag)

    def _visit_a(self, element: Element, style: Style) -> None:
        style = replace(style.marked(Mark.LINK), href=element.get("href"))
        if kinds.is_note_reference(element):
            style = style.marked(Mark.NOTE_REFERENCE)
        self.visit_all(element.children, style)

    def _visit_sup(self, element: Element, style: Style) -> None:
        inside = list(element.elements())
        if len(inside) == 1 and kinds.is_note_reference(inside[0]):
            style = style.marked(Mark.NOTE_REFERENCE)
        self.visit_all(element.children, style.marked(Mark.SUPERSCRIPT))

    def _visit_q(self, element: Element, style: Style) -> None:
        opening, closing = _QUOTATION_MARKS[self._quotes % 2]
        children_end = element.children[-1].end if element.children else element.begin
        self._quotes += 1
        begin = element.children[0].begin if element.children else element.begin
        self._writer.text.add_decoded(opening, begin, begin, style)
        self.visit_all(element.children, style)
        self._writer.text.attach(closing, children_end, style)
        self._quotes -= 1

    def _visit_br(self, element: Element, style: Style) -> None:
        if self._in_verse or _follows_break(element):
            self._writer.end_block()
        else:
            self._writer.text.space(element.begin)

    def _visit_wbr(self, element: Element, style: Style) -> None:
        """A place where a word may be broken: nothing is heard."""

    # Blocks

    def _block(self, element: Element, style: Style) -> None:
        """Write a block element that stands for itself, such as a paragraph or a section."""
        place = self._writer.place
        kind = kinds.kind_of(element)
        if kinds.is_comment(element):
            group = self._writer.group(GroupKind.COMMENT)
            place = replace(place, kind=BlockKind.COMMENT, groups=(*place.groups, group))
        elif kind is not None:
            label = _note_label(element) if kind is BlockKind.FOOTNOTE else place.label
            place = replace(place, kind=kind, label=label)
        if kinds.is_verse(element) and not self._in_verse:
            self._verse(element, style, place)
        elif kinds.is_letter(element):
            group = self._writer.group(GroupKind.LETTER)
            self._inside(element, style, replace(place, groups=(*place.groups, group)))
        elif kinds.holds_notes(element) and element.tag not in ("ol", "ul"):
            self._inside(element, style, replace(place, kind=BlockKind.FOOTNOTE))
        else:
            self._inside(element, style, place)

    def _inside(self, element: Element, style: Style, place: Place) -> None:
        self._inside_nodes(element.children, style, place)

    def _inside_nodes(self, nodes: Iterable[Element | Text], style: Style, place: Place) -> None:
        with self._writer.placed(place):
            self.visit_all(nodes, style)

    def _verse(self, element: Element, style: Style, place: Place) -> None:
        group = self._writer.group(GroupKind.VERSE)
        self._in_verse = True
        self._inside(
            element, style, replace(place, kind=BlockKind.VERSE, groups=(*place.groups, group))
        )
        self._in_verse = False

    def _visit_p(self, element: Element, style: Style) -> None:
        place = self._writer.place
        speaker = kinds.speaker_of(element) if place.kind in _FLOW else None
        if speaker is not None and self._is_speaker(speaker):
            rest = element.children[element.children.index(speaker) + 1 :]
            self._writer.drop(speaker.begin, speaker.end, DropReason.MARKUP)
            self._speech(rest, style, speaker.content().rstrip(".:"))
        elif place.kind in _FLOW and kinds.is_whole(element, "stage-direction"):
            self._inside(element, style, replace(place, kind=BlockKind.STAGE_DIRECTION))
        else:
            self._block(element, style)

    def _is_speaker(self, element: Element) -> bool:
        return "persona" in element.types() or element.content() in self._speakers

    def _speech(self, nodes: Iterable[Element | Text], style: Style, label: str) -> None:
        place = replace(self._writer.place, kind=BlockKind.SPEECH, label=label)
        with self._writer.placed(place):
            self.visit_all(nodes, style)

    def _visit_cite(self, element: Element, style: Style) -> None:
        parent = element.parent
        if self._in_verse and parent is not None and parent.tag in ("blockquote", "div", "footer"):
            place = replace(self._writer.place, kind=BlockKind.PARAGRAPH)
            self._in_verse = False
            self._inside(element, style, place)
            self._in_verse = True
        else:
            self.visit_all(element.children, style.marked(Mark.EMPHASIS))

    def _visit_blockquote(self, element: Element, style: Style) -> None:
        place = self._writer.place
        kind = kinds.kind_of(element)
        if kind is not None or (kinds.is_verse(element) and not self._in_verse):
            self._block(element, style)
            return
        group = self._writer.group(
            GroupKind.LETTER if kinds.is_letter(element) else GroupKind.BLOCK_QUOTE
        )
        inner = BlockKind.BLOCK_QUOTE if place.kind in (*_FLOW, BlockKind.LIST_ITEM) else place.kind
        self._inside(element, style, replace(place, kind=inner, groups=(*place.groups, group)))

    def _visit_pre(self, element: Element, style: Style) -> None:
        place = self._writer.place
        kind = BlockKind.VERSE if self._in_verse else BlockKind.CODE
        with self._writer.placed(replace(place, kind=kind)):
            for node in element.children:
                self._lines(node, style)

    def _lines(self, node: "Element | Text", style: Style) -> None:
        """Write preformatted text, each line a block of its own."""
        if isinstance(node, Element):
            for child in node.children:
                self._lines(child, style)
            return
        source = self._writer.source
        for text, begin, end in decoded(source, node.begin, node.end):
            if text != source[begin:end]:
                self._writer.text.add_decoded(text, begin, end, style)
                continue
            for line in text.splitlines(keepends=True):
                self._writer.text.add(line, begin, style)
                begin += len(line)
                if line[-1] in "\r\n":
                    self._writer.end_block()

    def _visit_hr(self, element: Element, style: Style) -> None:
        self._writer.end_block()

    # Headings

    def _heading(self, element: Element, style: Style) -> None:
        place = self._writer.place
        level = kinds.HEADINGS[element.tag]
        kind = kinds.kind_of(element)
        if place.kind is BlockKind.COMMENT or kind is BlockKind.DEK:
            self._inside(element, style, replace(place, kind=kind or place.kind))
        elif level == 1 and not self._title_told:
            self._title_told = True
            self._inside(element, style, replace(place, kind=BlockKind.TITLE))
        else:
            self._inside(element, style, replace(place, kind=BlockKind.HEADING, level=level))

    _visit_h1 = _visit_h2 = _visit_h3 = _visit_h4 = _visit_h5 = _visit_h6 = _heading

    def _visit_hgroup(self, element: Element, style: Style) -> None:
        """Write a heading and the line with it: one heading, or a title and its dek."""
        parts = [part for part in element.elements() if reason_to_drop(part) is None]
        heading = next((part for part in parts if part.tag in kinds.HEADINGS), None)
        if heading is None:
            self._block(element, style)
        elif heading.tag == "h1" and not self._title_told and not kinds.is_ordinal(heading):
            self._heading(heading, style)
            for part in parts:
                if part is not heading:
                    self._inside(part, style, replace(self._writer.place, kind=BlockKind.DEK))
        else:
            self._joined_heading(parts, style, kinds.HEADINGS[heading.tag])

    def _joined_heading(self, parts: list[Element], style: Style, level: int) -> None:
        place = replace(self._writer.place, kind=BlockKind.HEADING, level=level)
        with self._writer.placed(place):
            for part in parts:
                text = self._writer.text
                if not text.is_empty:
                    sign = "." if kinds.is_ordinal(parts[0]) else ":"
                    text.attach(sign, part.begin)
                    text.space(part.begin)
                roman = "roman" in part.types()
                inner = self._in_language(part, style.marked(Mark.ROMAN) if roman else style)
                self.visit_all(part.children, inner)

    # Lists

    def _list(self, element: Element, style: Style) -> None:
        if kinds.is_comments(element) or any(kinds.is_comment(e) for e in element.elements()):
            self._inside(element, style, replace(self._writer.place, kind=BlockKind.COMMENT))
            return
        is_notes = self._writer.place.kind is BlockKind.FOOTNOTE or kinds.holds_notes(element)
        number, step = _list_start(element)
        group = (
            None if is_notes else self._writer.group(GroupKind.LIST, ordered=element.tag == "ol")
        )
        outer = self._writer.place
        depth = 1 + sum(g.kind is GroupKind.LIST for g in outer.groups)
        with self._writer.placed(replace(outer, label="", item=0)):
            for child in element.children:
                if isinstance(child, Text) or child.tag != "li":
                    self.visit_all([child], style)
                    continue
                if value := child.get("value").lstrip("+"):
                    number = int(value) if value.lstrip("-").isdecimal() else number
                mark = _numeral(number, element.get("type")) if element.tag == "ol" else ""
                if group is None:
                    place = replace(outer, kind=BlockKind.FOOTNOTE, label=mark)
                else:
                    place = replace(
                        outer,
                        kind=BlockKind.LIST_ITEM if outer.kind in _ITEM_PLACES else outer.kind,
                        level=depth,
                        groups=(*outer.groups, group),
                        label=f"{mark}." if mark else "",
                        item=self._writer.number(),
                    )
                self._inside(child, self._in_language(child, style), place)
                number += step

    _visit_ul = _visit_ol = _visit_menu = _visit_dir = _list

    def _visit_dl(self, element: Element, style: Style) -> None:
        group = self._writer.group(GroupKind.DEFINITION_LIST)
        place = self._writer.place
        self._inside(element, style, replace(place, groups=(*place.groups, group)))

    def _visit_dt(self, element: Element, style: Style) -> None:
        self._inside(element, style, replace(self._writer.place, kind=BlockKind.TERM))

    def _visit_dd(self, element: Element, style: Style) -> None:
        self._inside(element, style, replace(self._writer.place, kind=BlockKind.DEFINITION))

    # Pictures

    def _visit_figure(self, element: Element, style: Style) -> None:
        group = self._writer.group(GroupKind.FIGURE)
        place = self._writer.place
        self._inside(element, style, replace(place, groups=(*place.groups, group)))

    def _visit_figcaption(self, element: Element, style: Style) -> None:
        self._inside(element, style, replace(self._writer.place, kind=BlockKind.CAPTION))

    def _visit_img(self, element: Element, style: Style) -> None:
        """Write a picture's alternative text; an empty one says that it only decorates."""
        alternative = self._attribute(element, "alt", style)
        in_figure = any(group.kind is GroupKind.FIGURE for group in self._writer.place.groups)
        if alternative:
            self._writer.add_figure(alternative)
        elif in_figure and "alt" not in element.ranges:
            self._writer.add_figure((Span("", element.begin, element.begin),))

    def _visit_svg(self, element: Element, style: Style) -> None:
        label = self._attribute(element, "aria-label", style)
        titles = [e for e in element.descendants() if e.tag in ("title", "desc")]
        if not label and titles:
            text = RunningText()
            for title in titles:
                for node in title.children:
                    if isinstance(node, Text):
                        add_html(text, element.source, node.begin, node.end, style)
                        text.space(node.end)
            label = text.spans()
        if label:
            self._writer.add_figure(label)
        else:
            self._writer.drop(element.begin, element.end, DropReason.MARKUP)

    def _attribute(self, element: Element, name: str, style: Style) -> tuple[Span, ...]:
        """Return the spans of an attribute's value."""
        text = RunningText()
        begin, end = element.ranges.get(name, (0, 0))
        add_html(text, element.source, begin, end, Style(language=style.language))
        return text.spans()

    # Tables

    def _visit_table(self, element: Element, style: Style) -> None:
        if is_script(element):
            self._play(element, style)
        elif is_laid_out(element):
            self._block(element, style)
        else:
            self._table(element, style)

    def _table(self, element: Element, style: Style) -> None:
        self._inside_nodes(strays(element), style, self._writer.place)
        caption = caption_of(element)
        group = self._writer.group(GroupKind.TABLE, label=caption.content() if caption else "")
        place = self._writer.place
        place = replace(place, groups=(*place.groups, group), item=0)
        if caption is not None:
            self._inside(caption, style, replace(place, kind=BlockKind.CAPTION))
        with self._writer.placed(place):
            for cell in table_cells(element):
                if cell.element is not caption:
                    self._cell(cell, style, place)

    def _cell(self, cell: Cell, style: Style, place: Place) -> None:
        place = replace(
            place,
            kind=BlockKind.TABLE_CELL,
            row=cell.row,
            column=cell.column,
            header=cell.header,
        )
        self._inside(cell.element, self._in_language(cell.element, style), place)

    def _play(self, element: Element, style: Style) -> None:
        """Write a table whose rows are the speeches of a play."""
        self._writer.end_block()
        speaker = ""
        rows: dict[int, list[Element]] = {}
        for cell in table_cells(element):
            rows.setdefault(cell.row, []).append(cell.element)
        for cells in rows.values():
            named = [cell for cell in cells if "persona" in cell.types()]
            for name in named:
                self._writer.drop(name.begin, name.end, DropReason.MARKUP)
                speaker = name.content()
            for speech in cells:
                if speech in named:
                    continue
                if kinds.is_whole(speech, "stage-direction") and not named:
                    place = replace(self._writer.place, kind=BlockKind.STAGE_DIRECTION)
                    self._inside(speech, style, place)
                else:
                    self._speech(speech.children, style, speaker)


_ITEM_PLACES = (*_FLOW, BlockKind.LIST_ITEM, BlockKind.DEFINITION, BlockKind.TITLE)


def _follows_break(element: Element) -> bool:
    """Return whether only white space stands between a line break and another before it."""
    siblings = element.parent.children if element.parent else []
    for node in siblings[: siblings.index(element)][::-1]:
        if isinstance(node, Text):
            if is_invisible(element.source[node.begin : node.end]):
                continue
            return False
        return node.tag == "br"
    return False


def _note_label(element: Element) -> str:
    """Return a footnote's mark, as written at its head."""
    first = next((e for e in element.descendants() if e.tag in ("sup", "a")), None)
    mark = first.content().strip("[].() ") if first else ""
    return mark if len(mark) <= 4 else ""


def _list_start(element: Element) -> tuple[int, int]:
    """Return the first number of an ordered list and the step to the next."""
    start = element.get("start")
    is_reversed = "reversed" in element.ranges
    if start.lstrip("-").isdecimal():
        return int(start), -1 if is_reversed else 1
    items = sum(child.tag == "li" for child in element.elements())
    return (items, -1) if is_reversed else (1, 1)


def _numeral(number: int, style: str) -> str:
    """Return a list item's number as its list writes numbers: 3, c, C, iii or III."""
    if style in ("a", "A") and 0 < number <= 26:
        return chr(ord(style) + number - 1)
    if style in ("i", "I") and 0 < number < 4000:
        roman = _roman(number)
        return roman if style == "I" else roman.lower()
    return str(number)


def _roman(number: int) -> str:
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    signs = ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"]
    written = ""
    for value, sign in zip(values, signs, strict=True):
        written += sign * (number // value)
        number %= value
    return written
