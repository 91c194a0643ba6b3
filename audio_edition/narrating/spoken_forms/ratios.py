"""Ordinals, fractions, scores and ranges.

Rules obeyed here: a dash between two numbers is said "to", save in a score; a score is known
by the words before it.
"""

import re

from audio_edition.narrating.spoken_forms.number_words import (
    ALONE,
    NUMBER,
    cardinal,
    fraction,
    ordinal,
    say_number,
)
from audio_edition.narrating.spoken_forms.rules import Rule, Variety, rule

_UNICODE_FRACTIONS = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8),
    "⅞": (7, 8), "⅐": (1, 7), "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip

_COUNTED = (
    "of|day|week|month|year|century|chapter|section|article|clause|verse|canto|volume|vol|edition"
    "|session|person|class|floor|street|avenue|ward|battalion|brigade|division|corps|regiment"
    "|inst|ult|prox|Sess|Cong|Congress|Regiment|Infantry|Cavalry|Battalion|Brigade|Division"
    "|Corps|District|Street|Avenue|Sunday|Chapter|Edition"
)
"""What "2d" and "3d" number in older print; before any other word they are dimensions."""
_DASH = r"\s?[-–—−]\s?"


def _ordinal(match: re.Match[str], variety: Variety) -> str:
    return ordinal(int(match["number"].replace(",", "")), variety)


def _fraction_sign(match: re.Match[str], variety: Variety) -> str:
    """½, 3½, 2 ¾."""
    numerator, denominator = _UNICODE_FRACTIONS[match["sign"]]
    return _mixed(match["whole"], numerator, denominator, match, variety)


def _mixed(
    whole: str | None, numerator: int, denominator: int, match: re.Match[str], variety: Variety
) -> str:
    words = fraction(numerator, denominator, variety)
    if not whole:
        if (numerator, denominator) == (1, 2) and re.match(
            r"\s(?:an?|the)\b", match.string[match.end() : match.end() + 5]
        ):
            return "half"
        return words
    article = {"one half": "a half", "one quarter": "a quarter"}.get(words, words)
    return f"{say_number(whole, variety)} and {article}"


def _fraction(match: re.Match[str], variety: Variety) -> str | None:
    """2/3, 3 1/2; seven out of ten where it is a mark."""
    numerator, denominator = int(match["numerator"]), int(match["denominator"])
    before = match.string[max(0, match.start() - 30) : match.start()]
    if match["whole"] is None and denominator in (5, 10, 20, 100) and _MARKED.search(before):
        return f"{cardinal(numerator)} out of {cardinal(denominator)}"
    if not 0 < numerator < denominator or not (
        2 <= denominator <= 20 or denominator in (32, 64, 100, 1000)
    ):
        return None
    return _mixed(match["whole"], numerator, denominator, match, variety)


_MARKED = re.compile(
    r"(?i)\b(?:score[ds]?|rate[ds]?|rating|mark(?:s|ed)?|got|gave|gives|scoring|verdict"
    r"|review|pain)\b[^.]{0,20}$"
)

_SCORED = re.compile(
    r"(?i)\b(?:w[io]n|wins|winning|beat(?:s|en|ing)?|lost|los[es]|losing|loses|drew|draws?"
    r"|drawn|leads?|led|"
    r"trail(?:s|ed|ing)?|defeat(?:s|ed)?|victory|score[ds]?|tied?|level|level(?:led)?"
    r"|finish(?:ed)?|ended|ends"
    r"|final|game|match|set|goals?|half-time|aggregate|series|loss|thrash(?:ed)?|ahead"
    r"|down|up|down)\b[^.!?]{0,40}$"
)

_COUNTED_AFTER = re.compile(
    r"\s(?:hours?|days?|weeks?|months?|years?|minutes?|people|per|times|metres?|miles"
    r"|degrees|inches|feet|points?|sentences|pages|percent|%|kg|km|cm|mm|m|g|ml|mg)\b|\s?%"
    r"|-(?:hour|day|week|month|year|minute)"
)

_SCORE_AFTER = re.compile(
    r"\s(?:[a-z]+\s)?(?:draw|win|victory|defeat|loss|thrashing|aggregate|lead|score)\b"
)
_VOTED = re.compile(
    r"(?i)\b(?:vote[ds]?|voting|passed|approved|ruled|ruling|majority|split|decision"
    r"|rejected|backed|senate|house|court|margin|50)\b[^.!?]{0,40}$"
)


