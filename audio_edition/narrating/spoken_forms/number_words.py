"""Numbers as words: what the rules about numbers, dates, money and measures share.

num2words makes the words. It takes about 20 ms to load, so it is loaded with the first
number. Numbers too long to be heard as a quantity are said digit by digit.
"""

import re
from functools import cache, lru_cache
from typing import Any

from audio_edition.narrating.spoken_forms.rules import Variety

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
"""A number as written, with or without thousands commas and decimals."""

ALONE = r"(?<![\w.,/])"
"""Stands before a number that is not the rest of a longer one."""

LONGEST_QUANTITY_DIGITS = 15

_DIGIT_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@cache
def _english() -> Any:
    from num2words.lang_EN import Num2Word_EN

    return Num2Word_EN()


@lru_cache(maxsize=4096)
def cardinal(number: int, variety: Variety = Variety.BRITISH) -> str:
    """Return a whole number in words: two hundred and five (American: two hundred five)."""
    words = str(_english().to_cardinal(number)).replace(",", "")
    return words.replace(" and ", " ") if variety is Variety.AMERICAN else words


@lru_cache(maxsize=4096)
def ordinal(number: int, variety: Variety = Variety.BRITISH) -> str:
    """Return an ordinal number in words: twenty-first."""
    words = str(_english().to_ordinal(number)).replace(",", "")
    return words.replace(" and ", " ") if variety is Variety.AMERICAN else words


def digits(written: str) -> str:
    """Return the digits of a text one by one; everything else in it is left out."""
    return " ".join(_DIGIT_WORDS[int(d)] for d in written if d.isdecimal())


def say_number(written: str, variety: Variety = Variety.BRITISH) -> str:
    """Return a number as written (1,234.50, .5, 007) in words."""
    whole, point, decimals = written.replace(",", "").partition(".")
    words = _whole(whole, variety)
    return f"{words} point {digits(decimals)}" if point and decimals else words


def _whole(whole: str, variety: Variety) -> str:
    if len(whole) > LONGEST_QUANTITY_DIGITS or (len(whole) > 1 and whole[0] == "0"):
        return digits(whole)
    return cardinal(int(whole or "0"), variety)


def is_one(written: str) -> bool:
    """Return whether a number as written takes the singular."""
    return written == "1"


def two_digits(number: int) -> str:
    """Return 0 to 99 as the second half of a year or code: hundred, oh five, fifty-one."""
    if number == 0:
        return "hundred"
    return f"oh {cardinal(number)}" if number < 10 else cardinal(number)


def year(number: int, variety: Variety = Variety.BRITISH) -> str:
    """Return a year in words: nineteen oh five, two thousand and eight, twenty nineteen."""
    century, rest = divmod(number, 100)
    if number < 1000 or number > 9999 or (century % 10 == 0 and rest < 10):
        return cardinal(number, variety)
    return f"{cardinal(century)} {two_digits(rest)}"


def plural(words: str) -> str:
    """Return number words in the plural: twenty -> twenties, ten -> tens, six -> sixes."""
    if words.endswith("y"):
        return words[:-1] + "ies"
    return words + ("es" if words.endswith("x") else "s")


def code_digits(written: str) -> str:
    """Return the digits of a code as people say them: 602 is six oh two."""
    if len(written) == 3 and written[0] != "0":
        rest = written[1:]
        return f"{digits(written[0])} {two_digits(int(rest)) if rest != '00' else 'hundred'}"
    if len(written) < 3 and not written.startswith("0"):
        return cardinal(int(written))
    if len(written) == 4 and written[0] != "0" and written[2:] != "00":
        return f"{cardinal(int(written[:2]))} {two_digits(int(written[2:]))}"
    return digits(written)


_DENOMINATORS = {2: ("half", "halves"), 4: ("quarter", "quarters")}


def fraction(numerator: int, denominator: int, variety: Variety = Variety.BRITISH) -> str:
    """Return a fraction in words: two thirds, three quarters, one half."""
    names = _DENOMINATORS.get(denominator)
    if names is None:
        name = ordinal(denominator, variety)
        names = (name, name + "s")
    return f"{cardinal(numerator, variety)} {names[numerator != 1]}"


_ATTRIBUTIVE_BEFORE = re.compile(
    r"(?:^|[\s(“‘\"'—–])(?:an?|the|its|his|her|their|our|my|your|this|that|each|every|another|new)"
    r"(?:\s(?:new|extra|further|single|whole|full|mere|record|initial|annual|total|massive|reported"
    r"|estimated|proposed|planned|massive|huge|small|small-scale|daily|weekly|monthly))?\s+$",
    re.IGNORECASE,
)
_ATTRIBUTIVE_AFTER = re.compile(
    r"\s+(?!(?:is|was|are|were|be|has|had|have|will|would|can|could|of|in|on|at|to|from|for|by|with"
    r"|and|or|but|than|that|which|who|as|per|an?|the|each|every|more|less|long|wide|high|tall"
    r"|deep|thick|away|apart|ago|off|out|up|down|short|over|under|above|below|north|south|east"
    r"|west|into|through|across|between|so|if|when|while|because|since|until|after|before|it|he"
    r"|she|they|we|you|i|not|only|today|now|later|earlier|last|next|this)\b)[A-Za-z]"
)


def is_attributive(text: str, begin: int, end: int) -> bool:
    """Return whether the measure at `[begin, end)` stands before a noun: a 5 km run."""
    before = text[max(0, begin - 40) : begin]
    return bool(_ATTRIBUTIVE_BEFORE.search(before) and _ATTRIBUTIVE_AFTER.match(text, end))
