"""A line: a segment that has no name yet."""

from dataclasses import dataclass

from audio_edition.narrating.structure import pauses
from audio_edition.script import Role, VoiceRole


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence or one cue as it will be said; see `script.Segment` for the fields."""

    role: Role
    text: str
    spoken: str
    voice: VoiceRole = VoiceRole.NARRATOR
    pause_after_ms: int = pauses.SENTENCE_MS
    begin: int = 0
    end: int = 0
    skip: bool = False
    language: str = ""
    paragraph: int = -1
    beside: str = ""
    """For a cue: words it stands by, so that its name does not depend on where it stands."""
    announces: tuple[tuple[int, int, str], ...] = ()
    """Source ranges `(begin, end, kind)` that this cue says are not read."""
