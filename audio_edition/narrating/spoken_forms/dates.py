"""Dates, years, decades and times of day.

Rules obeyed here: a day is an ordinal; a number of four digits is a year only where it
reads as one; British order is day first, American month first.
"""

import re

from audio_edition.narrating.spoken_forms.number_words import (
    ALONE,
    cardinal,
    ordinal,
    plural,
    two_digits,
    year,
)
from audio_edition.narrating.spoken_forms.rules import Rule, Variety, rule

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
    r"|JAN(?:UARY)?|FEB(?:RUARY)?|MARCH|APRIL|JUNE|JULY|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?"
    r"|NOV(?:EMBER)?|DEC(?:EMBER)?)(?![\w])"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_SUFFIX = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1\d{3}|20\d\d)(?![\d])(?!,\d)"
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
    return _with_year((match["the"] or "") + words, match["year"], variety)


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


def _decade(match: re.Match[str], variety: Variety) -> str | None:
    written = match["decade"]
    if len(written) == 2:
        number = int(written)
        return "noughties" if number == 0 else plural(cardinal(number))
    number = int(written)
    if number % 100:
        return plural(year(number, variety))
    century = number // 100
    return plural(
        cardinal(number, variety) if century % 10 == 0 else f"{cardinal(century)} hundred"
    )


def _years(match: re.Match[str], variety: Variety) -> str:
    """1914–18, 1939–1945, 2019/20."""
    first, last = match["first"], match["last"]
    joint = " " if "/" in match["joint"] else " to "
    if len(last) == 4:
        return f"{year(int(first), variety)} {'to' if joint == ' to ' else 'slash'} {year(int(last), variety)}"
    return year(int(first), variety) + joint + two_digits(int(last))


_PEOPLE_OR_THINGS = (
    r"(?!(?:is|was|as|has|its|this|thus|perhaps|always|sometimes|across|yes|it's|besides|unless"
    r"|series|towards|plus|minus|news|politics|alas|less|class|crisis|census|congress|across|plans"
    r"|sales|loss|elections|olympics|games|riots|edition|version|protests|championships|finals|cross)\b)"
    r"(?:[a-z]+[a-rt-z]s\b|people|men|women|children|others|feet|metre|meter|per|or\smore|staff|cattle|sheep|police|troops)"
)
_QUANTITY_AFTER = re.compile(
    rf"\s(?:(?!and|or|to|in|of|the|a)[a-z]+\s)?{_PEOPLE_OR_THINGS}|\s?[%°]|\s(?:m|km|kg|g|ft|per)\b"
)
_TIME_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|to|during|before|after|of|circa|around|early|late|mid|and"
    r"|year|spring|summer|autumn|fall|winter|the|between|ad|bc|ce|c\.|ca\.|budget|a|for|born|died)"
    r"|[(\[‘'’–-])\s?$",
    re.IGNORECASE,
)
_QUANTITY_BEFORE = re.compile(
    r"(?:\b(?:about|over|nearly|some|almost|than|least|most|total|only|approximately|roughly|number|"
    r"no\.|page|room|flight|item|model|type|paid|cost|weighs|weighed|up\sto|population|contains|has|have|had)|[~≈+=×*/<>−])\s?$",
    re.IGNORECASE,
)


def _bare_year(match: re.Match[str], variety: Variety) -> str | None:
    """A number of four digits that stands where a year would."""
    text = match.string
    before = text[max(0, match.start() - 20) : match.start()]
    if _QUANTITY_BEFORE.search(before):
        return None
    if not _TIME_BEFORE.search(before) and _QUANTITY_AFTER.match(text, match.end()):
        return None
    return year(int(match[0]), variety)


def _circa(match: re.Match[str], _: Variety) -> str:
    return "circa "


def _clock(match: re.Match[str], _: Variety) -> str | None:
    """7pm, 9.30 a.m., 12:49 pm, 22:30."""
    hour, minute, half = int(match["hour"]), match["minute"], match["half"]
    if hour > 24:
        return None
    if half:
        letters = f" {half[0].upper()}-M"
        words = cardinal(hour) + ("" if minute in (None, "00") else f" {_minutes(minute)}")
        point = "." if match["half"].endswith(".") and _ends_sentence(match) else ""
        return words + letters + point
    if minute == "00":
        return (
            f"{cardinal(hour)} o'clock"
            if 1 <= hour <= 12 and len(match["hour"]) == 1 or 10 <= hour <= 12
            else f"{_hour(match['hour'])} hundred"
        )
    return f"{_hour(match['hour'])} {_minutes(minute)}"


def _hour(written: str) -> str:
    return "zero zero" if written == "00" else cardinal(int(written))


def _minutes(written: str) -> str:
    return two_digits(int(written))


def _ends_sentence(match: re.Match[str]) -> bool:
    rest = match.string[match.end() : match.end() + 4].lstrip(")”’\"'")
    return not rest.strip() or (rest[:1] == " " and rest[1:2].isupper())


_HALF = r"(?P<half>[ap]\.\s?m\.|[ap]m\b|[AP]M\b|[AP]\.M\.)"


def _first_of_clock_range(match: re.Match[str], _: Variety) -> str:
    minute = match["minute"]
    return cardinal(int(match["hour"])) + (
        f" {_minutes(minute)}" if minute and minute != "00" else ""
    )


