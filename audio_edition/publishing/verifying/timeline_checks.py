"""`timeline.json` by itself: chapters that tile, segments in order, words in their segments.

Where a warning stands is checked here too: the edition's before the first words of the
article, a chapter's at the beginning of its own mark.
"""

import json
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from audio_edition.edition import TimedChapter, TimedSegment
from audio_edition.publishing.verifying.fault import Fault, Faults, quoted, same, time
from audio_edition.publishing.verifying.opened import TIMELINE, Opened, repeated
from audio_edition.script import ChapterKind, Role

ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
OWN_WORDS = (Role.OPENING, Role.TITLE, Role.WARNING)
"""What may be heard before the edition's warning: title, author, date, length."""
MOST_MAKERS = 6
"""Lines of the article's own that name its makers, between the title and the length."""


def chapters_tile(edition: Opened) -> Faults:
    """Chapters follow one another without gap or overlap, from first sample to last."""
    timeline, position = edition.timeline, 0
    if not timeline.chapters:
        yield Fault(TIMELINE, "it has no chapter")
    for chapter in timeline.chapters:
        if chapter.begin_samples != position:
            found, due = edition.ms(chapter.begin_samples), edition.ms(position)
            yield Fault(
                TIMELINE, f"chapter {chapter.id} begins at {time(found)}, due at {time(due)}"
            )
        if chapter.end_samples <= chapter.begin_samples:
            yield Fault(TIMELINE, f"chapter {chapter.id} lasts no time")
        position = chapter.end_samples
    if timeline.chapters and position != timeline.total_samples:
        total = time(edition.ms(timeline.total_samples))
        yield Fault(TIMELINE, f"its last chapter does not end with the edition, at {total}")


def chapters_named(edition: Opened) -> Faults:
    """Every chapter has a title, a level and a kind that exists."""
    for chapter in edition.timeline.chapters:
        if not chapter.title.strip():
            yield Fault(TIMELINE, f"chapter {chapter.id} has no title")
        if not 1 <= chapter.level <= 6:
            yield Fault(TIMELINE, f"chapter {chapter.id} is at level {chapter.level}")
        if chapter.kind not in tuple(ChapterKind):
            yield Fault(TIMELINE, f"chapter {chapter.id} is of an unknown kind, {chapter.kind}")


def ids(edition: Opened) -> Faults:
    """Every id is there once, and safe in XML and addresses."""
    chapters = [chapter.id for chapter in edition.timeline.chapters]
    all_ids = [*chapters, *(segment.id for segment in edition.timeline.segments)]
    for id in repeated(all_ids):
        yield Fault(TIMELINE, f"the id {id} is there more than once")
    for id in all_ids:
        if not ID.fullmatch(id):
            yield Fault(TIMELINE, f"the id {id!r} cannot stand in XML and addresses")


def segments_in_order(edition: Opened) -> Faults:
    """Segments follow one another inside their chapter, each with time and words of its own."""
    for chapter in edition.timeline.chapters:
        for segment in chapter.segments:
            if not chapter.begin_samples <= segment.begin_samples < segment.end_samples:
                yield Fault(TIMELINE, f"{segment.id} has no time in its chapter {chapter.id}")
            elif segment.end_samples > chapter.end_samples:
                yield Fault(TIMELINE, f"{segment.id} ends after its chapter {chapter.id}")
        for one, other in pairwise(chapter.segments):
            if other.begin_samples < one.end_samples:
                yield Fault(TIMELINE, f"{other.id} begins before {one.id} has ended")


def segments_say_something(edition: Opened) -> Faults:
    """Every segment has words, and a role that exists."""
    for segment in edition.timeline.segments:
        if segment.role not in tuple(Role):
            yield Fault(TIMELINE, f"{segment.id} has an unknown role, {segment.role}")
        if not segment.text.strip() or not segment.spoken.strip():
            yield Fault(TIMELINE, f"{segment.id} has no words")


def words(edition: Opened) -> Faults:
    """Word times lie in their segment, in order, and point into its text."""
    facts = json.loads(edition.text(TIMELINE))
    for chapter in facts["chapters"]:
        for segment in chapter["segments"]:
            if not _are_in_order(segment["words"], segment):
                yield Fault(TIMELINE, f"the words of {segment['id']} are not in order within it")


def _are_in_order(words: Sequence[Sequence[int]], segment: dict[str, Any]) -> bool:
    end, length = segment["end"], len(segment["text"])
    time, place = segment["begin"], 0
    for first, last, begins, ends in words:
        if not (0 <= first < last <= length and time <= begins <= ends <= end):
            return False
        if first < place:
            return False
        time, place = begins, first
    return True


def edition_warning(edition: Opened) -> Faults:
    """The edition's warning is heard before anything of the article but its title."""
    warning, chapters = edition.warning, edition.timeline.chapters
    if warning is None or not chapters:
        return
    given = next((s for s in chapters[0].segments if _says(s, warning.spoken)), None)
    if given is None:
        yield Fault(TIMELINE, "the edition's warning is not heard in the first chapter")
        return
    early = _early(chapters[0].segments[: chapters[0].segments.index(given)])
    if early is not None:
        heard = f"{early.id}, {quoted(early.text)}"
        yield Fault(TIMELINE, f"{heard}, is heard before the edition's warning")


def _early(before: Sequence[TimedSegment]) -> TimedSegment | None:
    """Return what of the article is heard too early, None if nothing is.

    The lines that name its makers stand before what the edition says last of itself.

    Args:
        before: what is heard before a warning.
    """
    own = [number for number, s in enumerate(before) if s.role in OWN_WORDS]
    told = [number for number, s in enumerate(before) if s.role not in OWN_WORDS]
    after_own = [number for number in told if not own or number > own[-1]]
    wrong = after_own or told[MOST_MAKERS:]
    return before[wrong[0]] if wrong else None


def chapter_warnings(edition: Opened) -> Faults:
    """A chapter's warning is the first thing within its mark; none is heard without reason."""
    for number, chapter in enumerate(edition.timeline.chapters):
        due = [chapter.warning.spoken] if chapter.warning else []
        if number == 0 and edition.warning is not None:
            due.append(edition.warning.spoken)
        for segment in chapter.segments:
            if segment.role == Role.WARNING and not any(_says(segment, d) for d in due):
                yield Fault(TIMELINE, f"the warning {segment.id} belongs to no known warning")
        if chapter.warning is not None and not _opens_with(chapter, chapter.warning.spoken):
            yield Fault(TIMELINE, f"chapter {chapter.id} does not begin with its warning")


def _says(segment: TimedSegment, words: str) -> bool:
    return segment.role == Role.WARNING and same(segment.text, words)


def _opens_with(chapter: TimedChapter, words: str) -> bool:
    """Return whether a warning is heard before anything of the article in a chapter."""
    given = next((n for n, s in enumerate(chapter.segments) if _says(s, words)), None)
    if given is None or chapter.kind != ChapterKind.OPENING:
        return given == 0
    return _early(chapter.segments[:given]) is None
