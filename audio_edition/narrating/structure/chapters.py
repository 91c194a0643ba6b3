"""An article's blocks in chapters: the opening, one for each heading, the closing.

Rules obeyed here: the opening holds only what stands before the running text, so that the
edition's warning comes before anything of it; running text before the first heading is a
chapter of its own, so that one press of "next" passes it; chapters nest as headings do.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from audio_edition.article import Article, BlockKind
from audio_edition.narrating.structure import pauses
from audio_edition.narrating.structure.lines import Line
from audio_edition.narrating.structure.manner import Manner
from audio_edition.narrating.structure.parts import Leaf, nested
from audio_edition.narrating.structure.running import lines_of
from audio_edition.script import ChapterKind, Role

UNTITLED = "Introduction"
"""Title of the running text before the first heading."""
_FRONT = frozenset(
    {
        BlockKind.TITLE,
        BlockKind.DEK,
        BlockKind.BYLINE,
        BlockKind.DATELINE,
        BlockKind.PULL_QUOTE,
        BlockKind.FIGURE,
        BlockKind.CAPTION,
        BlockKind.EDITOR_NOTE,
        BlockKind.DISCLAIMER,
    }
)
"""What may stand in the opening."""
_CREDITS = (BlockKind.TITLE, BlockKind.BYLINE, BlockKind.DATELINE)
_AT_END = frozenset({BlockKind.AUTHOR_NOTE, BlockKind.DISCLAIMER, BlockKind.COMMENT})


@dataclass(slots=True)
class Draft:
    """A chapter whose segments have no names yet."""

    title: str
    level: int
    kind: ChapterKind
    lines: list[Line] = field(default_factory=list)


def drafts(article: Article, verbosity: str) -> list[Draft]:
    """Return the chapters of an article; the first is the opening, the last the closing."""
    manner = Manner(article, verbosity)
    leaves = [Leaf(index, block) for index, block in enumerate(article.blocks)]
    front, rest = _front_and_rest(leaves)
    closing = [leaf for leaf in rest if leaf.kind in _AT_END]
    body = [leaf for leaf in rest if leaf.kind not in _AT_END]
    credits = [leaf for kind in _CREDITS for leaf in front if leaf.kind is kind]
    others = [leaf for leaf in front if leaf.kind not in _CREDITS]
    opening = Draft("Opening", 1, ChapterKind.OPENING, manner.credits(credits))
    opening.lines += manner.tell(nested(others))
    end = Draft("Closing", 1, ChapterKind.CLOSING, manner.tell(nested(closing)))
    return [opening, *_body(body, article.title, manner), end]


def _front_and_rest(leaves: Sequence[Leaf]) -> tuple[list[Leaf], list[Leaf]]:
    """Return the blocks before the running text, and the others."""
    count = next((i for i, leaf in enumerate(leaves) if leaf.kind not in _FRONT), len(leaves))
    return list(leaves[:count]), list(leaves[count:])


def _body(leaves: Sequence[Leaf], title: str, manner: Manner) -> list[Draft]:
    sections: list[list[Leaf]] = [[]]
    for leaf in leaves:
        if _opens_chapter(leaf):
            sections.append([])
        sections[-1].append(leaf)
    heads = {leaf.block.text.strip().casefold() for section in sections for leaf in section[:1]}
    untitled = "Beginning" if UNTITLED.casefold() in heads else UNTITLED
    chapters: list[Draft] = []
    open_levels: list[int] = []
    for section in sections:
        if section and not _opens_chapter(section[0]):
            name = untitled if len(sections) > 1 else title
            chapters.append(Draft(name, 1, ChapterKind.BODY, manner.tell(nested(section))))
        elif section:
            level = _depth(open_levels, section[0].block.level)
            chapters.append(_headed(section, level, manner))
    for chapter in chapters:
        chapter.lines[-1:] = [manner.before_heading(line) for line in chapter.lines[-1:]]
    return [chapter for chapter in chapters if chapter.lines]


def _opens_chapter(leaf: Leaf) -> bool:
    """Return whether a block is a heading, not one inside a quotation or a list."""
    return leaf.kind is BlockKind.HEADING and not leaf.block.groups and bool(leaf.block.text)


def _headed(section: Sequence[Leaf], level: int, manner: Manner) -> Draft:
    heading = lines_of(section[0], manner.tongue, pauses.AFTER_HEADING_MS, Role.HEADING)
    lines = heading + manner.tell(nested(section[1:]))
    return Draft(section[0].block.text.strip() or "Untitled", level, ChapterKind.BODY, lines)


def _depth(open_levels: list[int], level: int) -> int:
    """Return how deep a heading stands, 1 for the outermost, and note that it is open."""
    while open_levels and open_levels[-1] >= level:
        open_levels.pop()
    open_levels.append(level)
    return len(open_levels)
