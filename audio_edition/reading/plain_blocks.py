"""From the pieces of a plain text to blocks.

Rules: each piece is exactly one block, but a heading that only counts ("CHAPTER I.") and the
heading under it, which are one; sections are headings of level 2 and deeper, the level
following from how they are drawn.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from audio_edition.article import BlockKind, Group, GroupKind, Span
from audio_edition.reading.block_writer import BlockWriter, Place
from audio_edition.reading.known_lines import is_byline, is_date_line
from audio_edition.reading.plain_chunks import MARKER, Chunk, ChunkKind, ends_sentence
from audio_edition.reading.plain_comments import comment_begins
from audio_edition.reading.plain_headings import (
    heading_style,
    is_only_ordinal,
    prefix_length,
    title_index,
)
from audio_edition.reading.plain_inline import NOTE_MARK, add_text
from audio_edition.reading.plain_lists import ItemPlace, list_places

SECTION_LEVEL = 2
"""Level of the highest headings, the title being above them."""
DEK_CHARACTERS = 300
SPEECHES = 3
"""Names in capitals before a paragraph are speakers if the text has so many of them."""

_NOTE = re.compile(rf"(?:{NOTE_MARK}|\[Footnote (\w{{1,4}}):)\s*(?=\S)", re.IGNORECASE)
_SPEAKER = re.compile(r"([A-Z][A-Z.'’ -]{0,30}[A-Z])[.:][ \t]+(?=\S)")
_PICTURE = re.compile(r"\[(?:Illustration|Image|Picture|Photo|Figure)\b\.?[:\s]*", re.IGNORECASE)


class PlainBlocks:
    """Writes the blocks of a plain text."""

    def __init__(self, writer: BlockWriter, chunks: Sequence[Chunk]) -> None:
        """Write to `writer` the blocks that some pieces of its source are."""
        comments = comment_begins(chunks)
        self._writer = writer
        self._all = chunks
        self._chunks = chunks[: comments[0]] if comments else chunks
        self._comments = chunks[comments[0] :] if comments else []
        self._comment_begins = {chunks[index].begin for index in comments}
        self._title = title_index(chunks)
        self._places = list_places(self._chunks)
        self._levels = self._heading_levels()
        self._notes = self._note_marks()
        self._speakers = self._speaker_names()
        self._groups: dict[int, Group] = {}
        self._group: tuple[GroupKind, int, Group] | None = None

    def write(self) -> None:
        """Write all blocks."""
        dek = self._dek_range()
        for index, chunk in enumerate(self._chunks):
            if index not in self._places:
                self._groups.clear()
            if index == self._title:
                self._write_range(chunk, Place(BlockKind.TITLE), prefix_length(chunk.text))
            elif index in dek:
                self._write_range(chunk, Place(BlockKind.DEK))
            elif index in self._levels:
                self._write_heading(index)
            elif index in self._places:
                self._write_item(chunk, self._places[index])
            else:
                self._write_piece(index)
        self._writer.end_block()
        self._write_comments()

    # What the pieces are

    def _heading_levels(self) -> dict[int, int]:
        """Return the level of every piece that is a heading, by its index."""
        styles = {
            index: style
            for index in range(len(self._chunks))
            if index != self._title and not self._is_told(index)
            if (style := heading_style(self._all, index))
        }
        used = list(dict.fromkeys(styles.values()))  # As in reStructuredText: first is highest.
        return {index: min(SECTION_LEVEL + used.index(style), 6) for index, style in styles.items()}

    def _is_told(self, index: int) -> bool:
        """Return whether it is known already what a piece is, and that it is no heading."""
        text = self._chunks[index].text
        return index in self._places or is_byline(text) or text[:1] == "["

    def _note_marks(self) -> frozenset[str]:
        """Return the marks of the footnotes that the text has and refers to."""
        opening = [found[1] or found[2] for c in self._chunks if (found := _NOTE.match(c.text))]
        return frozenset(opening)

    def _speaker_names(self) -> frozenset[str]:
        """Return the names in capitals that open the speeches of a play."""
        names = Counter(found[1] for c in self._chunks if (found := _SPEAKER.match(c.text)))
        is_play = sum(names.values()) >= SPEECHES and max(names.values()) > 1
        return frozenset(names) if is_play else frozenset()

    def _dek_range(self) -> range:
        """Return the indices of the pieces between the title and the byline or date."""
        if self._title is None:
            return range(0)
        first = self._title + 1
        for index in range(first, min(first + 3, len(self._chunks))):
            text = self._chunks[index].text
            if is_byline(text) or is_date_line(text):
                return range(first, index)
            if len(text) > DEK_CHARACTERS or index in self._places:
                break
        return range(0)

    # How they are written

    def _write_range(self, chunk: Chunk, place: Place, skip: int = 0) -> None:
        """Write a piece as one block, without some characters at its head."""
        with self._writer.placed(place):
            self._add(chunk, skip)

    def _add(self, chunk: Chunk, skip: int = 0, cut: int = 0) -> None:
        """Add a piece's words, without some characters at its head and its end."""
        if not chunk.lines[0].quotes:
            add_text(self._writer, chunk.begin + skip, chunk.end - cut, self._notes)
            return
        for line in chunk.lines:
            add_text(self._writer, line.begin, line.end, self._notes)
            self._writer.text.space(line.end)

    def _write_heading(self, index: int) -> None:
        """Write a heading, joined with the one before if that only counts."""
        chunk, text = self._chunks[index], self._writer.text
        joins = not is_only_ordinal(chunk.text) and self._is_ordinal(index - 1)
        if joins and not text.is_empty:
            before = self._chunks[index - 1]
            if not ends_sentence(before.text):
                text.attach(".", before.end)
            text.space(before.end)
        else:
            self._writer.end_block()
            self._writer.place = Place(BlockKind.HEADING, self._levels[index])
        self._add(chunk, prefix_length(chunk.text))
        if not (self._is_ordinal(index) and index + 1 in self._levels):
            self._writer.end_block()
            self._writer.place = Place()

    def _is_ordinal(self, index: int) -> bool:
        """Return whether a piece is a heading that only counts."""
        return index in self._levels and is_only_ordinal(self._chunks[index].text)

    def _write_item(self, chunk: Chunk, place: ItemPlace) -> None:
        """Write an item of a list, or a further paragraph of it."""
        if place.number not in self._groups:
            self._groups[place.number] = self._writer.group(GroupKind.LIST, ordered=place.ordered)
        groups = tuple(self._groups.values())[: place.depth]
        inner = (*groups[: place.depth - 1], self._groups[place.number])
        if not place.skip:
            self._write_range(chunk, Place(BlockKind.PARAGRAPH, groups=inner))
            return
        item = Place(BlockKind.LIST_ITEM, place.depth, inner, place.label)
        self._write_range(chunk, item, place.skip)

    def _write_piece(self, index: int) -> None:
        """Write a piece that is neither heading nor list item."""
        chunk = self._chunks[index]
        text = chunk.text
        if (picture := _PICTURE.match(text)) and text.endswith("]"):
            self._write_picture(chunk, picture.end())
        elif (note := _NOTE.match(text)) and (note[1] or note[2]) in self._notes:
            label = note[1] or note[2]
            end = int(bool(note[2]) and text.endswith("]"))
            with self._writer.placed(Place(BlockKind.FOOTNOTE, label=label)):
                self._add(chunk, note.end(), end)
        elif (speaker := _SPEAKER.match(text)) and speaker[1] in self._speakers:
            place = Place(BlockKind.SPEECH, label=speaker[1])
            self._write_range(chunk, place, speaker.end())
        elif chunk.kind is ChunkKind.VERSE:
            self._write_range(chunk, self._grouped(chunk, GroupKind.VERSE, BlockKind.VERSE, index))
        elif chunk.kind is ChunkKind.QUOTE:
            kind = BlockKind.BLOCK_QUOTE
            self._write_range(chunk, self._grouped(chunk, GroupKind.BLOCK_QUOTE, kind, index))
        else:
            self._write_range(chunk, Place())

    def _grouped(self, chunk: Chunk, group: GroupKind, kind: BlockKind, index: int) -> Place:
        """Return the place of a line of verse or a quoted paragraph, in the group of the last."""
        before = self._chunks[index - 1]
        is_other = (before.lines[0].quotes > 0) != (chunk.lines[0].quotes > 0)
        if self._group is None or self._group[:2] != (group, index - 1) or is_other:
            self._group = (group, index, self._writer.group(group))
        self._group = (group, index, self._group[2])
        return Place(kind, groups=(self._group[2],))

    def _write_picture(self, chunk: Chunk, skip: int) -> None:
        """Write a picture with the words that stand for it, if there are any."""
        self._writer.end_block()
        self._add(chunk, skip, 1)
        spans = self._writer.text.spans()
        self._writer.clear_text()
        self._writer.add_figure(spans or (Span("", chunk.begin, chunk.begin),))

    def _write_comments(self) -> None:
        """Write the readers' comments."""
        place = Place(BlockKind.COMMENT)
        for chunk in self._comments:
            skip = 0
            if chunk.begin in self._comment_begins:
                group = self._writer.group(GroupKind.COMMENT)
                marker = MARKER.match(chunk.text)
                skip = marker.end() if marker else 0
                label = (marker["number"] or "") if marker else ""
                place = Place(BlockKind.COMMENT, groups=(group,), label=label)
            self._write_range(chunk, place, skip)
            place = replace(place, label="")
