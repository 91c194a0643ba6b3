"""Putting the spoken warnings in their places, after the editor's decisions are known.

Rules: the edition's warning is heard before anything disturbing can be, so right after the
opening words of the first chapter and before the line under the headline; a chapter's
warning is the first thing within that chapter's own marker, so that one press of *next* at
any instant of it passes the chapter. A dismissed warning has no segment. Placing twice
changes nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from audio_edition.script import (
    Chapter,
    ChapterKind,
    ContentWarning,
    Role,
    Script,
    Segment,
    VoiceRole,
)

EDITION_ID = "w-edition"
PAUSE_AFTER_MS = 900
"""Time to find the key that passes what was warned of."""


def place_warnings(script: Script) -> Script:
    """Return the script with a segment for each warning that is heard, in its place.

    What an editor did to a warning's segment (its words, its pause, a note) is kept.
    """
    kept = {s.id: s for s in script.segments if s.role is Role.WARNING}
    chapters = [_with_own(chapter, kept) for chapter in script.chapters]
    if chapters and script.warning and script.warning.is_heard:
        first = chapters[0]
        at = opening_length(first.segments)
        segment = _segment(EDITION_ID, script.warning, _offset(first.segments, at), kept)
        chapters[0] = replace(first, segments=(*first.segments[:at], segment, *first.segments[at:]))
    return replace(script, chapters=tuple(chapters))


def opening_length(segments: Sequence[Segment]) -> int:
    """Return how many segments come before the edition's warning: title, author, length."""
    own = [i for i, s in enumerate(segments) if s.role in (Role.OPENING, Role.TITLE)]
    return own[-1] + 1 if own else 0


def _with_own(chapter: Chapter, kept: dict[str, Segment]) -> Chapter:
    """Return a chapter without the warnings it had, and opening with its own if it has one."""
    segments = tuple(s for s in chapter.segments if s.role is not Role.WARNING)
    if chapter.warning and chapter.warning.is_heard:
        at = opening_length(segments) if chapter.kind is ChapterKind.OPENING else 0
        own = _segment(f"w-{chapter.id}", chapter.warning, _offset(segments, at), kept)
        segments = (*segments[:at], own, *segments[at:])
    return replace(chapter, segments=segments)


def _segment(id: str, warning: ContentWarning, offset: int, kept: dict[str, Segment]) -> Segment:
    """Return the segment of a warning, as an editor left it where there was one."""
    new = Segment(
        id=id,
        role=Role.WARNING,
        text=warning.spoken,
        spoken=warning.spoken,
        voice=VoiceRole.WARNING,
        pause_after_ms=PAUSE_AFTER_MS,
        begin=offset,
        end=offset,
    )
    if old := kept.get(id):
        return replace(old, text=new.text, spoken=new.spoken, begin=offset, end=offset)
    return new


def _offset(segments: Sequence[Segment], at: int) -> int:
    """Return the source offset of what follows a place among segments."""
    if at < len(segments):
        return segments[at].begin
    return segments[-1].end if segments else 0
