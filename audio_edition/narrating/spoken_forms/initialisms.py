"""Runs of capitals: initialisms that are spelled, acronyms that are read, words that are shouted.

Rules obeyed here: letters to be spelled are joined by hyphens (B-B-C), which engines of
either kind spell out, the letter A included; a run that is said as a word gets small
letters, so that no engine spells it.
"""

import re

from audio_edition.narrating.spoken_forms.rules import CAPITALS, POINT, Rule, Variety, rule
from audio_edition.narrating.spoken_forms.words import ACRONYMS, SHORT_WORDS, SPELLED

_ONLY_SHOUTED = frozenset({"IT", "US", "WHO", "AM", "ICE", "PIP", "LED", "LA", "SIS"})
"""Initialisms that are words when the text around them is in capitals too."""
_ONSET = (
    "(?:SCH|SCR|SHR|SPH|SPL|SPR|STR|THR|CHR|PHR|PHL|BL|BR|CH|CL|CR|DR|DW|FL|FR|GH|GL|GN|GR|KN|KR"
    "|PH|PL|PN|PR|PS|QU|RH|SC|SH|SK|SL|SM|SN|SP|SQU|ST|SW|TH|TR|TW|WH|WR|[BCDFGHJKLMNPRSTVWXZ])"
)
_CODA = (
    "(?:GHT|LCH|LTH|MPT|MPH|NCH|NGTH|NST|NTH|RCH|RLD|RST|RTH|TCH|XTH|BB|CH|CK|CT|DD|DTH|FF|FT|GG|GH"
    "|GN|LB|LD|LF|LK|LL|LM|LN|LP|LS|LT|LV|MB|MM|MN|MP|NC|ND|NG|NK|NN|NS|NT|PH|PP|PT|RB|RC|RD|RF|RG"
    "|RK|RL|RM|RN|RP|RR|RS|RT|RV|SC|SH|SK|SM|SP|SS|ST|TH|TT|WD|WK|WL|WN|XT|ZZ|[BCDFGHKLMNPRSTWXZ])"
)
_VOWELS = "[AEIOUY]{1,3}+"
_READABLE = re.compile(rf"{_ONSET}?{_VOWELS}(?:{_CODA}?{_ONSET}{_VOWELS})*(?:{_CODA}S?)?")
"""Syllables an English word may be made of, in capitals."""
LONGEST_RUN = 30
"""More letters in capitals than any word or initialism has."""


def spelled(run: str) -> str:
    """Return letters as they are spelled out: BBC -> B-B-C."""
    return "-".join(run.upper())


def is_pronounceable(run: str) -> bool:
    """Return whether a run of capitals could be an English word by its letters."""
    if len(run) > LONGEST_RUN:
        return True
    has_consonant = any(letter not in "AEIOUY" for letter in run)
    return has_consonant and _READABLE.fullmatch(run) is not None


def is_word(run: str, shouted: bool) -> bool:
    """Return whether a run of capitals is said as a word.

    Args:
        run: two or more capital letters.
        shouted: whether the text around it is in capitals too.
    """
    if run in _ONLY_SHOUTED:
        return shouted
    if run in ACRONYMS or run in SHORT_WORDS:
        return True
    if run in SPELLED:
        return False
    if not shouted and (len(run) < 4 or (len(run) == 4 and run.startswith("US"))):
        return False
    long = len(run) > (5 if shouted else 6)
    return is_pronounceable(run) or (long and re.search("[AEIOUY]", run) is not None)


def _is_shouted(text: str, begin: int, end: int) -> bool:
    """Return whether the words around a run of capitals are in capitals as well."""
    near = text[max(0, begin - 40) : begin] + " " + text[end : end + 40]
    if any(c.isalpha() for c in near) and not re.search(r"[a-z](?![’']?\b)|[a-z]{2}", near):
        return True
    before = re.search(r"([A-Z]{2,})[,:;]? $", text[max(0, begin - 20) : begin])
    after = re.match(r"[,:;]? ([A-Z]{2,})\b", text[end : end + 20])
    return any(
        beside is not None
        and beside[1] not in _ONLY_SHOUTED
        and is_word(beside[1], False)
        and beside[1] not in ACRONYMS
        for beside in (before, after)
    )


def as_said(run: str, shouted: bool = False) -> str:
    """Return a run of capitals as it is said: Nato, B-B-C, never."""
    if not is_word(run, shouted):
        return spelled(run)
    return run.lower() if run in SHORT_WORDS or run in _ONLY_SHOUTED else run.capitalize()


def _capitals(match: re.Match[str], _: Variety) -> str | None:
    """BBC, BBC's, CDs, NATO, NOT."""
    run, ending = match["run"], match["ending"] or ""
    shouted = _is_shouted(match.string, match.start(), match.end())
    if run == "AM" and match.string[: match.start()].endswith("I "):
        return "am"
    if run == "OK":
        return None
    said = as_said(run, shouted)
    if ending == "s":
        return said + ("'s" if "-" in said else "s")
    if ending.isupper():
        return said + ending.lower()
    return said + ending


def _lone_s(match: re.Match[str], _: Variety) -> str:
    return match["ending"].lower()


