"""Told here: plays: who speaks, then what is said; stage directions.

Rules obeyed here: the speaker's name is said when the speaker changes and after every
stage direction between speeches.
"""

from collections.abc import Sequence

from audio_edition.article import BlockKind
from audio_edition.narrating.structure import pauses
from audio_edition.narrating.structure.lines import Line
from audio_edition.narrating.structure.manner import Manner, leaves_of
from audio_edition.narrating.structure.parts import Node
from audio_edition.narrating.structure.wording import cue


def play(nodes: Sequence[Node], manner: Manner) -> list[Line]:
    """Tell speeches and stage directions that follow one another."""
    lines: list[Line] = []
    speaker = ""
    for leaf in leaves_of(nodes):
        if leaf.kind is BlockKind.STAGE_DIRECTION:
            opening = "" if manner.is_terse else "Stage direction:"
            lines += manner.between(opening, manner.sentences(leaf), "", pauses.ITEM_MS)
            speaker = ""
            continue
        said = manner.sentences(leaf, pauses.ITEM_MS)
        name = leaf.block.label.strip(" .:")
        if said and name and name != speaker:
            lines.append(cue(f"{name}:", said[0].begin, said[0].text, pauses.LABEL_MS))
        lines += said
        speaker = name
    return lines
