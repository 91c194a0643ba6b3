"""The edition as a structured text: chapters, in them parts within parts, in them passages.

Outputs with structure (web page, EPUB, DAISY) walk this tree instead of the article, so
that text and sound agree. Rules obeyed here:

* Every segment of the timeline stands in exactly one passage, in the order heard.
* A passage is one block of the article with what is heard of it, or one cue, warning or
  line of the opening that belongs to no block.
* A cue within a block, or between the items of a list or the cells of a table, stands in
  the passage it leads to: no element but items and cells may stand there in HTML.
* A block of which nothing is heard (a footnote, code) is a passage without segments, next
  to what stands before it in the article; readers' comments are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from audio_edition.article import Article, Block, BlockKind, Group, GroupKind
from audio_edition.edition import Edition, TimedChapter, TimedSegment

NARROW = frozenset({GroupKind.LIST, GroupKind.TABLE, GroupKind.DEFINITION_LIST})
"""Groups in which HTML allows nothing but their items."""
LEFT_OUT = frozenset({BlockKind.COMMENT})
"""Kinds of blocks that are not shown unless they are read."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One block, or one cue, warning or line of the opening."""

    kind: str
    """A `BlockKind`; for what belongs to no block the segment's role: cue, opening, warning,
    title, heading …"""
    segments: tuple[TimedSegment, ...]
    """What is heard of it, cues that lead to it included; none if it is not read."""
    block: Block | None = None
    index: int = -1
    """Of the block in `Article.blocks`."""
    groups: tuple[Group, ...] = ()
    """What it stands in, outermost first."""


@dataclass(frozen=True, slots=True)
class Part:
    """What stands together: a list, a quotation, a table and the like."""

    group: Group
    nodes: list["Node"] = field(default_factory=list)

    def passages(self) -> Iterator[Passage]:
        """Yield every passage in it, however deep, in order."""
        for node in self.nodes:
            if isinstance(node, Part):
                yield from node.passages()
            else:
                yield node


Node = Passage | Part


@dataclass(frozen=True, slots=True)
class Section:
    """One chapter."""

    chapter: TimedChapter
    nodes: tuple[Node, ...]
    languages: Mapping[str, str] = field(default_factory=dict)
    """Segment's id → language, of segments that have one of their own."""

    def language_of(self, segment: TimedSegment) -> str:
        """Return a segment's own language, or nothing if it is the edition's."""
        return self.languages.get(segment.id, "")

    @property
    def is_headed(self) -> bool:
        """Whether the article gives it a heading, or the title stands in it."""
        return any(
            isinstance(node, Passage) and node.segments and node.kind in ("heading", "title")
            for node in self.nodes
        )


def sections(edition: Edition) -> Iterator[Section]:
    """Yield every chapter with what stands in it, in the order heard."""
    article = edition.article
    block_of = {s.id: s.paragraph for s in edition.script.segments}
    languages = {s.id: s.language for s in edition.script.segments if s.language}
    chapters = edition.timeline.chapters
    rows = [_placed(_units(c.segments, block_of, article)) for c in chapters]
    _add_unread(rows, article)
    for chapter, row in zip(chapters, rows, strict=True):
        yield Section(chapter, tuple(_nested(row)), languages)


def _units(
    segments: Sequence[TimedSegment], block_of: dict[str, int], article: Article
) -> list[Passage]:
    """Return segments in passages; those of one block that follow one another are one."""
    units: list[Passage] = []
    for segment in segments:
        index = block_of.get(segment.id, -1)
        if units and index >= 0 and units[-1].index == index:
            units[-1] = replace(units[-1], segments=(*units[-1].segments, segment))
        elif 0 <= index < len(article.blocks):
            block = article.blocks[index]
            units.append(Passage(str(block.kind), (segment,), block, index, block.groups))
        else:
            units.append(Passage(segment.role, (segment,)))
    return units


