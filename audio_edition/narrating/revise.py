"""An editor's decisions in an old script, brought into a new one.

Rules obeyed here: unchanged sentences keep their id and decisions wherever they moved; a
changed sentence keeps them too, but words an editor gave for the old ones are not spoken;
nothing an editor decided is lost in silence: it is kept, or it is reported.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from audio_edition.narrating.alignment import Passage, align, moved
from audio_edition.narrating.revise_chapters import (
    decided,
    match_chapters,
    told,
    with_decisions,
)
from audio_edition.narrating.revise_warnings import revised
from audio_edition.script import Chapter, ContentWarning, Role, Script, Segment


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one segment."""

    kind: str
    """new, changed, moved or removed."""
    id: str
    before: str = ""
    """Text in the old script; empty if new."""
    after: str = ""
    """Text in the new script; empty if removed."""


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
    """Segments that are as they were, where they were."""
    respoken: tuple[str, ...] = ()
    """Ids of segments whose text is as it was, but which the rules now speak otherwise."""


def revise(old: Script, proposed: Script) -> Revision:
    """Return a new script with what an editor decided in the old one.

    Args:
        old: as read from its file, warnings' segments included.
        proposed: made from the article as it is, without warnings' segments.
    """
    olds, news = _told(old), _told(proposed)
    old_of = align([_passage(s) for s in olds], [_passage(s) for s in news])
    chapter_of = match_chapters(old.chapters, proposed.chapters, old_of)
    chapter_ids = _names(
        [c.id for c in proposed.chapters], [c.id for c in old.chapters], chapter_of, set()
    )
    ids = _names([s.id for s in news], [s.id for s in olds], old_of, set(chapter_ids))
    segments = [
        _with_decisions(new, olds[i] if i >= 0 else None, name)
        for new, i, name in zip(news, old_of, ids, strict=True)
    ]
    renamed = {s.id: name for s, name in zip(news, ids, strict=True) if s.id != name}
    chapters, notes = _chapters(old, proposed, chapter_of, chapter_ids, segments)
    warning, note = revised(old.warning, proposed.warning, "the edition")
    script = replace(
        proposed,
        chapters=tuple(_renaming_evidence(c, renamed) for c in chapters),
        warning=_renamed(warning, renamed),
        skipped=tuple(
            replace(s, segment=renamed.get(s.segment, s.segment)) for s in proposed.skipped
        ),
        voices=old.voices,
        note=old.note,
    )
    outdated = [_outdated(s) for s in segments if s.is_outdated]
    return Revision(
        script,
        tuple(outdated + [n for n in (note, *notes) if n]),
        tuple(_removed(old, olds, old_of, chapter_of)),
        tuple(_changes(olds, segments, old_of)),
        sum(i >= 0 for i in old_of) - len(moved(old_of)),
        tuple(_respoken(olds, segments, old_of)),
    )


def _told(script: Script) -> list[Segment]:
    return [segment for chapter in script.chapters for segment in told(chapter)]


def _passage(segment: Segment) -> Passage:
    if segment.is_cue:
        return Passage("cue", segment.text)
    heading = segment.role in (Role.HEADING, Role.TITLE)
    return Passage("text", segment.text, heading)


def _names(
    proposed: Sequence[str], old: Sequence[str], old_of: Sequence[int], reserved: set[str]
) -> list[str]:
    """Return ids: the old ones where there are, else the proposed, told apart if taken."""
    taken = {old[i] for i in old_of if i >= 0} | reserved
    names = []
    for name, i in zip(proposed, old_of, strict=True):
        if i >= 0:
            names.append(old[i])
            continue
        count, candidate = 1, name
        while candidate in taken:
            count += 1
            candidate = f"{name}-{count}"
        taken.add(candidate)
        names.append(candidate)
    return names


def _with_decisions(new: Segment, old: Segment | None, name: str) -> Segment:
    """Return a new segment under its id, with the decisions about the old one."""
    if old is None or not old.has_decisions:
        return new if new.id == name else replace(new, id=name)
    made_for = old.say_for or old.text
    return replace(
        new,
        id=name,
        say=old.say,
        say_for="" if old.say is None or made_for == new.text else made_for,
        pause_override_ms=old.pause_override_ms,
        read=old.read,
        voice_name=old.voice_name,
        note=old.note,
    )


def _chapters(
    old: Script,
    proposed: Script,
    chapter_of: Sequence[int],
    ids: Sequence[str],
    segments: Sequence[Segment],
) -> tuple[list[Chapter], list[str]]:
    """Return the new chapters, and what to know of their decisions."""
    chapters, notes, at = [], [], 0
    for new, i, name in zip(proposed.chapters, chapter_of, ids, strict=True):
        upto = at + len(told(new))
        before = old.chapters[i] if i >= 0 else None
        chapter, note = with_decisions(new, before, name, tuple(segments[at:upto]))
        chapters.append(chapter)
        notes.append(note)
        at = upto
    return chapters, notes


def _renaming_evidence(chapter: Chapter, renamed: dict[str, str]) -> Chapter:
    if chapter.warning is None or not renamed:
        return chapter
    return replace(chapter, warning=_renamed(chapter.warning, renamed))


def _renamed(warning: ContentWarning | None, renamed: dict[str, str]) -> ContentWarning | None:
    """Return a warning whose evidence names segments by the ids they have kept."""
    if warning is None or not renamed or warning.is_locked:
        return warning
    evidence = tuple(
        replace(e, segment=renamed.get(e.segment, e.segment)) for e in warning.evidence
    )
    return replace(warning, evidence=evidence)


def _outdated(segment: Segment) -> str:
    return (
        f"Segment {segment.id} has other words than its override was made for, "
        f"so this is not spoken: “{segment.say}”."
    )


def _removed(
    old: Script, olds: Sequence[Segment], old_of: Sequence[int], chapter_of: Sequence[int]
) -> Iterator[str]:
    """Yield a sentence for each segment or chapter that is gone and had decisions."""
    kept, kept_chapters = set(old_of), set(chapter_of)
    for i, segment in enumerate(olds):
        if i not in kept and segment.has_decisions:
            what = ", ".join(_decided(segment))
            yield f"Segment {segment.id} (“{segment.text}”) is gone, and with it: {what}."
    for i, chapter in enumerate(old.chapters):
        if i not in kept_chapters and (words := decided(chapter)):
            yield f"Chapter {chapter.id} is gone, and with it: {', '.join(words)}."


def _decided(segment: Segment) -> Iterator[str]:
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


def _changes(
    olds: Sequence[Segment], segments: Sequence[Segment], old_of: Sequence[int]
) -> Iterator[Change]:
    elsewhere = moved(old_of)
    for j, (segment, i) in enumerate(zip(segments, old_of, strict=True)):
        if i < 0:
            yield Change("new", segment.id, "", segment.text)
        elif olds[i].text != segment.text:
            yield Change("changed", segment.id, olds[i].text, segment.text)
        elif j in elsewhere:
            yield Change("moved", segment.id, segment.text, segment.text)
    kept = set(old_of)
    for i, before in enumerate(olds):
        if i not in kept:
            yield Change("removed", before.id, before.text, "")


def _respoken(
    olds: Sequence[Segment], segments: Sequence[Segment], old_of: Sequence[int]
) -> Iterator[str]:
    for segment, i in zip(segments, old_of, strict=True):
        if i >= 0 and olds[i].text == segment.text and olds[i].spoken != segment.spoken:
            yield segment.id
