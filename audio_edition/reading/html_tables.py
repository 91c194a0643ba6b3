"""The cells of an HTML table, and which tables are none.

Rules: a cell's row and column count from 0, spans included; a table used for layout is
looked through as if it were not there.

Source: HTML Living Standard, 4.9.12.1 Forming a table.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from audio_edition.reading.html_tree import Element, Text

MAX_SPAN = 1000
"""Limit the standard sets on `colspan`; taken for `rowspan` too."""

_STRUCTURE = frozenset(["thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col"])


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and where it stands."""

    element: Element
    row: int
    column: int
    header: bool


def own_elements(table: Element, *tags: str) -> list[Element]:
    """Return a table's elements of some tags, without those of tables inside it."""
    return [
        e
        for e in table.descendants()
        if e.tag in tags and next(a for a in e.ancestors() if a.tag == "table") is table
    ]


def caption_of(table: Element) -> Element | None:
    """Return a table's caption."""
    return next(iter(own_elements(table, "caption")), None)


def table_cells(table: Element) -> Iterator[Cell]:
    """Yield a table's cells row by row."""
    taken: dict[int, int] = {}  # column → last row that a cell above reaches into
    for row, line in enumerate(own_elements(table, "tr")):
        column = 0
        for element in line.elements():
            if element.tag not in ("td", "th"):
                continue
            while taken.get(column, -1) >= row:
                column += 1
            yield Cell(element, row, column, _is_header(element))
            for _ in range(_span(element, "colspan")):
                taken[column] = row + _span(element, "rowspan") - 1
                column += 1


def strays(table: Element) -> Iterator[Element | Text]:
    """Yield what stands in a table outside its cells; browsers show it before the table.

    Source: HTML Living Standard, 13.2.6.1 Creating and inserting nodes (foster parenting).
    """
    for node in table.children:
        if isinstance(node, Text) or node.tag not in _STRUCTURE:
            yield node
        elif node.tag not in ("td", "th", "caption"):
            yield from strays(node)
        elif node.tag != "caption" and table.tag != "tr":
            yield node


def is_laid_out(table: Element) -> bool:
    """Return whether a table only lays out the page: it says so, or has no grid of cells."""
    if table.types() & {"presentation", "none"}:
        return True
    if own_elements(table, "th", "caption"):
        return False
    if any(e.tag in ("table", "h1", "h2", "h3") for e in table.descendants()):
        return True
    cells = list(table_cells(table))
    return not any(cell.row for cell in cells) or not any(cell.column for cell in cells)


def is_script(table: Element) -> bool:
    """Return whether a table's rows are the speeches of a play."""
    return any("persona" in cell.types() for cell in own_elements(table, "td"))


def _is_header(cell: Element) -> bool:
    head = cell.parent.parent if cell.parent else None
    return cell.tag == "th" or (head is not None and head.tag == "thead")


def _span(cell: Element, name: str) -> int:
    value = cell.get(name)
    return min(max(int(value), 1), MAX_SPAN) if value.isdecimal() else 1
