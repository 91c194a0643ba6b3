"""Numbers in figures: ordinals, fractions, ranges, scores, versions, codes and the rest.

Rules obeyed here: special readings come first, the plain number last, so that no figure
is left for the engine to guess at.
"""

import re

from audio_edition.narrating.spoken_forms.number_words import (
    ALONE,
    NUMBER,
    cardinal,
    code_digits,
    digits,
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
_DASH = r"\s?[-–—−]\s?"


def _number(match: re.Match[str], variety: Variety) -> str:
    return say_number(match["number"], variety)


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
    r"(?i)\b(?:score[ds]?|rate[ds]?|rating|mark(?:s|ed)?|got|gave|gives|scoring|verdict|review|pain)\b[^.]{0,20}$"
)
_SCORED = re.compile(
    r"(?i)\b(?:w[io]n|wins|winning|beat(?:s|en|ing)?|lost|los[es]|losing|loses|drew|draws?|drawn|leads?|led|"
    r"trail(?:s|ed|ing)?|defeat(?:s|ed)?|victory|score[ds]?|tied?|level|level(?:led)?|finish(?:ed)?|ended|ends"
    r"|final|game|match|set|goals?|half-time|aggregate|series|loss|thrash(?:ed)?|ahead|down|up|down)\b[^.!?]{0,40}$"
)
_COUNTED_AFTER = re.compile(
    r"\s(?:hours?|days?|weeks?|months?|years?|minutes?|people|per|times|metres?|miles|degrees|inches|feet|points?|sentences|pages|percent|%|kg|km|cm|mm|m|g|ml|mg)\b|\s?%|-(?:hour|day|week|month|year|minute)"
)
_VOTED = re.compile(
    r"(?i)\b(?:vote[ds]?|voting|passed|approved|ruled|ruling|majority|split|decision|rejected|backed|senate|house|court|margin|50)\b[^.!?]{0,40}$"
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
    if not _SCORED.search(before):
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


def _version(match: re.Match[str], variety: Variety) -> str:
    """2.10.3: every part is a number of its own."""
    return " point ".join(_part(part, variety) for part in match["number"].split("."))


def _part(written: str, variety: Variety) -> str:
    return (
        digits(written)
        if len(written) > 1 and written[0] == "0"
        else cardinal(int(written), variety)
    )


def _vehicle(match: re.Match[str], _: Variety) -> str:
    return code_digits(match["number"])


def _code(match: re.Match[str], _: Variety) -> str | None:
    """B12, M25, A380, H1N1, MP3, 3D, WD40, CO2: letters one by one, figures as a code."""
    parts = []
    for run in re.findall(r"[A-Z]+|\d+", match["code"].upper()):
        if run.isdecimal():
            parts.append(code_digits(run).replace(" ", "-"))
        else:
            parts.append("-".join(run))
    return "-".join(parts) + (match["plural"] and "'s")


def _thousands(match: re.Match[str], variety: Variety) -> str:
    return say_number(match["number"].replace(" ", "").replace("\u202f", ""), variety)


_SHORT_MAGNITUDES = {
    "k": "thousand",
    "m": "million",
    "mn": "million",
    "bn": "billion",
    "tn": "trillion",
    "trn": "trillion",
}


def _magnitude(match: re.Match[str], _: Variety) -> str:
    return " " + _SHORT_MAGNITUDES[match["here"].strip()]


def _sign(match: re.Match[str], _: Variety) -> str:
    return "plus " if match["here"] == "+" else "minus "


NUMERALS: tuple[Rule, ...] = (
    rule(
        "ordinal",
        rf"(?<![\w.,])(?P<number>\d{{1,3}}(?:,\d{{3}})*|\d{{1,9}})(?:st|nd|rd|th|ST|ND|RD|TH|ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ)(?!\w)",
        _ordinal,
    ),
    rule(
        "fraction",
        rf"(?<![\w.,])(?:(?P<whole>\d+)\s?)?(?P<sign>[{''.join(_UNICODE_FRACTIONS)}])",
        _fraction_sign,
        needs=f"[{''.join(_UNICODE_FRACTIONS)}]",
    ),
    rule(
        "round the clock",
        rf"{ALONE}(?P<here>24/7|9/11|7/7|20/20|50/50|50-50)(?![\w/,]|\.\d)",
        lambda m, _: "-".join(cardinal(int(n)) for n in re.split("[/-]", m["here"])).replace(
            "-", " "
        ),
        needs=r"\d[/-]\d",
    ),
    rule(
        "fraction",
        rf"{ALONE}(?:(?P<whole>\d{{1,3}})[ -])?(?P<numerator>\d{{1,3}})[/⁄](?P<denominator>\d{{1,4}})(?:ths?|rds?)?(?![\w/]|\.\d)",
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
        rf"(?:(?<![\w.,/-])|(?<=[A-Z]))(?:{NUMBER}|\d+[½¼¾])(?:\s?(?:%|°|°?[CF]|[a-zµ]{{1,3}}|million|billion))?(?P<here>{_DASH})(?=[+$£€]?(?:\d|\.\d))(?!\s?[-–—−]\s?\d+[-–]\d)",
        _range,
        needs=r"\s?[-–—−]\s?\d",
    ),
    rule(
        "version",
        r"(?<![\w.,])[vV]?(?P<number>\d{1,4}(?:\.\d{1,4}){2,4})(?![\w]|\.\d)",
        lambda m, v: ("version " if m[0][0] in "vV" else "") + _version(m, v),
        needs=r"\.\d+\.",
    ),
    rule(
        "version",
        r"(?<![\w.,])v(?P<number>\d{1,3}(?:\.\d{1,3})?)(?![\w])",
        lambda m, v: f"version {say_number(m['number'], v)}",
        needs=r"\bv\d",
    ),
    rule(
        "version",
        r"\b[Vv]ersion\s(?P<here>(?P<number>\d{1,3}\.\d{2,3}))(?![\w]|\.\d)",
        _version,
        needs=r"ersion\s\d",
    ),
    rule(
        "flight",
        r"\b(?:[Ff]light|[Rr]oom|[Bb]oeing|[Aa]irbus|[Gg]ate|[Bb]us)\s(?P<here>(?P<number>\d{3,4}))(?!\w|[.,-]\d)",
        _vehicle,
    ),
    rule(
        "code",
        r"(?<![\w.])(?P<code>(?=[A-Z]*\d)[A-Z]{1,5}(?:\d{1,4}[A-Z]{0,3}){1,4})(?P<plural>s?)(?!\w)(?![.,]\d)",
        _code,
        needs=r"[A-Z]\d",
    ),
    rule(
        "code",
        r"(?<![\w.,])(?P<code>\d{1,3}(?:[DGKXBCEFHIJLMNOPQRSTUVWYZ]|[A-Z]{2,3}))(?P<plural>s?)(?!\w)",
        _code,
        needs=r"\d[A-Z]",
    ),
    rule(
        "code",
        r"(?<![\w.-])(?P<code>[A-Z]{1,2})(?P<here>[-‑](?P<number>\d{1,3}))(?P<plural>s?)(?!\w|[.,:]\d)",
        lambda m, _: " " + code_digits(m["number"]),
        needs=r"[A-Z][-‑]\d",
    ),
    rule(
        "number",
        rf"(?<=[A-Za-zΑ-ω])(?P<here>[-‑](?P<number>{NUMBER}))(?!\w)",
        lambda m, v: " " + say_number(m["number"], v),
        needs=r"[^\W\d_][-‑]\d",
    ),
    rule("plus", r"(?<=\d)\+(?![\w+])", " plus", needs=r"\d\+"),
    rule(
        "magnitude",
        r"(?<![\w.,])\d[\d,.]*(?P<here>(?:bn|mn|tn|trn))\b",
        _magnitude,
        needs=r"\d(?:bn|mn|trn|tn)\b",
    ),
    rule(
        "magnitude",
        r"(?<![\w.,])\d[\d,.]*(?P<here>k)(?=\s(?!run|race|route|swim|walk|jog|charity)[a-z]+)",
        _magnitude,
        needs=r"\dk\b",
    ),
    rule(
        "code",
        r"(?<![\w.])(?P<code>[b-df-hj-np-tv-xz]{2,3}\d{1,3})(?P<plural>s?)(?!\w)",
        _code,
        needs=r"[a-z]\d",
    ),
    rule(
        "letter after number",
        r"(?<=\d)(?P<here>[A-Za-z])(?!\w)",
        lambda m, _: f"-{m['here'].upper()}",
        needs=r"\d[A-Za-z]\b",
    ),
    rule(
        "by",
        r"(?<=\d)\s?[x×]\s?(?=\d)",
        lambda m, _: " times " if "=" in m.string else " by ",
        needs=r"\d\s?[x×]\s?\d",
    ),
    rule("times", r"(?<=\d)(?P<here>x)\b", " times", needs=r"\dx\b"),
    rule(
        "sign",
        r"(?:(?<=[\s(\[=,:/“‘])|^)(?P<here>[-−–+])(?=[$£€]?\.?\d)",
        _sign,
        needs=r"[-−–+]\.?\d",
    ),
    rule("sign", r"(?P<here>−)(?=\d)", _sign, needs="−"),
    rule("ratio", r"(?<![\w:.])\d{1,3}(?P<here>:)(?=\d{1,3}(?![\w:]))", " to ", needs=r"\d:\d"),
    rule("slash", r"(?<=\d)(?P<here>\s?[/⁄]\s?)(?=\d)", " slash ", needs=r"\d\s?[/⁄]\s?\d"),
    rule(
        "number",
        r"(?<![\w.,])(?P<number>[1-9]\d{0,2}(?: \d{3})+)(?![\w]|[.,]\d| \d)",
        _thousands,
        needs=r"\d \d{3}",
    ),
    rule(
        "digits",
        r"(?<![\d.,])(?P<number>0\d+)(?![\d.])",
        lambda m, _: digits(m["number"]),
        needs=r"\b0\d",
    ),
    rule(
        "number",
        rf"(?<=[^\W\d_])(?P<number>{NUMBER})",
        lambda m, v: " " + say_number(m["number"], v),
        needs=r"[^\W\d_]\d",
    ),
    rule("glued word", r"(?<=\d)[^\W\d_]{2,}(?!\w)", lambda m, _: " " + m[0], needs=r"\d[^\W\d_]"),
    rule("number", rf"(?P<number>{NUMBER}|(?<!\w)\.\d+)", _number),
)
"""In the order they are tried."""
