"""The Markdown parser as this program sets it up, and which lines it made nothing of.

Rules: what GitHub, Jekyll and Pandoc share is understood; nothing is made prettier (no
smart quotes, no links out of bare addresses), since the words must stay the author's.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from audio_edition.reading.markdown_inline import keep_ends

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

MAX_NESTING = 60
"""Quotes and lists nested deeper are not looked into by the parser; see `unread_lines`."""

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
_INLINE = (
    "a abbr b bdi bdo big br cite code data del dfn em font i img ins kbd label mark q s samp "
    "small span strike strong sub sup time tt u var wbr"
)
_INLINE_TAGS = frozenset(_INLINE.split())
_HTML_BLOCK_ENDS = ["paragraph", "reference", "blockquote"]
_CONTAINERS = {
    "blockquote_open", "bullet_list_open", "ordered_list_open", "list_item_open",
    "footnote_reference_open", "dl_open", "dd_open", "dt_open",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the parser found in a text."""

    tokens: "list[Token]"
    """Block tokens; footnotes come last."""
    defined: frozenset[int]
    """Numbers of the lines that only define where links lead."""


def parsed(text: str) -> Parsed:
    """Return the block tokens of a Markdown text."""
    env: dict[str, Any] = {}
    tokens = _parser().parse(text, env)
    entries = [*env.get("references", {}).values(), *env.get("duplicate_refs", [])]
    defined = {n for entry in entries for n in range(*entry["map"])}
    return Parsed(tokens, frozenset(defined))


def unread_lines(found: Parsed, count: int) -> Iterator[int]:
    """Yield the numbers of the lines that are in no leaf of the tokens.

    Args:
        found: the tokens.
        count: number of the text's lines.
    """
    read = bytearray(count)
    for token in found.tokens:
        if token.map is not None and token.type not in _CONTAINERS:
            first, last = token.map
            read[first : max(last, first + 1)] = b"\1" * (max(last, first + 1) - first)
    yield from (n for n in range(count) if not read[n] and n not in found.defined)


def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import html_block
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING})
    parser.enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)
    parser.disable("text_join")  # An escaped sign stays a token of its own.
    parser.block.ruler.at("html_block", _not_inline(html_block), {"alt": _HTML_BLOCK_ENDS})
    keep_ends(parser)
    return parser


def _not_inline(rule: "Callable[[StateBlock, int, int, bool], bool]") -> "Callable[..., bool]":
    """Return a rule for HTML blocks that leaves a line which begins with an inline tag alone.

    CommonMark reads the Markdown after a <br> or <u> on a line of its own as HTML; kramdown
    and the authors mean a paragraph.
    """

    def html_block(state: "StateBlock", first: int, last: int, silent: bool) -> bool:
        begin = state.bMarks[first] + state.tShift[first]
        tag = _TAG.match(state.src, begin)
        if tag is not None and tag[1].lower() in _INLINE_TAGS:
            return False
        return rule(state, first, last, silent)

    return html_block
