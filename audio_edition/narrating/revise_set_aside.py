"""Decisions whose words are gone: kept at the end of the script until the words return.

Rule obeyed here: an article saved half-written, or a paragraph taken out for an hour, costs
an editor nothing.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from audio_edition.script import Chapter, ContentWarning, Role, Script, Segment, WarningStatus


def set_aside(
    old: Script, kept_segments: Set[str], kept_chapters: Set[str], heard: Set[str]
) -> tuple[Chapter, ...]:
    """Return what an editor decided about things that a new script does not have.

    Args:
        kept_segments: ids of the old script's segments that the new one has.
        kept_chapters: the same of chapters.
        heard: ids of the segments that say the new script's warnings.
    """
    found: dict[str, Chapter] = {}
    for chapter in (*old.chapters, *old.set_aside):
        left = tuple(
            s
            for s in chapter.segments
            if s.has_decisions
            and s.id not in (heard if s.role is Role.WARNING else kept_segments)
        )  # fmt: skip
        gone = chapter.id not in kept_chapters and bool(decided(chapter))
        if not left and not gone:
            continue
        rest = replace(chapter, segments=left) if gone else _bare(chapter, left)
        if (other := found.get(chapter.id)) is not None:
            rest = replace(rest if gone else other, segments=other.segments + left)
        found[chapter.id] = rest
    return tuple(found.values())


def _bare(chapter: Chapter, segments: tuple[Segment, ...]) -> Chapter:
    """Return a chapter without decisions of its own, to hold segments."""
    title = chapter.article_title or chapter.title
    return Chapter(chapter.id, title, chapter.level, chapter.kind, segments)


def returned(
    aside: Sequence[Segment], news: Sequence[Segment], old_of: Sequence[int]
) -> dict[int, Segment]:
    """Return the segments set aside whose words are back, by index among the new."""
    waiting: dict[tuple[bool, str], list[Segment]] = {}
    for segment in reversed(aside):
        waiting.setdefault((segment.is_cue, segment.text), []).append(segment)
    found = {}
    for j, segment in enumerate(news):
        if old_of[j] < 0 and (match := waiting.get((segment.is_cue, segment.text))):
            found[j] = match.pop()
    return found


def newly_removed(old: Script, aside: Sequence[Chapter]) -> Iterator[str]:
    """Yield a sentence for each thing with decisions that was not set aside before."""
    chapters = {c.id: c for c in old.chapters}
    before = {s.id for s in old.segments}
    for chapter in aside:
        for segment in chapter.segments:
            if segment.id in before:
                what = ", ".join(decided_segment(segment))
                yield (
                    f"Segment {segment.id} (“{segment.text}”) is not in the article any more, "
                    f"so its decisions are set aside: {what}."
                )
        was = chapters.get(chapter.id)
        if was is not None and (what_chapter := decided(chapter)):
            yield (
                f"Chapter {chapter.id} (“{chapter.title}”) is not in the article any more, "
                f"so its decisions are set aside: {', '.join(what_chapter)}."
            )


def decided_segment(segment: Segment) -> Iterator[str]:
    """Yield what an editor decided about a segment, in words."""
    if segment.say is not None:
        yield f"say “{segment.say}”"
    if segment.pause_override_ms is not None:
        yield f"a pause of {segment.pause_override_ms} ms"
    if segment.voice_name:
        yield f"the voice {segment.voice_name}"
    if segment.read is not None:
        yield "read" if segment.read else "not read"
    if segment.note:
        yield f"note “{segment.note}”"


def decided(chapter: Chapter) -> list[str]:
    """Return what an editor decided about a chapter itself, in words."""
    found = [f"title “{chapter.title}”"] if chapter.article_title else []
    found += [f"note “{chapter.note}”"] if chapter.note else []
    return found + list(_decided_warning(chapter.warning))


def _decided_warning(warning: ContentWarning | None) -> Iterator[str]:
    if warning is None:
        return
    if warning.status is not WarningStatus.PROPOSED:
        yield f"a warning {warning.status} by you, “{warning.spoken}”"
    if warning.note:
        yield f"a note on its warning, “{warning.note}”"
