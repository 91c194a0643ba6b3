"""The package document: what the EPUB is, what it holds, in which order it is read.

Source: EPUB 3.3 sections 5 (package document), 9.3 (Media Overlays metadata); EPUB
Accessibility 1.1 sections 2 and 4; Schema.org Accessibility Properties for Discoverability.
"""

from collections.abc import Iterable, Iterator, Sequence

from audio_edition.edition import Edition
from audio_edition.publishing import about
from audio_edition.publishing.about import escaped_line
from audio_edition.publishing.languages import is_right_to_left
from audio_edition.publishing.times import clock
from audio_edition.publishing.tracks import Track

ACTIVE_CLASS = "-epub-media-overlay-active"
PLAYBACK_CLASS = "-epub-media-overlay-playing"
CONFORMS_TO = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"


def render(edition: Edition, tracks: Sequence[Track]) -> bytes:
    """Return the package document.

    Args:
        tracks: the edition's chapters, in order.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"',
        f'  xml:lang="{escaped_line(edition.script.language)}">',
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
        *_bibliography(edition),
        *_overlay_facts(edition, tracks),
        *_access_facts(edition),
        "</metadata>",
        "<manifest>",
        *_manifest(tracks),
        "</manifest>",
        f"<spine{_progression(edition)}>",
        *(f'<itemref idref="text-{track.number}"/>' for track in tracks),
        "</spine>",
        "</package>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _progression(edition: Edition) -> str:
    """Return which way pages are turned, where it is not from left to right."""
    rtl = is_right_to_left(edition.script.language)
    return ' page-progression-direction="rtl"' if rtl else ""


def _bibliography(edition: Edition) -> Iterator[str]:
    """Yield who wrote and who reads what, since when, under which rights."""
    script = edition.script
    yield f'<dc:identifier id="id">{about.identifier(edition)}</dc:identifier>'
    yield f'<dc:title id="title">{escaped_line(script.title)}</dc:title>'
    yield f"<dc:language>{escaped_line(script.language)}</dc:language>"
    if script.author:
        yield f'<dc:creator id="author">{escaped_line(script.author)}</dc:creator>'
        yield _meta("role", "aut", refines="author", scheme="marc:relators")
    yield f'<dc:contributor id="narrator">{escaped_line(about.narrator(edition))}</dc:contributor>'
    yield _meta("role", "nrt", refines="narrator", scheme="marc:relators")
    if date := about.published(edition):
        yield f"<dc:date>{date}</dc:date>"
    for element, key in (("publisher", "show"), ("rights", "copyright")):
        if value := about.fact(edition, key):
            yield f"<dc:{element}>{escaped_line(value)}</dc:{element}>"
    if description := about.fact(edition, "description"):
        yield f"<dc:description>{escaped_line(description)}</dc:description>"
    for topic in about.warned_of(edition):
        yield f"<dc:subject>{escaped_line(f'Content warning: {topic}')}</dc:subject>"
    yield _meta("dcterms:modified", about.modified(edition))


def _overlay_facts(edition: Edition, tracks: Iterable[Track]) -> Iterator[str]:
    total_ms = 0
    for track in tracks:
        yield _meta("media:duration", clock(track.length_ms), refines=f"smil-{track.number}")
        total_ms += track.length_ms
    yield _meta("media:duration", clock(total_ms))
    yield _meta("media:narrator", about.narrator(edition))
    yield _meta("media:active-class", ACTIVE_CLASS)
    yield _meta("media:playback-active-class", PLAYBACK_CLASS)


def _access_facts(edition: Edition) -> Iterator[str]:
    access = about.access(edition, with_text=True)
    for mode in access.modes:
        yield _meta("schema:accessMode", mode)
    for together in access.sufficient:
        yield _meta("schema:accessModeSufficient", ",".join(together))
    for feature in access.features:
        yield _meta("schema:accessibilityFeature", feature)
    yield _meta("schema:accessibilityHazard", "none")
    yield _meta("schema:accessibilitySummary", access.summary)
    yield _meta("dcterms:conformsTo", CONFORMS_TO, id="conformance")
    yield _meta("a11y:certifiedBy", about.GENERATOR, refines="conformance")


def _meta(name: str, value: str, refines: str = "", scheme: str = "", id: str = "") -> str:
    """Return one `meta` element."""
    attributes = f' refines="#{refines}"' if refines else ""
    attributes += f' scheme="{scheme}"' if scheme else ""
    attributes += f' id="{id}"' if id else ""
    return f'<meta property="{name}"{attributes}>{escaped_line(value)}</meta>'


def _manifest(tracks: Iterable[Track]) -> Iterator[str]:
    yield _item("nav", "nav.xhtml", "application/xhtml+xml", 'properties="nav"')
    yield _item("style", "style.css", "text/css")
    yield _item("cover", "cover.png", "image/png", 'properties="cover-image"')
    for track in tracks:
        number, stem = track.number, track.stem
        overlay = f'media-overlay="smil-{number}"'
        yield _item(f"text-{number}", f"text/{stem}.xhtml", "application/xhtml+xml", overlay)
        yield _item(f"smil-{number}", f"smil/{stem}.smil", "application/smil+xml")
        yield _item(f"audio-{number}", f"audio/{stem}.mp3", "audio/mpeg")


def _item(id: str, href: str, media_type: str, more: str = "") -> str:
    return f'<item id="{id}" href="{href}" media-type="{media_type}" {more}'.rstrip() + "/>"
