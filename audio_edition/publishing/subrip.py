"""`transcript.srt`: the transcript in time, as SubRip, for players without WebVTT.

SubRip has no mark-up that every player leaves out, so a warning says so in square
brackets, and `<`, `-->` in the text become signs no parser takes for its own.

Source: none is authoritative; the format is what VLC's and mpv's readers accept.
"""

from audio_edition.edition import Edition
from audio_edition.publishing.cues import Cue, cues
from audio_edition.publishing.times import clock

FILE_NAME = "transcript.srt"
MEDIA_TYPE = "application/srt"
HARMLESS = str.maketrans({"<": "‹", ">": "›", "{": "(", "}": ")"})
"""Some players take `<…>` and `{…}` for styles and show nothing of them."""


def render(edition: Edition) -> bytes:
    """Return the transcript as SubRip, its cues numbered from 1."""
    blocks = [_block(number, cue) for number, cue in enumerate(cues(edition), 1)]
    return "\n".join(blocks).encode("utf-8")


def _block(number: int, cue: Cue) -> str:
    text = cue.text.replace("-->", "→").translate(HARMLESS)
    if cue.segment.role == "warning":
        text = f"[{text}]"
    return f"{number}\n{clock(cue.begin_ms, ',')} --> {clock(cue.end_ms, ',')}\n{text}\n"
