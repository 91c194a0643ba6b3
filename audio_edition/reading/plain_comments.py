"""The readers' comments under a plain text: "1. Name on date at time", then their words.

Rules: comments come last; the first is numbered, or has its words indented under it, or
stands under a heading that says so; all after it belongs to one comment or another.
"""

import re
from collections.abc import Sequence

from audio_edition.reading.naming import iso_date
from audio_edition.reading.plain_chunks import MARKER, Chunk

HEADER_CHARACTERS = 120
NAME_WORDS = 6

_TIME = re.compile(r"\b[0-2]?\d[:.][0-5]\d\b(?:\s*[ap]\.?m\b)?", re.IGNORECASE)
_SAYS = re.compile(r"\s(?:on|says|said|wrote|writes|commented|posted|replied)\b|[|,—–-]", re.I)
_NAMED = re.compile(r"(?:\S+\s+){1,6}(?:says|said|wrote|writes|commented):?")
_COMMENTS = re.compile(
    r"(?:\d+\s+)?(?:readers?[’']s?\s+)?(?:comments?|responses|replies|thoughts on .+)"
    r"(?:\s*\(?\d*\)?)\s*:?",
    re.IGNORECASE,
)


def comment_begins(chunks: Sequence[Chunk]) -> list[int]:
    """Return the indices of the pieces that open a comment, in order."""
    headers: list[int] = []
    for index, chunk in enumerate(chunks):
        if _is_header(chunk) or _is_named_over_date(chunks[index : index + 2]):
            headers.append(index)
    while headers and not _is_first(chunks, headers[0]):
        del headers[0]
    return headers


def _is_header(chunk: Chunk) -> bool:
    """Return whether a piece says who wrote what follows, on which day and at what time."""
    text = chunk.text
    if len(text) > HEADER_CHARACTERS or not _TIME.search(text) or not iso_date(text):
        return False
    marker = MARKER.match(text)
    said = _SAYS.search(text, marker.end() if marker else 0)
    name = text[marker.end() if marker else 0 : said.start() if said else 0].split()
    has_digit = any(character.isdecimal() for word in name for character in word)
    return 0 < len(name) <= NAME_WORDS and not name[0].islower() and not has_digit


def _is_named_over_date(pair: Sequence[Chunk]) -> bool:
    """Return whether a piece says who wrote, and the next one when."""
    text = pair[0].text
    if len(pair) < 2 or len(text) > HEADER_CHARACTERS or not _NAMED.fullmatch(text):
        return False
    line = pair[1].lines[0].text
    return len(line) < 60 and _TIME.search(line) is not None and iso_date(line) != ""


def _is_first(chunks: Sequence[Chunk], index: int) -> bool:
    """Return whether a header may open the first comment."""
    before = chunks[index - 1].text if index else ""
    is_numbered = re.match(r"\(?1[.)]\s", chunks[index].text) is not None
    is_indented = index + 1 < len(chunks) and chunks[index + 1].indent > chunks[index].indent
    return is_numbered or is_indented or _COMMENTS.fullmatch(before) is not None
