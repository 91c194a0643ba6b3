"""Names, dates and languages as articles write them, brought into one form.

Rules: an author is given as a listener should hear the name; a date that is not certain
is no date; a language is a BCP 47 tag.
"""

import re
from collections.abc import Iterable

from audio_edition.english import listed

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_ISO = re.compile(r"\b(?P<year>(?:1[5-9]|20)\d\d)-(?P<month>[01]\d)(?:-(?P<day>[0-3]\d))?")
_WRITTEN = (
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b"),
    re.compile(rf"\b{_DAY}\s+{_MONTH},?\s+{_YEAR}\b"),
)
_BY = re.compile(
    r"^\s*(?:(?:written|words|story|text|posted|published)\s+)?by\b[\s:]*", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s*(?:;|\||,\s*and\b|,|\band\b|&)\s*")
_SUFFIX = re.compile(r"^(?:Jr|Sr|Esq|MD|M\.D|PhD|Ph\.D|DPhil|MP|KC|QC|II|III|IV|D\.D)\.?$")
_DATE_AFTER = re.compile(
    r"[\s,;|•·–—-]+(?:on\s+|at\s+|published:?\s+|updated:?\s+)?(?:[A-Za-z]+day,?\s+)?"
    rf"(?:(?:{'|'.join(m[:3] for m in MONTHS)})[a-z]*\.?\s+\d"
    r"|\d{1,2}\s+[A-Z][a-z]{2}|\d{4}-).*",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:correspondent|editor|reporter|writer|staff|author|columnist|contributor|professor"
    r"|critic|producer|fellow|director|analyst|special to|for the|of the)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*$")


def author_names(written: str | Iterable[str]) -> str:
    """Return authors as a listener should hear them: "A, B and C", without "By"."""
    texts = [written] if isinstance(written, str) else list(written)
    names: list[str] = []
    for text in texts:
        line = _DATE_AFTER.sub("", _BY.sub("", " ".join(text.split())))
        for place, name in enumerate(_SEPARATOR.split(line)):
            if place and _ROLE.search(name):
                continue
            if name and _SUFFIX.match(name) and names:
                names[-1] += f", {name}"
            elif name and name not in names:
                names.append(name)
    return listed(names)


def iso_date(written: str) -> str:
    """Return the first date in a text as YYYY-MM-DD (or YYYY-MM), or nothing."""
    found = _ISO.search(written)
    if found is not None:
        month, day = int(found["month"]), int(found["day"] or 0)
        if 1 <= month <= 12 and (found["day"] is None or 1 <= day <= _days(month)):
            return found[0]
    for pattern in _WRITTEN:
        found = pattern.search(written)
        month = _month(found["month"]) if found else 0
        if found and month and 1 <= int(found["day"]) <= _days(month):
            return f"{found['year']}-{month:02}-{int(found['day']):02}"
    return ""


def _month(word: str) -> int:
    """Return the number of a month named in full or by its first letters, or 0."""
    word = word.lower()
    short = "sep" if word == "sept" else word
    return next((i for i, m in enumerate(MONTHS, 1) if m == word or m[:3] == short), 0)


def _days(month: int) -> int:
    return 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31


def language_tag(written: str) -> str:
    """Return a BCP 47 tag written with hyphens, or nothing if it is none."""
    tag = written.strip()
    return tag.replace("_", "-") if _TAG.match(tag) and tag.lower() not in ("und", "zxx") else ""


def same_words(one: str, other: str) -> bool:
    """Return whether two texts say the same words, whatever their points and capitals."""
    return words_of(one) == words_of(other)


def words_of(text: str) -> list[str]:
    """Return a text's words in lower case."""
    return re.findall(r"[^\W_]+", text.lower())
