"""Telephone numbers, and other numbers that are said digit by digit.

Rules obeyed here: every digit is said, groups stay apart as written (a comma between
them gives a listener time to write), "plus" opens an international number.
"""

import re

from audio_edition.narrating.spoken_forms.number_words import digits
from audio_edition.narrating.spoken_forms.rules import Rule, Variety, rule

_GROUP = re.compile(r"\d+")


def _digit_groups(match: re.Match[str], _: Variety) -> str | None:
    """A telephone number in groups: +44 20 7946 0958, (555) 010-0199, 0808 2000 247."""
    written = match["here"]
    if sum(c.isdecimal() for c in written) < 7:
        return None
    words = ", ".join(digits(group) for group in _GROUP.findall(written))
    return ("plus " if written.startswith("+") else "") + words


def _one_by_one(match: re.Match[str], _: Variety) -> str:
    return ", ".join(digits(group) for group in _GROUP.findall(match["here"]))


def _international_book(match: re.Match[str], _: Variety) -> str:
    """An ISBN or ISSN, its last X included."""
    words = ", ".join(digits(group) for group in _GROUP.findall(match["number"]))
    last = " X" if match["number"][-1] in "xX" else ""
    return f"{'-'.join(match['name'].upper())}{match['colon']} {words}{last}"


_CALL = (
    r"(?i:call(?:s|ed|ing)?|dial(?:s|l?ed|l?ing)?|ring(?:s|ing)?|rang|phone[ds]?|phoning"
    r"|text(?:s|ed|ing)?|tel(?:ephone)?\.?|helpline|hotline|line|fax|freephone|whatsapp|mobile)"
)

_STATES = (
    "(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]"
    "|T[NX]|UT|V[AT]|W[AIVY])"
)

PHONES: tuple[Rule, ...] = (
    rule(
        "book number",
        r"\b(?P<name>ISBN|ISSN)(?:-1[03])?(?P<colon>:?(?:\sis"
        r"|\snumber)?)\s?(?P<number>(?:\d[\d -]{6,16})[\dxX])(?![\w-])",
        _international_book,
        needs="IS[BS]N",
    ),
    rule(
        "phone",
        r"(?<![\w+])(?P<here>\+\d{1,3}(?:[ .-]?\(?\d{1,5}\)?){1,6})(?![\w%])",
        _digit_groups,
        needs=r"\+\d",
    ),
    rule(
        "phone",
        r"(?<![\w(])(?P<here>(?:\+?1[ .-]?)?\(\d{2,5}\)\s?\d{3,4}(?:[ .-]\d{3,4}){0,2})(?![\w-])",
        _digit_groups,
        needs=r"\(\d{2,5}\)",
    ),
    rule(
        "phone",
        r"(?<![\w.,/-])(?P<here>(?:\+?1[ .-])?[2-9]?\d{2}(?P<sign>[.-])\d{3}(?P=sign)\d{4}"
        r"|\d{3}-\d{4})(?![\w-]|\.\d)",
        _digit_groups,
        needs=r"\d{3}[.-]\d{3}",
    ),
    rule(
        "phone",
        r"(?<![\w.,/-])(?P<here>0\d{2,4}(?:[ -]\d{2,4}){1,4}|0\d{8,11}|[18][38]00["
        r" -]\d{3}[ -]\d{3,4})(?![\w-]|\.\d)",
        _digit_groups,
        needs=r"[018]\d{2}",
    ),
    rule(
        "postcode",
        rf"\b(?:D\.\s?C\.|{_STATES})\s(?P<here>\d{{5}}(?:-\d{{4}})?)(?![\w,.-]\w)",
        _one_by_one,
        needs=r"[A-Z]\.?\s\d{5}",
    ),
    rule(
        "short phone",
        rf"\b{_CALL}(?:\s(?:us|me|him|her|them|the|on|at|to|number|free|freephone|now|or"
        r"|our|helpline|line|is|Samaritans|Childline"
        rf"|[A-Z][a-z]+|[A-Z]{{2,12}})){{0,3}}:?\s(?P<here>\d{{2,6}}(?:[ -]\d{{2,6}}){{0,3}})(?!\w"
        r"|[.,]\d|\s(?:people|times|men|women|days|hours|minutes|of|[a-z]+s\b))",
        _one_by_one,
        needs=r"(?i)call|dial|r[ia]ng|phon|text|tel|line|fax|whatsapp|mobile",
    ),
    rule(
        "short phone",
        r"(?<![\w.,£$€/-])(?P<here>999|911|112)(?=\s(?:call|operator|emergenc|and\sask"
        r"|for\s(?:an\sambulance|help|the\spolice)|immediately|or|in\san|if)|[,.;!?)]"
        r"|$)(?![.,]\d)",
        _one_by_one,
        needs="999|911|112",
    ),
    rule(
        "short phone",
        r"\b(?i:emergency|extension|ext\.?|room|PIN"
        r"|code)\s(?:number\s)?(?:is:?\s)?(?P<here>0\d{1,5}|\d{4})(?![\w,.-]\w)",
        _one_by_one,
        needs=r"(?i)emergency|ext|room|pin|code",
    ),
)
