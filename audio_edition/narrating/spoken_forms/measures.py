"""Units, temperatures, percentages, angles and coordinates.

Rules obeyed here: only the unit is changed, the number before it is left to the rules
about numbers; a unit is singular after 1 and before a noun ("a five kilometre run").
"""

import re

from audio_edition.narrating.spoken_forms.number_words import (
    NUMBER,
    cardinal,
    is_attributive,
    plural,
)
from audio_edition.narrating.spoken_forms.rules import Rule, Variety, any_of, rule
from audio_edition.narrating.spoken_forms.units import RATES, UNITS

_UNMISTAKABLE = (
    "km",
    "kg",
    "cm",
    "mm",
    "ml",
    "mg",
    "mph",
    "kph",
    "km/h",
    "km²",
    "kW",
    "MW",
    "GW",
    "kWh",
    "GB",
    "MB",
    "sq km",
    "sq ft",
    "sq m",
    "lbs",
    "oz",
    "ft",
    "hrs",
    "mins",
    "yrs",
    "kHz",
    "MHz",
)
"""Units that are no other word, so that they may follow a number in words."""
_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|few|several|many|per|of|a)"
)
_ANY_UNIT = any_of([*UNITS, *RATES])
_AMERICAN = (("metre", "meter"), ("litre", "liter"))


def _spelled(words: str, variety: Variety) -> str:
    if variety is Variety.AMERICAN:
        for british, american in _AMERICAN:
            words = words.replace(british, american)
    return words


def _name(unit: str, single: bool, variety: Variety) -> str:
    if unit in RATES:
        words = RATES[unit]
        if single and unit not in ("rpm", "mph"):
            head, per, rest = words.partition(" per ")
            words = head.removesuffix("s") + per + rest if head != "feet" else words
        return _spelled(words, variety)
    known = UNITS[unit]
    one, many = (
        known if isinstance(known, tuple) else (known, known if known == "cc" else known + "s")
    )
    return _spelled(one if single else many, variety)


_MODEL = re.compile(r"\b(?:Boeing|Airbus|Porsche|Peugeot|Levi's)\s$")
_IN_TIME = re.compile(r"\d\s?h\s?$")
_M_OF_PEOPLE = re.compile(
    r"\s(?:people|users|viewers|copies|votes|voters|followers|readers|listeners|subscribers|jobs"
    r"|homes|households|customers|members|barrels|doses|downloads|visitors|children"
    r"|refugees|workers"
    r"|adults|Americans|Britons|tonnes|tons|deaths|cases|streams|views)\b"
)


def _unit(match: re.Match[str], variety: Variety) -> str | None:
    """The unit after a number: 5kg, 30 cm, 12 sq km, 60 km/h."""
    unit, number = match["unit"], match["number"]
    spaced = match["space"] != ""
    if unit == "s" and not spaced and _MODEL.search(match.string[: match.start()]):
        return None
    if unit == "m" and _IN_TIME.search(match.string[: match.start()]):
        return " minute" if number == "1" else " minutes"
    if unit == "m" and _M_OF_PEOPLE.match(match.string, match.end()):
        return " million"
    if (
        spaced
        and match["space"] != " "
        and unit in ("s", "h", "t", "N", "V", "J", "W", "l", "L", "g", "m")
    ):
        return None
    if spaced and unit in ("V", "J", "N"):
        return (
            None
            if re.match(r"\s[A-Z]|\.\w", match.string[match.end() : match.end() + 2])
            else _whole_unit(match, variety)
        )
    if spaced and unit in ("s", "ac", "mo", "mos", "pt", "MP"):
        return None
    if unit == "s" and match["number"][-1:] == "0" and not spaced:
        return None
    if unit == "MP" and number.isdigit() and int(number) > 200:
        return None
    single = (
        number == "1"
        or match["space"] == "-"
        or match.string.startswith(("-high", "-long", "-wide", "-deep", "-tall"), match.end())
        or is_attributive(match.string, match.start(), match.end())
    )
    name = _name(unit, single, variety)
    keeps_point = unit.endswith(".") and not match.string[match.end() :].strip("”’\"' )")
    return f" {name}{'.' if keeps_point else ''}"


def _whole_unit(match: re.Match[str], variety: Variety) -> str:
    return f" {_name(match['unit'], match['number'] == '1', variety)}"


def _unit_after_word(match: re.Match[str], variety: Variety) -> str:
    return _name(match["here"], match["word"].lower() in ("one", "a", "per"), variety)


def _feet_and_inches(match: re.Match[str], variety: Variety) -> str:
    """The marks of 6'2" and 5′ 10″; the numbers are left alone."""
    single = match["feet"] == "1"
    return " foot " if single or variety is Variety.BRITISH else " feet "


_QUOTE_MARK = re.compile(r'(?<!\d)"')


def _inch_mark(match: re.Match[str], _: Variety) -> str | None:
    """12" is twelve inches unless the mark closes a quotation opened before it."""
    if match["here"] == '"' and len(_QUOTE_MARK.findall(match.string[: match.start("here")])) % 2:
        return None
    begin = match.start("number")
    single = match["number"] == "1" or is_attributive(match.string, begin, match.end())
    return " inch" if single else " inches"


def _foot_mark(match: re.Match[str], _: Variety) -> str:
    return " foot" if match["number"] == "1" else " feet"


_COMPASS = {"N": "north", "S": "south", "E": "east", "W": "west"}


