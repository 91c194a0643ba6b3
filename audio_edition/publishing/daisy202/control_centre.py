"""`ncc.html`: the chapters as headings at their levels, and what the book is.

A heading leads to the first thing heard in its chapter, so that a listener who jumps to a
chapter with a warning hears the warning, and who presses *next* in it passes the chapter.

Source: DAISY 2.02 Specification, section 2.1 and appendix 2.
"""

from collections.abc import Iterator, Sequence

from audio_edition.edition import Edition
from audio_edition.publishing import about
from audio_edition.publishing.about import escaped_line
from audio_edition.publishing.daisy202 import head
from audio_edition.publishing.outline import Entry, outline
from audio_edition.publishing.times import clock
from audio_edition.publishing.tracks import Track


def levels(tracks: Sequence[Track]) -> tuple[int, ...]:
    """Return the heading level of each chapter: the first is 1, and none is left out."""
    return tuple(entry.level for entry in outline(Entry(t.chapter.level, "", "") for t in tracks))


def render(edition: Edition, tracks: Sequence[Track], file_count: int, size_bytes: int) -> bytes:
    """Return the control centre.

    Args:
        tracks: the edition's chapters, in order.
        file_count: the book's files besides this one.
        size_bytes: what they take together.
    """
    headings = list(_headings(tracks))
    own = _document(edition, tracks, headings, file_count + 1, size_bytes)
    return _document(edition, tracks, headings, file_count + 1, size_bytes + len(own))


def _document(
    edition: Edition, tracks: Sequence[Track], headings: list[str], files: int, size_bytes: int
) -> bytes:
    facts = [*head.common(edition), *_bibliography(edition)]
    facts += _counts(tracks, files, size_bytes)
    lines = [
        *head.XHTML,
        head.html_root(edition),
        f"<head><title>{escaped_line(edition.script.title)}</title>",
        head.CONTENT_TYPE,
        *head.metas(facts),
        "</head>",
        "<body>",
        *headings,
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode(head.CHARSET)


def _headings(tracks: Sequence[Track]) -> Iterator[str]:
    for level, track in zip(levels(tracks), tracks, strict=True):
        name = ' class="title"' if track.number == 1 else ""
        link = f"{track.stem}.smil#t-{track.clips[0].id}"
        title = escaped_line(track.chapter.mark)
        yield f'<h{level} id="ncc-{track.number}"{name}><a href="{link}">{title}</a></h{level}>'


def _bibliography(edition: Edition) -> Iterator[head.Fact]:
    date = about.published(edition) or about.NO_DATE
    yield "dc:creator", about.author(edition)
    yield "dc:date", date
    yield "dc:language", edition.script.language
    yield "dc:publisher", about.fact(edition, "show") or about.GENERATOR
    yield "dc:rights", about.fact(edition, "copyright")
    yield "dc:description", about.fact(edition, "description")
    yield "dc:subject", "; ".join(f"Content warning: {topic}" for topic in about.warned_of(edition))
    yield "ncc:narrator", about.narrator(edition)
    yield "ncc:producer", about.GENERATOR
    yield "ncc:producedDate", date


def _counts(tracks: Sequence[Track], files: int, size_bytes: int) -> Iterator[head.Fact]:
    """Yield what players show and check: lengths, numbers of things, sizes."""
    total_ms = sum(track.length_ms for track in tracks)
    warnings = sum(s.role == "warning" for t in tracks for s in t.chapter.segments)
    yield "ncc:charset", head.CHARSET
    yield "ncc:multimediaType", "audioFullText"
    yield "ncc:setInfo", "1 of 1"
    yield "ncc:totalTime", clock(1000 * round(total_ms / 1000)).partition(".")[0]
    yield "ncc:tocItems", str(len(tracks))
    yield "ncc:depth", str(max(levels(tracks)))
    yield "ncc:files", str(files)
    yield "ncc:kByteSize", str(-(-size_bytes // 1024))
    yield "ncc:prodNotes", str(warnings)
    for nothing in ("pageFront", "pageNormal", "pageSpecial", "maxPageNormal"):
        yield f"ncc:{nothing}", "0"
    yield "ncc:footnotes", "0"
    yield "ncc:sidebars", "0"
