"""The elements of a page as a tree, each with its source range.

Rules: unclosed elements close where HTML says they do (a paragraph before the next block,
a list item before the next item); an end tag that closes nothing is ignored; no input
makes the tree too deep to walk.

Source: HTML Living Standard, 13.1.2.4 Optional tags.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from audio_edition.reading.html_tokens import Token, TokenKind, attributes, tokens

MAX_DEPTH = 150
"""Elements nested deeper are put beside one another: no real page needs more."""

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_CLOSES_PARAGRAPH = BLOCKS - frozenset(
    [
        "body",
        "head",
        "html",
        "caption",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "title",
        "option",
        "optgroup",
        "legend",
    ]
)
# A start tag closes these open elements, unless one of the bounds stands between.
_CLOSES = {
    "li": ({"li"}, {"ul", "ol", "menu", "dir"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "option": ({"option"}, {"select"}),
    "body": ({"head"}, {"html"}),
}
# A start tag closes all that is open inside the innermost of these.
_SECTIONS = frozenset({"tbody", "thead", "tfoot", "table"})
_CLOSES_INSIDE = {
    "td": _SECTIONS | {"tr"},
    "th": _SECTIONS | {"tr"},
    "tr": _SECTIONS,
    "tbody": frozenset({"table"}),
    "thead": frozenset({"table"}),
    "tfoot": frozenset({"table"}),
}
# An end tag of another element does not reach beyond these.
_SCOPES = frozenset({"table", "td", "th", "caption", "html", "body", "template", "object"})


@dataclass(slots=True, eq=False)
class Text:
    """Characters between tags, references not yet decoded."""

    begin: int
    end: int


@dataclass(slots=True, eq=False)
class Element:
    """One element: its tag, its attributes, what is inside."""

    tag: str
    begin: int
    """Offset of its start tag."""
    end: int
    """Offset after its end tag, or after its content."""
    source: str = field(repr=False)
    ranges: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Where each attribute's value stands in the source."""
    children: "list[Element | Text]" = field(default_factory=list, repr=False)
    parent: "Element | None" = field(default=None, repr=False)
    raw: bool = False
    """Whether its inside is no markup."""

    def get(self, name: str) -> str:
        """Return an attribute's value, decoded; empty if it is missing."""
        begin, end = self.ranges.get(name, (0, 0))
        return unescape(self.source[begin:end]).strip()

    def words(self, name: str) -> set[str]:
        """Return an attribute's value as a set of words in lower case."""
        return set(self.get(name).lower().split())

    def types(self) -> set[str]:
        """Return what its `epub:type` and `role` say it is, without vocabulary prefixes."""
        said = self.words("epub:type") | self.words("role")
        return {word.rsplit(":", 1)[-1].removeprefix("doc-") for word in said}

    def elements(self) -> "Iterator[Element]":
        """Yield its child elements."""
        return (child for child in self.children if isinstance(child, Element))

    def descendants(self) -> "Iterator[Element]":
        """Yield all elements inside it, in document order."""
        waiting = list(self.elements())[::-1]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += list(element.elements())[::-1]

    def ancestors(self) -> "Iterator[Element]":
        """Yield the elements it stands in, innermost first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def content(self) -> str:
        """Return the text inside it, references decoded, white space folded."""
        parts: list[str] = []
        waiting: list[Element | Text] = [self]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Text):
                parts.append(self.source[node.begin : node.end])
            elif not (node.raw and node is not self):
                parts.append(" " if node.tag in BLOCKS or node.tag == "br" else "")
                waiting += node.children[::-1]
        return " ".join(unescape("".join(parts)).split())


def tree(source: str, begin: int = 0, end: int | None = None) -> Element:
    """Return the root of a page or of a piece of HTML, an element without a tag name."""
    end = len(source) if end is None else end
    root = Element("", begin, end, source)
    stack = [root]
    is_xml = re.match(r"\s*(?:<\?xml|<!DOCTYPE html PUBLIC[^>]*XHTML)", source[:400]) is not None
    for token in tokens(source, begin, end):
        if token.kind is TokenKind.START:
            _open(stack, token, is_xml)
        elif token.kind is TokenKind.END:
            _close(stack, token)
        elif token.kind is not TokenKind.OTHER:
            stack[-1].raw = token.kind is TokenKind.RAW
            stack[-1].children.append(Text(token.begin, token.end))
    for element in stack:
        element.end = end
    return root


def _open(stack: list[Element], token: Token, is_xml: bool) -> None:
    """Put an element into the tree, after closing what it closes."""
    closes, bounds = _CLOSES.get(token.tag, (set(), set()))
    if token.tag in _CLOSES_PARAGRAPH:
        _close_open(stack, {"p"}, _SCOPES | {"button"}, token.begin)
    if closes:
        _close_open(stack, closes, bounds, token.begin)
    if contexts := _CLOSES_INSIDE.get(token.tag):
        _close_inside(stack, contexts, token.begin)
    source = stack[0].source
    element = Element(token.tag, token.begin, token.end, source, attributes(source, token))
    element.parent = stack[-1]
    stack[-1].children.append(element)
    is_empty = token.tag in VOID or (token.closed and (is_xml or token.tag not in BLOCKS))
    if not is_empty and len(stack) < MAX_DEPTH:
        stack.append(element)


def _close_open(
    stack: list[Element], tags: set[str], bounds: "frozenset[str] | set[str]", at: int
) -> None:
    """Close the innermost open element with one of some tags, unless a bound is nearer."""
    for depth in range(len(stack) - 1, 0, -1):
        if stack[depth].tag in tags:
            _close_from(stack, depth, at)
            return
        if stack[depth].tag in bounds:
            return


def _close_inside(stack: list[Element], contexts: frozenset[str], at: int) -> None:
    """Close all that is open inside the innermost open element with one of some tags."""
    for depth in range(len(stack) - 1, 0, -1):
        if stack[depth].tag in contexts:
            _close_from(stack, depth + 1, at)
            return


def _close(stack: list[Element], token: Token) -> None:
    """Close the element that an end tag names, if it is open and within reach."""
    is_block = token.tag in BLOCKS
    for depth in range(len(stack) - 1, 0, -1):
        tag = stack[depth].tag
        if tag == token.tag:
            _close_from(stack, depth, token.begin)
            stack_end = token.end
            _last(stack[-1]).end = stack_end
            return
        if (tag in _SCOPES and token.tag not in ("table", "tr", "body", "html")) or (
            tag in BLOCKS and not is_block
        ):
            return


def _last(parent: Element) -> Element:
    """Return the last child of an element that has just been closed."""
    last = parent.children[-1]
    assert isinstance(last, Element)
    return last


def _close_from(stack: list[Element], depth: int, at: int) -> None:
    """Close every open element from a depth inwards."""
    for element in stack[depth:]:
        element.end = at
    del stack[depth:]
