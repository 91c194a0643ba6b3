"""Units, temperatures, percentages, angles and coordinates.

Rules obeyed here: only the unit is changed, the number before it is left to the rules
about numbers; a unit is singular after 1 and before a noun ("a five kilometre run").
"""

import re

from audio_edition.narrating.spoken_forms.number_words import NUMBER, cardinal, is_attributive, plural
from audio_edition.narrating.spoken_forms.rules import Rule, Variety, any_of, rule

_UNITS: dict[str, str | tuple[str, str]] = {
    "km": "kilometre", "m": "metre", "cm": "centimetre", "mm": "millimetre", "µm": "micrometre",
    "μm": "micrometre", "nm": "nanometre", "kms": "kilometre",
    "km²": "square kilometre", "km2": "square kilometre", "m²": "square metre", "m2": "square metre",
    "cm²": "square centimetre", "cm2": "square centimetre", "mm²": "square millimetre",
    "m³": "cubic metre", "m3": "cubic metre", "cm³": "cubic centimetre", "cm3": "cubic centimetre",
    "km³": "cubic kilometre", "sq km": "square kilometre", "sq m": "square metre",
    "sq ft": ("square foot", "square feet"), "sq. ft.": ("square foot", "square feet"),
    "sq mi": "square mile", "sq miles": "square mile", "sq in": ("square inch", "square inches"),
    "cu m": "cubic metre", "cu ft": ("cubic foot", "cubic feet"),
    "ft²": ("square foot", "square feet"),
    "kg": "kilogram", "g": "gram", "mg": "milligram", "µg": "microgram", "μg": "microgram",
    "mcg": "microgram", "kgs": "kilogram", "gm": "gram", "t": "tonne", "kt": "kilotonne",
    "l": "litre", "L": "litre", "ml": "millilitre", "mL": "millilitre", "cl": "centilitre",
    "dl": "decilitre", "dL": "decilitre", "cc": "cc",
    "lb": "pound", "lbs": "pound", "lb.": "pound", "lbs.": "pound", "oz": "ounce", "oz.": "ounce",
    "fl oz": "fluid ounce", "ft": ("foot", "feet"), "ft.": ("foot", "feet"),
    "in.": ("inch", "inches"), "ins": ("inch", "inches"), "yd": "yard", "yds": "yard", "yd.": "yard",
    "yds.": "yard", "mi": "mile", "mi.": "mile", "nmi": "nautical mile", "gal": "gallon",
    "gal.": "gallon", "pt": "pint", "qt": "quart", "tsp": "teaspoon", "tbsp": "tablespoon",
    "tsp.": "teaspoon", "tbsp.": "tablespoon", "ha": "hectare", "ac": "acre",
    "ms": "millisecond", "µs": "microsecond", "ns": "nanosecond", "s": "second", "sec": "second",
    "secs": "second", "sec.": "second", "secs.": "second", "min": "minute", "mins": "minute",
    "min.": "minute", "mins.": "minute", "h": "hour", "hr": "hour", "hrs": "hour", "hr.": "hour",
    "hrs.": "hour", "wk": "week", "wks": "week", "yr": "year", "yrs": "year", "yr.": "year",
    "yrs.": "year", "mo": "month", "mos": "month",
    "W": "watt", "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt", "TW": "terawatt",
    "Wh": "watt hour", "kWh": "kilowatt hour", "MWh": "megawatt hour", "GWh": "gigawatt hour",
    "TWh": "terawatt hour", "kwh": "kilowatt hour", "V": "volt", "kV": "kilovolt", "mV": "millivolt",
    "mA": "milliamp", "mAh": "milliamp hour", "Ah": "amp hour", "Ω": "ohm", "kΩ": "kilohm",
    "J": "joule", "kJ": "kilojoule", "MJ": "megajoule", "kcal": "kilocalorie", "cal": "calorie",
    "N": "newton", "Pa": "pascal", "kPa": "kilopascal", "hPa": "hectopascal", "mb": "millibar",
    "mbar": "millibar",
    "Hz": ("hertz", "hertz"), "kHz": ("kilohertz", "kilohertz"), "MHz": ("megahertz", "megahertz"),
    "GHz": ("gigahertz", "gigahertz"), "THz": ("terahertz", "terahertz"),
    "KB": "kilobyte", "kB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte",
    "PB": "petabyte", "kb": "kilobit", "Mb": "megabit", "Gb": "gigabit", "MP": "megapixel",
    "dB": "decibel", "Sv": "sievert", "mSv": "millisievert", "kt TNT": "kiloton", "px": "pixel",
    "hp": ("horsepower", "horsepower"), "bhp": ("brake horsepower", "brake horsepower"),
    "ly": "light year", "mol": "mole",
}  # fmt: skip
_RATES = {
    "mph": "miles per hour", "kph": "kilometres per hour", "kmh": "kilometres per hour",
    "km/h": "kilometres per hour", "m/s": "metres per second", "m/s²": "metres per second squared",
    "km/s": "kilometres per second", "ft/s": "feet per second", "mi/h": "miles per hour",
    "mpg": "miles per gallon", "rpm": "revolutions per minute", "bpm": "beats per minute",
    "wpm": "words per minute", "fps": "frames per second", "kbps": "kilobits per second",
    "Mbps": "megabits per second", "Gbps": "gigabits per second", "Mb/s": "megabits per second",
    "Gb/s": "gigabits per second", "MB/s": "megabytes per second", "kbit/s": "kilobits per second",
    "Mbit/s": "megabits per second", "ppm": "parts per million", "ppb": "parts per billion",
    "psi": "pounds per square inch", "g/km": "grams per kilometre", "mg/l": "milligrams per litre",
    "mg/L": "milligrams per litre", "mg/dL": "milligrams per decilitre", "mg/kg": "milligrams per kilogram",
    "µg/m³": "micrograms per cubic metre", "μg/m³": "micrograms per cubic metre",
    "g/cm³": "grams per cubic centimetre", "kg/m³": "kilograms per cubic metre",
    "kg/m²": "kilograms per square metre", "l/s": "litres per second", "g/l": "grams per litre",
    "kWh/m²": "kilowatt hours per square metre", "l/100km": "litres per hundred kilometres",
    "kn": "knots", "kts": "knots", "dpi": "dots per inch", "ppi": "pixels per inch",
}  # fmt: skip
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
_ANY_UNIT = any_of([*_UNITS, *_RATES])
_AMERICAN = (("metre", "meter"), ("litre", "liter"))


