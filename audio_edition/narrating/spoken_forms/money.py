"""Sums of money, with their magnitudes, ranges and small coins.

Rules obeyed here: the currency comes after the sum; a magnitude comes between; before a
noun the currency is in the singular ("a twelve billion pound fund").
"""

import re
from typing import NamedTuple

from audio_edition.narrating.spoken_forms.number_words import (
    NUMBER,
    cardinal,
    is_attributive,
    say_number,
)
from audio_edition.narrating.spoken_forms.rules import Rule, Variety, any_of, rule
from audio_edition.narrating.spoken_forms.times import ends_sentence


class _Currency(NamedTuple):
    one: str
    many: str
    cent: str = "cent"
    cents: str = "cents"


_DOLLAR = _Currency("dollar", "dollars")
_CURRENCIES = {
    "$": _DOLLAR,
    "£": _Currency("pound", "pounds", "penny", "pence"),
    "€": _Currency("euro", "euros"),
    "¥": _Currency("yen", "yen"),
    "₹": _Currency("rupee", "rupees", "paisa", "paise"),
    "Rs": _Currency("rupee", "rupees", "paisa", "paise"),
    "Rs.": _Currency("rupee", "rupees", "paisa", "paise"),
    "₩": _Currency("won", "won"),
    "₽": _Currency("rouble", "roubles", "kopek", "kopeks"),
    "₪": _Currency("shekel", "shekels", "agora", "agorot"),
    "₺": _Currency("lira", "lira"),
    "₦": _Currency("naira", "naira", "kobo", "kobo"),
    "₴": _Currency("hryvnia", "hryvnias"),
    "₫": _Currency("dong", "dong"),
    "₱": _Currency("peso", "pesos"),
    "฿": _Currency("baht", "baht"),
    "US$": _Currency("U-S dollar", "U-S dollars"),
    "U.S.$": _Currency("U-S dollar", "U-S dollars"),
    "USD": _Currency("U-S dollar", "U-S dollars"),
    "A$": _Currency("Australian dollar", "Australian dollars"),
    "AU$": _Currency("Australian dollar", "Australian dollars"),
    "AUD": _Currency("Australian dollar", "Australian dollars"),
    "C$": _Currency("Canadian dollar", "Canadian dollars"),
    "CA$": _Currency("Canadian dollar", "Canadian dollars"),
    "CAD": _Currency("Canadian dollar", "Canadian dollars"),
    "NZ$": _Currency("New Zealand dollar", "New Zealand dollars"),
    "HK$": _Currency("Hong Kong dollar", "Hong Kong dollars"),
    "S$": _Currency("Singapore dollar", "Singapore dollars"),
    "NT$": _Currency("New Taiwan dollar", "New Taiwan dollars"),
    "R$": _Currency("real", "reais", "centavo", "centavos"),
    "GBP": _Currency("pound", "pounds", "penny", "pence"),
    "EUR": _Currency("euro", "euros"),
    "JPY": _Currency("yen", "yen"),
    "CHF": _Currency("Swiss franc", "Swiss francs"),
    "RMB": _Currency("yuan", "yuan"),
    "CNY": _Currency("yuan", "yuan"),
    "INR": _Currency("rupee", "rupees"),
}
_MAGNITUDES = {
    "k": "thousand", "K": "thousand", "m": "million", "M": "million", "mn": "million",
    "mm": "million", "mln": "million", "bn": "billion", "b": "billion", "B": "billion",
    "tn": "trillion", "trn": "trillion", "T": "trillion", "t": "trillion", "cr": "crore",
}  # fmt: skip
_WRITTEN_OUT = "hundred|thousand|million|billion|trillion|crore|lakh"
_SIGN = (
    rf"(?:(?<![A-Za-z]){any_of(c for c in _CURRENCIES if c[0].isalpha())}\s?"
    rf"|{any_of(c for c in _CURRENCIES if not c[0].isalpha())}\s?)"
)
_MAGNITUDE = rf"(?:\s?(?:{any_of(_MAGNITUDES)}\b|(?:[-\s]?(?:{_WRITTEN_OUT}))\b))"


def _magnitude(written: str | None) -> str:
    word = (written or "").strip(" -")
    return _MAGNITUDES.get(word, word)


def _sum(match: re.Match[str], variety: Variety) -> str:
    """£5, US$1.2 billion, $10–20m, £2m-£3m, £4.20."""
    currency = _CURRENCIES[match["sign"].strip()]
    if variety is Variety.AMERICAN and match["sign"].strip() in ("£", "GBP"):
        currency = currency._replace(one="pound", many="pounds")
    minus = {"": "", "+": "plus "}.get(match["minus"] or "", "minus ")
    last_magnitude = _magnitude(match["last_magnitude"])
    magnitude = _magnitude(match["magnitude"])
    a_time = match.string.startswith("-a-", match.end())
    single = (
        is_attributive(match.string, match.start(), match.end()) or a_time or bool(match["hyphen"])
    )
    if match["last"] is None:
        return (
            minus
            + _amount(match["number"], magnitude, currency, single, variety)
            + (" " if match["hyphen"] else "")
        )
    first = say_number(match["number"], variety) + (f" {magnitude}" if magnitude else "")
    return f"{minus}{first} to {_amount(match['last'], last_magnitude, currency, single, variety)}"