_WEEKDAY_RANGE = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,2}\s?[-–—/]")

DATES: tuple[Rule, ...] = (
    rule("date", rf"{ALONE}(?P<year>\d{{4}})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d|-\d)", _iso),
    rule(
        "date",
        rf"{ALONE}(?P<first>[0-3]?\d)(?P<sign>[/.])(?P<second>[0-3]?\d)(?P=sign)(?P<year>(?:19|20)?\d\d)(?![\d/]|\.\d)",
        _numeric,
    ),
    rule(
        "date",
        rf"{ALONE}(?P<the>\b[Tt]he\s)?(?<![\d–-])(?P<day>{_DAY}){_SUFFIX}(?:(?P<joint>{_DASH}|\s(?:to|and|&)\s)(?P<last>{_DAY}){_SUFFIX})?"
        rf"\s(?:of\s)?(?P<month>{_MONTH})(?:,?\s(?P<year>{_YEAR}))?(?!\s?[-–]\s?\d)",
        _day_month,
        needs=r"\d(?:st|nd|rd|th)?\s(?:of\s)?[A-Z]",
    ),
    rule(
        "date",
        rf"\b(?P<month>{_MONTH})\s(?:the\s)?(?P<day>{_DAY}){_SUFFIX}(?:{_DASH}(?P<last>{_DAY}){_SUFFIX})?(?![\w:%]|[.,]\d)"
        rf"(?:,?\s(?P<year>{_YEAR}))?",
        _month_day,
        needs=r"[a-zA-Z.]\s(?:the\s)?\d",
    ),
    rule(
        "month",
        rf"\b(?P<here>(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)(?=[\s,]\s?(?:{_YEAR}|\d))",
        _month_alone,
    ),
    rule(
        "month",
        r"\b(?P<here>(?:Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\.)(?!\w)",
        lambda m, _: month_name(m["here"]) + ("." if _ends_sentence(m) else ""),
        needs=r"[a-z]\.",
    ),
    rule(
        "month",
        r"(?:(?<=\d\s)|(?<=th\s)|\b(?=(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.\s?[-–a-z]))(?P<here>(?:Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\.)",
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
        r"\b(?P<here>Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)(?=\s?[-–—/]\s?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun))",
        _weekday,
        needs=_WEEKDAY_RANGE,
    ),
    rule(
        "weekday",
        r"(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\s?[-–—/]\s?(?P<here>Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\b",
        _weekday,
        needs=_WEEKDAY_RANGE,
    ),
    rule(
        "day range",
        rf"\b(?:{_MONTH}|{_WEEKDAY})(?P<here>\s?[–—-]\s?)(?={_MONTH}|{_WEEKDAY})",
        " to ",
        needs=r"[a-z][–—-][A-Z]",
    ),
    rule("decade", rf"{ALONE}[‘’'ʼ]?(?P<decade>\d0)['’]?s\b", _decade, needs=r"0['’]?s\b"),
    rule("decade", rf"{ALONE}(?P<decade>[12]\d\d0)['’]?s\b", _decade, needs=r"0['’]?s\b"),
    rule(
        "years",
        rf"{ALONE}(?P<first>1[1-9]\d\d|20\d\d)(?P<joint>\s?[-–—]\s?|/)(?P<last>(?:1[1-9]|20)\d\d|\d\d)(?![\w/-]|[.,]\d)",
        _years,
    ),
    rule(
        "circa",
        r"\b(?:ca?\.|c)\s?(?=[12]\d{3}\b|[1-9]\d\d\s?(?:BC|AD|CE))",
        _circa,
        needs=r"\bca?\.?\s?\d",
    ),
    rule(
        "short year",
        r"(?<=[\s(])[‘’'ʼ](?P<short>\d\d)(?![\w'])",
        lambda m, _: two_digits(int(m["short"])),
        needs=r"[‘’'ʼ]\d\d",
    ),
    rule(
        "clock range",
        rf"[\dm.](?P<here>\s?[-–—]\s?)(?=\d{{1,2}}(?:[.:][0-5]\d)?\s?(?:[ap]\.?m|[AP]\.?M))",
        " to ",
    ),
    rule(
        "time",
        rf"{ALONE}(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d))?(?=\s?[-–—]\s?\d{{1,2}}(?:[.:][0-5]\d)?\s?(?:am|pm|a\.m|p\.m))",
        _first_of_clock_range,
        needs=r"\d\s?[ap]\.?m",
    ),
    rule(
        "time",
        rf"{ALONE}(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d))?\s?{_HALF}",
        _clock,
        needs=r"(?i)\d\s?[ap]\.?m",
    ),
    rule(
        "time",
        rf"(?<![\w.,:/])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?P<half>)(?![\d:]|\.\d)(?:\s?(?:hrs|hours|h)\b)?(?:\s?o['’]clock)?",
        _clock,
        needs=r"\d:\d",
    ),
    rule("year", rf"(?<![\w.,:/$£€#@+-]){_YEAR}(?![\w%°]|[-–—]\d|/\d|:\d|\.\d)", _bare_year),
    rule("year", rf"(?<=[a-z]-){_YEAR}(?![\w%°/])", lambda m, v: year(int(m[0]), v)),
)
