"""Told here: block quotes, pull quotes, letters, notes of the editor, verse.

Rules obeyed here: where something set apart begins is said, and where it ends too unless
terse; a pull quote whose words the text has is read only when verbose, and that it is left
out is said.
"""

from collections.abc import Sequence

from audio_edition.article import BlockKind, GroupKind
from audio_edition.narrating.structure import pauses
from audio_edition.narrating.structure.lines import Line
from audio_edition.narrating.structure.manner import Manner, leaves_of, paused
from audio_edition.narrating.structure.parts import Leaf, Node, Part
from audio_edition.narrating.structure.skipping import unread
from audio_edition.narrating.structure.wording import cue

_QUOTING = (GroupKind.BLOCK_QUOTE, GroupKind.LETTER)
_ATTRIBUTING = (BlockKind.PARAGRAPH, BlockKind.BLOCK_QUOTE)


def paragraphs(nodes: Sequence[Node], manner: Manner) -> list[Line]:
    """Tell running text; a long quotation inside it may have cues."""
    lines: list[Line] = []
    for leaf in leaves_of(nodes):
        told = manner.sentences(leaf)
        if told and leaf.index in manner.cued_begin:
            lines.append(cue("Quote.", told[0].begin, told[0].text))
        lines += told
        if told and leaf.index in manner.cued_end:
            lines.append(cue("End quote.", told[-1].end, told[-1].text, pauses.PARAGRAPH_MS))
    return lines


def block_quote(part: Part, manner: Manner) -> list[Line]:
    """Tell a quotation that is set apart from the text, and whose it is after its end."""
    *quoted, last = part.nodes
    if not (quoted and isinstance(last, Leaf) and _is_attribution(last)):
        return manner.between("Quote.", manner.quoting().tell(part.nodes), "End quote.")
    lines = manner.between("Quote.", manner.quoting().tell(quoted), "End quote.")
    return paused(lines, pauses.SENTENCE_MS) + manner.sentences(last)


def _is_attribution(leaf: Leaf) -> bool:
    """Return whether the last line of a quotation says where it is from."""
    text = leaf.block.text.strip()
    return leaf.kind in _ATTRIBUTING and text.startswith(("—", "–", "―")) and text[-1] not in "!?”"


def loose_block_quote(nodes: Sequence[Node], manner: Manner) -> list[Line]:
    """Tell paragraphs of a block quote; inside a group, the group has said what they are."""
    lines = manner.quoting().all_sentences(leaves_of(nodes))
    if any(group.kind in _QUOTING for group in leaves_of(nodes)[0].block.groups):
        return lines
    return manner.between("Quote.", lines, "End quote.")


def pull_quote(nodes: Sequence[Node], manner: Manner) -> list[Line]:
    """Tell a sentence that is set apart to draw the reader in."""
    leaves = leaves_of(nodes)
    repeats = all(leaf.index in manner.repeated for leaf in leaves)
    is_first = leaves[0].index in manner.above_text
    if repeats and not manner.is_verbose and not (is_first and not manner.is_terse):
        words = "A highlighted quote repeats the text and is not read here."
        return unread(leaves, "pull quote", words, manner)
    opening = "Highlighted quote, also in the text." if repeats else "Highlighted quote."
    return manner.between(opening, manner.quoting().all_sentences(leaves), "End quote.")


def letter(part: Part, manner: Manner) -> list[Line]:
    """Tell a letter printed in the article."""
    return manner.between("Letter.", manner.tell(part.nodes), "End of letter.")


def editor_note(nodes: Sequence[Node], manner: Manner) -> list[Line]:
    """Tell what the editors say; the note may name itself."""
    return _note(nodes, manner, "Editor’s note.", "End of editor’s note.")


def author_note(nodes: Sequence[Node], manner: Manner) -> list[Line]:
    """Tell who the author is."""
    return _note(nodes, manner, "About the author.", "")


def disclaimer(nodes: Sequence[Node], manner: Manner) -> list[Line]:
    """Tell what the publisher does not answer for."""
    return _note(nodes, manner, "Disclaimer.", "")


def _note(nodes: Sequence[Node], manner: Manner, opening: str, closing: str) -> list[Line]:
    leaves = leaves_of(nodes)
    begins = _plain(leaves[0].block.text)
    name = _plain(opening)
    own = leaves[0].index in manner.named or begins.startswith(
        (name, name.replace("editor’s", "editors’"), name.replace("’", ""))
    )
    return manner.between("" if own else opening, manner.all_sentences(leaves), closing)


def _plain(text: str) -> str:
    return text.strip(" .:[(*_").replace("'", "’").casefold()


def verse_part(part: Part, manner: Manner) -> list[Line]:
    """Tell a poem; the lines of a stanza follow one another quickly."""
    lines = manner.tell(part.nodes)
    return manner.between("" if manner.is_terse else "Verse.", lines, "End of verse.")


def verse_lines(nodes: Sequence[Node], manner: Manner) -> list[Line]:
    """Tell lines of verse."""
    leaves = leaves_of(nodes)
    lines = manner.all_sentences(leaves[:-1], pauses.VERSE_LINE_MS)
    lines += manner.all_sentences(leaves[-1:])
    loose = leaves[0].kind is BlockKind.VERSE and not leaves[0].block.groups
    return manner.between("Verse.", lines, "End of verse.") if loose else lines
