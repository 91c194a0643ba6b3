"""Sentences with the marks their words have in the article: emphasis, links, raised signs."""

import re
from collections.abc import Iterator
from dataclasses import replace

from audio_edition.article import Mark, Span
from audio_edition.edition import TimedSegment
from audio_edition.publishing.structure import Passage

TAGS = {
    Mark.EMPHASIS: "em",
    Mark.STRONG: "strong",
    Mark.CODE: "code",
    Mark.SUBSCRIPT: "sub",
    Mark.SUPERSCRIPT: "sup",
    Mark.NOTE_REFERENCE: "sup",
    Mark.DELETED: "del",
}
"""Mark → HTML element; in a fixed order, outermost first."""
NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow (section 2.2)."""
SAFE_SCHEMES = ("http:", "https:", "mailto:")


def escaped(text: str) -> str:
    """Return a text for HTML and XML, between tags and in quoted attributes.

    Characters that XML does not allow become U+FFFD.
    """
    allowed = NOT_IN_XML.sub("\ufffd", text)
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        allowed = allowed.replace(sign, name)
    return allowed


def sentences(passage: Passage) -> Iterator[tuple[TimedSegment, tuple[Span, ...]]]:
    """Yield each segment of a passage with its text in spans of one style.

    The text of the spans together is the segment's text; a segment whose words are not
    the block's own (a cue) is one span without marks.
    """
    position = 0
    for segment in passage.segments:
        plain = (Span(segment.text, 0, 0),)
        text = passage.block.text if passage.block is not None else ""
        begin = text.find(segment.text, position) if segment.text else -1
        if begin < 0:
            yield segment, plain
            continue
        position = begin + len(segment.text)
        assert passage.block is not None
        yield segment, tuple(_cut(passage.block.spans, begin, position))


def _cut(spans: tuple[Span, ...], begin: int, end: int) -> Iterator[Span]:
    """Yield spans cut to a range of their joined text."""
    at = 0
    for span in spans:
        piece = span.text[max(begin - at, 0) : max(end - at, 0)]
        at += len(span.text)
        if piece:
            yield replace(span, text=piece)


def inline_html(spans: tuple[Span, ...], language: str = "", links: bool = True) -> str:
    """Return spans as HTML that is XML too.

    Args:
        language: BCP 47 tag of what stands around; a span in another says so.
        links: whether the article's links become links.
    """
    return "".join(_span_html(span, language, links) for span in spans)


def _span_html(span: Span, language: str, links: bool) -> str:
    html = escaped(span.text)
    for mark in reversed(TAGS):
        if mark in span.marks:
            html = f"<{TAGS[mark]}>{html}</{TAGS[mark]}>"
    if links and is_link(span.href):
        html = f'<a href="{escaped(span.href)}">{html}</a>'
    if span.language and span.language != language:
        tag = escaped(span.language)
        html = f'<span lang="{tag}" xml:lang="{tag}">{html}</span>'
    return html


def is_link(href: str) -> bool:
    """Return whether an address leads somewhere from a page of the edition."""
    return href.strip().casefold().startswith(SAFE_SCHEMES) and not any(c.isspace() for c in href)
