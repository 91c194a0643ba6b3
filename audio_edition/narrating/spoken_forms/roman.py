"""Roman numerals: in headings, after names, after words such as chapter and act.

Rules obeyed here: a numeral is read as one only where something around it says so;
"I", "mix" and "CIVIL" stay words, and "IV" in "an IV drip" stays letters.
"""

import re
import unicodedata

from audio_edition.narrating.spoken_forms.number_words import cardinal, ordinal, year
from audio_edition.narrating.spoken_forms.rules import Rule, Variety, rule
from audio_edition.narrating.spoken_forms.words import GIVEN_NAMES, RULERS

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_WELL_FORMED = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")

_NUMBERED = (
    r"Ch\.?|Art\.?|Sec\.?|Pt\.?|Bk\.?|Para\.?|Chapter|Part|Book|Act|Scene|Volume|Vol\.?"
    r"|Appendix|Section|Article|Canto|Stage|Phase"
    r"|Type|Class|Grade|Title"
    r"|Level|Schedule|Table|Figure|Fig\.?|Plate|Annex|Mark|Mk\.?|Number|No\.?|World\sWar"
    r"|War|Super\sBowl|Apollo|Saturn|Soyuz"
    r"|Henry\sIV,\sPart|Episode|Season|Round|Group|Division|Factor|Element|Tier|Vatican"
    r"|Wave|Lesson|Letter|Psalm"
    r"|Sonnet|Symphony|Opus|Unit|Day|Exhibit|Amendment|Region|Area|Zone|Category|Cat\.?"
    r"|Camp|Camera|Generation"
    r"|Chap\.?|CHAP\.?|CH\.?|VOL\.?|PT\.?|FIG\.?|BK\.?|SECT?\.?|ART\.|NO\."
    r"|CHAPTER|PART|BOOK|ACT|SCENE|VOLUME|APPENDIX|SECTION|ARTICLE|CANTO|STAGE|PHASE|WORLD\sWAR"
)
_NUMBERED_LOWER = (
    r"chapters?|part|parts|book|acts?|scenes?|volumes?|vol\.?|pages?|pp?\.|canto|section"
    r"|paragraph|verse|phase|stage|type|grade|class|appendix|figure|table|item|clause"
    r"|sub-?paragraph"
)
_NUMERAL = r"[IVXLCDM]+"


def roman(written: str) -> int:
    """Return the value of a well-formed Roman numeral in either case, or 0."""
    letters = written.upper()
    if not letters or _WELL_FORMED.fullmatch(letters) is None:
        return 0
    values = [_VALUES[letter] for letter in letters]
    return sum(-v if any(v < w for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))


def _after_word(match: re.Match[str], variety: Variety) -> str | None:
    """Chapter IV, World War II, Act II, scene iii."""
    value = roman(match["here"])
    return cardinal(value, variety) if value else None


def _list_of_numerals(match: re.Match[str], variety: Variety) -> str | None:
    """The second of Parts I and II, chapters IV–VI."""
    value = roman(match["here"])
    return cardinal(value, variety) if value else None


_NAMES_BEFORE = re.compile(r"(?:\b(?P<earlier>\w+)\s)?\b(?P<name>[A-Z]\w+)\s$")


def _one_sign(match: re.Match[str], variety: Variety) -> str | None:
    """Ⅳ, one character: four, or the fourth after a ruler's name."""
    value = roman(unicodedata.normalize("NFKC", match[0]))
    if not value:
        return None
    before = _NAMES_BEFORE.search(match.string, max(0, match.start() - 40), match.start())
    ruler = before is not None and (
        before["name"] in RULERS or before["earlier"] in RULERS or before["earlier"] in GIVEN_NAMES
    )
    return f"the {ordinal(value, variety)}" if ruler else cardinal(value, variety)


def _heading(match: re.Match[str], variety: Variety) -> str | None:
    """A numeral that is the whole of a heading or opens it: XIV, IV. The Return."""
    numeral = match["here"].rstrip(".")
    value = roman(numeral)
    if not 0 < value < 100 or numeral in ("MIX", "LI", "C", "L", "D", "M"):
        return None
    return cardinal(value, variety).capitalize() + match["here"][len(numeral) :]


def _regnal(match: re.Match[str], variety: Variety) -> str | None:
    """Henry VIII, Louis XIV, Queen Elizabeth II's, John Smith III."""
    value = roman(match["here"])
    if not 0 < value < 40:
        return None
    name = match["name"]
    if len(match["here"]) == 1 and not _may_be_single(match, name):
        return None
    earlier = match["earlier"]
    if name in RULERS or earlier in RULERS or earlier in GIVEN_NAMES:
        return f"the {ordinal(value, variety)}"
    if len(match["here"]) == 1 or match["here"] in ("IV", "XL", "XX", "XXX", "LI", "MI", "DI"):
        is_title = match["earlier"] or _TITLE_AFTER.match(match.string, match.end())
        is_drip = _DRIP_AFTER.match(match.string, match.end())
        return "four" if match["here"] == "IV" and is_title and not is_drip else None
    return cardinal(value, variety)


