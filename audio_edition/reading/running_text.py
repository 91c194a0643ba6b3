"""The words of one block as they are gathered from the source, piece by piece.

Rules: white space is folded to single spaces and trimmed; characters that nobody sees or
hears (soft hyphens, zero-width spaces, directional marks, control characters) leave the
text without breaking a word; a span's text has the same length as its source range but
at its very end, so that offsets inside it are exact.
"""

import re
from dataclasses import dataclass, replace

from audio_edition.article import Mark, Span

# Control characters; soft hyphen; zero-width space; left-to-right marks; embeddings; word
# joiner and invisible operators; isolates; byte order mark; interlinear annotation.
UNHEARD = (
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f"
    r"\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
)
# Zero-width joiners shape letters of some scripts and join emoji: they stay between those.
_JOINER = r"(?<![^\x00-\u02ff])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u02ff])"
_IRREGULAR = re.compile(rf"(?P<space>\s{{2,}}|[^\S ])|(?P<unheard>[{UNHEARD}]+|{_JOINER})")
_INVISIBLE = re.compile(rf"[\s{UNHEARD}\u200c\u200d]*")


@dataclass(frozen=True, slots=True)
class Style:
    """What the markup says of a stretch of text."""

    marks: frozenset[Mark] = frozenset()
    language: str = ""
    """BCP 47 tag where it differs from the article's, else empty."""
    href: str = ""
    """Address of the link it belongs to, else empty."""

    def marked(self, *marks: Mark) -> "Style":
        """Return this style with marks added."""
        return replace(self, marks=self.marks.union(marks))


PLAIN = Style()


def is_invisible(text: str) -> bool:
    """Return whether a text holds nothing but white space and unheard characters."""
    return _INVISIBLE.fullmatch(text) is not None


class RunningText:
    """The spans of one block, growing."""

    def __init__(self) -> None:
        """Begin with no text."""
        self._spans: list[Span] = []
        self._parts: list[str] = []
        self._begin = self._end = self._length = 0
        self._style = PLAIN
        self._space: tuple[int, int, Style] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been added that a reader sees."""
        return not self._spans and not self._parts

    def add(self, text: str, begin: int, style: Style = PLAIN) -> None:
        """Add a stretch of the source as it stands there.

        Args:
            text: the source's own characters.
            begin: offset of the first of them.
            style: what the markup says of them.
        """
        position = 0
        for found in _IRREGULAR.finditer(text):
            self._add_regular(text[position : found.start()], begin + position, style)
            first, last = begin + found.start(), begin + found.end()
            if found["space"] is not None:
                self._add_space(first, last, style)
            else:
                self._absorb(first, last)
            position = found.end()
        self._add_regular(text[position:], begin + position, style)

    def add_decoded(self, text: str, begin: int, end: int, style: Style = PLAIN) -> None:
        """Add text that the source writes otherwise, such as an entity.

        Args:
            text: what a reader sees.
            begin: offset of its source.
            end: offset after its source.
            style: what the markup says of it.
        """
        seen = _IRREGULAR.sub(lambda found: " " if found["space"] else "", text)
        if not seen.strip():
            (self._add_space if seen else self._absorb)(begin, end, *([style] if seen else []))
            return
        if seen[0] == " ":
            self._add_space(begin, begin, style)
        self._put(seen.strip(), begin, end, style)
        if seen[-1] == " ":
            self._add_space(end, end, style)

    def attach(self, text: str, at: int, style: Style = PLAIN) -> None:
        """Add characters the source does not have right after the last word."""
        self._space = None
        self._join(text, at, at, style)

    def space(self, at: int) -> None:
        """Let a space follow that the markup implies, such as a line break's."""
        if self._space is None:
            self._space = (at, at, self._style)

    def spans(self) -> tuple[Span, ...]:
        """Return the spans gathered so far, with no space at either end."""
        self._close()
        self._space = None
        return tuple(self._spans)

    def _add_regular(self, text: str, begin: int, style: Style) -> None:
        """Add text whose only white space is single spaces."""
        if text.startswith(" "):
            self._add_space(begin, begin + 1, style)
            text, begin = text[1:], begin + 1
        if not text:
            return
        body = text.removesuffix(" ")
        if body:
            self._put(body, begin, begin + len(body), style)
        if len(body) < len(text):
            self._add_space(begin + len(body), begin + len(text), style)

    def _add_space(self, begin: int, end: int, style: Style) -> None:
        """Remember a space until something follows it; one space stands for all in a row."""
        if self._space is None:
            self._space = (begin, end, style)
        elif self._space[1] == begin:
            self._space = (self._space[0], end, self._space[2])

    def _absorb(self, begin: int, end: int) -> None:
        """Let unheard characters inside a word lie in its range, not in its text."""
        if self._parts and self._end == begin and self._space is None:
            self._end = end

    def _put(self, text: str, begin: int, end: int, style: Style) -> None:
        """Add visible text after the space that is due, if any."""
        if self._space is not None:
            space, self._space = self._space, None
            if not self.is_empty:
                self._join(" ", *space)
        self._join(text, begin, end, style)

    def _join(self, text: str, begin: int, end: int, style: Style) -> None:
        """Lengthen the span being gathered, or begin the next one."""
        exact = self._length == self._end - self._begin
        if not (self._parts and exact and begin == self._end and style == self._style):
            self._close()
            self._begin, self._style = begin, style
        self._parts.append(text)
        self._length += len(text)
        self._end = end

    def _close(self) -> None:
        """Finish the span being gathered."""
        if self._parts:
            style = self._style
            text = "".join(self._parts)
            self._spans.append(
                Span(text, self._begin, self._end, style.marks, style.language, style.href)
            )
        self._parts, self._length = [], 0