def _degrees(match: re.Match[str], _: Variety) -> str:
    """°C, °F, °N, ° and what stands between a coordinate's parts."""
    word = "degree" if match["number"] == "1" else "degrees"
    scale = {"C": " Celsius", "F": " Fahrenheit", "K": " Kelvin"}
    letter = match["letter"] or ""
    return f" {word}{scale.get(letter) or (' ' + _COMPASS[letter] if letter else '')}"


def _arc(match: re.Match[str], _: Variety) -> str:
    name = " minutes" if match["mark"] in "′'’" else " seconds"
    letter = match["letter"]
    return name + (f" {_COMPASS[letter]}" if letter else "") + ("" if letter else " ")


MEASURES: tuple[Rule, ...] = (
    rule(
        "percent",
        r"(?<=[\d½¼¾a-z])\s?%(?:\s?(?:age)\b)?",
        lambda m, _: " percentage" if "age" in m[0] else " percent",
        needs="%",
    ),
    rule("hour", r"(?<=/)hr\b", "hour", needs=r"/hr\b"),
    rule("percent", r"(?<=\d)pc\b", " percent", needs=r"\dpc\b"),
    rule("feet", r"(?<![\w.])\d{1,2}(?P<here>ft)(?=\d{1,2}\b)", " foot ", needs=r"\dft\d"),
    rule("percent", r"(?<=\d)\s?‰", " per thousand", needs="‰"),
    rule(
        "degrees",
        rf"(?P<number>{NUMBER})(?P<here>\s?[°º˚](?:\s?(?P<letter>[CFKNSEW])(?!\w))?)",
        lambda m, v: _degrees(m, v) + (" " if m.string[m.end() : m.end() + 1].isdigit() else ""),
        needs="[°º˚]",
    ),
    rule(
        "degrees",
        r"(?P<here>℃|℉)",
        lambda m, _: " degrees Celsius" if m[0] == "℃" else " degrees Fahrenheit",
        needs="[℃℉]",
    ),
    rule("arc", r"°\s?\d{1,2}(?P<here>(?P<mark>[′'’])\s?(?P<letter>[NSEW]\b)?)", _arc, needs="°"),
    rule(
        "arc",
        r"[′'’]\s?\d{1,2}(?:\.\d+)?(?P<here>(?P<mark>[″\"”])\s?(?P<letter>[NSEW]\b)?)",
        _arc,
        needs="°",
    ),
    rule(
        "feet",
        r"(?<![\w.])(?P<feet>\d{1,2})(?P<here>[′'’]\s?)(?=\d{1,2}(?:\.\d)?(?:[″\"”]|''"
        r"|\b))(?!\d\ds)",
        _feet_and_inches,
        needs=r"\d[′'’]\s?\d",
    ),
    rule(
        "inches",
        r"\d[′'’]\s?\d{1,2}(?:\.\d)?(?P<here>″|\"|”|'')",
        lambda m, _: (
            ""
            if m["here"] == "”"
            else " inches"
            if not m.string[m.end() : m.end() + 2].strip().isalpha()
            else " inch"
        ),
        needs=r"\d[′'’]\s?\d",
    ),
    rule(
        "inches",
        rf"(?<![\w.])(?P<number>{NUMBER})(?P<here>″|\")(?!\w)",
        _inch_mark,
        needs=r'\d[″"]',
    ),
    rule("feet", rf"(?<![\w.])(?P<number>{NUMBER})(?P<here>′)(?!\w)", _foot_mark, needs="′"),
    rule(
        "inches",
        r"(?<![\w.])(?P<number>\d+(?:\.\d+)?)(?P<here>in)\b",
        lambda m, _: (
            " inch"
            if m["number"] == "1" or is_attributive(m.string, m.start(), m.end())
            else " inches"
        ),
        needs=r"\din\b",
    ),
    rule(
        "stone",
        r"(?<!\w)(?:\d{1,2}(?=\s?st\.?\s\d{1,2}\s?lbs?\b)|\d?[04-9]"
        r"|1[1-3])(?P<here>\s?st\.?(?=\s\d{1,2}\s?lb)|st\b)",
        " stone",
        needs=r"\d\s?st\b",
    ),
    rule(
        "ages",
        r"(?:\d\s?[-–]\s?|\b(?:[Uu]nder|[Oo]ver|[Tt]he|all|among|of"
        r"|for)[-\s])(?P<here>(?P<age>[1-9]\d)s)\b",
        lambda m, v: plural(cardinal(int(m["age"]), v)),
        needs=r"\ds\b",
    ),
    rule(
        "unit",
        rf"(?<![\w.])(?P<number>{NUMBER}|\d*[½¼¾⅓⅔]|\d+/\d+)(?P<here>(?P<space>\s?"
        rf"|-)(?P<unit>{_ANY_UNIT}))(?![\w/²³])",
        _unit,
    ),
    rule(
        "unit",
        rf"\b(?i:(?P<word>{_NUMBER_WORD}))[\s-](?P<here>{any_of(_UNMISTAKABLE)})(?![\w/²³.-])",
        _unit_after_word,
        needs=rf"\b{any_of(_UNMISTAKABLE)}\b",
    ),
    rule(
        "unit",
        r"(?<=\d)(?P<here>\s?lakh|\s?crore)\b",
        lambda m, _: " " + m[0].strip(),
        needs="lakh|crore",
    ),
)