def _placed(units: list[Passage]) -> list[Passage]:
    """Return passages with every cue in its place: with a block, in a part, or alone."""
    placed: list[Passage] = []
    leading: tuple[TimedSegment, ...] = ()
    for number, unit in enumerate(units):
        if unit.block is not None:
            _join(placed, replace(unit, segments=leading + unit.segments))
            leading = ()
            continue
        before = next((p for p in reversed(placed) if p.block is not None), None)
        after = next((u for u in units[number + 1 :] if u.block is not None), None)
        common = _common(before, after)
        inside = before is not None and after is not None and before.index == after.index
        narrow = inside or any(g.kind in NARROW for g in common)
        if narrow and _leads(units[number:]):
            leading += unit.segments
        else:
            placed.append(replace(unit, groups=common))
    return placed


def _leads(units: Sequence[Passage]) -> bool:
    """Return whether nothing but cues stands before the next block."""
    first = next((u for u in units if u.kind != "cue" or u.block is not None), None)
    return first is not None and first.block is not None


def _join(placed: list[Passage], passage: Passage) -> None:
    """Add a passage, or its segments to the one before if both are of one block."""
    if placed and placed[-1].index == passage.index:
        segments = placed[-1].segments + passage.segments
        placed[-1] = replace(placed[-1], segments=segments)
    else:
        placed.append(passage)


def _common(before: Passage | None, after: Passage | None) -> tuple[Group, ...]:
    """Return the groups that two passages stand in both."""
    if before is None or after is None:
        return ()
    count = 0
    for one, other in zip(before.groups, after.groups, strict=False):
        if one.number != other.number:
            break
        count += 1
    return before.groups[:count]


def _add_unread(rows: list[list[Passage]], article: Article) -> None:
    """Put blocks of which nothing is heard where they stand in the article.

    That is behind what stands before them, or before what is heard next of the same list,
    table and so on.
    """
    home = {p.index: row for row in rows for p in row if p.index >= 0}
    following = _following(article, home)
    last = -1
    for index, block in enumerate(article.blocks):
        if index not in home and block.kind not in LEFT_OUT and block.text.strip() and rows:
            after = following[index]
            together = after >= 0 and _share(block, article.blocks[after])
            row = home[after] if together else home.get(last, rows[0])
            unread = Passage(str(block.kind), (), block, index, block.groups)
            row.insert(_place(row, last, after if together else -1), unread)
            home[index] = row
        last = index if index in home else last


def _following(article: Article, home: dict[int, list[Passage]]) -> list[int]:
    """Return for each block the index of the next one that is heard, or -1."""
    found = [-1] * len(article.blocks)
    after = -1
    for index in range(len(article.blocks) - 1, -1, -1):
        found[index] = after
        after = index if index in home else after
    return found


def _share(one: Block, other: Block) -> bool:
    """Return whether two blocks stand in the same outermost group."""
    first = one.groups[0].number if one.groups else -1
    return first >= 0 and bool(other.groups) and other.groups[0].number == first


def _place(row: list[Passage], last: int, after: int) -> int:
    """Return where in a chapter an unread block belongs."""
    places = [i for i, p in enumerate(row) if p.index == (after if after >= 0 else last)]
    if not places:
        return len(row)
    return places[0] if after >= 0 else places[-1] + 1


def _nested(row: Sequence[Passage]) -> list[Node]:
    """Return passages as a tree by their groups."""
    top: list[Node] = []
    open_parts: list[Part] = []
    for passage in row:
        keep = 0
        while keep < min(len(open_parts), len(passage.groups)) and (
            open_parts[keep].group.number == passage.groups[keep].number
        ):
            keep += 1
        del open_parts[keep:]
        for group in passage.groups[keep:]:
            part = Part(group)
            (open_parts[-1].nodes if open_parts else top).append(part)
            open_parts.append(part)
        (open_parts[-1].nodes if open_parts else top).append(passage)
    return top
