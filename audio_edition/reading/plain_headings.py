"""Which pieces of a plain text are its title and its headings.

Rules: a heading is one short line with more under it, and is drawn as one (underlined, in
capitals, numbered) or is no sentence; the title is the first such line. A sentence of the
text is never taken for either: in doubt it is a paragraph, and is heard.
"""

import re
from collections.abc import Sequence

from audio_edition.reading.known_lines import is_about_author, is_byline, is_date_line
from audio_edition.reading.plain_chunks import (
    HEADING_CHARACTERS,
    Chunk,
    ChunkKind,
    ends_sentence,
    has_columns,
)

TITLE_CHARACTERS = 160
TITLE_LINES = 3
_ORDINAL = r"(?:\d{1,3}|[IVXLC]{1,7}|[A-Za-z]{3,12})"
_PART = re.compile(rf"(?:part|book|volume|act)\s+{_ORDINAL}\b(?:[\s.:—–-].*)?", re.I)
_CHAPTER = re.compile(
    rf"(?:chapter|section|article|canto|scene|letter|appendix|lesson)\s+{_ORDINAL}\b(?:[.:—–-].*)?"
    r"|(?:prologue|epilogue|preface|foreword|introduction|conclusion)[.:]?",
    re.IGNORECASE,
)
_ONLY_ORDINAL = re.compile(
    rf"(?:part|book|volume|act|chapter|section|article|canto|scene)\s+{_ORDINAL}[.:]?"
    r"|(?:\d{1,3}|[IVXLC]{1,7})[.:]?",
    re.IGNORECASE,
)
_BARE_NUMERAL = re.compile(r"(?:\d{1,3}|[IVXLC]{1,7})[.:]?")
_HASHES = re.compile(r"#{1,6}[ \t]+(?=\S)")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s+(?=[A-Z])")
_INITIALS = re.compile(r"(?:[A-Z]\.\s?){1,4}[A-Z][A-Z'’-]+\.?")
_SMALL_WORDS = frozenset(
    ["and", "the", "for", "from", "with", "into", "onto", "over", "but", "nor", "upon", "that"]
)
_CREDIT = re.compile(
    r"(?:photo(?:graph)?s?|sources?|images?|credits?|pictures?|notes?|illustrations?)"
    r"(?:\s+by\b|\s+courtesy\b|:)",
    re.IGNORECASE,
)
_POINTS = re.compile(r"[.,;:](?=\s|-|—)")
_OPENING_QUOTE = "\"“‘«„'"
_STATED_TITLE = re.compile(r"title:\s+(?=\S)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def prefix_length(text: str) -> int:
    """Return how many characters at the head of a heading are signs, not words."""
    found = _HASHES.match(text) or _STATED_TITLE.match(text)
    return found.end() if found else 0


def is_only_ordinal(text: str) -> bool:
    """Return whether a heading only counts: "CHAPTER I.", "Part Two", "3"."""
    return _ONLY_ORDINAL.fullmatch(text) is not None


def title_index(chunks: Sequence[Chunk]) -> int | None:
    """Return which piece is the title, if any is: the first, or the one after the byline."""
    for index, chunk in enumerate(chunks[:3]):
        if is_byline(chunk.text) or is_date_line(chunk.text):
            continue
        return index if index + 1 < len(chunks) and _is_title(chunks, index) else None
    return None


def _is_title(chunks: Sequence[Chunk], index: int) -> bool:
    chunk, following = chunks[index], chunks[index + 1]
    text = chunk.text
    if is_only_ordinal(text):
        return False
    if len(text) > TITLE_CHARACTERS or len(chunk.lines) > TITLE_LINES:
        return False
    if chunk.underline or _is_capitals(text) or prefix_length(text):
        return True
    if is_byline(following.text) or any(is_byline(c.text) for c in chunks[index + 1 : index + 4]):
        return not text.endswith((",", ";"))
    if chunk.marker or chunk.kind is not ChunkKind.TEXT or text[0] in "[(":
        return False
    if text[0] in _OPENING_QUOTE and text[-1] in "\"”’»'":
        return False
    if text.endswith((",", ";", ":", ".", "…")) or text.endswith(('."', ".”", ".’")):
        return text.endswith(".") and is_title_case(text) and _is_longer(following, text)
    return len(text.split()) <= 20 and not text[0].islower()


def _is_longer(following: Chunk, text: str) -> bool:
    return len(following.text) > max(HEADING_CHARACTERS, 3 * len(text))


def heading_style(chunks: Sequence[Chunk], index: int) -> str:
    """Return how a piece is drawn as a heading, one name for each way; empty if it is none."""
    chunk = chunks[index]
    text = chunk.text
    if len(text) > TITLE_CHARACTERS or len(chunk.lines) > 2 or chunk.kind is not ChunkKind.TEXT:
        return ""
    if has_columns(chunk.lines[0].text):
        return ""
    if chunk.underline:
        return chunk.underline if chunk.underline == "=" else "-"
    if hashes := _HASHES.match(text):
        return hashes[0].strip()
    if index + 1 == len(chunks) or not any(map(str.isalnum, text)):
        return ""
    following = chunks[index + 1]
    if len(text) <= HEADING_CHARACTERS and not text.endswith((",", ";")):
        if _PART.fullmatch(text):
            return "part"
        if _CHAPTER.fullmatch(text) or (_BARE_NUMERAL.fullmatch(text) and chunk.gap):
            return "chapter"
    if _is_capitals(text) and chunk.indent < 4 and not _is_name_or_date(text):
        return "capitals"
    before = chunks[index - 1].text if index else ""
    if before.endswith(",") or following.text[0].islower():
        return ""  # A signature under "Yours truly,"; a sentence that goes on.
    return _unmarked_style(chunk, following, before)


def _is_name_or_date(text: str) -> bool:
    """Return whether a line in capitals is a signature or a date."""
    return _INITIALS.fullmatch(text) is not None or is_date_line(text)


def _unmarked_style(chunk: Chunk, following: Chunk, before: str) -> str:
    """Return whether a piece that is not drawn as a heading reads as one nevertheless."""
    text = chunk.text
    is_short = len(text) <= HEADING_CHARACTERS and len(text.split()) <= 14 and len(chunk.lines) == 1
    if not is_short or text[0].islower() or text[0] in "[(*_" or is_date_line(text):
        return ""
    if text[0] in _OPENING_QUOTE and text[-1] in "\"”’»'.":
        return ""
    if is_about_author(text):
        return "plain"
    number = _NUMBER.match(text)
    body = text[number.end() :] if number else text
    if (chunk.marker and not number) or _CREDIT.match(text):
        return ""
    if text.endswith((",", ";", "-", "–", "—", "…")) or _ends_as_sentence(body, following, before):
        return ""
    if number:
        return f"numbered {number[0].strip(' .)').count('.')}"
    return "plain" if _may_follow(following, text) else ""


def _ends_as_sentence(text: str, following: Chunk, before: str) -> bool:
    """Return whether a short line that ends with a sentence's sign is rather a sentence."""
    if text.endswith("."):
        is_one_word = len(text.split()) < 2
        return is_one_word or not is_title_case(text) or _POINTS.search(text) is not None
    if text.endswith(("?", "!")) and not is_title_case(text):
        is_apart = len(before) > HEADING_CHARACTERS / 2 and _is_longer(following, text)
        return text.endswith("!") or len(text.split()) < 3 or not is_apart
    return False


def _may_follow(following: Chunk, text: str) -> bool:
    """Return whether what comes next may stand under a heading."""
    if text.endswith(":") and len(following.text) <= HEADING_CHARACTERS:
        return False
    if following.marker or following.kind is not ChunkKind.TEXT:
        return not text.endswith(":")
    if not ends_sentence(following.text) and len(following.text) <= HEADING_CHARACTERS:
        return following.marker is not None or is_title_case(text)
    return len(following.text) > HEADING_CHARACTERS or len(following.text) > len(text)


def is_title_case(text: str) -> bool:
    """Return whether the words of a line are written with capitals, as in a title."""
    words = [w for w in _WORD.findall(text) if len(w) > 3 and w.lower() not in _SMALL_WORDS]
    words = words or _WORD.findall(text)
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 0 and capitals == len(words) and _WORD.findall(text)[0][0].isupper()


def _is_capitals(text: str) -> bool:
    """Return whether a short line is written in capitals throughout."""
    letters = [character for character in text if character.isalpha()]
    return (
        len(letters) > 1
        and len(text) <= TITLE_CHARACTERS
        and not any(character.islower() for character in letters)
        and any(character.isupper() for character in letters)
        and not text.endswith((",", ";"))
    )
