"""Told here: footnotes, code and readers' comments, which are skipped aloud.

Rules obeyed here: what is not read is announced, with how much of it there is; its lines
stay in the script as skipped, so that an editor can have them read; verbose reads it all.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from audio_edition.article import GroupKind
from audio_edition.narrating.structure import pauses
from audio_edition.narrating.structure.lines import Line
from audio_edition.narrating.structure.manner import Manner, leaves_of
from audio_edition.narrating.structure.parts import Leaf, Node
from audio_edition.narrating.structure.wording import capital, counted, cue


def unread(leaves: Sequence[Leaf], kind: str, words: str, manner: Manner) -> list[Line]:
    """Return a cue that says what is not read, and the skipped lines.

    Args:
        kind: what it is: footnote, code, comment, pull quote.
        words: the cue's words.
    """
    announces = tuple((leaf.block.begin, leaf.block.end, kind) for leaf in leaves)
    lines = [replace(line, skip=True) for line in manner.all_sentences(leaves)]
    beside = lines[0].text if lines else ""
    said = cue(words, leaves[0].block.begin, beside, pauses.PARAGRAPH_MS, announces)
    return [said, *lines]


def footnotes(nodes: Sequence[Node], manner: Manner) -> list[Line]:
    """Tell footnotes or endnotes."""
    leaves = leaves_of(nodes)
    notes = [list(note) for _, note in groupby(leaves, key=_note_key)]
    if not manner.is_verbose:
        return unread(leaves, "footnote", _not_read(len(notes), "footnote", manner), manner)
    lines: list[Line] = []
    for note in notes:
        label = note[0].block.label.strip(" .:[]()")
        words = f"Footnote {label}." if label else "Footnote."
        lines += manner.between(words, manner.all_sentences(note), "")
    return manner.between("", lines, "End of footnotes.")


def _note_key(leaf: Leaf) -> tuple[str, int]:
    return leaf.block.label, 0 if leaf.block.label else leaf.index


def code(nodes: Sequence[Node], manner: Manner) -> list[Line]:
    """Tell lines of a program."""
    leaves = leaves_of(nodes)
    if manner.is_verbose:
        lines = manner.all_sentences(leaves, pauses.SENTENCE_MS)
        return manner.between("Code.", lines, "End of code.")
    count = sum(len(leaf.block.text.strip().splitlines()) for leaf in leaves)
    words = _not_read(max(count, 1), "line of code", manner, "lines of code")
    return unread(leaves, "code", words, manner)


def comments(nodes: Sequence[Node], manner: Manner) -> list[Line]:
    """Tell what readers wrote under the article."""
    leaves = leaves_of(nodes)
    each = [list(comment) for _, comment in groupby(leaves, key=_comment_key)]
    if not manner.is_verbose:
        words = _not_read(len(each), "reader’s comment", manner, "readers’ comments")
        return unread(leaves, "comment", words, manner)
    lines: list[Line] = []
    for comment in each:
        lines += manner.between("A reader’s comment.", manner.all_sentences(comment), "")
    return manner.between("", lines, "End of comments.")


def _comment_key(leaf: Leaf) -> int:
    """Return the number of the comment a block belongs to; loose blocks are one comment."""
    groups = [group.number for group in leaf.block.groups if group.kind is GroupKind.COMMENT]
    return groups[-1] if groups else -1


def _not_read(count: int, one: str, manner: Manner, many: str = "") -> str:
    things = capital(counted(count, one, many))
    if manner.is_terse:
        return f"{things} skipped."
    return f"{things} {'is' if count == 1 else 'are'} not read in this edition."
