"""The inside of a Markdown block: its inline tokens, each put back to where it stands.

Rules: the tokens are replayed over the content with a cursor: text stands there word for
word, signs have the length the token states, and of links, images and code spans the
parser's rules tell where they ended. So positions are exact without parsing anew.

Source: CommonMark 0.31; markdown-it-py's inline rules.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

from audio_edition.article import DropReason, Mark
from audio_edition.reading.block_writer import BlockWriter
from audio_edition.reading.html_kinds import INLINE_MARKS
from audio_edition.reading.html_tokens import TokenKind, attributes, tokens
from audio_edition.reading.html_tree import VOID
from audio_edition.reading.markdown_masks import Masks
from audio_edition.reading.markdown_positions import ContentMap
from audio_edition.reading.naming import language_tag
from audio_edition.reading.running_text import PLAIN, RunningText, Style
from audio_edition.reading.template_tags import add_html, add_template_tag

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

ENDS = "audio_edition_end"
"""Key of a token's `meta` under which the offset after its source is kept."""

_TRACKED_RULES = ("link", "image", "backticks", "footnote_ref", "footnote_inline")
_MARKS = {"em": Mark.EMPHASIS, "strong": Mark.STRONG, "s": Mark.DELETED}
_SCRIPTS = ("script", "style", "template")
_BREAK = re.compile(r"[ \t]*\\?\n[ \t]*|\\?\n?")
_LONE_SIGN = re.compile(r"(?<![^\s\[\](){}])[_*]+(?=\[)|(?<=\])[_*]+(?![^\s.,;:!?])|(?<!\S)_(?!\S)")
"""Signs of emphasis that found no partner round a bracket, or stand alone."""


def keep_ends(parser: "MarkdownIt") -> None:
    """Make the inline rules of a parser note where what they matched ended."""
    for rule in parser.inline.ruler.__rules__:
        if rule.name in _TRACKED_RULES:
            parser.inline.ruler.at(rule.name, _noting(rule.fn), {"alt": rule.alt})


def _noting(rule: "Callable[[StateInline, bool], bool]") -> "Callable[[StateInline, bool], bool]":
    """Return a rule that does the same and notes the end of its match."""

    def noting(state: "StateInline", silent: bool) -> bool:
        before = len(state.tokens)
        matched = rule(state, silent)
        if matched and not silent and len(state.tokens) > before:
            state.tokens[-1].meta = {**(state.tokens[-1].meta or {}), ENDS: state.pos}
        return matched

    return noting


