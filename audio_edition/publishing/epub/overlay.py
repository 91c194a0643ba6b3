"""A chapter's Media Overlay: which sentence of its text is heard when.

Source: EPUB 3.3 section 9.2 (Media Overlay documents), 9.3.3 (semantics: what a reader may
want to pass is marked as such).
"""

from collections.abc import Iterator

from audio_edition.publishing.times import clock
from audio_edition.publishing.tracks import Clip, Track


def render(track: Track) -> bytes:
    """Return the overlay of one chapter."""
    text = f"../text/{track.stem}.xhtml"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<smil xmlns="http://www.w3.org/ns/SMIL" xmlns:epub="http://www.idpf.org/2007/ops"',
        '  version="3.0">',
        "<body>",
        f'<seq id="chapter" epub:textref="{text}#{track.chapter.id}" epub:type="chapter">',
        *_pars(track, text),
        "</seq>",
        "</body>",
        "</smil>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _pars(track: Track, text: str) -> Iterator[str]:
    warnings = {s.id for s in track.chapter.segments if s.role == "warning"}
    for clip in track.clips:
        if clip.id in warnings:
            yield f'<seq id="notice-{clip.id}" epub:textref="{text}#{clip.id}" epub:type="notice">'
            yield _par(clip, track, text)
            yield "</seq>"
        else:
            yield _par(clip, track, text)


def _par(clip: Clip, track: Track, text: str) -> str:
    times = f'clipBegin="{clock(clip.begin_ms)}" clipEnd="{clock(clip.end_ms)}"'
    return (
        f'<par id="p-{clip.id}"><text src="{text}#{clip.id}"/>'
        f'<audio src="../audio/{track.audio_name}" {times}/></par>'
    )
