"""Told here: plays: who speaks, then what is said; stage directions.

Rules obeyed here: the speaker's name is said when the speaker changes and after every
stage direction; directions are in the voice of the cues.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from audio_edition.article import BlockKind, Mark, Span
from audio_edition.narrating.structure import pauses
from audio_edition.narrating.structure.lines import Line
from audio_edition.narrating.structure.manner import Manner, leaves_of, paused
from audio_edition.narrating.structure.parts import Leaf, Node
from audio_edition.narrating.structure.running import is_speakable
from audio_edition.narrating.structure.wording import cue
from audio_edition.script import Role, VoiceRole


def play(nodes: Sequence[Node], manner: Manner) -> list[Line]:
    """Tell speeches and stage directions that follow one another."""
    lines: list[Line] = []
    speaker = ""
    aside = replace(manner, voice=VoiceRole.CUE)
    for leaf in leaves_of(nodes):
        if leaf.kind is BlockKind.STAGE_DIRECTION:
            opening = "" if manner.is_terse else "Stage direction:"
            lines += manner.between(opening, aside.sentences(leaf), "", pauses.ITEM_MS)
            speaker = ""
            continue
        said = _speech(leaf, manner)
        name = leaf.block.label.strip(" .:")
        if said and is_speakable(name) and name != speaker:
            lines.append(cue(f"{name}:", said[0].begin, said[0].text, pauses.LABEL_MS))
        lines += said
        ended = [line for line in said if line.role is not Role.CUE][-1:]
        speaker = "" if ended and ended[0].voice is VoiceRole.CUE else name
    return lines


def _speech(leaf: Leaf, manner: Manner) -> list[Line]:
    """Return the lines of one speech; directions that stand in it are said to be some."""
    lines: list[Line] = []
    for spans, is_direction in _stretches(leaf.block.spans):
        part = Leaf(leaf.index, replace(leaf.block, spans=spans))
        telling = replace(manner, voice=VoiceRole.CUE) if is_direction else manner
        told = telling.sentences(part, pauses.SENTENCE_MS)
        opening = "Direction:" if is_direction and not manner.is_terse else ""
        lines += manner.between(opening, told, "", pauses.SENTENCE_MS)
    return paused(lines, pauses.ITEM_MS)


def _stretches(spans: Sequence[Span]) -> list[tuple[tuple[Span, ...], bool]]:
    """Return the spans of a speech parted where a direction begins or ends."""
    stretches: list[tuple[list[Span], bool]] = []
    before = ""
    for is_stressed, run in groupby(spans, key=lambda span: Mark.EMPHASIS in span.marks):
        stretch = list(run)
        text = "".join(span.text for span in stretch).strip()
        is_direction = is_stressed and _is_direction(text, before)
        goes_on = not text or not (is_direction or (stretches and stretches[-1][1]))
        if stretches and goes_on:
            stretches[-1][0].extend(stretch)
        else:
            stretches.append((stretch, is_direction))
        before = text or before
    return [(tuple(part), is_direction) for part, is_direction in stretches]


def _is_direction(text: str, before: str) -> bool:
    """Return whether italics are a whole sentence: of two words, or first of all."""
    whole = text.endswith((".", ")", "]")) and (not before or before[-1] in '.!?…)]”’"')
    return whole and (not before or " " in text)
