"""Versions, vehicles and codes of letters and figures.

Rules obeyed here: letters are said one by one, figures as people say a code.
"""

import re

from audio_edition.narrating.spoken_forms.number_words import (
    cardinal,
    code_digits,
    digits,
    say_number,
)
from audio_edition.narrating.spoken_forms.rules import Rule, Variety, rule


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
    return code_digits(match["number"]) + ("'s" if match["plural"] else "")


def _code(match: re.Match[str], _: Variety) -> str | None:
    """B12, M25, A380, H1N1, MP3, 3D, WD40, CO2: letters one by one, figures as a code."""
    parts = []
    for run in re.findall(r"[A-Z]+|\d+", match["code"].upper()):
        if run.isdecimal():
            parts.append(code_digits(run).replace(" ", "-"))
        else:
            parts.append("-".join(run))
    return "-".join(parts) + (match["plural"] and "'s")


CODES: tuple[Rule, ...] = (
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
        r"\b(?:[Ff]light|[Rr]oom|[Bb]oeing|[Aa]irbus|[Gg]ate"
        r"|[Bb]us)\s(?P<here>(?P<number>\d{3,4})(?P<plural>s?))(?!\w|[.,-]\d)",
        _vehicle,
    ),
    rule(
        "code",
        r"(?<![\w.])(?P<code>(?=[A-Z]*\d)[A-Z]{1,5}(?:\d{1,4}[A-Z]{0,3}){1,4})(?P<plural>s?"
        r")(?!\w)(?![.,]\d)",
        _code,
        needs=r"[A-Z]\d",
    ),
    rule(
        "code",
        r"(?<![\w.,])(?P<code>\d{1,3}(?:[DGKXBCEFHIJLMNOPQRSTUVWYZ]"
        r"|[A-Z]{2,3}))(?P<plural>s?)(?!\w)",
        _code,
        needs=r"\d[A-Z]",
    ),
    rule(
        "code",
        r"(?<![\w.-])(?P<code>[A-Z]{1,2})(?P<here>[-‑](?P<number>\d{1,3}))(?P<plural>s?)(?!"
        r"\w|[.,:]\d)",
        lambda m, _: " " + code_digits(m["number"]),
        needs=r"[A-Z][-‑]\d",
    ),
    rule(
        "code",
        r"(?<![\w.])(?!mc2\b)(?P<code>[b-df-hj-np-tv-xz]{2,3}\d{1,3})(?P<plural>s?)(?!\w)",
        _code,
        needs=r"[a-z]\d",
    ),
)
"""In the order they are tried."""
