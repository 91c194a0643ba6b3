"""The navigation document: chapters as they nest, and the landmarks.

Source: EPUB 3.3 section 7.
"""

from collections.abc import Sequence

from audio_edition.edition import Edition
from audio_edition.publishing.about import escaped_line
from audio_edition.publishing.languages import direction, in_english
from audio_edition.publishing.outline import Entry, nested_list, outline
from audio_edition.publishing.tracks import Track


def render(edition: Edition, tracks: Sequence[Track]) -> bytes:
    """Return the navigation document.

    Args:
        tracks: the edition's chapters, in order.
    """
    language = escaped_line(edition.script.language)
    title = escaped_line(edition.script.title)
    body = next((t for t in tracks if t.chapter.kind == "body"), tracks[0])
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<!DOCTYPE html>",
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"',
        f'  lang="{language}" xml:lang="{language}"{direction(edition.script.language)}>',
        f"<head><title>{title}</title>",
        '<link rel="stylesheet" type="text/css" href="style.css"/></head>',
        "<body>",
        '<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="contents">',
        f'<h1 id="contents"{in_english(edition.script.language, xml=True)}>Contents</h1>',
        *nested_list(outline(map(_entry, tracks))),
        "</nav>",
        '<nav epub:type="landmarks" aria-label="Landmarks" hidden="hidden">',
        f'<ol><li><a epub:type="bodymatter" href="text/{body.stem}.xhtml">Article</a></li></ol>',
        "</nav>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _entry(track: Track) -> Entry:
    chapter = track.chapter
    return Entry(chapter.level, escaped_line(chapter.mark), f"text/{track.stem}.xhtml")
