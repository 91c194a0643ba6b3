"""Numbers in figures that no other rule has taken.

Rules obeyed here: special readings come first, the plain number last, so that no figure
is left for the engine to guess at.
"""

import re

from audio_edition.narrating.spoken_forms.number_words import NUMBER, digits, say_number
from audio_edition.narrating.spoken_forms.rules import Rule, Variety, rule


def _number(match: re.Match[str], variety: Variety) -> str:
    return say_number(match["number"], variety)


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
        r"(?<![\w.,])\d[\d,.]*(?P<here>k)(?:(?=\s(?!run|race|route|swim|walk|jog"
        r"|charity)[a-z]+)|(?<=[5-9]\dk)|(?<=\d{3}k))\b",
        _magnitude,
        needs=r"\dk\b",
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
    rule("number", rf"(?P<number>{NUMBER}|(?<![\w’”)\]])\.\d+)", _number),
)
"""In the order they are tried."""
