"""Chapter marks as ID3 frames: CHAP for every chapter, CTOC for the tree they form.

* CHAP frames stand in the order heard: players and ffprobe list them as they come.
* Players hide chapters that no CTOC names; a CTOC counts its children in one byte, so each
  names at most `LARGEST_TABLE`, and all of them together no more than that: chapters beyond
  it are merged into the one before.
* Where headings nest, the tables nest: a chapter with nested ones has a CTOC of its own,
  whose first child is the chapter itself, so that every CHAP is named exactly once.

Source: "ID3v2 Chapter Frame Addendum" 1.0, sections 3.1 and 3.2.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from audio_edition.edition import TimedChapter

LARGEST_TABLE = 250
ROOT = "toc"
NO_OFFSET = 0xFFFFFFFF
TOP_LEVEL, ORDERED = 2, 1
"""Bits of a CTOC's flags."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One chapter mark as it goes into the tag."""

    id: str
    title: str
    level: int
    begin_ms: int
    end_ms: int


def marks(chapters: Sequence[TimedChapter], sample_rate_hz: int) -> tuple[Mark, ...]:
    """Return a mark for each chapter, or for the outermost levels if there are too many.

    The marks tile the edition: each ends where the next begins.
    """
    from audio_edition.mastering.tag_facts import milliseconds

    kept = _kept(chapters)
    ends = [c.begin_samples for c in kept[1:]] + [chapters[-1].end_samples]
    bounds = [(milliseconds(c.begin_samples, sample_rate_hz), c) for c in kept]
    return tuple(
        Mark(f"c{number}", chapter.mark, chapter.level, begin_ms, milliseconds(end, sample_rate_hz))
        for number, ((begin_ms, chapter), end) in enumerate(zip(bounds, ends, strict=True), 1)
    )


def _kept(chapters: Sequence[TimedChapter]) -> list[TimedChapter]:
    """Return at most `LARGEST_TABLE` chapters: deep levels go first, then every so many.

    A chapter that carries a warning is the last to go: its mark is what lets a listener
    pass it.
    """
    deepest = max(c.level for c in chapters)
    for level in range(deepest, 0, -1):
        kept = [c for i, c in enumerate(chapters) if i == 0 or c.level <= level or _warns(c)]
        if len(kept) <= LARGEST_TABLE:
            return kept
    warning = {i for i, c in enumerate(chapters) if _warns(c)}
    room = max(LARGEST_TABLE - len(warning), 1)
    step = -(-len(chapters) // room)
    even = {i for i in range(len(chapters)) if i % step == 0}
    return [chapters[i] for i in sorted(even | warning)[:LARGEST_TABLE]]


def _warns(chapter: TimedChapter) -> bool:
    return chapter.warning is not None and chapter.warning.is_heard


@dataclass(frozen=True, slots=True)
class Table:
    """A CTOC to be: what it names, in order."""

    id: str
    title: str
    children: tuple[str, ...]


def tables(given: Sequence[Mark]) -> tuple[Table, ...]:
    """Return the tree of marks as tables, the root first."""
    made: list[Table] = []

    def table(id: str, title: str, inside: Sequence[Mark]) -> None:
        place = len(made)
        made.append(Table(id, title, ()))
        children: list[str] = []
        for branch in _branches(inside):
            if len(branch) == 1:
                children.append(branch[0].id)
                continue
            own = f"{ROOT}-{branch[0].id}"
            children.append(own)
            table(own, branch[0].title, [replace(branch[0], level=0), *branch[1:]])
        made[place] = replace(made[place], children=tuple(children))

    table(ROOT, "", given)
    return tuple(made)


def _branches(inside: Sequence[Mark]) -> list[list[Mark]]:
    """Return marks in runs: one and those nested in it; the table's own mark is alone."""
    runs: list[list[Mark]] = []
    for mark in inside:
        if runs and 0 < runs[-1][0].level < mark.level:
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return runs


def frames(given: Sequence[Mark]) -> list[Any]:
    """Return mutagen's frames of the marks: tables first, then chapters in the order heard."""
    from mutagen import id3

    made: list[Any] = []
    for table in tables(given):
        flags = ORDERED | (TOP_LEVEL if table.id == ROOT else 0)
        title = [id3.TIT2(encoding=encoding(table.title), text=table.title)]
        made.append(
            id3.CTOC(
                element_id=table.id,
                flags=flags,
                child_element_ids=list(table.children),
                sub_frames=title if table.title else [],
            )
        )
    for mark in given:
        made.append(
            id3.CHAP(
                element_id=mark.id,
                start_time=mark.begin_ms,
                end_time=mark.end_ms,
                start_offset=NO_OFFSET,
                end_offset=NO_OFFSET,
                sub_frames=[id3.TIT2(encoding=encoding(mark.title), text=mark.title)],
            )
        )
    return made


def encoding(text: str) -> int:
    """Return the leanest text encoding of ID3v2.3 that holds a text: Latin-1 or UTF-16."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return 1
    return 0
