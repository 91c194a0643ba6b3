"""What the segmenter leaves to be mended: abbreviations, list numbers, long quotations.

Rules obeyed here: a mend looks at the few characters around an end, or at one sentence;
nothing is parted inside a quotation where a piece would be shorter than three words.
"""

import re
from collections.abc import Callable

_BEFORE_NAME = re.compile(
    r"(?:^|[\s(“\"‘'])(?:Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Gen|Lt|Col|Capt|Sgt|Messrs|Mme|Mlle|Robt|Wm"
    r"|Chas|Thos|Geo|vs|cf|viz)\.\s*$"
)
"""Ends with an abbreviation that a name or an explanation always follows."""
_SAINT_FIRST = re.compile(r"^\W*St\.\s*$")
_BEFORE_SMALL = re.compile(r"(?<![\w.])\d{1,2}[sd]\.\s*$")
"""Ends with a price of before 1971, which a sentence seldom does."""
_SMALL = re.compile(r"[a-z]|\d{1,2}d\.")
_BEFORE_VERSE = re.compile(
    r"(?<![\w.])(?:[ivxlc]+|Gen|Exod?|Lev|Num|Deut|Josh|Judg|Sam|Kgs|Chron|Ps|Prov|Eccl|Isa|Jer"
    r"|Ezek|Dan|Hos|Zech|Mal|Matt|Rom|Cor|Gal|Eph|Phil|Col|Thess|Tim|Heb|Jas|Pet|Rev)\.\s*$"
)
"""Ends with a book or chapter, as of the Bible, that may stand before chapter or verse."""
_VERSE = re.compile(r"[ivxlc]+\b\.?|\d+|[;,]")
_BEFORE_NUMBER = re.compile(
    r"(?:^|[\s(–—-])(?:[Vv]ols?|VOL|[Nn]os|[Ff]igs?|[Ss]ecs?|[Aa]rts?|[Cc]h(?:ap)?s?|[Pp]aras?|[Pp]ts?"
    r"|[Aa]pprox|[Cc]a|pp?|N[oO]|Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\.\s*$"
)
"""Ends with an abbreviation that may stand before a number, or end a sentence."""
_NUMBER_ALONE = re.compile(r"\s*(?:[⁃•–-]\s*)?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s*$")
"""Nothing but the number of a list item: "2. "."""
_CLOSING_FIRST = re.compile(r"(?:[)\]”»]|’(?!\w))+\s*|[\"']+\s+")
"""Closing signs that the segmenter put before the next sentence."""
_NUMBER = re.compile(r"\d|[IVXLC]+\b|[ivxlc]+\b")

_TAIL_CHARACTERS = 16
_CLOSING = {"“": "”", "«": "»", "(": ")", "[": "]", '"': '"'}
_OPENING_MARK = re.compile(r"[“«\"]")
_ENDED = re.compile(r"[.!?…][”’\"'»]*[)\]]\s+(?=[\"“‘'(\[«]?[A-Z0-9])")
SHORTEST_PIECE_WORDS = 3


def is_false_end(before: str, after: str) -> bool:
    """Return whether a sentence does not end where the segmenter says it does.

    Args:
        before: the sentence, with the white space after it.
        after: the first characters of the next.
    """
    tail = before[-_TAIL_CHARACTERS:]
    if _BEFORE_NUMBER.search(tail):
        return _NUMBER.match(after) is not None
    if _BEFORE_VERSE.search(tail) and _VERSE.match(after):
        return True
    if _BEFORE_SMALL.search(tail) and _SMALL.match(after):
        return True
    return bool(
        _BEFORE_NAME.search(tail)
        or _SAINT_FIRST.match(before[:_TAIL_CHARACTERS])
        or _NUMBER_ALONE.match(before[: 2 * _TAIL_CHARACTERS])
    )


def closing_length(text: str, begin: int) -> int:
    """Return how many characters at an offset belong to the sentence before it."""
    match = _CLOSING_FIRST.match(text, begin)
    return match.end() - begin if match else 0


def inner_ends(sentence: str, ends_of: Callable[[str], list[int]]) -> list[int]:
    """Return where sentences end inside one that the segmenter left whole, in order.

    It leaves a quotation whole, and a sentence in brackets with the one after it.

    Args:
        sentence: with the white space after it.
        ends_of: the segmenter: offsets after each sentence, the last one the text's length.
    """
    ends: set[int] = set()
    for begin, end in _enclosed(sentence):
        if sentence[begin - 1] in "([" and (match := _ENDED.match(sentence, end - 1)):
            ends.add(match.end())
        inside = ends_of(sentence[begin:end])[:-1]
        ends |= {at - _apostrophe_length(sentence, at) for at in (begin + end for end in inside)}
    return _apart(sentence, sorted(ends))


def _apostrophe_length(text: str, at: int) -> int:
    """Return how many characters before an offset are an apostrophe of the word after it."""
    return int(text[at - 1] == "’" and text[at - 2].isspace() and text[at : at + 1].isalpha())


def _enclosed(sentence: str) -> list[tuple[int, int]]:
    """Return the ranges inside quotation marks, and inside brackets that open a sentence."""
    found: list[tuple[int, int]] = []
    at = len(sentence) - len(sentence.lstrip())
    while at < len(sentence):
        opening = sentence[at]
        if opening in "([":
            end = sentence.find(_CLOSING[opening], at)
            match = _ENDED.match(sentence, end - 1) if end > at + 1 else None
            whole = end > 0 and not sentence[end + 1 :].strip()
            if match or whole:
                found.append((at + 1, end))
                at = match.end() if match else len(sentence)
                continue
        mark = _OPENING_MARK.search(sentence, at)
        if mark is None:
            break
        end = sentence.find(_CLOSING[mark[0]], mark.end())
        end = len(sentence) if end < 0 else end
        found.append((mark.end(), end))
        at = end + 1
    return found


def _apart(sentence: str, ends: list[int]) -> list[int]:
    """Return ends that leave no piece of less than three words."""
    kept: list[int] = []
    for end in ends:
        before = sentence[kept[-1] if kept else 0 : end]
        bracketed = before.rstrip()[-1:] in (")", "]")
        if bracketed or min(_words(before), _words(sentence[end:])) >= SHORTEST_PIECE_WORDS:
            kept.append(end)
    return kept


def _words(text: str) -> int:
    return len(text.split())
