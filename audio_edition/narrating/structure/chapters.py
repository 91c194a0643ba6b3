"""An article's blocks in chapters: the opening, one for each heading, the closing.

Rules obeyed here: the opening holds only what stands before the running text, so that the
edition's warning comes before anything of it; running text before the first heading is a
chapter of its own, so that one press of "next" passes it; chapters nest as headings do;
notes on the author, disclaimers, footnotes and comments come last, with their headings.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from audio_edition.article import Article, BlockKind
from audio_edition.narrating.structure import dispatch, noticing, pauses
from audio_edition.narrating.structure.lines import Line
from audio_edition.narrating.structure.manner import Manner
from audio_edition.narrating.structure.parts import Leaf, nested
from audio_edition.narrating.structure.running import Tongue, lines_of
from audio_edition.script import ChapterKind, Role

UNTITLED = ("Introduction", "Beginning", "Text before the first heading")
"""Titles of the running text before the first heading: the first that no heading has."""
_CREDITS = (BlockKind.BYLINE, BlockKind.DATELINE)
_FRONT = frozenset(
    {
        *_CREDITS,
        BlockKind.DEK,
        BlockKind.PULL_QUOTE,
        BlockKind.FIGURE,
        BlockKind.CAPTION,
        BlockKind.EDITOR_NOTE,
        BlockKind.DISCLAIMER,
    }
)
"""What may stand in the opening, beside the title."""
_SET_APART = frozenset({BlockKind.COMMENT, BlockKind.FOOTNOTE})
"""What is told in the closing wherever it stands."""
_AT_END = _SET_APART | {BlockKind.AUTHOR_NOTE, BlockKind.DISCLAIMER}


@dataclass(slots=True)
class Draft:
    """A chapter whose segments have no names yet."""

    title: str
    level: int
    kind: ChapterKind
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Drafts:
    """The chapters of one article, before the edition is announced."""

    title: list[Line]
    """The article's title, if a block has it."""
    credits: list[Line]
    """Byline and dateline above the text."""
    front: list[Line]
    """What else stands above the text: dek, pull quote, picture."""
    body: list[Draft]
    closing: list[Line]
    """What is told after the text."""


def drafts(article: Article, verbosity: str) -> Drafts:
    """Return the chapters of an article.

    Args:
        verbosity: terse, standard or verbose.
    """
    leaves = [Leaf(index, block) for index, block in enumerate(article.blocks)]
    every = leaves
    title = _title(leaves, article.title)
    leaves = [leaf for leaf in leaves if leaf is not title]
    count = next((i for i, leaf in enumerate(leaves) if leaf.kind not in _FRONT), len(leaves))
    front, rest = leaves[:count], leaves[count:]
    sections = _sections(rest)
    body, closing = _body_and_closing(sections)
    only_notes = not body and not front
    if only_notes:
        body, closing = sections, []
    letters = noticing.letters(every)
    manner = _manner(article, "verbose" if only_notes else verbosity, leaves, letters)
    manner = replace(manner, above_text=frozenset(leaf.index for leaf in front))
    credits = [leaf for leaf in front if leaf.kind in _CREDITS]
    others = [leaf for leaf in front if leaf.kind not in _CREDITS]
    naming = replace(manner, role=Role.TITLE)
    return Drafts(
        naming.sentences(title, pauses.AFTER_HEADING_MS) if title else [],
        manner.all_sentences(credits, pauses.SENTENCE_MS),
        manner.tell(nested(others)),
        _chapters(body, article.title, manner),
        _closing(closing, manner),
    )


def _manner(
    article: Article, verbosity: str, leaves: Sequence[Leaf], letters: frozenset[int]
) -> Manner:
    begins, ends = noticing.hard_to_hear(leaves, article.language)
    return Manner(
        verbosity,
        Tongue(article.language, verbosity == "verbose", letters),
        dispatch.tell,
        repeated=noticing.repeated(leaves),
        named=noticing.named(leaves),
        cued_begin=frozenset() if verbosity == "terse" else begins,
        cued_end=frozenset() if verbosity == "terse" else ends,
    )


def _title(leaves: Sequence[Leaf], title: str) -> Leaf | None:
    """Return the block that is the article's title: said to be, or a heading with its words."""
    for leaf in leaves:
        if leaf.kind is BlockKind.TITLE and leaf.block.text.strip():
            return leaf
    first = next((leaf for leaf in leaves if leaf.kind not in _FRONT), None)
    if first is not None and _opens_chapter(first) and _same(first.block.text, title):
        return first
    return None


def _same(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


def _opens_chapter(leaf: Leaf) -> bool:
    """Return whether a block is a heading, and not one inside a quotation or a list."""
    heads = leaf.kind in (BlockKind.HEADING, BlockKind.TITLE)
    return heads and not leaf.block.groups and bool(leaf.block.text.strip())


def _sections(leaves: Sequence[Leaf]) -> list[list[Leaf]]:
    """Return blocks in sections, each but perhaps the first beginning with its heading."""
    sections: list[list[Leaf]] = [[]]
    for leaf in leaves:
        if _opens_chapter(leaf):
            sections.append([])
        sections[-1].append(leaf)
    return [section for section in sections if section]


def _body_and_closing(sections: list[list[Leaf]]) -> tuple[list[list[Leaf]], list[Leaf]]:
    """Return the sections of the text, and what comes after it."""
    body: list[list[Leaf]] = []
    notes: list[Leaf] = []
    end: list[Leaf] = []
    for section in sections:
        text = [leaf for leaf in section if leaf.kind not in _AT_END]
        if len(text) < len(section) and all(_opens_chapter(leaf) for leaf in text):
            end += section
            continue
        body.append(text)
        notes += [leaf for leaf in section if leaf.kind is BlockKind.FOOTNOTE]
        end += [leaf for leaf in section if leaf.kind in _AT_END - {BlockKind.FOOTNOTE}]
    return body, [*notes, *end]


def _closing(leaves: Sequence[Leaf], manner: Manner) -> list[Line]:
    """Tell what comes after the text; notes and comments without the groups around them."""
    bare = [
        replace(leaf, block=replace(leaf.block, groups=()))
        if leaf.kind is BlockKind.FOOTNOTE
        else leaf
        for leaf in leaves
    ]
    return manner.tell(nested(bare))


def _chapters(sections: list[list[Leaf]], title: str, manner: Manner) -> list[Draft]:
    heads = {section[0].block.text.strip() for section in sections if _opens_chapter(section[0])}
    untitled = next(name for name in UNTITLED if name not in heads or name == UNTITLED[-1])
    chapters: list[Draft] = []
    open_levels: list[int] = []
    for section in sections:
        if _opens_chapter(section[0]):
            level = _depth(open_levels, section[0].block.level)
            chapters.append(_headed(section, level, manner))
        else:
            name = untitled if heads else title
            lines = manner.tell(nested(section))
            chapters.append(Draft(name, 1, ChapterKind.BODY, lines))
    return [chapter for chapter in chapters if chapter.lines]


def _headed(section: Sequence[Leaf], level: int, manner: Manner) -> Draft:
    heading = lines_of(section[0], manner.tongue, pauses.AFTER_HEADING_MS, Role.HEADING)
    lines = heading + manner.tell(nested(section[1:]))
    title = " ".join(section[0].block.text.split())
    return Draft(title, level, ChapterKind.BODY, lines)


def _depth(open_levels: list[int], level: int) -> int:
    """Return how deep a heading stands, 1 for the outermost, and note that it is open."""
    while open_levels and open_levels[-1] >= level:
        open_levels.pop()
    open_levels.append(level)
    return len(open_levels)
