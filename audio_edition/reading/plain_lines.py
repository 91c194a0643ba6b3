"""The lines of a plain text: where they stand, how far they are indented, how wide they are.

Rules: a line's range is that of its words, without white space, quote signs or unheard
characters at its ends; a text is hard-wrapped if nearly every line ends where the next
word would not have fitted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

TAB_COLUMNS = 4
LONGEST_WRAPPED = 100
"""No text is wrapped by hand at more characters."""

_LINE = re.compile(r"([^\r\n\x0b\x0c\x85\u2028\u2029]*)(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]|\Z)")
_QUOTE_SIGNS = re.compile(r"[ \t]*(?:>[ \t]{0,3})+(?=[^\s>]|$)")
_INDENT = re.compile(r"[ \t]*")
_EDGES = (
    "".join(map(chr, [*range(33), *range(0x7F, 0xA1), 0xAD, *range(0x2000, 0x2010)]))
    + "\u1680\u180e\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
_FULL_SHARE = 0.7
_TOLERANCE = 0.9


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source."""

    text: str
    """Its words, without what stands round them."""
    begin: int
    """Offset of the first of these characters."""
    indent: int
    """Columns before them."""
    quotes: int = 0
    """Number of quote signs (>) before them."""

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.begin + len(self.text)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is on the line."""
        return not self.text


def cut(source: str, begin: int, end: int) -> list[Line]:
    """Return the lines of a range of the source."""
    lines = []
    position = begin
    while position < end:
        found = _LINE.match(source, position, end)
        if found is None or found.end() == position:
            break
        lines.append(_line(source, *found.span(1)))
        position = found.end()
    return lines


def _line(source: str, begin: int, end: int) -> Line:
    signs = _QUOTE_SIGNS.match(source, begin, end)
    if signs is not None:
        begin = signs.end()
    white = _INDENT.match(source, begin, end)
    columns = len(white[0].expandtabs(TAB_COLUMNS)) if white else 0
    inside = source[begin:end]
    text = inside.strip(_EDGES)
    first = begin + len(inside) - len(inside.lstrip(_EDGES))
    return Line(text, first, columns, signs[0].count(">") if signs else 0)


def runs(lines: Sequence[Line]) -> Iterator[tuple[int, list[Line]]]:
    """Yield (number of blank lines before, lines without a blank one between)."""
    blanks, run = 0, list[Line]()
    for line in lines:
        if run and (line.is_blank or (line.quotes > 0) != (run[0].quotes > 0)):
            yield blanks, run
            blanks, run = 0, []
        if line.is_blank:
            blanks += 1
        else:
            run.append(line)
    if run:
        yield blanks, run


def wrap_width(lines: Sequence[Line]) -> int:
    """Return at how many characters a text is wrapped by hand, or 0 if it is not."""
    pairs = [(a, b) for a, b in pairwise(lines) if a.text and b.text and not b.indent]
    lengths = sorted(len(a.text) for a, _ in pairs)
    if not lengths:
        return 0
    width = lengths[len(lengths) * 19 // 20]
    full = sum(is_full(a, b, width) for a, b in pairs)
    return width if 30 < width <= LONGEST_WRAPPED and full > _FULL_SHARE * len(pairs) else 0


def is_full(line: Line, following: Line, width: int) -> bool:
    """Return whether a line ends where it does because the next word did not fit."""
    word = following.text.split(maxsplit=1)[0] if following.text else ""
    return line.indent + len(line.text) + 1 + len(word) > _TOLERANCE * width
