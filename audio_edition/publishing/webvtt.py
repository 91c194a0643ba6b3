"""`transcript.vtt`: the transcript in time, as WebVTT.

* One cue a segment; its identifier is the segment's id, so a link to a sentence holds in
  every companion.
* `<c.warning>`, `<c.cue>` and `<c.quotation>` mark what is no plain sentence of the
  article; players without styles show the words alone.
* A NOTE before each chapter's first cue names it; a NOTE never holds `-->`.

Source: W3C WebVTT (Candidate Recommendation), sections 4.1 and 4.2.
"""

from audio_edition.edition import Edition, TimedChapter
from audio_edition.publishing.cues import Cue, cues
from audio_edition.publishing.times import clock

FILE_NAME = "transcript.vtt"
MEDIA_TYPE = "text/vtt"
CLASSES = {"warning": "warning", "cue": "cue", "opening": "cue", "quotation": "quotation"}
"""Role of a segment → class of its cue."""


def render(edition: Edition) -> bytes:
    """Return the transcript as WebVTT."""
    blocks = ["WEBVTT", f"NOTE {_note(edition.script.title)}"]
    for cue in cues(edition):
        if cue.opens is not None:
            blocks += _chapter_notes(cue.opens)
        blocks.append(_block(cue))
    return ("\n\n".join(blocks) + "\n").encode("utf-8")


def _chapter_notes(chapter: TimedChapter) -> list[str]:
    notes = [f"NOTE Chapter: {_note(chapter.title)}"]
    if chapter.warning is not None and chapter.warning.is_heard:
        notes.append(f"NOTE Content warning: {_note(', '.join(chapter.warning.named))}")
    return notes


def _note(text: str) -> str:
    return " ".join(text.split()).replace("-->", "→")


def _block(cue: Cue) -> str:
    """Return one cue: identifier, times, text."""
    text = cue.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    name = CLASSES.get(cue.segment.role)
    marked = f"<c.{name}>{text}</c>" if name else text
    return f"{cue.segment.id}\n{clock(cue.begin_ms)} --> {clock(cue.end_ms)}\n{marked}"
