"""Abbreviations with and without points, and the ones that mean two things.

Rules obeyed here: an abbreviation is said in full only where what stands beside it says
which word it is (a title before a name, "No." before a figure, "St." before or after a
name); a point that also ends the sentence stays.
"""

import re

from audio_edition.narrating.spoken_forms.rules import POINT, Rule, Variety, any_of, rule
from audio_edition.narrating.spoken_forms.short_words import (
    ALWAYS,
    BEFORE_NUMBER,
    PLAIN_TITLES,
    POINTLESS_BEFORE_NUMBER,
    TITLES,
    WITHOUT_POINT,
)


def _point_if_ending(match: re.Match[str], words: str) -> str:
    """Return the words, with a full stop where the abbreviation's point ends the sentence."""
    rest = match.string[match.end() : match.end() + 6].lstrip("”’\"')")
    return words + ("" if rest.strip() or not match[0].endswith(".") else ".")


def _title(match: re.Match[str], _: Variety) -> str:
    return TITLES[match["title"]]


def _always(match: re.Match[str], _: Variety) -> str:
    return _point_if_ending(match, ALWAYS[match[0]])


_COMPANY_ENDS = re.compile(r"\s[A-Z][a-z]")


def _saint_or_street(match: re.Match[str], _: Variety) -> str | None:
    """St. Paul's is a saint; Mill St. is a street; so are St Paul's and Mill St."""
    text = match.string
    before = _NAME_BEFORE.search(text[max(0, match.start() - 30) : match.start()])
    name_after = _NAME_AFTER.match(text, match.end())
    if before and (not name_after or before["name"] in _STREETS):
        return _point_if_ending(match, "Street")
    if name_after:
        return "Saint"
    return None


_NAME_BEFORE = re.compile(r"(?:(?P<name>[A-Z][\w’']+)|\d(?:st|nd|rd|th))\s$")
_NAME_AFTER = re.compile(r"\s(?!Station\b)[A-Z]")
_STREETS = (
    "Wall",
    "Main",
    "High",
    "Downing",
    "Fleet",
    "Bond",
    "Oxford",
    "Regent",
    "Harley",
    "Mill",
    "Church",
    "Park",
    "Elm",
    "Oak",
    "State",
)


def _drive(match: re.Match[str], _: Variety) -> str | None:
    """Palm Dr. is a drive when no name follows."""
    return _point_if_ending(match, "Drive")


def _before_number(match: re.Match[str], _: Variety) -> str:
    spaced = "" if match.string[match.end() : match.end() + 1] == " " else " "
    return BEFORE_NUMBER[match["word"]] + spaced


def _versus(match: re.Match[str], _: Variety) -> str:
    return "versus"


def _plain(match: re.Match[str], _: Variety) -> str:
    return WITHOUT_POINT[match[0]]


def _initial(match: re.Match[str], _: Variety) -> str:
    """J. K. Rowling, George W. Bush: the point goes, so that no pause follows."""
    return "" if match.string[match.end() : match.end() + 1] == " " else " "


_NO_NAME_BEFORE = (
    r"(?<!Plan )(?<!plan )(?<!itamin )(?<!epatitis )(?<!Type )(?<!type )(?<!Group )(?<!group"
    r" )(?<!Class )(?<!Part )(?<!part )(?<!grade )(?<!Grade )(?<!Act )(?<!Appendix )(?<!was"
    r" )(?<!and )(?<!am )(?<!Figure )"
)