def _amount(
    written: str, magnitude: str, currency: _Currency, single: bool, variety: Variety
) -> str:
    whole, _, coins = written.replace(",", "").partition(".")
    if magnitude or len(coins) not in (0, 2):
        words = say_number(written, variety) + (f" {magnitude}" if magnitude else "")
        return f"{words} {currency.one if single else currency.many}"
    major = (
        f"{say_number(whole, variety)} {currency.one if whole == '1' or single else currency.many}"
    )
    if not int(coins or 0):
        return major
    minor = f"{cardinal(int(coins))} {currency.cent if int(coins) == 1 else currency.cents}"
    return minor if not int(whole or 0) else f"{major} and {minor}"


def _coins(match: re.Match[str], variety: Variety) -> str | None:
    """50p, 8¢, 75c."""
    names = {"p": ("penny", "pence"), "¢": ("cent", "cents"), "c": ("cent", "cents")}
    one, many = names[match["coin"]]
    return f"{say_number(match['number'], variety)} {one if match['number'] == '1' else many}"


def _old_coins(match: re.Match[str], _: Variety) -> str | None:
    """10s. 6d.; 2s. alone is "in his 20s." unless it is no decade."""
    shillings, pence = int(match["shillings"]), match["pence"]
    if pence is None and shillings % 10 == 0 and shillings != 10:
        return None
    words = f"{cardinal(shillings)} {'shilling' if shillings == 1 else 'shillings'}"
    if pence is None:
        return words + _point(match)
    return f"{words} and {_old_pence(match, _)}"


def _old_pence(match: re.Match[str], _: Variety) -> str:
    """6d., before 1971."""
    pence = int(match["pence"])
    return f"{cardinal(pence)} {'penny' if pence == 1 else 'pence'}{_point(match)}"


def _point(match: re.Match[str]) -> str:
    """Return the full stop that an abbreviation's point is at the end of a sentence."""
    return "." if ends_sentence(match) else ""


def _code_after(match: re.Match[str], variety: Variety) -> str:
    magnitude = _magnitude(match["magnitude"])
    return _amount(match["number"], magnitude, _CURRENCIES[match["code"]], False, variety)


_RATES = (
    "hr|month|year|day|week|hour|night|person|head|mile|kilo|kg|litre|liter|tonne|ton|barrel|unit"
    "|share|minute|seat|pint"
)

MONEY: tuple[Rule, ...] = (
    rule(
        "money",
        rf"(?:(?<![\w)])(?P<minus>[-−–+]))?(?P<sign>{_SIGN})(?P<number>{NUMBER}"
        rf"|\.\d+)(?P<magnitude>{_MAGNITUDE})?"
        rf"(?:\s?(?:[-–—]|\bto\b)\s?(?:{_SIGN})?(?P<last>{NUMBER})(?P<last_magnitude>"
        rf"{_MAGNITUDE})?)?"
        rf"(?P<hyphen>-(?=[a-z]+\b(?<!-a)))?(?![\d])",
        _sum,
        needs=r"[$£€¥₹₩₽₪₺₦₴₫₱฿]|Rs|USD|AUD|CAD|GBP|EUR|JPY|CHF|RMB|CNY|INR",
    ),
    rule(
        "money",
        rf"(?<![\w.,])(?P<number>{NUMBER})(?P<magnitude>{_MAGNITUDE})?\s?(?P<code>USD|AUD"
        r"|CAD|GBP|EUR|JPY|CHF|RMB|CNY|INR|€|£)(?!\w)",
        _code_after,
        needs=r"[A-Z€£]",
    ),
    rule("coins", r"(?<![\w.,])(?P<number>\d{1,2})(?P<coin>p)(?!\w)", _coins, needs=r"\dp\b"),
    rule(
        "old coins",
        r"(?<![\w.,])(?P<shillings>\d{1,2})s\.(?:\s?(?P<pence>\d{1,2})d\.)?",
        _old_coins,
        needs=r"\ds\.",
    ),
    rule("old coins", r"(?<![\w.,])(?P<pence>\d{1,2})d\.", _old_pence, needs=r"\dd\."),
    rule("coins", rf"(?<![\w.,])(?P<number>{NUMBER})\s?(?P<coin>¢)", _coins, needs="¢"),
    rule(
        "coins",
        r"(?<![\w.,])(?P<number>\d{1,2})(?P<coin>c)(?=\s(?:coin|piece|a|per|each|off"
        r"|stamp)\b|[,.])",
        _coins,
        needs=r"\dc\b",
    ),
    rule(
        "rate",
        rf"\d(?:[kmKMB]|bn|\s[mb]illion)?(?P<here>\s?/\s?)(?=(?:{_RATES})\b)",
        lambda m, _: " an " if m.string.startswith("h", m.end()) else " a ",
        needs="/",
    ),
)
