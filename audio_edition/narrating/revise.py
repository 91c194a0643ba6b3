"""An editor's decisions in an old script, brought into a new one.

Rules obeyed here: unchanged sentences keep their id and decisions wherever they moved; a
changed sentence keeps them too, but words an editor gave for the old ones are not spoken;
nothing an editor decided is lost in silence: it is kept or set aside, and reported.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from audio_edition.narrating import revise_segments as by_segment
from audio_edition.narrating.alignment import align
from audio_edition.narrating.revise_chapters import (
    match_chapters,
    returned_chapters,
    with_decisions,
)
from audio_edition.narrating.revise_segments import Change, told
from audio_edition.narrating.revise_set_aside import decided, newly_removed, returned, set_aside
from audio_edition.narrating.revise_warnings import revised
from audio_edition.narrating.script_reading import EDITION_WARNING
from audio_edition.script import Chapter, ContentWarning, Role, Script, Segment


@dataclass(frozen=True, slots=True)
class Revision:
    """A new script with the decisions of the old, and what an editor should know."""

    script: Script
    outdated: tuple[str, ...]
    """One sentence for each decision that is kept, but no longer fits the article."""
    removed: tuple[str, ...]
    """One sentence for each thing with decisions that the article no longer has."""
    changes: tuple[Change, ...] = ()
    """Segments that are not as they were: new, changed and moved ones in the order heard,
    then the removed. A changed one may have moved as well."""
    reused: int = 0
    """Segments whose words and order are as they were."""
    respoken: tuple[str, ...] = ()
    """Ids of segments whose text is as it was, but which the rules now speak otherwise."""


def revise(old: Script, proposed: Script) -> Revision:
    """Return a new script with what an editor decided in the old one.

    The segments that say warnings are not in it yet: when they have been placed, give the
    script to `keep_warning_decisions`.

    Args:
        old: as read from its file, warnings' segments included.
        proposed: made from the article as it is, without warnings' segments.
    """
    olds, news = told(old.chapters), told(proposed.chapters)
    old_of = align([*map(by_segment.passage, olds)], [*map(by_segment.passage, news)])
    back = returned(told(old.set_aside), news, old_of)
    before = [olds[i] if i >= 0 else back.get(j) for j, i in enumerate(old_of)]
    chapters_before = _chapters_before(old, proposed, old_of)
    chapter_ids = _chapter_ids(old, proposed, chapters_before)
    segments, renamed = _segments(old, news, before, chapter_ids)
    chapters, notes = _chapters(proposed, chapters_before, chapter_ids, segments)
    warning, note = revised(old.warning, proposed.warning, "the edition")
    script = _renaming(
        replace(
            proposed, chapters=tuple(chapters), warning=warning, voices=old.voices, note=old.note
        ),
        renamed,
    )
    heard = _warnings_heard(script)
    kept = {s.id for s in before if s is not None}
    kept_chapters = {c.id for c in chapters_before if c is not None}
    script = replace(script, set_aside=set_aside(old, kept, kept_chapters, heard.keys()))
    steady = sum(i >= 0 and olds[i].text == s.text for i, s in zip(old_of, news, strict=True))
    changes = tuple(by_segment.changes(olds, segments, old_of))
    return Revision(
        script,
        (*by_segment.outdated(segments), *_outdated_warnings(old, heard), *filter(None, [note]),
         *notes),
        tuple(newly_removed(old, script.set_aside)),
        changes,
        steady - sum(c.kind == "moved" for c in changes),
        tuple(by_segment.respoken(olds, segments, old_of)),
    )  # fmt: skip


def _chapters_before(old: Script, proposed: Script, old_of: Sequence[int]) -> list[Chapter | None]:
    """Return for each proposed chapter the one that it was, in its place or set aside."""
    found = match_chapters(old.chapters, proposed.chapters, old_of)
    aside = [c for c in old.set_aside if decided(c)]
    back = returned_chapters(aside, proposed.chapters, found)
    return [old.chapters[i] if i >= 0 else back.get(j) for j, i in enumerate(found)]


def _chapter_ids(old: Script, proposed: Script, before: Sequence[Chapter | None]) -> list[str]:
    reserved = {c.id for c in (*old.chapters, *old.set_aside) if decided(c)}
    ids = [None if c is None else c.id for c in before]
    return by_segment.names([c.id for c in proposed.chapters], ids, reserved)


def _segments(
    old: Script,
    news: Sequence[Segment],
    before: Sequence[Segment | None],
    chapter_ids: Sequence[str],
) -> tuple[list[Segment], dict[str, str]]:
    """Return the new segments with ids and decisions, and proposed id → id given."""
    every = (*old.chapters, *old.set_aside)
    reserved = {*chapter_ids, *(s.id for c in every for s in c.segments if s.has_decisions)}
    ids = [None if s is None else s.id for s in before]
    names = by_segment.names([s.id for s in news], ids, reserved)
    renamed = {s.id: name for s, name in zip(news, names, strict=True) if s.id != name}
    return [*map(by_segment.with_decisions, news, before, names)], renamed


def _chapters(
    proposed: Script,
    before: Sequence[Chapter | None],
    ids: Sequence[str],
    segments: Sequence[Segment],
) -> tuple[list[Chapter], list[str]]:
    """Return the new chapters, and what to know of their decisions."""
    chapters, notes, at = [], [], 0
    for new, old, name in zip(proposed.chapters, before, ids, strict=True):
        upto = at + len(told([new]))
        chapter, note = with_decisions(new, old, name, tuple(segments[at:upto]))
        chapters.append(chapter)
        notes += [note] if note else []
        at = upto
    return chapters, notes


def _renaming(script: Script, renamed: Mapping[str, str]) -> Script:
    """Return a script in which every reference names segments by the ids they have kept."""
    if not renamed:
        return script

    def name(segment: str) -> str:
        return renamed.get(segment, segment)

    def warning(given: ContentWarning | None) -> ContentWarning | None:
        if given is None or given.is_locked:
            return given
        evidence = tuple(replace(e, segment=name(e.segment)) for e in given.evidence)
        return replace(given, evidence=evidence)

    return replace(
        script,
        warning=warning(script.warning),
        chapters=tuple(
            replace(c, warning=warning(c.warning)) if c.warning else c for c in script.chapters
        ),
        skipped=tuple(replace(s, segment=name(s.segment)) for s in script.skipped),
    )


def _warnings_heard(script: Script) -> dict[str, str]:
    """Return the words of the warnings that are said, by the id of the segment saying them."""
    given = [(EDITION_WARNING, script.warning)]
    given += [(f"w-{chapter.id}", chapter.warning) for chapter in script.chapters]
    return {name: w.spoken for name, w in given if w is not None and w.is_heard}


def _warning_segments(script: Script) -> dict[str, Segment]:
    """Return the segments that say a warning and about which an editor has decided."""
    return {
        s.id: s
        for chapter in (*script.set_aside, *script.chapters)
        for s in chapter.segments
        if s.role is Role.WARNING and s.has_decisions
    }


def _outdated_warnings(old: Script, heard: Mapping[str, str]) -> Iterator[str]:
    for name, segment in _warning_segments(old).items():
        if name in heard:
            new = replace(segment, text=heard[name])
            yield from by_segment.outdated([by_segment.with_decisions(new, segment, name)])


def keep_warning_decisions(old: Script, placed: Script) -> Script:
    """Return a script whose warnings' segments have what an editor decided about them.

    Args:
        old: as read from its file.
        placed: revised, with its warnings' segments in their places.
    """
    if not (decisions := _warning_segments(old)):
        return placed

    def kept(segment: Segment) -> Segment:
        before = decisions.get(segment.id)
        return by_segment.with_decisions(segment, before, segment.id)

    chapters = (replace(c, segments=tuple(map(kept, c.segments))) for c in placed.chapters)
    return replace(placed, chapters=tuple(chapters))
