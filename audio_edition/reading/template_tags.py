"""Tags of a site generator left in an article: {% image … %}, {{ page.url }}, {: .class}.

Rules: a tag is no text and is dropped as TEMPLATE; an image tag's alternative text is a
figure's; a paragraph of which only "by" and "and" remain round its tags goes with them.

Source: Liquid template language (tags and objects); Jekyll; kramdown, block and span
inline attribute lists.
"""

import re

from audio_edition.article import DropReason, Span
from audio_edition.reading.block_writer import BlockWriter
from audio_edition.reading.html_tokens import decoded
from audio_edition.reading.running_text import RunningText, Style

TEMPLATE_TAG = re.compile(r"\{%(?:[^%{]|%(?!\})|\{(?!%)){0,4000}%\}|\{\{[^{}]{0,1000}\}\}")
ATTRIBUTE_LIST = re.compile(r"\{:[^{}\n]{0,200}\}|\{#[\w:.-]{1,100}\}(?=[ \t]*(?:[\r\n]|$))")
_IMAGE = re.compile(
    r"""\{%-?\s*(?:image|img|figure|picture|responsive_image)\b(.*)%\}""", re.DOTALL
)
_QUOTED = re.compile(r""""([^"]*)"|'([^']*)'""")
_NAMED = re.compile(r"""\balt\s*[=:]\s*(?:"([^"]*)"|'([^']*)')""")
_LEFT_OVER = re.compile(r"(?:\s|,|&|\bby\b|\band\b)*", re.IGNORECASE)


def alternative_text(source: str, begin: int, end: int) -> tuple[Span, ...]:
    """Return the spans of the alternative text that an image tag states, if it is one.

    Args:
        source: the whole decoded input.
        begin: offset of the tag.
        end: offset after the tag.
    """
    image = _IMAGE.fullmatch(source, begin, end)
    if image is None:
        return ()
    found = _NAMED.search(source, *image.span(1))
    if found is None:
        quoted = list(_QUOTED.finditer(source, *image.span(1)))
        found = quoted[1] if len(quoted) > 1 else None
    text = RunningText()
    if found is not None:
        first, last = found.span(1 if found[1] is not None else 2)
        text.add(source[first:last], first)
    return text.spans()


def add_template_tag(writer: BlockWriter, begin: int, end: int) -> None:
    """Drop a template tag, or write the picture that it puts into the page."""
    if figure := alternative_text(writer.source, begin, end):
        writer.add_figure(figure)
    writer.drop(begin, end, DropReason.TEMPLATE)


def add_without_templates(writer: BlockWriter, begin: int, end: int, style: Style) -> None:
    """Write a range of HTML text, its references decoded, its template tags dropped."""
    position = begin
    if "{" in writer.source[begin:end]:
        for found in TEMPLATE_TAG.finditer(writer.source, begin, end):
            add_html(writer.text, writer.source, position, found.start(), style)
            add_template_tag(writer, *found.span())
            position = found.end()
    add_html(writer.text, writer.source, position, end, style)


def add_html(text: RunningText, source: str, begin: int, end: int, style: Style) -> None:
    """Add a range of HTML text to a block's, each reference decoded."""
    for piece, first, last in decoded(source, begin, end):
        if piece == source[first:last]:
            text.add(piece, first, style)
        else:
            text.add_decoded(piece, first, last, style)


def only_joins_tags(text: str) -> bool:
    """Return whether the words left round a paragraph's template tags say nothing alone."""
    return _LEFT_OVER.fullmatch(text) is not None
