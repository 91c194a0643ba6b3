"""Abbreviations with and without points, and the ones that mean two things.

Rules obeyed here: an abbreviation is said in full only where what stands beside it says
which word it is (a title before a name, "No." before a figure, "St." before or after a
name); a point that also ends the sentence stays.
"""

import re

from audio_edition.narrating.spoken_forms.rules import POINT, Rule, Variety, any_of, rule

_TITLES = {
    "Dr": "Doctor", "Drs": "Doctors", "Prof": "Professor", "Profs": "Professors", "Rev": "Reverend",
    "Revd": "Reverend", "Gen": "General", "Capt": "Captain", "Cpt": "Captain",
    "Sgt": "Sergeant", "Lt": "Lieutenant", "Col": "Colonel", "Maj": "Major", "Cpl": "Corporal",
    "Pvt": "Private", "Pte": "Private", "Cmdr": "Commander", "Cdr": "Commander", "Adm": "Admiral",
    "Brig": "Brigadier", "Gov": "Governor", "Sen": "Senator", "Sens": "Senators", "Rep": "Representative",
    "Reps": "Representatives", "Pres": "President", "Supt": "Superintendent", "Insp": "Inspector",
    "Det": "Detective", "Fr": "Father", "Mt": "Mount", "Ft": "Fort", "Messrs": "Messers",
    "Mme": "Madame", "Mlle": "Mademoiselle", "Cllr": "Councillor", "Amb": "Ambassador", "Atty": "Attorney",
    "Sec": "Secretary", "Ald": "Alderman", "Hr": "Herr", "Pt": "Point",
}  # fmt: skip
_PLAIN_TITLES = (
    "Dr",
    "Drs",
    "Prof",
    "Profs",
    "Rev",
    "Revd",
    "Capt",
    "Sgt",
    "Lt",
    "Col",
    "Cpl",
    "Pte",
    "Cllr",
    "Gen",
    "Cdr",
    "Cmdr",
    "Supt",
    "Mt",
    "Messrs",
    "Mme",
    "Mlle",
)
"""Titles that are no other word, so that they may do without a point."""
_ALWAYS = {
    "approx.": "approximately", "e.g.": "for example", "i.e.": "that is", "eg.": "for example", "ie.": "that is", "etc.": "et cetera",
    "&c.": "et cetera",
    "Etc.": "et cetera", "Cf.": "Compare", "Viz.": "Namely", "E.g.": "For example", "I.e.": "That is", "et al.": "et al", "cf.": "compare", "viz.": "namely", "vs.": "versus", "dept.": "department",
    "govt.": "government", "Govt.": "Government", "Dept.": "Department", "Univ.": "University",
    "Assn.": "Association", "Inst.": "Institute", "Natl.": "National", "Intl.": "International",
    "Corp.": "Corporation", "Inc.": "Incorporated", "Ltd.": "Limited", "Bros.": "Brothers", "Co.": "Company",
    "Ave.": "Avenue", "Blvd.": "Boulevard", "Rd.": "Road", "Sq.": "Square", "Pl.": "Place", "Hwy.": "Highway",
    "Ln.": "Lane", "Pkwy.": "Parkway", "Terr.": "Terrace", "Jr.": "Junior", "Sr.": "Senior", "Esq.": "Esquire",
    "misc.": "miscellaneous", "incl.": "including", "excl.": "excluding", "max.": "maximum",
    "temp.": "temperature", "tel.": "telephone", "Tel.": "Telephone", "est.": "established",
    "Est.": "Established", "esp.": "especially", "resp.": "respectively", "ibid.": "ibid",
    "Ibid.": "Ibid", "op. cit.": "op cit", "a.k.a.": "also known as", "w.r.t.": "with respect to", "avg.": "average",
    "Gen. Z": "Gen Z", "Mr.": "Mr", "Mrs.": "Mrs", "Ms.": "Ms", "Mx.": "Mx", "Hon.": "Honourable",
    "dist.": "district", "edn.": "edition", "eds.": "editors", "Eds.": "Editors", "trans.": "translated", "illus.": "illustrated",
    "bldg.": "building", "Bldg.": "Building", "apt.": "apartment", "Apt.": "Apartment", "mgr.": "manager",
    "mfg.": "manufacturing", "secy.": "secretary", "orig.": "originally", "ref.": "reference", "opp.": "opposite",
}  # fmt: skip
_WITHOUT_POINT = {
    "vs": "versus", "eg": "for example", "ie": "that is", "etc": "et cetera", "approx": "approximately", "Ltd": "Limited",
    "Inc": "Incorporated", "aka": "also known as", "viz": "namely", "govt": "government",
    "incl": "including", "Blvd": "Boulevard", "w/o": "without", "w/": "with ", "c/o": "care of",
    "b/c": "because", "Bros": "Brothers", "wrt": "with respect to", "Jnr": "Junior", "Snr": "Senior", "Plc": "P-L-C", "plc": "P-L-C", "dept": "department", "Dept": "Department", "Esq": "Esquire",
}  # fmt: skip
_BEFORE_NUMBER = {
    "No": "Number", "no": "number", "Nos": "Numbers", "nos": "numbers", "Vol": "Volume", "vol": "volume",
    "vols": "volumes", "Vols": "Volumes", "Ch": "Chapter", "ch": "chapter", "chap": "chapter", "Chap": "Chapter", "p": "page", "pp": "pages", "P": "page",
    "Pp": "Pages", "fig": "figure", "Fig": "Figure", "figs": "figures", "Figs": "Figures", "Art": "Article",
    "art": "article", "Arts": "Articles", "arts": "articles", "Sec": "Section", "sec": "section", "sect": "section", "para": "paragraph",
    "Para": "Paragraph", "paras": "paragraphs", "Paras": "Paragraphs", "cl": "clause", "Cl": "Clause", "eq": "equation", "Eq": "Equation",
    "ver": "version", "Ver": "Version", "Op": "Opus", "op": "opus", "Pt": "Part", "pt": "part", "Rm": "Room", "Ext": "Extension", "ext": "extension",
    "l": "line", "ll": "lines", "n": "note", "bk": "book", "Bk": "Book", "Sch": "Schedule", "Reg": "Regulation", "reg": "regulation", "Regs": "Regulations",
    "s": "section", "ss": "sections", "Tab": "Table", "app": "appendix", "App": "Appendix", "approx": "approximately",
    "b": "born", "d": "died", "fl": "flourished", "Apt": "Apartment", "Rte": "Route", "min": "minimum", "max": "maximum", "Res": "Resolution",
}  # fmt: skip
_POINTLESS_BEFORE_NUMBER = (
    "No",
    "Nos",
    "Vol",
    "vol",
    "vols",
    "Ch",
    "ch",
    "chap",
    "pp",
    "fig",
    "Fig",
    "figs",
    "Figs",
    "Art",
    "Arts",
    "para",
    "Para",
    "paras",
    "Paras",
    "ext",
    "Ext",
    "Rm",
    "ss",
    "Sch",
    "Reg",
    "Rte",
    "approx",
)


