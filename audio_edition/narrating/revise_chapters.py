"""Which chapter of a new script is which of the old one, and what an editor decided of it.

Rules obeyed here: a chapter is known by its heading, wherever it went; then by what is
said in it; then by its title or kind.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from audio_edition.narrating.revise_warnings import revised
from audio_edition.script import Chapter, ChapterKind, Role, Segment

HEADING_WEIGHT = 1_000_000
"""A heading found again outweighs any number of sentences."""
TITLE_WEIGHT = 3


def match_chapters(
    old: Sequence[Chapter], new: Sequence[Chapter], old_of: Sequence[int]
) -> list[int]:
    """Return for each new chapter the index of the old one that it is, or -1.

    Args:
        old_of: for each new segment the index of the old one that it is, or -1; warnings'
            segments are not counted on either side.
    """
    votes = _votes(old, new, old_of)
    found, taken = [-1] * len(new), set()
    for (j, i), _ in sorted(votes.items(), key=lambda v: (-v[1], abs(v[0][0] - v[0][1]), v[0])):
        if found[j] < 0 and i not in taken:
            found[j] = i
            taken.add(i)
    return found


def _votes(
    old: Sequence[Chapter], new: Sequence[Chapter], old_of: Sequence[int]
) -> Counter[tuple[int, int]]:
    homes = [(i, s) for i, chapter in enumerate(old) for s in _told(chapter)]
    headings = {id(first) for chapter in old if (first := _heading(chapter)) is not None}
    votes: Counter[tuple[int, int]] = Counter()
    at = 0
    for j, chapter in enumerate(new):
        heading = _heading(chapter)
        for segment in _told(chapter):
            if old_of[at] >= 0:
                i, before = homes[old_of[at]]
                both = segment is heading and id(before) in headings
                votes[j, i] += HEADING_WEIGHT if both else 1
            at += 1
    titles = {_title(chapter): i for i, chapter in reversed(list(enumerate(old)))}
    kinds: dict[ChapterKind, int] = {
        c.kind: i for i, c in enumerate(old) if c.kind is not ChapterKind.BODY
    }
    for j, chapter in enumerate(new):
        if (i := titles.get(_title(chapter), -1)) >= 0:
            votes[j, i] += TITLE_WEIGHT
        if (i := kinds.get(chapter.kind, -1)) >= 0:
            votes[j, i] += TITLE_WEIGHT
    return votes


def _told(chapter: Chapter) -> list[Segment]:
    """Return a chapter's segments without those that say a warning."""
    return [s for s in chapter.segments if s.role is not Role.WARNING]


def _heading(chapter: Chapter) -> Segment | None:
    return next((s for s in chapter.segments if s.role in (Role.HEADING, Role.TITLE)), None)


def _title(chapter: Chapter) -> str:
    return chapter.article_title or chapter.title


def returned_chapters(
    aside: Sequence[Chapter], new: Sequence[Chapter], old_of: Sequence[int]
) -> dict[int, Chapter]:
    """Return the chapters set aside whose title is back, by index among the new."""
    waiting = {_title(chapter): chapter for chapter in aside}
    found = {}
    for j, chapter in enumerate(new):
        if old_of[j] < 0 and _title(chapter) in waiting:
            found[j] = waiting.pop(_title(chapter))
    return found


def with_decisions(
    new: Chapter, old: Chapter | None, name: str, segments: tuple[Segment, ...]
) -> tuple[Chapter, str]:
    """Return a new chapter with what was decided of the old one, and what to know of it.

    Args:
        name: its id.
        segments: its segments, with their decisions.
    """
    chapter = replace(new, id=name, segments=segments)
    if old is None:
        return chapter, ""
    if old.article_title:
        chapter = replace(chapter, title=old.title, article_title=new.title)
    warning, message = revised(old.warning, new.warning, f"the chapter “{chapter.title}”")
    return replace(chapter, warning=warning, note=old.note), message
