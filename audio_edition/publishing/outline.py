"""The edition's chapters and headings as a tree that no level of is left out.

An article may jump from a heading of level 1 to one of level 3: navigation may not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table of contents."""

    level: int
    """1 for the outermost; never more than one deeper than the line before."""
    title: str
    target: str
    """Address it leads to."""


def outline(entries: Iterable[Entry], deepest: int = 6) -> Iterator[Entry]:
    """Yield the entries with levels that begin at 1 and leave none out.

    Args:
        entries: in reading order, at whatever levels.
        deepest: levels below it are lifted to it.
    """
    open_levels: list[int] = []
    for entry in entries:
        while open_levels and open_levels[-1] >= entry.level:
            open_levels.pop()
        open_levels.append(entry.level)
        yield Entry(min(len(open_levels), deepest), entry.title, entry.target)


def nested_list(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the lines of nested ordered lists of links, for XHTML.

    Args:
        entries: from `outline`, at least one, titles and targets already escaped.
    """
    level = 0
    for entry in entries:
        if entry.level > level:
            yield "<ol>"
        else:
            yield "</li>" + "</ol></li>" * (level - entry.level)
        yield f'<li><a href="{entry.target}">{entry.title}</a>'
        level = entry.level
    yield "</li></ol>" * level
