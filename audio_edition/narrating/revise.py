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

NAMED = 5
"""A note names no more segments than these."""


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

    @property
    def news(self) -> tuple[str, ...]:
        """What an editor should hear of once: decisions set aside, spoken forms written anew."""
        if not self.respoken:
            return self.removed
        more = len(self.respoken) - NAMED
        listed = ", ".join(self.respoken[:NAMED]) + (f" and {more} more" if more > 0 else "")
        return (
            *self.removed,
            f"The script had another `spoken` for {listed}, which the rules have written anew. "
            "To have other words said, write them as `say`.",
        )


def revise(old: Script, proposed: Script) -> Revision:
    """Return a new script with what an editor decided in the old one.

    Of the segments that say warnings it has those an editor has decided about, somewhere
    in their chapter; `place_warnings` puts all of them in their places.

    Args:
        old: as read from its file, warnings' segments included.
        proposed: made from the article as it is, without warnings' segments.
    """
    olds, news = told(old.chapters), told(proposed.chapters)
    old_of = align([*map(by_segment.passage, olds)], [*map(by_segment.passage, news)])
    back = returned(told(old.set_aside), news, old_of)
    before = [olds[i] if i >= 0 else back.get(j) for j, i in enumerate(old_of)]
    chapters_before = _chapters_before(old, proposed, old_of)
    script, notes = _script(old, proposed, before, chapters_before)
    segments = told(script.chapters)
    changes = tuple(by_segment.changes(olds, segments, old_of))
    same = sum(i >= 0 and olds[i].text == s.text for i, s in zip(old_of, news, strict=True))
    return Revision(
        script,
        (*by_segment.outdated(script.segments), *notes),
        tuple(newly_removed(old, script.set_aside)),
        changes,
        same - sum(change.kind == "moved" for change in changes),
        tuple(by_segment.respoken(olds, segments, old_of)),
    )


def _script(
    old: Script,
    proposed: Script,
    before: Sequence[Segment | None],
    chapters_before: Sequence[Chapter | None],
) -> tuple[Script, list[str]]:
    """Return the new script with every decision, and what to know of chapters and warnings.

    Args:
        before: for each proposed segment what it was in the old script, or None.
        chapters_before: the same of chapters.
    """
    ids = _chapter_ids(old, proposed, chapters_before)
    segments, renamed = _segments(old, told(proposed.chapters), before, ids)
    chapters, notes = _chapters(proposed, chapters_before, ids, segments)
    warning, note = revised(old.warning, proposed.warning, "the edition")
    script = replace(
        proposed, chapters=tuple(chapters), warning=warning, voices=old.voices, note=old.note
    )
    script = _renaming(script, renamed)
    heard = _warnings_heard(script)
    kept = {s.id for s in before if s is not None}
    kept_chapters = {c.id for c in chapters_before if c is not None}
    script = replace(
        script,
        chapters=tuple(_with_warnings(script.chapters, _decided_warnings(old, heard))),
        set_aside=set_aside(old, kept, kept_chapters, heard.keys()),
    )
    return script, [note, *notes] if note else notes


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


def _decided_warnings(old: Script, heard: Mapping[str, str]) -> dict[str, Segment]:
    """Return the segments that say warnings about which an editor has decided, by id.

    Args:
        heard: the words of the new script's warnings, by segment id.
    """
    found = {}
    for chapter in (*old.set_aside, *old.chapters):
        for segment in chapter.segments:
            name = segment.id
            if segment.role is Role.WARNING and segment.has_decisions and name in heard:
                new = replace(segment, text=heard[name], spoken=heard[name])
                found[name] = by_segment.with_decisions(new, segment, name)
    return found


def _with_warnings(chapters: Sequence[Chapter], said: Mapping[str, Segment]) -> Iterator[Chapter]:
    """Yield chapters that open with the given segments that say warnings."""
    for number, chapter in enumerate(chapters):
        names = [f"w-{chapter.id}"] + ([EDITION_WARNING] if number == 0 else [])
        own = tuple(said[name] for name in names if name in said)
        yield replace(chapter, segments=own + chapter.segments) if own else chapter
