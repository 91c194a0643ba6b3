"""Dates, months and days of the week.

Rules obeyed here: a day is an ordinal; British order is day first, American month first.
"""

import re

from audio_edition.narrating.spoken_forms.number_words import ALONE, ordinal, year
from audio_edition.narrating.spoken_forms.rules import Rule, Variety, rule
from audio_edition.narrating.spoken_forms.times import ends_sentence
from audio_edition.narrating.spoken_forms.years import YEAR

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June|Jun\.?|July|Jul\.?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
    r"|JAN(?:UARY)?|FEB(?:RUARY)?|MARCH|APRIL|JUNE|JULY|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?"
    r"|NOV(?:EMBER)?|DEC(?:EMBER)?)(?![\w])"
)

_DAY = r"(?:3[01]|[12]\d|0?[1-9])"

_SUFFIX = r"(?:st|[nr]?d|th)?"
"""The older "3d" and "22d" included."""


_DASH = r"\s?[-–—]\s?"

_WEEKDAYS = {
    "Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday", "Weds": "Wednesday",
    "Thu": "Thursday", "Thur": "Thursday", "Thurs": "Thursday", "Fri": "Friday",
    "Sat": "Saturday", "Sun": "Sunday",
}  # fmt: skip

_WEEKDAY = r"(?:Mon|Tues?|Weds?(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?s?\b"


def month_name(written: str) -> str:
    """Return the whole name of a month written in full or short."""
    return next(m for m in _MONTHS if m[:3].lower() == written[:3].lower())


def _day_first(day: str, month: str, variety: Variety, the: str = "the ") -> str:
    return f"{the}{ordinal(int(day), variety)} of {month}"


def _month_first(month: str, day: str, variety: Variety) -> str:
    the = "" if variety is Variety.AMERICAN else "the "
    return f"{month} {the}{ordinal(int(day), variety)}"


def _with_year(words: str, written_year: str | None, variety: Variety) -> str:
    return f"{words}, {year(int(written_year), variety)}" if written_year else words


def _day_month(match: re.Match[str], variety: Variety) -> str:
    """7 March 1951, 7th of March, 7–9 March."""
    the = "" if match["the"] else "the "
    month = month_name(match["month"])
    words = _day_first(match["day"], month, variety, the)
    if match["last"]:
        first = f"{the}{ordinal(int(match['day']), variety)}"
        joint = "and" if match["joint"].strip() in ("and", "&") else "to"
        words = f"{first} {joint} {_day_first(match['last'], month, variety)}"
    words = _with_year((match["the"] or "") + words, match["year"], variety)
    return words + ("." if match[0].endswith(".") and ends_sentence(match) else "")


def _month_day(match: re.Match[str], variety: Variety) -> str:
    """March 7, 1951; Mar. 7th; March 7–9."""
    words = _month_first(month_name(match["month"]), match["day"], variety)
    if match["last"]:
        the = "" if variety is Variety.AMERICAN else "the "
        words += f" to {the}{ordinal(int(match['last']), variety)}"
    return _with_year(words, match["year"], variety)


def _numeric(match: re.Match[str], variety: Variety) -> str | None:
    """07/03/2024: the day first, or the month first in American, unless that cannot be."""
    first, second = int(match["first"]), int(match["second"])
    day, month = (second, first) if variety is Variety.AMERICAN else (first, second)
    if month > 12:
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    written_year = match["year"]
    if len(written_year) == 2:
        written_year = ("20" if int(written_year) < 50 else "19") + written_year
    return _say_date(written_year, month, day, variety)


