"""The lists of a plain text, from the markers at the head of its pieces.

Rules: one marker alone is no list, as "A. Smith" or "1. Introduction" may open any line;
numbers must count on by one; what is indented under an item belongs to it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from audio_edition.reading.plain_chunks import Chunk

LONE_BULLETS = "•‣◦▪●"
"""Signs that mark a list item even alone: they are used for nothing else."""

_ROMAN = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """Where in which list a piece stands."""

    number: int
    """Of the list, unique within the text."""
    depth: int
    """1 for an outermost list."""
    item: int
    """Of the item; pieces with the same number belong to one item."""
    ordered: bool
    label: str
    """The number as written, empty for a bullet."""
    skip: int
    """Number of characters at its head that are the marker; 0 for a further paragraph."""


def list_places(chunks: Sequence[Chunk]) -> dict[int, ItemPlace]:
    """Return the place of every piece that belongs to a list, by its index."""
    places: dict[int, ItemPlace] = {}
    position = 0
    while position < len(chunks):
        end = _sequence_end(chunks, position)
        if end > position and _is_list(chunks[position:end]):
            places |= _placed(chunks, position, end)
        position = max(end, position + 1)
    return places


def _sequence_end(chunks: Sequence[Chunk], begin: int) -> int:
    """Return the index after the items, and what is indented under them, from an index on."""
    if chunks[begin].marker is None:
        return begin
    end = begin + 1
    while end < len(chunks) and (
        chunks[end].marker is not None or chunks[end].indent > chunks[begin].indent
    ):
        end += 1
    return end


def _is_list(chunks: Sequence[Chunk]) -> bool:
    """Return whether pieces with markers are the items of a list."""
    outer = [c for c in chunks if c.marker and c.indent <= chunks[0].indent + 1]
    signs = [_sign(chunk) for chunk in outer]
    if len(signs) == 1:
        return signs[0] in LONE_BULLETS and signs[0] != ""
    return all(_follows(one, other) for one, other in pairwise(signs))


def _sign(chunk: Chunk) -> str:
    """Return a piece's bullet, or its number with its brackets."""
    marker = chunk.marker
    return (marker["bullet"] or marker["number"] or "") if marker else ""


def _follows(one: str, other: str) -> bool:
    """Return whether two markers can stand at neighbouring items."""
    before, after = one.strip("()."), other.strip("().")
    if not before.isalnum() or not after.isalnum():
        return one == other
    if before.isdecimal() and after.isdecimal():
        return int(after) in (int(before) + 1, int(before))
    if len(before) == len(after) == 1 and ord(after) - ord(before) == 1:
        return True
    return _roman(after) == _roman(before) + 1 > 1


def _roman(numeral: str) -> int:
    """Return the value of a small Roman numeral, or -9."""
    if not re.fullmatch(r"x{0,3}(?:ix|iv|v?i{0,3})", numeral.lower()):
        return -9
    values = [_ROMAN[sign] for sign in numeral.lower()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def _placed(chunks: Sequence[Chunk], begin: int, end: int) -> dict[int, ItemPlace]:
    """Return the places of the pieces of one list and of the lists inside it."""
    places: dict[int, ItemPlace] = {}
    open_lists: list[tuple[int, int]] = []  # (indentation, number)
    for index in range(begin, end):
        chunk, sign = chunks[index], _sign(chunks[index])
        if not sign:
            places[index] = _continued(places[index - 1])
            continue
        while len(open_lists) > 1 and open_lists[-1][0] > chunk.indent:
            open_lists.pop()
        if not open_lists or chunk.indent > open_lists[-1][0] + 1:
            open_lists.append((chunk.indent, index))
        is_number = any(map(str.isalnum, sign))
        marker = chunk.marker
        places[index] = ItemPlace(
            number=open_lists[-1][1],
            depth=len(open_lists),
            item=index,
            ordered=is_number,
            label=sign if is_number else "",
            skip=marker.end() if marker else 0,
        )
    return places


def _continued(place: ItemPlace) -> ItemPlace:
    return ItemPlace(place.number, place.depth, place.item, place.ordered, place.label, 0)
