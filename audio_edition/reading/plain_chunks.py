"""The pieces of a plain text that belong together: paragraphs, list items, verse, quotes.

Rules: a blank line always ends a piece; in a text that is not wrapped by hand each line is
one; in a wrapped text an indented line, or one after a line that ended early, begins the
next; short indented lines are verse.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from audio_edition.reading.known_lines import is_byline, is_date_line
from audio_edition.reading.plain_lines import Line, is_full, runs

VERSE_CHARACTERS = 75
"""No line of verse is longer."""
HEADING_CHARACTERS = 80
"""A line directly over its paragraph is its heading if it is no longer."""

MARKER = re.compile(
    r"(?P<bullet>[-*+•‣◦▪●·–])[ \t]+(?=\S)"
    r"|(?P<number>\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})[.)])[ \t]+(?=\S)"
)
"""What begins a list item."""

_RULE = re.compile(r"(?=[^\w]*\Z)(?:[-=_*~#•·.+–—]\s*){3,}|[*#⁂❦§]")
_UNDERLINE = re.compile(r"(?:=+|-+|~+|\^+|\*+|_+|—+)\Z")
_COLUMNS = re.compile(r"\S(?:[ \t]{3,}|\t)\S")
_SENTENCE_END = re.compile(r"[.!?…:]['\"’”)\]_*]*\Z")


class ChunkKind(Enum):
    """What the lay-out of a piece tells of it."""

    TEXT = "text"
    QUOTE = "quote"
    VERSE = "verse"


@dataclass(slots=True)
class Chunk:
    """One piece of a plain text."""

    kind: ChunkKind
    lines: list[Line]
    gap: int
    """Number of blank lines before it; 0 if it stands right under the piece before."""
    underline: str = ""
    """Sign that the line under a heading is made of, else empty."""
    run: int = 0
    """Number of the run of lines it comes from; pieces of one verse share it."""

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(line.text for line in self.lines)

    @property
    def indent(self) -> int:
        """Columns before its first line."""
        return self.lines[0].indent

    @property
    def begin(self) -> int:
        """Offset of its first character."""
        return self.lines[0].begin

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.lines[-1].end

    @property
    def marker(self) -> re.Match[str] | None:
        """What marks it as a list item, if anything does."""
        return MARKER.match(self.lines[0].text)


def ends_sentence(text: str) -> bool:
    """Return whether a text ends as a sentence does."""
    return _SENTENCE_END.search(text[-12:]) is not None


def chunks(lines: Sequence[Line], width: int) -> list[Chunk]:
    """Return the pieces of a text.

    Args:
        lines: its lines.
        width: number of characters it is wrapped at, or 0.
    """
    found: list[Chunk] = []
    indented = _indents_paragraphs(lines)
    for number, (gap, run) in enumerate(runs(lines)):
        for chunk in _of_run(run, width, indented):
            chunk.gap, chunk.run = gap, number
            gap = 0
            found.append(chunk)
    return found


def has_columns(text: str) -> bool:
    """Return whether wide gaps divide a line, as in the row of a table."""
    return _COLUMNS.search(text[:500]) is not None


def is_rule(text: str) -> bool:
    """Return whether a line is only drawn: a row of dashes, three asterisks."""
    return len(text) < 200 and _RULE.fullmatch(text) is not None


def _indents_paragraphs(lines: Sequence[Line]) -> bool:
    """Return whether the paragraphs of a text begin with an indentation."""
    opening = [
        line for before, line in pairwise([Line("", 0, 0), *lines])
        if len(line.text) > 40 and (not before.text or before.indent != line.indent)
    ]  # fmt: skip
    return sum(line.indent > 0 for line in opening) * 2 > len(opening)


def _of_run(run: list[Line], width: int, indented: bool) -> Iterator[Chunk]:
    """Yield the pieces of some lines without a blank one between."""
    if run[0].quotes:
        for piece in _pieces(run, width or _longest(run)):
            yield Chunk(ChunkKind.QUOTE, piece, 0)
        return
    if _is_verse(run, width, indented):
        yield from (Chunk(ChunkKind.VERSE, [line], 0) for line in run if not is_rule(line.text))
        return
    for piece in _pieces(run, width):
        sign = ""
        if len(piece) > 1 and _UNDERLINE.fullmatch(piece[-1].text):
            sign = piece.pop().text[0]
        if not is_rule(piece[0].text) or len(piece) > 1:
            quoted = not indented and _is_quotation(piece, width)
            yield Chunk(ChunkKind.QUOTE if quoted else ChunkKind.TEXT, piece, 0, sign)


def _longest(run: Sequence[Line]) -> int:
    """Return the width to which quoted lines are wrapped; 0 if they are paragraphs."""
    longest = max(len(line.text) for line in run)
    return longest if longest <= VERSE_CHARACTERS else 0


def _is_quotation(piece: Sequence[Line], width: int) -> bool:
    """Return whether a piece is set in from the margin as a quotation is."""
    if min(line.indent for line in piece) < 2 or MARKER.match(piece[0].text):
        return False
    return len(piece) > 1 or len(piece[0].text) > (width or VERSE_CHARACTERS) * 0.6


def _is_verse(run: Sequence[Line], width: int, indented: bool) -> bool:
    """Return whether the lines of a run are lines of verse."""
    if len(run) < 2 or max(len(line.text) for line in run) > VERSE_CHARACTERS:
        return False
    if any(MARKER.match(line.text) or is_rule(line.text) for line in run):
        return False
    if any(is_byline(line.text) or is_date_line(line.text) for line in run):
        return False
    if sum(has_columns(line.text) for line in run) * 2 >= len(run):
        return False
    if width and sum(is_full(a, b, width) for a, b in pairwise(run)) > 0.3 * len(run):
        return False
    closed = sum(ends_sentence(line.text) for line in run[:-1])
    if min(line.indent for line in run) >= 2 and not indented:
        return closed < len(run) - 1 and (len(run) > 2 or run[0].indent == run[1].indent)
    capital = sum(not line.text[0].islower() for line in run)
    is_short = sum(len(line.text) for line in run) < 50 * len(run)
    return len(run) > 3 and is_short and capital > 0.7 * len(run) and closed < 0.6 * len(run)


def _pieces(run: Sequence[Line], width: int) -> list[list[Line]]:
    """Return the lines of a run, cut into paragraphs and list items."""
    pieces = [[run[0]]]
    for before, line in pairwise(run):
        if _begins_piece(before, line, pieces[-1], width):
            pieces.append([line])
        else:
            pieces[-1].append(line)
    return pieces


def _begins_piece(before: Line, line: Line, piece: Sequence[Line], width: int) -> bool:
    """Return whether a line begins the next paragraph or list item."""
    if _UNDERLINE.fullmatch(line.text) and len(line.text) > 2:
        return len(piece) > 1 or len(before.text) > HEADING_CHARACTERS
    if is_rule(line.text) or is_rule(before.text):
        return True
    full = bool(width) and is_full(before, line, width)
    in_list = MARKER.match(piece[0].text) is not None
    if (marker := MARKER.match(line.text)) is not None:
        return bool(marker["bullet"]) or in_list or not full
    if in_list and line.indent > piece[0].indent:
        return False
    if not width:
        return True
    goes_on = line.text[0].islower()
    if line.indent >= before.indent + 2:
        return not (full and goes_on)
    if full or goes_on:
        return False
    is_heading = len(piece) == 1 and len(before.text) <= HEADING_CHARACTERS * 0.75
    return ends_sentence(before.text) or is_heading
