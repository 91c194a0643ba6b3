"""Told here: tables: their size, then row by row, each cell with its column's header.

Rules obeyed here: a header row is read once by itself; an empty cell is said to be empty,
so that no column is mistaken for another; terse leaves the headers out of the rows.
"""

from collections.abc import Sequence

from audio_edition.article import BlockKind, GroupKind
from audio_edition.narrating.structure import pauses
from audio_edition.narrating.structure.lines import Line
from audio_edition.narrating.structure.manner import Manner, paused
from audio_edition.narrating.structure.parts import Leaf, Node, Part
from audio_edition.narrating.structure.running import is_speakable
from audio_edition.narrating.structure.wording import counted, cue, number

Cells = dict[int, list[Leaf]]
"""By column; a cell may be several blocks."""


def table_part(part: Part, manner: Manner) -> list[Line]:
    """Tell a table with its caption."""
    cells = [leaf for leaf in part.leaves() if _is_cell(leaf, part)]
    others: list[Node] = []
    for node in part.nodes:
        leaves = list(node.leaves())
        own = [leaf for leaf in leaves if not _is_cell(leaf, part)]
        others += [node] if len(own) == len(leaves) else own
    if not cells:
        return manner.tell(part.nodes)
    rows = _rows(cells)
    head = [row for row in rows if all(c.block.header for cell in row.values() for c in cell)]
    heads = head if len(head) < len(rows) else []
    width = 1 + max(column for row in rows for column in row)
    count = len(rows) - len(heads)
    size = f"A table of {counted(width, 'column')} and {counted(count, 'row')}."
    lines = manner.tell(others) + _told_rows(rows, heads, width, manner)
    ends = manner.is_verbose or count > 1
    return manner.between(size, lines, "End of table." if ends else "")


def _is_cell(leaf: Leaf, table: Part) -> bool:
    """Return whether a block is a cell of a table, and not of a table in it."""
    tables = [group for group in leaf.block.groups if group.kind is GroupKind.TABLE]
    return leaf.kind is BlockKind.TABLE_CELL and tables[-1:] == [table.group]


def _rows(cells: Sequence[Leaf]) -> list[Cells]:
    rows: dict[int, Cells] = {}
    for leaf in cells:
        rows.setdefault(leaf.block.row, {}).setdefault(leaf.block.column, []).append(leaf)
    return [rows[row] for row in sorted(rows)]


def _told_rows(rows: list[Cells], heads: list[Cells], width: int, manner: Manner) -> list[Line]:
    headers = ["" if manner.is_terse else _header(heads, column) for column in range(width)]
    lines: list[Line] = []
    place = 0
    for row in rows:
        if row in heads:
            told = _head_row(row, manner)
        else:
            place += 1
            told = _row(row, place, headers, manner)
        lines += paused(told, pauses.ITEM_MS)
    return lines


def _header(heads: list[Cells], column: int) -> str:
    """Return what heads a column: its own header in each header row, joined."""
    texts = [" ".join(leaf.block.text for leaf in row[column]) for row in heads if column in row]
    return ", ".join(text.strip() for text in texts if is_speakable(text))


def _head_row(row: Cells, manner: Manner) -> list[Line]:
    lines = [line for column in sorted(row) for line in _cell(row[column], manner)]
    opening = "Column:" if len(row) == 1 else "Columns:"
    return lines if manner.is_terse else manner.between(opening, lines, "")


def _row(row: Cells, place: int, headers: list[str], manner: Manner) -> list[Line]:
    """Return the lines of one row, each cell after its column's header."""
    first = row.get(0, [])
    named = bool(first) and first[0].block.header
    at = row[min(row)][0].block.begin
    beside = " ".join(leaf.block.text for cell in row.values() for leaf in cell)
    is_marked = named or (any(headers) and not manner.is_verbose)
    lines = [] if is_marked else [cue(f"Row {number(place)}.", at, beside)]
    for column, header in enumerate(headers):
        told = _cell(row.get(column, []), manner)
        is_name = named and column == 0
        if header and not is_name:
            lines.append(cue(f"{header.rstrip('.:')}:", at, f"{header} {beside}"))
        lines += told or [cue("Empty.", at, f"{column} {beside}", pauses.SENTENCE_MS)]
        at = told[-1].end if told else at
    return lines


def _cell(leaves: Sequence[Leaf], manner: Manner) -> list[Line]:
    return manner.all_sentences(leaves, pauses.SENTENCE_MS)


def loose_cells(nodes: Sequence[Node], manner: Manner) -> list[Line]:
    """Tell table cells that stand in no table."""
    return [line for node in nodes for leaf in node.leaves() for line in _cell([leaf], manner)]
