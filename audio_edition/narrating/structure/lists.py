"""Told here: lists, nested lists, lists of terms.

Rules obeyed here: a list says how many items it has, and an item says its number if the
article numbers it; the end is said where a listener could not tell it by counting.
"""

from collections.abc import Sequence

from audio_edition.article import BlockKind, GroupKind
from audio_edition.narrating.spoken_forms import spoken_form
from audio_edition.narrating.spoken_forms.roman import roman
from audio_edition.narrating.structure import pauses
from audio_edition.narrating.structure.lines import Line
from audio_edition.narrating.structure.manner import Manner, leaves_of, paused
from audio_edition.narrating.structure.parts import Leaf, Node, Part
from audio_edition.narrating.structure.wording import capital, counted, cue, number
from audio_edition.script import Role, VoiceRole

COUNTABLE_ITEMS = 3
"""A plain list of no more items needs no "End of list": listeners keep count."""


def list_part(part: Part, manner: Manner) -> list[Line]:
    """Tell a list, outermost or nested."""
    items = [node for node in part.nodes if _is_item(node)]
    lines = _items(part, items, manner)
    if not items or not lines:
        return lines
    nested = "nested " if _is_nested(part) else ""
    opening = "" if manner.is_terse else f"A {nested}list of {counted(len(items), 'item')}."
    closing = f"End of {nested}list." if nested or _end_is_said(part, manner) else ""
    return manner.between(opening, lines, closing)


def _is_item(node: Node) -> bool:
    return isinstance(node, Leaf) and node.kind is BlockKind.LIST_ITEM


def _is_nested(part: Part) -> bool:
    """Return whether a list stands in another list."""
    leaf = next(part.leaves())
    lists = [group.number for group in leaf.block.groups if group.kind is GroupKind.LIST]
    return lists.index(part.group.number) > 0


def _end_is_said(part: Part, manner: Manner) -> bool:
    """Return whether a listener could miss that the list is over."""
    count = sum(_is_item(node) for node in part.nodes)
    plain = count == len(part.nodes)
    return manner.is_verbose or not plain or (count > COUNTABLE_ITEMS and not part.group.ordered)


def _items(part: Part, items: Sequence[Node], manner: Manner) -> list[Line]:
    """Return the lines of the items, each with its number, and of what stands in them."""
    labels = [item.block.label for item in items if isinstance(item, Leaf)]
    is_roman = len(labels) > 1 and [_bare(label).lower() for label in labels[:2]] == ["i", "ii"]
    lines: list[Line] = []
    place = 0
    rest: list[Node] = []
    for node in part.nodes:
        if isinstance(node, Leaf) and node.kind is BlockKind.LIST_ITEM:
            lines += manner.tell(rest)
            rest = []
            place += 1
            lines += _item(node, place, is_roman, part.group.ordered, manner)
        else:
            rest.append(node)
    return lines + manner.tell(rest)


def _item(leaf: Leaf, place: int, is_roman: bool, ordered: bool, manner: Manner) -> list[Line]:
    lines = manner.sentences(leaf, pauses.ITEM_MS)
    if not lines:
        return []
    label = leaf.block.label.strip() or (f"{place}." if ordered else "")
    if any(c.isalnum() for c in label) and not leaf.block.text.startswith(label):
        return [_label(label, lines[0], is_roman), *lines]
    if manner.is_verbose and not ordered:
        return [cue(f"Item {number(place)}.", lines[0].begin, lines[0].text), *lines]
    return lines


def _label(label: str, line: Line, is_roman: bool) -> Line:
    """Return the cue that says an item's number."""
    bare = _bare(label)
    value = str(roman(bare)) if is_roman and roman(bare) else bare
    spoken = capital(
        spoken_form(value)
        if value.isdigit()
        else value.upper()
        if len(value) == 1
        else spoken_form(value)
    )
    return Line(
        Role.CUE,
        label,
        f"{spoken}.",
        VoiceRole.CUE,
        pauses.LABEL_MS,
        line.begin,
        line.begin,
        beside=line.text,
    )


def _bare(label: str) -> str:
    return label.strip(" .:)([]")


def loose_items(nodes: Sequence[Node], manner: Manner) -> list[Line]:
    """Tell list items that stand in no group."""
    leaves = leaves_of(nodes)
    lines = [line for leaf in leaves for line in _item(leaf, 0, False, False, manner)]
    return paused(lines, pauses.PARAGRAPH_MS)


def definition_list(part: Part, manner: Manner) -> list[Line]:
    """Tell terms, each with what it means."""
    count = sum(isinstance(node, Leaf) and node.kind is BlockKind.TERM for node in part.nodes)
    opening = f"A list of {counted(count, 'term')}." if count and not manner.is_terse else ""
    ends = manner.is_verbose or count > COUNTABLE_ITEMS
    return manner.between(opening, manner.tell(part.nodes), "End of list." if ends else "")


def term(nodes: Sequence[Node], manner: Manner) -> list[Line]:
    """Tell terms and definitions."""
    lines: list[Line] = []
    for leaf in leaves_of(nodes):
        is_term = leaf.kind is BlockKind.TERM
        lines += manner.sentences(leaf, pauses.SENTENCE_MS if is_term else pauses.ITEM_MS)
    return lines
