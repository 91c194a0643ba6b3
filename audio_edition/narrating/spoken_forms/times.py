"""Times of day.

Rules obeyed here: minutes are said as they are on a clock face ("six oh five"); letters for
before and after noon are spelled; a full hour is "o'clock" or "hundred".
"""

import re

from audio_edition.narrating.spoken_forms.number_words import ALONE, cardinal, two_digits
from audio_edition.narrating.spoken_forms.rules import Rule, Variety, rule


def _clock(match: re.Match[str], _: Variety) -> str | None:
    """7pm, 9.30 a.m., 12:49 pm, 22:30."""
    hour, minute, half = int(match["hour"]), match["minute"], match["half"]
    if hour > 24:
        return None
    if half:
        letters = f" {half[0].upper()}-M"
        words = cardinal(hour) + ("" if minute in (None, "00") else f" {_minutes(minute)}")
        point = "." if match["half"].endswith(".") and ends_sentence(match) else ""
        return words + letters + point
    if minute == "00":
        return (
            f"{cardinal(hour)} o'clock"
            if (1 <= hour <= 12 and len(match["hour"]) == 1) or 10 <= hour <= 12
            else f"{_hour(match['hour'])} hundred"
        )
    return f"{_hour(match['hour'])} {_minutes(minute)}"


def _hour(written: str) -> str:
    return "zero zero" if written == "00" else cardinal(int(written))


def _minutes(written: str) -> str:
    return two_digits(int(written))


_ZONE = re.compile(r"\s(?:[A-Z]{1,2}[SD]?T|UTC|[A-Z][a-z]+\stime)\b")


def ends_sentence(match: re.Match[str]) -> bool:
    """Return whether nothing but a new sentence follows a match."""
    if _ZONE.match(match.string, match.end()):
        return False
    rest = match.string[match.end() : match.end() + 4].lstrip(")”’\"'")
    return not rest.strip() or (rest[:1] == " " and rest[1:2].isupper())


_HALF = r"(?P<half>[ap]\.\s?m\.|[ap]m\b|[AP]M\b|[AP]\.M\.)"


def _first_of_clock_range(match: re.Match[str], _: Variety) -> str:
    minute = match["minute"]
    return cardinal(int(match["hour"])) + (
        f" {_minutes(minute)}" if minute and minute != "00" else ""
    )


def _military(match: re.Match[str], variety: Variety) -> str:
    """0900 hours, 1430 hrs."""
    hour, minute = match["hour"], match["minute"]
    words = f"oh {cardinal(int(hour))}" if hour[0] == "0" else cardinal(int(hour), variety)
    return words + (" hundred" if minute == "00" else f" {_minutes(minute)}") + " hours"


TIMES: tuple[Rule, ...] = (
    rule(
        "time",
        r"(?<![\w.,:/])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s?(?:hours|hrs)\b",
        _military,
        needs=r"\d\s?h(?:ou)?rs",
    ),
    rule(
        "clock range",
        r"[\dm.](?P<here>\s?[-–—]\s?)(?=\d{1,2}(?:[.:][0-5]\d)?\s?(?:[ap]\.?m|[AP]\.?M))",
        " to ",
    ),
    rule(
        "time",
        rf"{ALONE}(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d))?(?=\s?[-–—]\s?\d{{1,2}}(?:"
        r"[.:][0-5]\d)?\s?(?:am|pm|a\.m|p\.m))",
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
        r"(?<![\w.,:/])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?P<half>)(?![\d:]"
        r"|\.\d)(?:\s?(?:hrs|hours|h)\b)?(?:\s?o['’]clock)?",
        _clock,
        needs=r"\d:\d",
    ),
)
"""In the order they are tried."""
