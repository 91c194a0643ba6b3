"""Which module tells what: the registry of tellers.

Rules obeyed here: every kind of block and of group has a teller; blocks of one family that
follow one another are told together, so that ten lines of code have one announcement.
"""

from collections.abc import Callable, Sequence
from itertools import groupby

from audio_edition.article import BlockKind, GroupKind
from audio_edition.narrating.structure import (
    figures,
    lists,
    pauses,
    plays,
    quotations,
    skipping,
    tables,
)
from audio_edition.narrating.structure.lines import Line
from audio_edition.narrating.structure.manner import Manner, leaves_of
from audio_edition.narrating.structure.parts import Leaf, Node, Part
from audio_edition.narrating.structure.running import lines_of
from audio_edition.script import Role

Teller = Callable[[Sequence[Node], Manner], list[Line]]


def _title(nodes: Sequence[Node], manner: Manner) -> list[Line]:
    """Tell headings that open no chapter."""
    return [
        line
        for leaf in leaves_of(nodes)
        for line in lines_of(leaf, manner.tongue, pauses.AFTER_HEADING_MS, Role.HEADING)
    ]


_TELLERS: dict[BlockKind, Teller] = {
    BlockKind.TITLE: _title,
    BlockKind.HEADING: _title,
    BlockKind.DEK: quotations.paragraphs,
    BlockKind.BYLINE: quotations.paragraphs,
    BlockKind.DATELINE: quotations.paragraphs,
    BlockKind.PARAGRAPH: quotations.paragraphs,
    BlockKind.PULL_QUOTE: quotations.pull_quote,
    BlockKind.BLOCK_QUOTE: quotations.loose_block_quote,
    BlockKind.EDITOR_NOTE: quotations.editor_note,
    BlockKind.AUTHOR_NOTE: quotations.author_note,
    BlockKind.DISCLAIMER: quotations.disclaimer,
    BlockKind.VERSE: quotations.verse_lines,
    BlockKind.LIST_ITEM: lists.loose_items,
    BlockKind.TERM: lists.term,
    BlockKind.DEFINITION: lists.term,
    BlockKind.SPEECH: plays.play,
    BlockKind.STAGE_DIRECTION: plays.play,
    BlockKind.FIGURE: figures.pictures,
    BlockKind.CAPTION: figures.pictures,
    BlockKind.TABLE_CELL: tables.loose_cells,
    BlockKind.CODE: skipping.code,
    BlockKind.FOOTNOTE: skipping.footnotes,
    BlockKind.COMMENT: skipping.comments,
}
_PART_TELLERS: dict[GroupKind, Callable[[Part, Manner], list[Line]]] = {
    GroupKind.BLOCK_QUOTE: quotations.block_quote,
    GroupKind.LIST: lists.list_part,
    GroupKind.TABLE: tables.table_part,
    GroupKind.FIGURE: figures.figure_part,
    GroupKind.DEFINITION_LIST: lists.definition_list,
    GroupKind.VERSE: quotations.verse_part,
    GroupKind.LETTER: quotations.letter,
}


def _each(teller: Callable[[Part, Manner], list[Line]]) -> Teller:
    """Return a teller of parts that are told one by one."""
    return lambda nodes, manner: [
        line for node in nodes if isinstance(node, Part) for line in teller(node, manner)
    ]


_GROUP_TELLERS: dict[GroupKind, Teller] = {
    GroupKind.COMMENT: skipping.comments,
    **{kind: _each(teller) for kind, teller in _PART_TELLERS.items()},
}


def tell(nodes: Sequence[Node], manner: Manner) -> list[Line]:
    """Return the lines of some parts, in order, each told by its kind."""
    lines: list[Line] = []
    for teller, run in groupby(nodes, key=_teller):
        lines += teller(list(run), manner)
    return lines


def _teller(node: Node) -> Teller:
    """Return who tells a part; those with the same teller are told together."""
    return _TELLERS[node.kind] if isinstance(node, Leaf) else _GROUP_TELLERS[node.group.kind]
