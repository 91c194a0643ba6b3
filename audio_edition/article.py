"""What the article says: blocks of text that know where in the source they came from.

Offsets are in characters of `Article.source`, the decoded text of the input. Every
character of the source lies in exactly one of: the range of a `Span` (it is part of what
the article says) or a `Dropped` range (markup, white space, navigation …). `account_for`
checks that, and a property test holds every input format to it.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What part a block plays in the article."""

    TITLE = "title"
    DEK = "dek"
    """The line under the title that sums the article up."""
    BYLINE = "byline"
    DATELINE = "dateline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    PULL_QUOTE = "pull_quote"
    """A sentence of the article, or a quotation, set apart to draw the reader in."""
    BLOCK_QUOTE = "block_quote"
    LIST_ITEM = "list_item"
    TERM = "term"
    DEFINITION = "definition"
    VERSE = "verse"
    """One line of verse."""
    SPEECH = "speech"
    """What one character of a play says; `Block.label` names the speaker."""
    STAGE_DIRECTION = "stage_direction"
    FIGURE = "figure"
    """A picture; the text is its alternative text."""
    CAPTION = "caption"
    TABLE_CELL = "table_cell"
    CODE = "code"
    FOOTNOTE = "footnote"
    AUTHOR_NOTE = "author_note"
    EDITOR_NOTE = "editor_note"
    DISCLAIMER = "disclaimer"
    COMMENT = "comment"
    """What a reader wrote under the article."""


class GroupKind(StrEnum):
    """What kind of larger thing several blocks form together."""

    BLOCK_QUOTE = "block_quote"
    LIST = "list"
    TABLE = "table"
    FIGURE = "figure"
    DEFINITION_LIST = "definition_list"
    VERSE = "verse"
    """A stanza or poem."""
    LETTER = "letter"
    COMMENT = "comment"
    """One reader's comment, of one or more blocks."""


class Mark(StrEnum):
    """What the markup said of a stretch of text."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"
    SUBSCRIPT = "subscript"
    SUPERSCRIPT = "superscript"
    NOTE_REFERENCE = "note_reference"
    """A footnote's mark in the running text, such as a raised 3."""
    DELETED = "deleted"
    ROMAN = "roman"
    """A Roman numeral, where the markup says so."""


class DropReason(StrEnum):
    """Why some characters of the source are no part of what the article says."""

    MARKUP = "markup"
    """Tags, Markdown signs, entities' wrapping, comments of the markup language."""
    WHITE_SPACE = "white space"
    METADATA = "metadata"
    """Front matter, the page's head: used for the title, the date and the tags."""
    NAVIGATION = "navigation"
    ADVERTISING = "advertising"
    SCRIPT = "script or style"
    FORM = "form or control"
    BOILERPLATE = "boilerplate"
    """A distributor's header or footer, a cookie notice, a share bar."""
    CONTROL_CHARACTERS = "control characters"
    DUPLICATE = "duplicate"
    """The same words again for another device, such as a title repeated in the header."""
    TEMPLATE = "template tag"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text of one style, and where it stands in the source."""

    text: str
    """Characters as a reader sees them: entities decoded, white space folded."""
    begin: int
    """Offset of its first character in the source."""
    end: int
    """Offset after its last character in the source."""
    marks: frozenset[Mark] = frozenset()
    language: str = ""
    """BCP 47 tag where it differs from the article's, else empty."""
    href: str = ""
    """Address of the link it belongs to, else empty."""


@dataclass(frozen=True, slots=True)
class Group:
    """The quote, list, table … that a block belongs to."""

    kind: GroupKind
    number: int
    """Unique within the article; blocks with the same number belong together."""
    ordered: bool = False
    """For a list: whether its items are numbered."""
    label: str = ""
    """Name given to the whole, such as a table's caption; empty if it has none."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, table cell … in reading order."""

    kind: BlockKind
    spans: tuple[Span, ...]
    level: int = 0
    """Of a heading: 1 to 6. Of a list item: depth, 1 for an outermost list. Else 0."""
    groups: tuple[Group, ...] = ()
    """What the block stands in, outermost first."""
    label: str = ""
    """A list item's number as written ("3.", "a)"), a footnote's mark, a speaker's name."""
    row: int = 0
    """Of a table cell: row, from 0."""
    column: int = 0
    """Of a table cell: column, from 0."""
    header: bool = False
    """Of a table cell: whether it heads its column or row."""

    @property
    def text(self) -> str:
        """The block's characters as a reader sees them."""
        return "".join(span.text for span in self.spans)

    @property
    def begin(self) -> int:
        """Offset of its first character in the source."""
        return min((span.begin for span in self.spans), default=0)

    @property
    def end(self) -> int:
        """Offset after its last character in the source."""
        return max((span.end for span in self.spans), default=0)

    def source_range(self, text_begin: int, text_end: int) -> tuple[int, int]:
        """Return the source range `[begin, end)` of `self.text[text_begin:text_end]`.

        Exact where a span's text is the source's own characters; where the two differ in
        length (an entity, folded white space) the nearest bound inside the span is given.
        """
        begin, end, position = None, self.begin, 0
        for span in self.spans:
            upto = position + len(span.text)
            if upto > text_begin and position < text_end:
                first = max(text_begin - position, 0)
                last = min(text_end - position, len(span.text))
                if begin is None:
                    begin = _inside(span, first)
                end = span.end if last == len(span.text) else _inside(span, last)
            position = upto
        return (self.begin, self.begin) if begin is None else (begin, max(begin, end))


def _inside(span: Span, offset: int) -> int:
    """Return the source offset of the character `offset` of a span, kept inside the span."""
    return min(span.begin + offset, span.end)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A range of the source that is no part of what the article says, and why."""

    begin: int
    end: int
    reason: DropReason


@dataclass(frozen=True, slots=True)
class Article:
    """An article as read: its metadata, its blocks in reading order, what was dropped."""

    source: str
    """The whole decoded input."""
    title: str
    """Never empty: taken from the markup, the first line or, at worst, the file's name."""
    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...]
    author: str = ""
    """Names as a listener should hear them, joined with commas and "and"; may be empty."""
    date: str = ""
    """ISO 8601 date (2024-03-23) the article gives for itself, or empty."""
    language: str = "en"
    """BCP 47 tag."""
    encoding: str = "utf-8"
    """Encoding the bytes were decoded with."""
    format: str = "plain_text"
    """Name of the input format that read it."""
    metadata: dict[str, str] = field(default_factory=dict)
    """Further facts the article gives: description, site, copyright, genre, cover …"""


def account_for(article: Article) -> list[tuple[int, int, str]]:
    """Return every range of the source with what became of it, in order and without gap.

    Returns:
        `(begin, end, what)`; `what` is "text" or the reason it was dropped.

    Raises:
        ValueError: if a character is accounted for twice or not at all.
    """
    ranges = [(s.begin, s.end, "text") for b in article.blocks for s in b.spans]
    ranges += [(d.begin, d.end, str(d.reason)) for d in article.dropped]
    ranges = sorted(r for r in ranges if r[0] != r[1])
    position = 0
    for begin, end, what in ranges:
        if begin != position:
            raise ValueError(f"{what} begins at {begin}, but {position} is due")
        position = end
    if position != len(article.source):
        raise ValueError(f"{position} of {len(article.source)} characters accounted for")
    return ranges
