"""Where the content of a Markdown block stands in the source.

Rules: markdown-it hands on a block's content with its prefixes cut off (quote signs,
indentation, heading signs) and says only which lines it came from; here every character
of the content gets its offset in the source back, exactly.
"""

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise

_LINE_END = re.compile(r"\r\n|\r|\n")


class SourceLines:
    """The lines of a source and where they stand."""

    def __init__(self, source: str) -> None:
        """Cut a source at its line ends, whatever these are."""
        ends = [found.span() for found in _LINE_END.finditer(source)]
        self.begins = [0, *(end for _, end in ends)]
        self.ends = [*(begin for begin, _ in ends), len(source)]

    def begin(self, line: int) -> int:
        """Return the offset of a line's first character; of the source's end beyond the last."""
        return self.begins[line] if line < len(self.begins) else self.ends[-1]


class ContentMap:
    """From offsets in a block's content to offsets in the source."""

    def __init__(self) -> None:
        """Begin with no content mapped."""
        self._content: list[int] = []
        self._source: list[int] = []
        self._end = 0

    def add(self, content: int, source: int, length: int) -> None:
        """Map a stretch of content to the source where it stands as it is."""
        self._content.append(content)
        self._source.append(source)
        self._end = source + length

    def at(self, content: int) -> int:
        """Return the offset in the source of an offset in the content."""
        index = max(bisect_right(self._content, content) - 1, 0)
        if not self._content:
            return 0
        return min(self._source[index] + max(content - self._content[index], 0), self._end)

    def part(self, begin: int, end: int) -> "ContentMap":
        """Return the map of the content `[begin, end)` alone, counted from its own beginning."""
        part = ContentMap()
        for first, last in self.stretches(begin, end):
            part.add(first - begin, self.at(first), self.at(last) - self.at(first))
        return part

    def stretches(self, begin: int, end: int) -> list[tuple[int, int]]:
        """Return the stretches `[begin, end)` of content that stand in one piece."""
        inner = self._content[bisect_right(self._content, begin) : bisect_left(self._content, end)]
        bounds = [begin, *inner, end]
        return list(pairwise(bounds))


def map_lines(content: str, source: str, lines: SourceLines, first: int, last: int) -> ContentMap:
    """Return where a block's content stands, which has one line for each line of the source.

    Args:
        content: the content of the block's inline token.
        source: the text given to the parser, of the source's own length.
        lines: the lines of that text.
        first: number of the block's first line.
        last: number after its last line.
    """
    mapped, offset = ContentMap(), 0
    for number, line in enumerate(content.split("\n"), first):
        if number < min(last, len(lines.begins)):
            wanted = line.strip(" \t")
            lead = line.find(wanted)
            at = source.rfind(wanted, lines.begins[number], lines.ends[number])
            if at >= 0:
                mapped.add(offset + lead, at, len(wanted))
        offset += len(line) + 1
    return mapped


def map_cells(cells: list[str], source: str, begin: int, end: int) -> list[ContentMap]:
    """Return where the cells of a table row stand; in a cell "|" is written with a backslash."""
    maps, position = [], begin
    for cell in cells:
        mapped, offset = ContentMap(), 0
        for part in re.split(r"(?=\|)", cell):
            at = source.find(part, position, end)
            if at < 0:
                break
            mapped.add(offset, at, len(part))
            offset += len(part)
            position = at + len(part)
        maps.append(mapped)
        bar = source.find("|", position, end)
        position = bar + 1 if bar >= 0 else position
    return maps