def _spelled(words: str, variety: Variety) -> str:
    if variety is Variety.AMERICAN:
        for british, american in _AMERICAN:
            words = words.replace(british, american)
    return words


def _name(unit: str, single: bool, variety: Variety) -> str:
    if unit in _RATES:
        words = _RATES[unit]
        if single and unit not in ("rpm", "mph"):
            head, per, rest = words.partition(" per ")
            words = head.removesuffix("s") + per + rest if head != "feet" else words
        return _spelled(words, variety)
    known = _UNITS[unit]
    one, many = (
        known if isinstance(known, tuple) else (known, known if known == "cc" else known + "s")
    )
    return _spelled(one if single else many, variety)


_M_OF_PEOPLE = re.compile(
    r"\s(?:people|users|viewers|copies|votes|voters|followers|readers|listeners|subscribers|jobs"
    r"|homes|households|customers|members|barrels|doses|downloads|visitors|children|refugees|workers"
    r"|adults|Americans|Britons|tonnes|tons|deaths|cases|streams|views)\b"
)


def _unit(match: re.Match[str], variety: Variety) -> str | None:
    """The unit after a number: 5kg, 30 cm, 12 sq km, 60 km/h."""
    unit, number = match["unit"], match["number"]
    spaced = match["space"] != ""
    if unit == "m" and _M_OF_PEOPLE.match(match.string, match.end()):
        return " million"
    if (
        spaced
        and match["space"] != " "
        and unit in ("s", "h", "t", "N", "V", "J", "W", "l", "L", "g", "m")
    ):
        return None
    if spaced and unit in ("V", "J", "N"):
        return None if re.match(r"\s[A-Z]|\.\w", match.string[match.end() : match.end() + 2]) else _whole_unit(match, variety)
    if spaced and unit in ("s", "ac", "mo", "mos", "pt", "MP"):
        return None
    if unit == "s" and match["number"][-1:] == "0" and not spaced:
        return None
    if unit == "MP" and number.isdigit() and int(number) > 200:
        return None
    single = (
        number == "1"
        or match["space"] == "-"
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
        r"(?<![\w.])(?P<feet>\d{1,2})(?P<here>[′'’]\s?)(?=\d{1,2}(?:\.\d)?(?:[″\"”]|''|\b))(?!\d\ds)",
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
        r"(?<!\w)(?:\d{1,2}(?=\s?st\.?\s\d{1,2}\s?lbs?\b)|\d?[04-9]|1[1-3])(?P<here>\s?st\.?(?=\s\d{1,2}\s?lb)|st\b)",
        " stone",
        needs=r"\d\s?st\b",
    ),
    rule(
        "ages",
        r"(?:\d\s?[-–]\s?|\b(?:[Uu]nder|[Oo]ver|[Tt]he|all|among|of|for)[-\s])(?P<here>(?P<age>[1-9]\d)s)\b",
        lambda m, v: plural(cardinal(int(m["age"]), v)),
        needs=r"\ds\b",
    ),
    rule(
        "unit",
        rf"(?<![\w.])(?P<number>{NUMBER}|\d*[½¼¾⅓⅔]|\d+/\d+)(?P<here>(?P<space>\s?|-)(?P<unit>{_ANY_UNIT}))(?![\w/²³])",
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
