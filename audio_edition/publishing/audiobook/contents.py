"""The table of contents of an audiobook, as a page that opens in a browser too.

Source: W3C Publication Manifest, appendix C (machine-processable table of contents).
"""

from collections.abc import Sequence

from audio_edition.edition import Edition
from audio_edition.publishing.about import escaped_line
from audio_edition.publishing.outline import Entry, nested_list, outline
from audio_edition.publishing.tracks import CHAPTER_FOLDER, Track

FILE_NAME = "index.html"
"""The name under which a package's first page is looked for."""


def render(edition: Edition, tracks: Sequence[Track]) -> bytes:
    """Return the page.

    Args:
        tracks: the edition's chapters, in order.
    """
    title = escaped_line(edition.script.title)
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escaped_line(edition.script.language)}">',
        f'<head><meta charset="utf-8"><title>{title}</title>',
        '<link rel="publication" href="publication.json"></head>',
        "<body>",
        f"<h1>{title}</h1>",
        '<nav role="doc-toc" aria-label="Contents">',
        *nested_list(outline(map(_entry, tracks))),
        "</nav>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _entry(track: Track) -> Entry:
    title = escaped_line(track.chapter.mark)
    return Entry(track.chapter.level, title, f"{CHAPTER_FOLDER}/{track.audio_name}")