def _point_if_ending(match: re.Match[str], words: str) -> str:
    """Return the words, with a full stop where the abbreviation's point ends the sentence."""
    rest = match.string[match.end() : match.end() + 6].lstrip("”’\"')")
    return words + ("" if rest.strip() or not match[0].endswith(".") else ".")


def _title(match: re.Match[str], _: Variety) -> str:
    return _TITLES[match["title"]]


def _always(match: re.Match[str], _: Variety) -> str:
    return _point_if_ending(match, _ALWAYS[match[0]])


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
    return _BEFORE_NUMBER[match["word"]] + spaced


def _versus(match: re.Match[str], _: Variety) -> str:
    return "versus"


def _plain(match: re.Match[str], _: Variety) -> str:
    return _WITHOUT_POINT[match[0]]


def _initial(match: re.Match[str], _: Variety) -> str:
    """J. K. Rowling, George W. Bush: the point goes, so that no pause follows."""
    return "" if match.string[match.end() : match.end() + 1] == " " else " "


_NO_NAME_BEFORE = r"(?<!Plan )(?<!plan )(?<!itamin )(?<!epatitis )(?<!Type )(?<!type )(?<!Group )(?<!group )(?<!Class )(?<!Part )(?<!part )(?<!grade )(?<!Grade )(?<!Act )(?<!Appendix )(?<!was )(?<!and )(?<!am )(?<!Figure )"

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
    rule("drive", r"(?<=[a-z]\s)Dr\.(?=\s[a-z(]|[,;:?!)”’\"]|\s*$)", _drive, needs=r"Dr\."),
    rule(
        "before number",
        rf"(?<![\w.'’-])(?P<word>{any_of(_BEFORE_NUMBER)})\.\s?(?=\d|[ivxlIVXL]+\b)(?<!\.\s)",
        _before_number,
        needs=r"[a-zA-Z]\.\s?[\divxlIVXL]",
    ),
    rule(
        "before number",
        rf"(?<![\w.'’-])(?P<word>{any_of(_BEFORE_NUMBER)})\.(?=\s(?:\d|[ivxlIVXL]+\b(?<!I)))",
        _before_number,
        needs=r"[a-zA-Z]\.\s[\divxlIVXL]",
    ),
    rule(
        "before number",
        rf"(?<![\w.'’-])(?P<word>{any_of(_POINTLESS_BEFORE_NUMBER)})(?=\s\d)",
        _before_number,
        needs=r"[a-z]\s\d",
    ),
    rule("before number", r"(?<![\w.'’-])(?P<word>pp?)(?=\d)", _before_number, needs=r"\bpp?\d"),
    rule(
        "rank",
        r"\b(?P<here>Lt\.?[\s-]?(?:Col|Gen|Cmdr|Cdr|Gov)\.?)(?=\s[A-Z])",
        lambda m, _: "Lieutenant " + _TITLES[re.split(r"[.\s-]+", m["here"].rstrip("."))[1]],
        needs="Lt",
    ),
    rule(
        "rank",
        r"\b(?P<here>(?:Maj|Brig)\.?\sGen\.?)(?=\s[A-Z])",
        lambda m, _: _TITLES[m["here"].split()[0].rstrip(".")] + " General",
        needs="Maj|Brig",
    ),
    rule("generation", r"\b(?P<here>Gen)(?=\s[XYZ]\b)", lambda m, _: "Gen", needs="Gen"),
    rule("title", rf"(?<![\w.])(?P<title>{any_of(_TITLES)})\.(?=\s?[A-Z])", _title, needs=POINT),
    rule("title", r"\bRt\.?\sHon\b\.?(?=\s[A-Z])", "Right Honourable", needs=r"\bRt\b"),
    rule(
        "title",
        rf"(?<![\w.])(?P<title>{any_of(_PLAIN_TITLES)})(?=\s[A-Z])",
        _title,
        needs=any_of(_PLAIN_TITLES),
    ),
    rule("abbreviation", rf"(?<![\w.@/]){any_of(_ALWAYS)}(?![\w])", _always, needs=POINT),
    rule("versus", r"(?<=[\w.)’'”] )v\.?(?= [A-Z“])", _versus, needs=r"\sv\.?\s"),
    rule(
        "abbreviation",
        rf"(?<![\w./@-]){any_of(_WITHOUT_POINT)}(?<!w/)(?![\w./@-]\w|\w)|(?<![\w./@-])w/(?=\s?[a-z0-9])\s?",
        lambda m, v: "with " if m[0].startswith("w/") and m[0] != "w/o" else _plain(m, v),
        needs=rf"\b{any_of(_WITHOUT_POINT)}",
    ),
    rule(
        "initial",
        rf"{_NO_NAME_BEFORE}(?:(?<=\s)|(?<=^)|(?<=[.(“‘])|(?<=-))(?<!\d\s)[A-Z](?P<here>\.)(?=\s?(?:[A-Z]\.\s?){{0,3}}(?!The\b|Then\b|This\b|That\b|It\b|He\b|She\b|They\b|We\b|But\b|And\b|In\b|On\b|At\b|If\b|So\b|What\b|Why\b|How\b|As\b|When\b|I\b|A\b|There\b|You\b|My\b|Our\b|His\b|Her\b|For\b|To\b|No\b|Yes\b|Is\b)[A-Z][a-z])",
        _initial,
        needs=r"\b[A-Z]\.\s?[A-Z]",
    ),
)