ABBREVIATIONS: tuple[Rule, ...] = (
    rule("section sign", r"§§\s?", "sections ", needs="§"),
    rule("section sign", r"§\s?", "section ", needs="§"),
    rule("section sign", r"¶\s?(?=\d)", "paragraph ", needs="¶"),
    rule("numero", r"(?:№|Nº|N°)\s?(?=\d)", "number ", needs="№|N[º°]"),
    rule("numero", r"(?<![\w&#])#\s?(?=\d+(?![\w]))", "number ", needs="#"),
    rule(
        "saint or street",
        r"(?<![\w.])St(?:\.|\b)(?!\w|\.|-\w|['’])",
        _saint_or_street,
        needs=r"\bSt\b",
    ),
    rule("saint or street", r"(?<![\w.])Sts\.(?=\s[A-Z])", "Saints", needs="Sts"),
    rule("saint or street", r"(?<![\w.])Ste\.?(?=\s[A-Z])", "Sainte", needs=r"\bSte\b"),
    rule(
        "drive",
        r"(?<![\w’'])[A-Z][a-z]{1,20}\s(?P<here>Dr\.)(?=\s[a-z(]|[,;:?!)”’\"]|\s*$)",
        _drive,
        needs=r"Dr\.",
    ),
    rule(
        "before number",
        rf"(?:(?<![\w.'’-])|(?<=--))(?P<word>{any_of(BEFORE_NUMBER)})\.\s?(?=\d|[ivxlIVXL]+\b)(?<!\.\s)",
        _before_number,
        needs=r"[a-zA-Z]\.\s?[\divxlIVXL]",
    ),
    rule(
        "before number",
        rf"(?:(?<![\w.'’-])|(?<=--))(?P<word>{any_of(BEFORE_NUMBER)})\.(?=\s(?:\(?\d"
        rf"|[ivxlIVXL]{{2,}}\b|[VXvx]\b|[IL]\b(?=[.,;:)]|$)))",
        _before_number,
        needs=r"[a-zA-Z]\.\s[\divxlIVXL]",
    ),
    rule(
        "before number",
        rf"(?<![\w.'’-])(?P<word>{any_of(POINTLESS_BEFORE_NUMBER)})(?=\s\d)",
        _before_number,
        needs=r"[a-z]\s\d",
    ),
    rule("before number", r"(?<![\w.'’-])(?P<word>pp?)(?=\d)", _before_number, needs=r"\bpp?\d"),
    rule(
        "rank",
        r"\b(?P<here>Lt\.?[\s-]?(?:Col|Gen|Cmdr|Cdr|Gov)\.?)(?=\s[A-Z])",
        lambda m, _: "Lieutenant " + TITLES[re.split(r"[.\s-]+", m["here"].rstrip("."))[1]],
        needs="Lt",
    ),
    rule(
        "rank",
        r"\b(?P<here>(?:Maj|Brig)\.?\sGen\.?)(?=\s[A-Z])",
        lambda m, _: TITLES[m["here"].split()[0].rstrip(".")] + " General",
        needs="Maj|Brig",
    ),
    rule("generation", r"\b(?P<here>Gen)(?=\s[XYZ]\b)", lambda m, _: "Gen", needs="Gen"),
    rule("title", rf"(?<![\w.])(?P<title>{any_of(TITLES)})\.(?=\s?[A-Z])", _title, needs=POINT),
    rule("title", r"\bRt\.?\sHon\b\.?(?=\s[A-Z])", "Right Honourable", needs=r"\bRt\b"),
    rule(
        "title",
        rf"(?<![\w.])(?P<title>{any_of(PLAIN_TITLES)})(?=\s[A-Z])",
        _title,
        needs=any_of(PLAIN_TITLES),
    ),
    rule("abbreviation", rf"(?<![\w.@/]){any_of(ALWAYS)}(?![\w])", _always, needs=POINT),
    rule("versus", r"(?<=[\w.)’'”] )v\.?(?= [A-Z“])", _versus, needs=r"\sv\.?\s"),
    rule(
        "abbreviation",
        rf"(?<![\w./@-]){any_of(WITHOUT_POINT)}(?<!w/)(?![\w./@-]\w|\w)"
        r"|(?<![\w./@-])w/(?=\s?[a-z0-9])\s?",
        lambda m, v: "with " if m[0].startswith("w/") and m[0] != "w/o" else _plain(m, v),
        needs=rf"\b{any_of(WITHOUT_POINT)}",
    ),
    rule(
        "initial",
        rf"{_NO_NAME_BEFORE}(?:(?<=\s)|(?<=^)|(?<=[.(“‘])"
        rf"|(?<=-))(?<!\d\s)[A-Z](?P<here>\.)(?=\s?(?:[A-Z]\.\s?){{0,3}}(?!The\b|Then\b"
        r"|This\b|That\b|It\b|He\b|She\b|They\b|We\b|But\b|And\b|In\b|On\b|At\b|If\b|So\b"
        r"|What\b|Why\b|How\b|As\b|When\b|I\b|A\b|There\b|You\b|My\b|Our\b|His\b|Her\b"
        r"|For\b|To\b|No\b|Yes\b|Is\b)[A-Z][a-z])",
        _initial,
        needs=r"\b[A-Z]\.\s?[A-Z]",
    ),
)
