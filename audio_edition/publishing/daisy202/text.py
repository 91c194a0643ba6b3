"""A chapter's text as XHTML 1.0, which knows no sections, figures and roles.

Source: DAISY 2.02 Specification, section 2.4 (text content documents); XHTML 1.0
Transitional.
"""

from typing import TYPE_CHECKING

from audio_edition.article import Span
from audio_edition.edition import Edition, TimedSegment
from audio_edition.publishing.about import escaped_line
from audio_edition.publishing.body_html import section_html
from audio_edition.publishing.daisy202 import head
from audio_edition.publishing.inline import inline_html
from audio_edition.publishing.languages import marked
from audio_edition.publishing.structure import Section

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

OLDER_TAGS = {"section": "div", "figure": "div", "figcaption": "div"}
"""Elements that came with HTML 5 → what stands for them."""
NEWER_ATTRIBUTES = ("role", "aria-label")


def render(edition: Edition, section: Section, level: int) -> bytes:
    """Return the text of one chapter.

    Args:
        section: the chapter's text with its structure.
        level: of its headings in the control centre, and so here.
    """
    from lxml import etree

    def sentence(segment: TimedSegment, spans: tuple[Span, ...]) -> str:
        html = inline_html(spans, edition.script.language)
        other = marked(section.language_of(segment), edition.script.language, xml=True)
        note = ' class="optional-prodnote"' if segment.role == "warning" else ""
        return f'<span id="{segment.id}"{note}{other}>{html}</span>'

    chapter = section.chapter
    body = etree.fromstring(f'<div id="{chapter.id}">{section_html(section, sentence)}</div>')
    for element in body.iter():
        _make_older(element, level)
    title = escaped_line(chapter.mark)
    lines = [
        *head.XHTML,
        head.html_root(edition),
        f"<head><title>{title}</title>",
        head.CONTENT_TYPE,
        "</head>",
        "<body>",
        etree.tostring(body, encoding="unicode"),
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode(head.CHARSET)


def _make_older(element: "Element", level: int) -> None:
    """Turn an element of HTML 5 into one of XHTML 1.0."""
    tag = str(element.tag)
    if tag in OLDER_TAGS:
        element.set("class", element.get("class") or tag)
        element.tag = OLDER_TAGS[tag]
    elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        element.tag = f"h{level}"
    for name in NEWER_ATTRIBUTES:
        element.attrib.pop(name, None)
