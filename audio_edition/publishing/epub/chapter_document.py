"""A chapter's text as XHTML, each sentence with its segment's id, so that it can be marked.

A spoken warning is a passage of its own, marked as a notice, with a link behind it that
leads past the chapter if what it warns of is heard there.

Source: EPUB 3.3 section 6.1 (XHTML); EPUB 3 Structural Semantics Vocabulary 1.1.
"""

from audio_edition.article import Span
from audio_edition.edition import Edition, TimedSegment
from audio_edition.publishing.about import escaped_line
from audio_edition.publishing.body_html import NOTICE, section_html
from audio_edition.publishing.inline import inline_html
from audio_edition.publishing.languages import direction, in_english, marked
from audio_edition.publishing.structure import Section
from audio_edition.publishing.tracks import Track
from audio_edition.publishing.warned import warning_of

SEMANTICS = {
    "opening": 'epub:type="frontmatter"',
    "body": 'epub:type="bodymatter chapter" role="doc-chapter"',
    "closing": 'epub:type="backmatter"',
}
"""What a kind of chapter is to a reading system."""


def render(edition: Edition, section: Section, track: Track, following: Track | None) -> bytes:
    """Return the text of one chapter.

    Args:
        section: the chapter's text with its structure.
        track: the same chapter's sound.
        following: the next chapter, where a warning's link leads.
    """
    chapter, language = section.chapter, escaped_line(edition.script.language)
    title = escaped_line(chapter.mark)
    warned = warning_of(edition, chapter) is not None
    way_past = _way_past(following, edition.script.language) if warned else ""

    def sentence(segment: TimedSegment, spans: tuple[Span, ...]) -> str:
        html = inline_html(spans, edition.script.language)
        other = marked(section.language_of(segment), edition.script.language, xml=True)
        past = way_past if segment.role == "warning" else ""
        return f'<span id="{segment.id}"{other}>{html}</span>{past}'

    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<!DOCTYPE html>",
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"',
        f'  lang="{language}" xml:lang="{language}"{direction(edition.script.language)}>',
        f"<head><title>{title}</title>",
        '<link rel="stylesheet" type="text/css" href="../style.css"/></head>',
        "<body>",
        f'<section id="{chapter.id}" {SEMANTICS[chapter.kind]} aria-label="{title}">',
        section_html(section, sentence).replace(NOTICE, f'epub:type="notice" {NOTICE}'),
        "</section>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _way_past(following: Track | None, language: str) -> str:
    """Return the link that leads past a chapter, if another follows."""
    if following is None:
        return ""
    title, english = escaped_line(following.chapter.title), in_english(language, xml=True)
    if english:
        title = f"<span{marked(language, 'en', xml=True)}>{title}</span>"
    return f' <a class="past" href="{following.stem}.xhtml"{english}>Go on to “{title}”</a>'
