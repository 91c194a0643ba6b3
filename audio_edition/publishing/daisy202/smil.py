"""SMIL 1.0: which sentence of a chapter is heard when; and the order of chapters.

Source: DAISY 2.02 Specification, sections 2.2 (SMIL) and 2.3 (master SMIL); Skippable
Structures Recommendation, section 7 (producer's notes: `system-required`).
"""

from collections.abc import Iterator, Sequence

from audio_edition.edition import Edition
from audio_edition.publishing.about import escaped_line
from audio_edition.publishing.daisy202 import head
from audio_edition.publishing.times import clock
from audio_edition.publishing.tracks import Clip, Track

LAYOUT = '<layout><region id="txtView" /></layout>'


def render(edition: Edition, track: Track) -> bytes:
    """Return the SMIL file of one chapter."""
    facts = [
        *head.common(edition),
        ("title", track.chapter.mark),
        ("ncc:totalElapsedTime", clock(track.elapsed_ms)),
        ("ncc:timeInThisSmil", clock(track.length_ms)),
    ]
    body = [f'<seq dur="{_seconds(track.length_ms)}">', *_pars(track), "</seq>"]
    return _document(facts, body)


def render_master(edition: Edition, tracks: Sequence[Track]) -> bytes:
    """Return `master.smil`, which plays every chapter in order."""
    total_ms = sum(track.length_ms for track in tracks)
    facts = [*head.common(edition), ("ncc:timeInThisSmil", clock(total_ms))]
    body = [
        f'<ref src="{track.stem}.smil" title="{escaped_line(track.chapter.mark)}" '
        f'id="ref-{track.number}" />'
        for track in tracks
    ]
    return _document(facts, body)


def _document(facts: list[head.Fact], body: list[str]) -> bytes:
    metas = head.metas(facts)
    lines = [*head.SMIL, "<smil>", "<head>", *metas, LAYOUT, "</head>", "<body>", *body]
    return ("\n".join([*lines, "</body>", "</smil>"]) + "\n").encode(head.CHARSET)


def _pars(track: Track) -> Iterator[str]:
    warnings = {s.id for s in track.chapter.segments if s.role == "warning"}
    for clip in track.clips:
        skippable = ' system-required="prodnote-on"' if clip.id in warnings else ""
        yield f'<par endsync="last"{skippable} id="p-{clip.id}">'
        yield f'<text src="{track.stem}.html#{clip.id}" id="t-{clip.id}" />'
        yield f'<audio src="{track.audio_name}" {_times(clip)} id="a-{clip.id}" />'
        yield "</par>"


def _times(clip: Clip) -> str:
    begin, end = _seconds(clip.begin_ms), _seconds(clip.end_ms)
    return f'clip-begin="npt={begin}" clip-end="npt={end}"'


def _seconds(ms: int) -> str:
    """Return a time as SMIL 1.0 has it: 61.005s."""
    return f"{ms // 1000}.{ms % 1000:03}s"
