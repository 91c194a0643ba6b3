"""Chapter marks as ID3 frames: CHAP for every chapter, CTOC for the tree they form.

* CHAP frames stand in the order heard: players and ffprobe list them as they come.
* Players hide chapters that no CTOC names, so every CHAP is named exactly once.
* Where headings nest, the tables nest: a chapter with nested ones has a CTOC of its own,
  whose first child is the chapter itself.
* A CTOC counts its children in one byte: one that would name more than `LARGEST_TABLE` names
  tables of so many instead.

Source: "ID3v2 Chapter Frame Addendum" 1.0, sections 3.1 and 3.2.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from audio_edition.edition import TimedChapter
from audio_edition.mastering.tag_facts import milliseconds

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
    """Return a mark for each chapter; they tile the edition as the chapters do."""
    return tuple(
        Mark(
            f"c{number}",
            chapter.mark,
            chapter.level,
            milliseconds(chapter.begin_samples, sample_rate_hz),
            milliseconds(chapter.end_samples, sample_rate_hz),
        )
        for number, chapter in enumerate(chapters, 1)
    )


@dataclass(frozen=True, slots=True)
class Table:
    """A CTOC to be: what it names, in order."""

    id: str
    title: str
    children: tuple[str, ...]


def tables(given: Sequence[Mark]) -> tuple[Table, ...]:
    """Return the tree of marks as tables, the root first, each before those it names."""
    made: list[Table] = []
    _add_table(made, ROOT, "", given)
    return tuple(made)


def _add_table(made: list[Table], id: str, title: str, inside: Sequence[Mark]) -> None:
    """Add a table of marks, then those of its children that have children."""
    branches = _branches(inside)
    place = len(made)
    made.append(Table(id, title, ()))
    if len(branches) > LARGEST_TABLE:
        children = _add_parts(made, id, branches)
    else:
        children = [_add_branch(made, branch) for branch in branches]
    made[place] = replace(made[place], children=tuple(children))


def _add_branch(made: list[Table], branch: list[Mark]) -> str:
    """Add the table of a mark that has marks nested in it; return what names the branch."""
    if len(branch) == 1:
        return branch[0].id
    id = f"{ROOT}-{branch[0].id}"
    _add_table(made, id, branch[0].title, [replace(branch[0], level=0), *branch[1:]])
    return id


def _add_parts(made: list[Table], id: str, branches: list[list[Mark]]) -> list[str]:
    """Add tables of as many branches as one can name; return their names."""
    names = []
    for first in range(0, len(branches), LARGEST_TABLE):
        part = branches[first : first + LARGEST_TABLE]
        names.append(f"{id}-from-{part[0][0].id}")
        title = f"{part[0][0].title} to {part[-1][0].title}"
        _add_table(made, names[-1], title, [mark for branch in part for mark in branch])
    return names


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
