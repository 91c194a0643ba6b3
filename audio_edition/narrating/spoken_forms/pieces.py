"""The spoken form of a text, and which written characters each part of it comes from.

Rules obeyed here: the pieces cover the written text and the spoken text without gap or
overlap; a piece without a rule is copied unchanged; a piece with a rule is the work of
that one rule over that one range.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import NamedTuple


class Change(NamedTuple):
    """What one rule makes of one range of the written text."""

    begin: int
    """Offset of the first character changed."""
    end: int
    """Offset after the last character changed."""
    spoken: str
    rule: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A range of the written text and the range of the spoken text it became."""

    written_begin: int
    written_end: int
    spoken_begin: int
    spoken_end: int
    rule: str = ""
    """Name of the rule that changed it; empty if it was copied."""


@dataclass(frozen=True, slots=True)
class SpokenForm:
    """What a voice says for a written text, with the account of every change."""

    written: str
    text: str
    """What the voice says."""
    pieces: tuple[Piece, ...]
    """In order, covering both texts."""

    @property
    def dropped(self) -> tuple[Piece, ...]:
        """Return the pieces whose letters or digits are not spoken at all."""
        return tuple(
            piece
            for piece in self.pieces
            if piece.rule
            and _has_word(self.written[piece.written_begin : piece.written_end])
            and not _has_word(self.text[piece.spoken_begin : piece.spoken_end])
        )


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


def assemble(written: str, changes: list[Change]) -> SpokenForm:
    """Return the spoken form that the changes, in order and apart, make of a text."""
    pieces: list[Piece] = []
    parts: list[str] = []
    at = spoken_at = 0
    for begin, end, spoken, rule in changes:
        if begin > at:
            pieces.append(Piece(at, begin, spoken_at, spoken_at + begin - at))
            parts.append(written[at:begin])
            spoken_at += begin - at
        pieces.append(Piece(begin, end, spoken_at, spoken_at + len(spoken), rule))
        parts.append(spoken)
        spoken_at += len(spoken)
        at = end
    if at < len(written):
        pieces.append(Piece(at, len(written), spoken_at, spoken_at + len(written) - at))
        parts.append(written[at:])
    return SpokenForm(written, "".join(parts), tuple(pieces))


def compose(first: SpokenForm, second: SpokenForm) -> SpokenForm:
    """Return one spoken form for two steps, the second having read what the first said.

    Where both steps touch the same characters, the piece bears the second step's rule.
    """
    if first.text == first.written:
        return second
    if second.text == second.written:
        return first
    to_written = _Scale(
        [(p.spoken_begin, p.spoken_end, p.written_begin, p.written_end) for p in first.pieces]
    )
    to_spoken = _Scale(
        [(p.written_begin, p.written_end, p.spoken_begin, p.spoken_end) for p in second.pieces]
    )
    changes = []
    for begin, end, rule, deleted in _merged(first, second):
        if deleted is not None:
            changes.append(Change(deleted.written_begin, deleted.written_end, "", rule))
            continue
        spoken = second.text[to_spoken.begin(begin) : to_spoken.end(end)]
        changes.append(Change(to_written.begin(begin), to_written.end(end), spoken, rule))
    return assemble(first.written, changes)


def _merged(first: SpokenForm, second: SpokenForm) -> list[tuple[int, int, str, Piece | None]]:
    """Return the ranges, in the text between the steps, that either step changed.

    Ranges that overlap become one. A deletion inside another range is part of it; a
    deletion by itself comes with its piece, since it has no length between the steps.
    """
    touched = [(p.spoken_begin, p.spoken_end, 0, p) for p in first.pieces if p.rule]
    touched += [(p.written_begin, p.written_end, 1, p) for p in second.pieces if p.rule]
    touched.sort(key=lambda entry: entry[:3])
    merged: list[tuple[int, int, str, Piece | None]] = []
    for begin, end, step, piece in touched:
        if merged and begin < merged[-1][1]:
            last_begin, last_end, rule, _ = merged[-1]
            merged[-1] = (last_begin, max(last_end, end), piece.rule if step else rule, None)
        else:
            merged.append((begin, end, piece.rule, piece if begin == end else None))
    return merged


class _Scale:
    """Turns offsets of one text into offsets of another, along matching ranges."""

    def __init__(self, ranges: list[tuple[int, int, int, int]]) -> None:
        self._ranges = [r for r in ranges if r[0] < r[1]]
        self._begins = [r[0] for r in self._ranges]

    def begin(self, offset: int) -> int:
        """Return where the character at `offset` begins."""
        source_begin, _, target_begin, _ = self._ranges[bisect_right(self._begins, offset) - 1]
        return target_begin + offset - source_begin

    def end(self, offset: int) -> int:
        """Return where the character before `offset` ends."""
        source_begin, source_end, target_begin, target_end = self._ranges[
            bisect_left(self._begins, offset) - 1
        ]
        return target_end if offset == source_end else target_begin + offset - source_begin
