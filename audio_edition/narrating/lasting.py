"""How long an edition lasts, and how that is said.

Rules obeyed here: everything that is heard counts, warnings and pauses included, and every
chapter that players list; a length is rounded, so that a small edit rarely changes what is
said.
"""

from dataclasses import replace

from audio_edition.narrating.pace import segments_ms, speech_ms
from audio_edition.narrating.spoken_forms import spoken_form
from audio_edition.narrating.structure.wording import counted, number
from audio_edition.narrating.warnings.placing import PAUSE_AFTER_MS
from audio_edition.script import Role, Script, Segment

BEGIN = "This edition lasts"
"""How the segment that says the length begins; nothing else of the edition's own does."""


def announce_length(
    script: Script,
    *,
    words_per_minute: int,
    pause_percent: int = 100,
    decided: Script | None = None,
) -> Script:
    """Return a script whose opening says how long it lasts, in how many chapters.

    Args:
        script: with its warnings' segments or without: warnings count once either way.
        words_per_minute: how fast the narrator speaks.
        pause_percent: of each pause's length that is really left.
        decided: a script whose warnings count in place of this one's.
    """
    told = [s for s in script.segments if s.role is not Role.WARNING and not is_length(s)]
    spoken = _warnings(decided or script)
    length_ms = segments_ms(told, words_per_minute, pause_percent)
    length_ms += speech_ms(sum(map(len, spoken)), words_per_minute)
    length_ms += PAUSE_AFTER_MS * len(spoken) * pause_percent / 100
    chapters = sum(any(not s.is_skipped for s in c.segments) for c in script.chapters)
    text = f"{BEGIN} {length_in_words(length_ms)}, in {counted(chapters, 'chapter')}."
    return _saying(script, text)


def is_length(segment: Segment) -> bool:
    """Return whether a segment is the one that says how long the edition lasts."""
    return segment.role is Role.OPENING and segment.text.startswith(BEGIN)


def _warnings(script: Script) -> list[str]:
    """Return the words of all warnings that are heard."""
    every = (script.warning, *(chapter.warning for chapter in script.chapters))
    return [warning.spoken for warning in every if warning is not None and warning.is_heard]


def _saying(script: Script, text: str) -> Script:
    if not script.chapters:
        return script
    first, *rest = script.chapters
    segments = tuple(
        replace(s, text=text, spoken=spoken_form(text)) if is_length(s) else s
        for s in first.segments
    )
    return replace(script, chapters=(replace(first, segments=segments), *rest))


def length_in_words(length_ms: float) -> str:
    """Return a length as it is announced: "about nine minutes", "about an hour and a half"."""
    minutes = length_ms / 60_000
    if minutes < 0.75:
        return "less than a minute"
    if minutes < 15.5:
        return f"about {counted(round(minutes), 'minute')}"
    if minutes < 57.5:
        return f"about {counted(5 * round(minutes / 5), 'minute')}"
    hours, quarters = divmod(round(minutes / 15), 4)
    part = ("", " and a quarter", " and a half", " and three quarters")[quarters]
    return f"about an hour{part}" if hours == 1 else f"about {number(hours)}{part} hours"
