"""What editors and markup put into a text: notes, brackets, marks, bullets, dashes, ellipses.

Rules obeyed here: a note's mark in the running text is not said; what stands in an
editor's brackets is; a dash or ellipsis becomes a sign that gives a pause.
"""

import re

from audio_edition.narrating.spoken_forms.number_words import cardinal
from audio_edition.narrating.spoken_forms.roman import roman
from audio_edition.narrating.spoken_forms.rules import Rule, Variety, rule

_UNIT_OR_VARIABLE = re.compile(r"(?:[A-Za-zα-ωΑ-Ω]|mc|mm|cm|dm|km|ft|yd|mi|nm|sin|cos|tan)\Z")
_PRONOUNS = {
    "he/she": "he or she",
    "she/he": "she or he",
    "his/her": "his or her",
    "him/her": "him or her",
    "s/he": "she or he",
    "her/his": "her or his",
    "his/hers": "his or hers",
    "and/or": "and or",
    "either/or": "either or",
    "they/them": "they them",
    "himself/herself": "himself or herself",
    "n/a": "not applicable",
    "N/A": "not applicable",
    "she/her": "she her",
    "he/him": "he him",
}


def _raised_note(match: re.Match[str], _: Variety) -> str | None:
    """The raised figure after a word is a note's mark; after a unit or variable, a power."""
    if match["closing"]:
        return ""
    return None if _UNIT_OR_VARIABLE.match(match["word"]) else ""


def _ellipsis(match: re.Match[str], _: Variety) -> str:
    """A pause: a comma inside a sentence, a full stop at its end."""
    text = match.string
    rest = text[match.end() :]
    following = rest.lstrip("[(“‘\"'")[:1]
    before = text[match.start() - 1 : match.start()] if match.start() else ""
    if not before:
        return ""
    if not rest.strip("”’\"')] ") or before in "?!":
        return "" if before in "?!.," else "."
    if before in ",;:.–—“‘(":
        return " "
    if rest[:1] in "”’\"')],.;:?!":
        return "" if rest[:1] in ",.;:?!" else ","
    return (
        ". "
        if following.isupper()
        and match["space"]
        and before.islower()
        and not re.match(r"I\b", rest)
        else ", "
    )


def _one_or_more(match: re.Match[str], _: Variety) -> str:
    """author(s) is author or authors."""
    return f"{match['word']} or {match['word']}{match['ending']}"


def _subsections(match: re.Match[str], variety: Variety) -> str | None:
    """102(2)(C), 3(f), but not 5(s) or 3(x) in a formula."""
    if "=" in match.string:
        return None
    parts = re.findall(r"\w+", match["here"])
    said = [
        cardinal(int(part), variety)
        if part.isdecimal()
        else cardinal(roman(part), variety)
        if len(part) > 1 and roman(part)
        else part.upper()
        for part in parts
    ]
    return "".join(f", {part}" for part in said)