_TITLE_AFTER = re.compile(r"[.,;:!?)”’]|$|\s(?:was|is|and|in|by|made|had|has|sold|came)\b")
_DRIP_AFTER = re.compile(r"\s(?:drip|fluid|line|antibiotic|therapy|infusion|bag|treatment|drug)")
_PRONOUN_AFTER = re.compile(
    r"\s(?:am|have|think|know|knew|thought|went|saw|said|say|do|did|don't|didn't|can|could"
    r"|should|must|may|might|would|will"
    r"|felt|found|met|came|got|took|told|asked|want|wanted|like|liked|love|loved|believe"
    r"|suppose|hope|shall|never|always|really|just|also|learned|learnt)\b"
    r"|[’'](?:m|ve|ll|d)\b"
)
_TITLED_BEFORE = re.compile(
    r"(?:^|[“\"(,;:—–]\s?|\b(?:King|Queen|Pope|Emperor|Empress|Tsar|Prince|Sultan|Shah"
    r"|Saint|St|of|under|by|and|for|to|like|was|against|until|since|when|from|before|after"
    r"|the|in)\s)$",
    re.IGNORECASE,
)


def _may_be_single(match: re.Match[str], name: str) -> bool:
    """Whether I, V or X after a name is a numeral rather than a pronoun or an initial."""
    if name not in RULERS or (
        match["here"] == "X"
        and name not in ("Leo", "Pius", "Charles", "Alfonso", "Benedict", "Gregory", "Ferdinand")
    ):
        return False
    if match["here"] != "I":
        return True
    text = match.string
    before = text[max(0, match.start() - 12) : match.start()]
    return not _PRONOUN_AFTER.match(text, match.end()) and bool(_TITLED_BEFORE.search(before))


def _year_numeral(match: re.Match[str], variety: Variety) -> str | None:
    value = roman(match[0])
    return (
        year(value, variety)
        if 1000 < value < 2100 and match[0] not in ("MIX", "MD", "MC", "MCI", "MDC")
        else None
    )


def _eleven(match: re.Match[str], _: Variety) -> str:
    return "eleven"


ROMAN: tuple[Rule, ...] = (
    rule(
        "roman heading",
        r"^[\s\W]*?(?P<here>[IVXL]{1,7}(?:\.(?=\s*$|\s+(?![A-Z]\.)[A-Z“‘\"])"
        r"|(?=\s*$|[:)]\s+[A-Z“‘\"]|\s[–—-]\s)))",
        _heading,
        needs=r"^\W*[IVXL]+\b",
    ),
    rule(
        "roman heading",
        rf"^\W*(?:{_NUMBERED})\.\s(?P<here>{_NUMERAL})(?=\.?\s*$)",
        _after_word,
        needs=r"[IVXLCDM]\.?\s*$",
    ),
    rule(
        "verse",
        r"\b[A-Z][a-z]+\.?\s(?P<here>[ivxlc]{1,7}\.)(?=\s?\d)",
        lambda m, v: f"{cardinal(value, v)}," if (value := roman(m["here"].rstrip("."))) else None,
        needs=r"[ivxlc]\.\s?\d",
    ),
    rule(
        "roman",
        rf"\b(?:{_NUMBERED})s?[\s-](?P<here>{_NUMERAL})(?![\w.]\w|['’](?:m|ve|ll|d)\b"
        r"|\s(?:am|have|was|think|had)\b)\b",
        _after_word,
        needs=r"[IVXLCDM]\b",
    ),
    rule(
        "roman",
        rf"\b(?:{_NUMBERED})s?\s[IVXLCDM]+(?:\s?[-–—,&]\s?|\s(?:and|to|or"
        rf"|through)\s)(?P<here>{_NUMERAL})\b",
        _list_of_numerals,
        needs=r"[IVXLCDM]\b",
    ),
    rule(
        "roman",
        rf"\b(?i:{_NUMBERED_LOWER})\s(?P<here>[ivxlc]+|[IVXL]{{2,}}|[IVX](?=[,.;:)]|$))\b",
        _after_word,
        needs=r"[ivxlcIVXLC]\b",
    ),
    rule(
        "roman",
        rf"\b(?i:{_NUMBERED_LOWER})\s(?:[ivxlc]+|[IVXLC]+)(?:\s?[-–—,&]\s?|\s(?:and|to"
        r"|or)\s)(?P<here>[ivxlc]+|[IVXL]+)\b",
        _list_of_numerals,
        needs=r"[ivxlcIVXLC]\b",
    ),
    rule("roman sign", r"[\u2160-\u217f]+", _one_sign, needs="[\u2160-\u217f]"),
    rule(
        "roman range",
        r"\b(?P<first>[IVXLC]+|[ivxlc]+)(?P<here>\s?[–—-]\s?)(?=(?P<last>[IVXLC]+|[ivxlc]+)\b)",
        lambda m, _: " to " if 0 < roman(m["first"]) < roman(m["last"]) else None,
        needs=r"[IVXLivxl][–—-][IVXLivxl]",
    ),
    rule(
        "roman",
        r"\b(?:first|starting|playing|team|[Ff]ootball|cricket|World|England|strongest"
        r"|same|unchanged|best|all-star)\s(?P<here>XI)\b",
        _eleven,
        needs="XI",
    ),
    rule(
        "regnal",
        r"(?:\b(?P<earlier>[A-Z][a-z]+)\s(?:(?:[A-Z]\."
        r"|[A-Z][a-z]+)\s)?)?\b(?P<name>[A-Z][\w’'-]*[a-zé])\s(?P<here>[IVXL]+)\b(?!\.\w)",
        _regnal,
        needs=r"\s[IVX]+\b",
    ),
    rule("roman year", r"\b[MDCLXVI]{4,}\b", _year_numeral, needs=r"\bM[MDC]"),
    rule(
        "roman",
        r"(?<![\w.&/-])(?P<here>(?!XXX\b)[IVXL]{3,})(?![\w&/-])",
        _after_word,
        needs="[IVXL]{3}",
    ),
    rule("roman note", r"\((?P<here>[ivx]+)\)", _after_word, needs=r"\([ivx]+\)"),
)
