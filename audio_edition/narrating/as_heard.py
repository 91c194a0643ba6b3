"""A script on paper, as it will be heard."""

from collections.abc import Iterator

from audio_edition.script import Chapter, Role, Script, Segment

_BRACKETED = (Role.CUE, Role.OPENING, Role.WARNING)


def as_heard(script: Script, *, ids: bool = False) -> str:
    """Return a script on paper: chapters headed, one line for each thing said.

    Words the article does not have stand in square brackets; what is skipped is left out.

    Args:
        ids: whether each line begins with its segment's name.
    """
    chapters = ["\n".join(_chapter(chapter, ids)) for chapter in script.chapters]
    return "\n\n".join(chapters) + "\n"


def _chapter(chapter: Chapter, ids: bool) -> Iterator[str]:
    yield f"{'#' * chapter.level} {chapter.title}"
    yield from (_line(s, ids) for s in chapter.segments if not s.is_skipped)


def _line(segment: Segment, ids: bool) -> str:
    said = " ".join(segment.voiced.split())
    words = f"[{said}]" if segment.role in _BRACKETED else said
    return f"{segment.id}  {words}" if ids else words
