"""Blocks and dropped ranges as a reader finds them, and the account of the whole source.

Rules: blocks come in reading order; a block without text is none, except a picture that
has no alternative text; whatever no block claims and no reader gave a reason for is
white space, control characters or markup.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from audio_edition.article import Block, BlockKind, Dropped, DropReason, Group, GroupKind, Span
from audio_edition.reading.running_text import RunningText, is_invisible


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the article's structure the text now being gathered stands."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    groups: tuple[Group, ...] = ()
    label: str = ""
    row: int = 0
    column: int = 0
    header: bool = False
    item: int = 0
    """Number of the list item it belongs to; only its first block is the LIST_ITEM."""


class BlockWriter:
    """Gathers the blocks and the dropped ranges of one article."""

    def __init__(self, source: str) -> None:
        """Begin with nothing gathered."""
        self.source = source
        self.blocks: list[Block] = []
        self.drops: list[Dropped] = []
        self.text = RunningText()
        self.place = Place()
        self._waiting: list[Block] = []
        self._numbers = 0
        self._begun_items: set[int] = set()

    def number(self) -> int:
        """Return a number that no group or list item has yet."""
        self._numbers += 1
        return self._numbers

    def group(self, kind: GroupKind, *, ordered: bool = False, label: str = "") -> Group:
        """Return a new group."""
        return Group(kind, self.number(), ordered, label)

    def drop(self, begin: int, end: int, reason: DropReason) -> None:
        """Give the reason why a range of the source is no part of the article."""
        if begin < end:
            self.drops.append(Dropped(begin, end, reason))

    @contextmanager
    def placed(self, place: Place) -> Iterator[None]:
        """Gather one or more blocks in a place; the text before and after is apart."""
        self.end_block()
        before, self.place = self.place, place
        try:
            yield
            self.end_block()
        finally:
            self.place = before

    def end_block(self) -> None:
        """Make a block of the text gathered, then the pictures that stood inside it."""
        spans, self.text = self.text.spans(), RunningText()
        if spans:
            self.blocks.append(self._block(spans))
        self.blocks += self._waiting
        self._waiting = []

    def clear_text(self) -> None:
        """Forget the text gathered since the last block."""
        self.text = RunningText()

    def add_figure(self, spans: tuple[Span, ...]) -> None:
        """Add a picture; one inside a paragraph follows it, so that no sentence is cut."""
        self._waiting.append(Block(BlockKind.FIGURE, spans, groups=self.place.groups))
        if self.text.is_empty:
            self.end_block()

    def _block(self, spans: tuple[Span, ...]) -> Block:
        """Return the block of some spans in the present place."""
        place = self.place
        if place.item and place.kind is BlockKind.LIST_ITEM:
            if place.item in self._begun_items:
                place = replace(place, kind=BlockKind.PARAGRAPH, level=0, label="")
            self._begun_items.add(place.item)
        return Block(
            place.kind,
            spans,
            place.level,
            place.groups,
            place.label,
            place.row,
            place.column,
            place.header,
        )


def account(source: str, blocks: Sequence[Block], drops: Sequence[Dropped]) -> tuple[Dropped, ...]:
    """Return what of the source no span claims, each range with its reason, in order.

    Args:
        source: the whole decoded input.
        blocks: all blocks; no two spans may overlap.
        drops: ranges with a known reason, in any order, also nested or overlapping spans:
            the outermost reason counts, and a span counts before any.
    """
    spans = sorted((s.begin, s.end) for b in blocks for s in b.spans if s.begin < s.end)
    reasons = _flat(drops)
    dropped: list[Dropped] = []
    position, at = 0, 0
    for begin, end in [*spans, (len(source), len(source))]:
        if begin > position:
            while at < len(reasons) and reasons[at].end <= position:
                at += 1
            dropped += _gap(source, position, begin, reasons, at)
        position = max(position, end)
    return tuple(dropped)


def _flat(drops: Sequence[Dropped]) -> list[Dropped]:
    """Return drops in order, without overlap; what an earlier one covers is left out."""
    flat: list[Dropped] = []
    position = 0
    for drop in sorted(drops, key=lambda drop: (drop.begin, -drop.end)):
        if drop.end > position:
            flat.append(Dropped(max(drop.begin, position), drop.end, drop.reason))
            position = drop.end
    return flat


def _gap(
    source: str, begin: int, end: int, reasons: Sequence[Dropped], at: int
) -> Iterator[Dropped]:
    """Yield the parts of a gap between spans, each with its reason."""
    position = begin
    while at < len(reasons) and reasons[at].begin < end:
        first, last = max(reasons[at].begin, position), min(reasons[at].end, end)
        yield from _unexplained(source, position, first)
        yield Dropped(first, last, reasons[at].reason)
        position = last
        at += 1
    yield from _unexplained(source, position, end)


def _unexplained(source: str, begin: int, end: int) -> Iterator[Dropped]:
    """Yield a range that has no reason yet: white space around markup, or unheard characters."""
    text = source[begin:end]
    inner = text.strip()
    first = begin + len(text) - len(text.lstrip())
    last = first + len(inner)
    parts = [
        (begin, first, DropReason.WHITE_SPACE),
        (first, last, _reason(inner)),
        (last, end, DropReason.WHITE_SPACE),
    ]
    yield from (Dropped(*part) for part in parts if part[0] < part[1])


def _reason(text: str) -> DropReason:
    return DropReason.CONTROL_CHARACTERS if is_invisible(text) else DropReason.MARKUP
