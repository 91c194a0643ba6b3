"""Told here: pictures, by their alternative text, and captions.

Rules obeyed here: that there is a picture is always said, and that nobody described it too;
a caption that only repeats the description is not read twice.
"""

from collections.abc import Sequence
from dataclasses import replace

from audio_edition.article import BlockKind
from audio_edition.narrating.structure import pauses
from audio_edition.narrating.structure.lines import Line
from audio_edition.narrating.structure.manner import Manner, paused
from audio_edition.narrating.structure.parts import Leaf, Node, Part
from audio_edition.narrating.structure.wording import cue

UNDESCRIBED = "A picture without a description."


def figure_part(part: Part, manner: Manner) -> list[Line]:
    """Tell a picture with its caption, or whatever else stands in a figure."""
    lines = manner.tell(part.nodes)
    if manner.is_verbose and any(leaf.kind is BlockKind.FIGURE for leaf in part.leaves()):
        return manner.between("", lines, "End of picture.")
    return paused(lines, pauses.PARAGRAPH_MS)


def pictures(nodes: Sequence[Node], manner: Manner) -> list[Line]:
    """Tell pictures and captions that follow one another."""
    leaves = [node for node in nodes if isinstance(node, Leaf)]
    captions = {_words(leaf) for leaf in leaves if leaf.kind is BlockKind.CAPTION}
    lines: list[Line] = []
    for leaf in leaves:
        if leaf.kind is BlockKind.CAPTION:
            lines += manner.between("" if manner.is_terse else "Caption:", _told(leaf, manner), "")
        else:
            lines += _picture(leaf, _words(leaf) in captions, manner)
    return lines


def _told(leaf: Leaf, manner: Manner) -> list[Line]:
    return manner.sentences(leaf)


def _picture(leaf: Leaf, is_captioned: bool, manner: Manner) -> list[Line]:
    lines = _told(leaf, manner)
    if not lines:
        where = leaf.block.begin, leaf.block.end, "picture"
        announces = (where,) if where[0] < where[1] else ()
        return [cue(UNDESCRIBED, leaf.block.begin, "", pauses.ITEM_MS, announces)]
    if is_captioned:
        skipped = [replace(line, skip=True) for line in lines]
        return [cue("Picture.", lines[0].begin, lines[0].text), *skipped]
    return [cue("Picture:", lines[0].begin, lines[0].text), *paused(lines, pauses.ITEM_MS)]


def _words(leaf: Leaf) -> str:
    return " ".join(leaf.block.text.casefold().split()).strip(" .")
