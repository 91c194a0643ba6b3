"""Which warning concerns which chapter, for outputs that offer to pass what it warns of.

A chapter's own warning concerns it. The edition's concerns the chapter that says it, if
what it warns of is heard there behind it: a pull quote in the opening, say.
"""

from audio_edition.edition import Edition, TimedChapter
from audio_edition.script import ContentWarning, Role


def warning_of(edition: Edition, chapter: TimedChapter) -> ContentWarning | None:
    """Return the warning behind which a listener may want to pass the chapter, or None."""
    own, whole = chapter.warning, edition.script.warning
    if own is not None and own.is_heard:
        return own
    ids = [segment.id for segment in chapter.segments]
    spoken = [n for n, segment in enumerate(chapter.segments) if segment.role == Role.WARNING]
    if whole is None or not whole.is_heard or not spoken:
        return None
    behind = set(ids[spoken[-1] + 1 :])
    # An editor's own warning may have no evidence: then whatever follows may be meant.
    warned = behind & {e.segment for e in whole.evidence} if whole.evidence else behind
    return whole if warned else None
