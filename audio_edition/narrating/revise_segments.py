"""An editor's decisions about segments, brought to the segments of a new script."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from audio_edition.narrating.alignment import Passage, moved
from audio_edition.script import Chapter, Role, Segment


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


def told(chapters: Sequence[Chapter]) -> list[Segment]:
    """Return the segments of chapters without those that say a warning."""
    return [s for chapter in chapters for s in chapter.segments if s.role is not Role.WARNING]


def passage(segment: Segment) -> Passage:
    """Return what a segment is found again by."""
    if segment.is_cue:
        return Passage("cue", segment.text)
    heading = segment.role in (Role.HEADING, Role.TITLE)
    return Passage("text", segment.text, heading)


def names(proposed: Sequence[str], before: Sequence[str | None], reserved: Set[str]) -> list[str]:
    """Return ids: those things had before, else the proposed, told apart where taken.

    Args:
        before: the id each thing had in the old script, or None.
        reserved: ids that may not be given to new things.
    """
    taken = {name for name in before if name is not None} | reserved
    given = []
    for name, old in zip(proposed, before, strict=True):
        if old is None:
            count, old = 1, name
            while old in taken:
                count += 1
                old = f"{name}-{count}"
            taken.add(old)
        given.append(old)
    return given


def with_decisions(new: Segment, old: Segment | None, name: str) -> Segment:
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


def outdated(segments: Sequence[Segment]) -> Iterator[str]:
    """Yield a sentence for each segment whose override was made for other words."""
    for segment in segments:
        if segment.is_outdated:
            yield (
                f"Segment {segment.id} has other words than its override was made for, "
                f"so this is not spoken: “{segment.say}”."
            )


def changes(
    olds: Sequence[Segment], segments: Sequence[Segment], old_of: Sequence[int]
) -> Iterator[Change]:
    """Yield what became of each segment that is not as it was; the removed come last.

    Args:
        olds: of the old script.
        segments: of the new script.
        old_of: for each new one the index of the old one that it is, or -1.
    """
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


def respoken(
    olds: Sequence[Segment], segments: Sequence[Segment], old_of: Sequence[int]
) -> Iterator[str]:
    """Yield the ids of segments with the same text, but another spoken form."""
    for segment, i in zip(segments, old_of, strict=True):
        if i >= 0 and olds[i].text == segment.text and olds[i].spoken != segment.spoken:
            yield segment.id