def _iso(match: re.Match[str], variety: Variety) -> str | None:
    month, day = int(match["month"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _say_date(match["year"], month, day, variety)


def _say_date(written_year: str, month: int, day: int, variety: Variety) -> str:
    name = _MONTHS[month - 1]
    if variety is Variety.AMERICAN:
        return _with_year(_month_first(name, str(day), variety), written_year, variety)
    return _with_year(_day_first(str(day), name, variety), written_year, variety)


def _month_alone(match: re.Match[str], _: Variety) -> str:
    return month_name(match["here"])


def _weekday(match: re.Match[str], _: Variety) -> str:
    return _WEEKDAYS[match["here"].rstrip(".")]


_WEEKDAY_RANGE = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,2}\s?[-–—/]"


DATES: tuple[Rule, ...] = (
    rule(
        "month",
        r"\b(?P<here>(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov"
        rf"|Dec)\b\.?)(?=\s?[-–—]\s?{_MONTH})",
        _month_alone,
        needs=r"[a-z.]\s?[-–—]\s?[A-Z]",
    ),
    rule(
        "date",
        rf"{ALONE}(?P<year>\d{{4}})(?P<sign>[-/])(?P<month>[01]\d)(?P=sign)(?P<day>[0-3]\d)(?!"
        r"\d|-\d)",
        _iso,
    ),
    rule(
        "date",
        rf"{ALONE}(?P<first>[0-3]?\d)(?P<sign>[/.])(?P<second>[0-3]?\d)(?P=sign)(?P<year>(?"
        r":1[5-9]|20)?\d\d)(?![\d/]|\.\d)",
        _numeric,
    ),
    rule(
        "date",
        rf"{ALONE}(?P<the>\b[Tt]he\s)?(?<![\d–-])(?P<day>{_DAY}){_SUFFIX}(?:(?P<joint>"
        rf"{_DASH}|\s(?:to|and|&)\s)(?P<last>{_DAY}){_SUFFIX})?"
        rf"\s(?:of\s)?(?P<month>{_MONTH})(?:,?\s(?P<year>{YEAR}))?(?!\s?[-–]\s?\d)",
        _day_month,
        needs=r"\d(?:st|[nr]?d|th)?\s(?:of\s)?[A-Z]",
    ),
    rule(
        "date",
        rf"\b(?P<month>{_MONTH})\s(?:the\s)?(?P<day>{_DAY}){_SUFFIX}(?:{_DASH}(?P<last>"
        rf"{_DAY}){_SUFFIX})?(?![\w:%]|[.,]\d)"
        rf"(?:,?\s(?P<year>{YEAR}))?",
        _month_day,
        needs=r"[a-zA-Z.]\s(?:the\s)?\d",
    ),
    rule(
        "month",
        r"\b(?P<here>(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov"
        rf"|Dec)\b\.?)(?=[\s,]\s?(?:{YEAR}|\d))",
        _month_alone,
    ),
    rule(
        "month",
        r"\b(?P<here>(?:Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\.)(?!\w)",
        lambda m, _: month_name(m["here"]) + ("." if ends_sentence(m) else ""),
        needs=r"[a-z]\.",
    ),
    rule(
        "month",
        r"(?:(?<=\d\s)|(?<=th\s)|\b(?=(?:Jan|Feb|Aug|Sept?|Oct|Nov"
        r"|Dec)\.\s?[-–a-z]))(?P<here>(?:Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\.)",
        _month_alone,
        needs=r"[a-z]\.",
    ),
    rule(
        "weekday",
        rf"\b(?P<here>(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?)(?=,?\s(?:\d|{_MONTH}\s\d))",
        _weekday,
    ),
    rule(
        "weekday",
        r"\b(?P<here>Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)(?=\s?[-–—/]\s?(?:Mon|Tue|Wed"
        r"|Thu|Fri|Sat|Sun))",
        _weekday,
        needs=_WEEKDAY_RANGE,
    ),
    rule(
        "weekday",
        r"(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\s?[-–—/]\s?(?P<here>Mon|Tues?|Weds?"
        r"|Thu(?:rs?)?|Fri|Sat|Sun)\b",
        _weekday,
        needs=_WEEKDAY_RANGE,
    ),
    rule(
        "day range",
        rf"\b(?:{_MONTH}|{_WEEKDAY})(?P<here>\s?[–—-]\s?)(?={_MONTH}|{_WEEKDAY})",
        " to ",
        needs=r"[a-z][–—-][A-Z]",
    ),
)
"""In the order they are tried."""