class InlineWriter:
    """Writes the inline tokens of one block after another."""

    def __init__(self, writer: BlockWriter, masks: Masks) -> None:
        """Write to `writer`; `masks` stand in the content for template tags and markup."""
        self._writer = writer
        self._mask_run = re.compile(f"{masks.template}+|{masks.markup}+|{_LONE_SIGN.pattern}")
        self._masks = masks
        self._content = ""
        self._map = ContentMap()
        self._cursor = 0
        self._styles: list[Style] = [PLAIN]
        self._open_tags: list[str] = []
        self._notes: dict[str, ContentMap] = {}

    def write(self, content: str, mapped: ContentMap, inline: "Sequence[Token]") -> None:
        """Write the inline tokens of a block.

        Args:
            content: the text they were made from.
            mapped: where that text stands in the source.
            inline: the tokens.
        """
        self._content, self._map, self._cursor = content, mapped, 0
        self._styles, self._open_tags = [PLAIN], []
        for token in inline:
            getattr(self, f"_{token.type}", self._other)(token)

    def note_map(self, content: str) -> ContentMap:
        """Return where the content of a note stands that was written inside a text, ^[so]."""
        return self._notes.get(content) or ContentMap()

    @property
    def _style(self) -> Style:
        return self._styles[-1]

    def _skip(self, length: int) -> None:
        self._cursor += length

    def _add(self, begin: int, end: int, style: Style) -> None:
        """Add a stretch of content that stands in the source as it is."""
        source, text = self._writer.source, self._writer.text
        is_script = any(tag in _SCRIPTS for tag in self._open_tags)
        for first, last in self._map.stretches(begin, end):
            at = self._map.at(first)
            if is_script:
                self._writer.drop(at, at + last - first, DropReason.SCRIPT)
            else:
                text.add(source[at : at + last - first], at, style)

    def _text(self, token: "Token") -> None:
        begin = self._content.find(token.content, self._cursor)
        if not token.content or begin < 0:
            return
        position, end = begin, begin + len(token.content)
        for found in self._mask_run.finditer(self._content, begin, end):
            self._add(position, found.start(), self._style)
            if found[0][0] == self._masks.template:
                self._template(*found.span())
            position = found.end()
        self._add(position, end, self._style)
        self._cursor = end

    def _template(self, begin: int, end: int) -> None:
        first = self._map.at(begin)
        add_template_tag(self._writer, first, first + end - begin)

    def _text_special(self, token: "Token") -> None:
        begin, end = self._cursor, self._cursor + len(token.markup)
        self._writer.text.add_decoded(
            token.content, self._map.at(begin), self._map.at(end), self._style
        )
        self._cursor = end

    def _softbreak(self, token: "Token") -> None:
        found = _BREAK.match(self._content, self._cursor)
        begin, end = self._cursor, found.end() if found else self._cursor
        first, last = self._map.at(begin), self._map.at(end)
        gap = self._writer.source[first:last]
        if gap and gap.isspace():
            self._writer.text.add(gap, first, self._style)
        else:
            self._writer.text.space(first)
        self._cursor = end

    _hardbreak = _softbreak

    def _code_inline(self, token: "Token") -> None:
        sign = len(token.markup)
        end = token.meta[ENDS]
        self._add(self._cursor + sign, end - sign, self._style.marked(Mark.CODE))
        self._cursor = end

    def _link_open(self, token: "Token") -> None:
        self._skip(1)
        href = str(token.attrGet("href") or "").replace(self._masks.template, "")
        self._styles.append(replace(self._style.marked(Mark.LINK), href=href))

    def _link_close(self, token: "Token") -> None:
        self._cursor = token.meta[ENDS] if ENDS in token.meta else self._cursor + 1
        self._pop()

    def _image(self, token: "Token") -> None:
        """Write a picture's alternative text, and its title, which is its caption."""
        begin, end = self._cursor, token.meta[ENDS]
        text = RunningText()
        plain = "".join(child.content for child in token.children or [])
        label_end = self._label_end(begin + 2, end)
        if plain.strip():
            source = self._writer.source
            first, last = self._map.at(begin + 2), self._map.at(label_end)
            if source[first:last] == plain:
                text.add(plain, first)
            else:
                text.add_decoded(" ".join(plain.split()), first, last)
            self._writer.add_figure(text.spans())
        self._cursor = end

    def _label_end(self, begin: int, end: int) -> int:
        """Return the offset of the bracket that closes an image's label."""
        depth, position = 1, begin
        while position < end:
            sign = self._content[position]
            if sign == "\\":
                position += 1
            depth += (sign == "[") - (sign == "]")
            if depth == 0:
                return position
            position += 1
        return end

    def _footnote_ref(self, token: "Token") -> None:
        begin, end = self._cursor + 2, token.meta[ENDS] - 1
        style = self._style.marked(Mark.NOTE_REFERENCE)
        if self._content[self._cursor] == "^":
            self._notes[self._content[begin:end]] = self._map.part(begin, end)
            at = self._map.at(self._cursor)
            self._writer.text.add_decoded(str(token.meta["id"] + 1), at, at, style)
        else:
            self._add(begin, end, style)
        self._cursor = end + 1

    def _html_inline(self, token: "Token") -> None:
        begin = self._content.find(token.content, self._cursor)
        first = self._map.at(begin)
        self._cursor = begin + len(token.content)
        last = self._map.at(self._cursor)
        for tag in tokens(self._writer.source, first, last):
            if tag.kind is TokenKind.START:
                self._open_tag(tag.tag, attributes(self._writer.source, tag), first)
            elif tag.kind is TokenKind.END and tag.tag in self._open_tags:
                while self._open_tags.pop() != tag.tag:
                    self._pop()
                self._pop()

    def _open_tag(self, tag: str, ranges: dict[str, tuple[int, int]], at: int) -> None:
        if tag == "br":
            self._writer.text.space(at)
        elif tag == "img":
            alternative = RunningText()
            add_html(alternative, self._writer.source, *ranges.get("alt", (0, 0)), PLAIN)
            if spans := alternative.spans():
                self._writer.add_figure(spans)
        elif tag not in VOID:
            self._open_tags.append(tag)
            self._styles.append(self._style_in(tag, ranges))

    def _style_in(self, tag: str, ranges: dict[str, tuple[int, int]]) -> Style:
        """Return the style inside an HTML tag."""
        said = {name: unescape(self._writer.source[slice(*at)]) for name, at in ranges.items()}
        style = self._style
        if mark := INLINE_MARKS.get(tag):
            style = style.marked(mark)
        if tag == "a" and "href" in said:
            style = replace(style.marked(Mark.LINK), href=said["href"])
        language = language_tag(said.get("lang", ""))
        return replace(style, language=language) if language else style

    def _other(self, token: "Token") -> None:
        """Step over a sign of emphasis; begin or end its style."""
        name, _, part = token.type.rpartition("_")
        self._skip(len(token.markup))
        if part == "open":
            self._styles.append(self._style.marked(*filter(None, [_MARKS.get(name)])))
        elif part == "close":
            self._pop()

    def _pop(self) -> None:
        if len(self._styles) > 1:
            self._styles.pop()
