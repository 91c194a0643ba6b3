"""Years, decades and spans of years.

Rules obeyed here: a number of four digits is a year only where it reads as one.
"""

import re

from audio_edition.narrating.spoken_forms.number_words import (
    ALONE,
    cardinal,
    plural,
    two_digits,
    year,
)
from audio_edition.narrating.spoken_forms.rules import Rule, Variety, rule

YEAR = r"(?:1\d{3}|20\d\d)(?![\d])(?!,\d)"


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
        return (
            f"{year(int(first), variety)} {'to' if joint == ' to ' else 'slash'}"
            f" {year(int(last), variety)}"
        )
    return year(int(first), variety) + joint + two_digits(int(last))


_PEOPLE_OR_THINGS = (
    r"(?!(?:is|was|as|has|its|this|thus|perhaps|always|sometimes|across|yes|it's|besides|unless"
    r"|series|towards|plus|minus|news|politics|alas|less|class|crisis|census|congress|across|plans"
    r"|sales|loss|elections|olympics|games|riots|edition|version|protests|championships"
    r"|finals|cross)\b)"
    r"(?:[a-z]+[a-rt-z]s\b|people|men|women|children|others|feet|metre|meter|per|or\smore"
    r"|staff|cattle|sheep|police|troops)"
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
    r"(?:\b(?:about|over|nearly|some|almost|than|least|most|total|only|approximately"
    r"|roughly|number|"
    r"no\.|page|pp?\.|part|section|sec\.|chapter|lines?|§|order|unit|paragraph|article"
    r"|table|fig(?:ure|\.)|vol\.|[A-Z]\.C\.|CFR|room|flight|item|model|type|paid|cost"
    r"|weighs|weighed|up\sto|population|contains|has|have|had)|[~≈+=×*/<>−])\s?$",
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


YEARS: tuple[Rule, ...] = (
    rule("decade", rf"{ALONE}[‘’'ʼ]?(?P<decade>\d0)['’]?s\b", _decade, needs=r"0['’]?s\b"),
    rule("decade", rf"{ALONE}(?P<decade>[12]\d\d0)['’]?s\b", _decade, needs=r"0['’]?s\b"),
    rule(
        "years",
        rf"{ALONE}(?P<first>1[1-9]\d\d|20\d\d)(?P<joint>\s?[-–—]\s?|/)(?P<last>(?:1[1-9]"
        r"|20)\d\d|\d\d)(?![\w/-]|[.,]\d)",
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
        r"(?:(?<=[\s(–-])|^)[‘’'ʼ](?P<short>\d\d)(?![\w'])",
        lambda m, _: two_digits(int(m["short"])),
        needs=r"[‘’'ʼ]\d\d",
    ),
    rule(
        "years",
        r"[‘’'ʼ]\d\d(?P<here>\s?[–-]\s?)(?=[‘’'ʼ]\d\d(?!\w))",
        " to ",
        needs=r"[‘’'ʼ]\d\d\s?[–-]",
    ),
    rule("year", rf"(?<![\w.,:/$£€#@+-]){YEAR}(?![\w%°]|[-–—]\d|/\d|:\d|\.\d)", _bare_year),
    rule("year", rf"(?<=[a-z]-){YEAR}(?![\w%°/])", lambda m, v: year(int(m[0]), v)),
)
"""In the order they are tried."""