_MIXED = {
    "PhD": "P-H-D", "PhDs": "P-H-D's", "MSc": "M-S-C", "BSc": "B-S-C", "MPhil": "M-Phil",
    "DPhil": "D-Phil", "BEd": "B-Ed",
    "LLB": "L-L-B", "MoD": "M-O-D", "MoJ": "M-O-J", "DoJ": "D-O-J", "DoD": "D-O-D", "DfE": "D-F-E",
    "DfT": "D-F-T", "DoE": "D-O-E", "HMRC": "H-M-R-C", "IoT": "I-O-T", "IoW": "I-O-W",
    "QoS": "Q-O-S", "OAPs": "O-A-P's", "OAP": "O-A-P", "mRNA": "M-R-N-A",
    "tvOS": "T-V-O-S", "macOS": "Mac O-S", "iOS": "I-O-S", "NaN": "N-A-N", "NGOs": "N-G-O's",
    "LaTeX": "Lay-tech", "WiFi": "Wi-Fi", "WWI": "World War One", "WWII": "World War Two",
    "WW1": "World War One", "WW2": "World War Two", "CO2e": "C-O-two-E",
    "NaCl": "N-A-C-L", "HCl": "H-C-L", "KCl": "K-C-L", "NaOH": "N-A-O-H", "pH": "P-H",
    "JSON": "Jason", "PIN": "pin", "SIM": "sim", "GIF": "gif", "eBook": "e-book",
    "eBooks": "e-books",
}  # fmt: skip
_POINTED = {
    "Ph.D.": "P-H-D",
    "Ph.D": "P-H-D",
    "M.Sc.": "M-S-C",
    "B.Sc.": "B-S-C",
    "Ph.Ds": "P-H-D's",
    "D.Phil.": "D-Phil",
    "Litt.D.": "Litt-D",
    "LL.B.": "L-L-B",
    "LL.M.": "L-L-M",
    "B.Ed.": "B-Ed",
    "Ed.D.": "Ed-D",
    "Th.D.": "T-H-D",
    "M.Ed.": "M-Ed",
}


def _with_points(match: re.Match[str], _: Variety) -> str:
    """U.S., J.K., Ph.D., a.m.: the last point stays where it ends the sentence."""
    written = match["run"]
    said = _POINTED.get(written) or spelled(re.sub(r"[^A-Za-z]", "", written))
    rest = match.string[match.end() : match.end() + 3].lstrip("”’\"')")
    ends = written.endswith(".") and not rest.strip() and not match["ending"]
    return said + (match["ending"] or "") + ("." if ends else "")


def _joined_by_and(match: re.Match[str], _: Variety) -> str:
    """R&D, AT&T, Q&As, B&B."""
    first, last = spelled(match["first"]), spelled(match["last"])
    ending = {"s": "'s"}.get(match["ending"] or "", match["ending"] or "")
    return f"{first} and {last}{ending}"


_ENDING = r"(?P<ending>['’][sS]\b|s\b|['’](?:[dD]|[lL][lL]|[rR][eE]|[vV][eE]|[tT])\b)?"

INITIALISMS: tuple[Rule, ...] = (
    rule(
        "pointed initialism",
        r"(?<![\w.])(?P<run>(?:Ph|LL|Litt|B|M|D|Ed|Th)\.(?:Ds|D|Sc|Phil|Ed|B"
        r"|M)\b\.?(?!\.?[A-Z]\.))(?P<ending>['’]s)?(?!\w)",
        _with_points,
        needs=POINT,
    ),
    rule(
        "pointed initialism",
        r"(?<![\w.@/-])(?P<run>(?:[A-Z]\.\s?){2,}(?<=\.)(?:[A-Z](?![\w.’']))?)(?P<ending>['"
        r"’]?s\b)?(?!\w)",
        _with_points,
        needs=r"[A-Z]\.\s?[A-Z]",
    ),
    rule(
        "pointed initialism",
        r"(?<![\w.@/-])(?P<run>(?:[A-Z]\.){2,})(?P<ending>['’]s\b)?",
        _with_points,
        needs=r"[A-Z]\.[A-Z]",
    ),
    rule(
        "pointed initialism",
        r"(?<![\w.@/-])(?P<run>(?:[a-z]\.){2,})(?P<ending>)(?!\w)",
        _with_points,
        needs=r"\b[a-z]\.[a-z]\.",
    ),
    rule(
        "joined letters",
        r"(?<![\w&])(?P<first>[A-Z]{1,3})\s?&\s?(?P<last>[A-Z]{1,3})(?P<ending>['’]s|s)?(?![\w&])",
        _joined_by_and,
        needs="&",
    ),
    rule(
        "mixed initialism",
        r"(?<![\w.])(?:" + "|".join(sorted(_MIXED, key=len, reverse=True)) + r")(?!\w)",
        lambda m, _: _MIXED[m[0]],
        needs=r"[a-zA-Z][A-Z]",
    ),
    rule(
        "initialism",
        rf"(?<![^\W_])(?P<run>[A-Z]{{2,}}){_ENDING}(?![^\W_])",
        _capitals,
        needs=CAPITALS,
    ),
    rule(
        "initialism",
        r"(?<![^\W_])[A-Z]['’](?P<ending>[A-Z]+)(?![^\W_])",
        lambda m, _: (
            m[0][0] + m[0][1:].lower()
            if len(m["ending"]) < 3
            else m[0][:2] + m["ending"].capitalize()
        ),
        needs=r"[A-Z]['’][A-Z]",
    ),
)