def _score(match: re.Match[str], variety: Variety) -> str | None:
    """They drew 0–0, won 3-1; a vote of 52-48."""
    text = match.string
    before = text[max(0, match.start() - 60) : match.start()]
    if _COUNTED_AFTER.match(text, match.end()):
        return None
    first, last = match["first"], match["last"]
    if _VOTED.search(before):
        return f"{cardinal(int(first), variety)} to {cardinal(int(last), variety)}"
    between_names = re.search(r"[A-Z]\w+\s$", before) and re.match(
        r"\s[A-Z]\w", text[match.end() :]
    )
    if not (_SCORED.search(before) or between_names or _SCORE_AFTER.match(text, match.end())):
        return None
    if variety is Variety.AMERICAN or max(int(first), int(last)) > 20:
        return f"{cardinal(int(first), variety)} to {cardinal(int(last), variety)}"
    return f"{_goals(first)} {_goals(last)}"


def _goals(written: str) -> str:
    return "nil" if written == "0" else cardinal(int(written))


def _more_scores(match: re.Match[str], _: Variety) -> str:
    """Three or more figures joined by hyphens: a 4-4-2 formation, 6-3-1."""
    return " ".join(say_number(part) for part in re.split("[-–]", match[0]))


def _range(match: re.Match[str], variety: Variety) -> str | None:
    """The dash alone: 12–18, -5–10, 2.5-3.5 %."""
    return " to "


RATIOS: tuple[Rule, ...] = (
    rule(
        "ordinal",
        r"(?<![\w.,/])(?P<number>\d{1,3}(?:,\d{3})*|\d{1,9})(?:st|nd|rd|th|ST|ND|RD"
        r"|TH|ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ)(?!\w)",
        _ordinal,
    ),
    rule(
        "ordinal",
        r"(?<![\w.,/])(?P<number>\d{0,3}[2-9][23]|\d{1,2}0[23])d(?![\w.])",
        _ordinal,
        needs=r"[23]d\b",
    ),
    rule(
        "ordinal",
        rf"(?<![\w.,/])(?P<number>[23])d(?=\s(?:{_COUNTED})\b)",
        _ordinal,
        needs=r"[23]d\s",
    ),
    rule(
        "fraction",
        rf"(?<![\w.,])(?:(?P<whole>\d+)\s?)?(?P<sign>[{''.join(_UNICODE_FRACTIONS)}])",
        _fraction_sign,
        needs=f"[{''.join(_UNICODE_FRACTIONS)}]",
    ),
    rule(
        "round the clock",
        rf"{ALONE}(?P<here>24/7|9/11|7/7|20/20|50/50|50-50)(?![\w/]|[.,]\d)",
        lambda m, _: "-".join(cardinal(int(n)) for n in re.split("[/-]", m["here"])).replace(
            "-", " "
        ),
        needs=r"\d[/-]\d",
    ),
    rule(
        "fraction",
        rf"{ALONE}(?:(?P<whole>\d{{1,3}})[ -])?(?P<numerator>\d{{1,3}})[/⁄](?P<denominator>"
        rf"\d{{1,4}})(?:ths?|rds?)?(?![\w/]|\.\d)",
        _fraction,
        needs=r"\d[/⁄]\d",
    ),
    rule(
        "formation",
        r"(?<![\w.-])\d{1,2}(?:[-–]\d{1,2}){2,4}(?![\w-])",
        _more_scores,
        needs=r"\d[-–]\d+[-–]\d",
    ),
    rule(
        "score",
        r"(?<![\w.,/$£€-])(?P<first>\d{1,3})\s?[-–—]\s?(?P<last>\d{1,3})(?![\w%/-]|[.,]\d)",
        _score,
        needs=r"\d\s?[-–—]\s?\d",
    ),
    rule(
        "range",
        rf"(?:(?<![\w.,/-])|(?<=[A-Z]))(?:{NUMBER}|\d+[½¼¾])(?:\s?(?:%|°|°?[CF]"
        rf"|[a-zµ]{{1,3}}|million|billion))?(?P<here>{_DASH})(?=[+$£€]?(?:\d"
        r"|\.\d))(?!\s?[-–—−]\s?\d+[-–]\d)",
        _range,
        needs=r"\s?[-–—−]\s?\d",
    ),
)
"""In the order they are tried."""