EDITORIAL: tuple[Rule, ...] = (
    rule("closing quote", r"(?<=[,.!?;:…])[’'](?=\s)", "”", needs=r"[,.!?;:…][’']\s"),
    rule(
        "note mark",
        r"(?<=[^\s\[])\s?\[(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,8}|(?:note|n"
        r"|fn)\.?\s?\d{1,3}|(?<![a-z]\[)[a-z])\](?!\()",
        "",
        needs=r"\[[\dnfa-z]",
    ),
    rule(
        "note mark",
        r"(?P<word>[^\W\d_]{1,40})(?P<closing>[.,;:!?”’\"')\]]{0,3})(?P<here>[⁰¹²³⁴-⁹]+(?:["
        r",⁻–-][⁰¹²³⁴-⁹]+){0,5})",
        _raised_note,
        needs="[⁰¹²³⁴-⁹]",
    ),
    rule("stars", r"(?<![\w.,])\d(?P<here>\*)(?=[\s-][a-z])", " star", needs=r"\d\*"),
    rule("note mark", r"(?<=[\w.,;:!?”’\")])[*†‡]{1,3}(?![\w*†‡])", "", needs="[*†‡]"),
    rule("note mark", r"(?:(?<=\s)|^)[*†‡]{1,3}\s?(?=\w)(?<![*]{2})", "", needs="[*†‡]"),
    rule("times", r"(?<=\d)\s?\*\s?(?=\d)", " times ", needs=r"\d\s?\*"),
    rule("times", r"(?<![\w*])[a-z](?P<here>\*)(?=[a-z](?![\w*]))", " times ", needs=r"[a-z]\*"),
    rule("markup", r"\*{1,3}", "", needs=r"\*"),
    rule("markup", r"`{1,3}", "", needs="`"),
    rule("markup", r"~~", "", needs="~~"),
    rule("markup", r"(?<![^\W_])_{1,3}(?=\S)|(?<=[^\s_])_{1,3}(?![^\W_])", "", needs="_"),
    rule("underscore", r"(?<=\w)_+(?=\w)", " underscore ", needs="_"),
    rule("heading mark", r"^\s{0,3}#{1,6}\s+", "", needs="#"),
    rule("quotation mark of a line", r"^\s{0,3}>\s+", "", needs=">"),
    rule("bullet", r"^\s*(?:[•‣◦▪▫●○■□–—·⁃✓✔➢➤►▶☐☑-]|\+(?=\s))\s+", "", needs=r"^\s*[^\w\s]"),
    rule("dash", r"^\s*(?:-{2,3}|[–—―⸺])\s?(?=[“\"‘'A-Za-z])", "", needs=r"^\s*[^\w\s]"),
    rule("dash", r"(?<=\S)\s?(?:-{2,3}|⸺|⸻)(?=\s*$)", "", needs="--|⸺|⸻"),
    rule("option", r"(?<=\s)--(?=[a-z])", "dash dash ", needs="--"),
    rule(
        "subsection",
        r"(?<![\w.,])\d{1,5}(?P<here>(?:\((?:\d{1,3}|[a-zA-Z]|[ivx]{2,4})\)){1,4})(?![\w(])",
        _subsections,
        needs=r"\d\((?:\d|[a-zA-Z])",
    ),
    rule(
        "letters left out",
        r"(?<![\w-])(?P<first>[b-hj-zB-HJ-Z])(?:⸺|⸻|—{2,3}|-{2,3})(?P<last>[a-z]{1,2})(?![\w-])",
        lambda m, _: f"{m['first'].upper()}, dash, {m['last'].upper()}",
        needs="⸺|⸻|——|--",
    ),
    rule("bullet", r"\s?[•‣◦▪●■]\s?", ", ", needs="[•‣◦▪●■]"),
    rule(
        "left out", r"(?P<space>\s?)\[\s?(?:…|\.\s?\.\s?\.)\s?\]\s?", _ellipsis, needs=r"\[\s?[….]"
    ),
    rule("ellipsis", r"(?P<space>\s?)(?:…|\.(?:\s?\.){2,3})\s?", _ellipsis, needs=r"…|\.\s?\."),
    rule(
        "one or more",
        r"\b(?P<word>[A-Za-z]{2,40})\((?P<ending>e?s)\)",
        _one_or_more,
        needs=r"\(e?s\)",
    ),
    rule(
        "split word",
        r"(?<=[a-z])[\[(](?=[a-z]+[\])])|(?<=[\[(][A-Za-z])[\])](?=[a-z])",
        "",
        needs=r"[A-Za-z][\[(][a-z]|[\[(][A-Za-z][\])][a-z]",
    ),
    rule("editor's bracket", r"[\[\]]", "", needs=r"[\[\]]"),
    rule("dash", r"(?<=\S)\s?(?:-{2,3}|―|⸺|⸻)\s?(?=\S)", " – ", needs="--|―|⸺|⸻"),
    rule("dash", r"(?<=\S)\s-\s(?=[^\d\s])", " – ", needs=r"\s-\s"),
    rule(
        "pronouns",
        r"(?<![\w/])(?:" + "|".join(_PRONOUNS) + r")(?![\w/])",
        lambda m, _: _PRONOUNS[m[0]],
        needs="/",
    ),
    rule("line break mark", r"(?<=[\w,.;!?’”])\s/\s(?=[\w“‘])", ", ", needs=r"\s/\s"),
    rule(
        "slash",
        r"(?<=[^\W\d])/(?=\w)|(?<=\d)/(?=[^\W\d])",
        lambda m, _: (
            " "
            if m.string[m.start() - 2 : m.start()].isupper()
            and m.string[m.end() : m.end() + 2].isupper()
            else " slash "
        ),
        needs=r"\w/\w",
    ),
)
"""In the order they are tried."""
