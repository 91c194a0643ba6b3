"""Runs of capitals: initialisms that are spelled, acronyms that are read, words that are shouted.

Rules obeyed here: letters to be spelled are joined by hyphens (B-B-C), which engines of
either kind spell out, the letter A included; a run that is said as a word gets small
letters, so that no engine spells it.
"""

import re

from audio_edition.narrating.spoken_forms.rules import CAPITALS, POINT, Rule, Variety, rule

_ACRONYMS = frozenset(
    "ACAS AIDS ALDI ANZAC ASBO ASBOS ASCII ASEAN ASOS AWOL BAFTA BAME BASIC BREXIT CAPTCHA CERN COBRA COVID DACA DARPA DEFRA"
    " ECOWAS EFTA EULA FARC FEMA FIFA FOMO FLOTUS GATT GIF GIFS HAMAS HIPAA IKEA ICANN IELTS IMAX INTERPOL ISIS ISIL"
    " ISA ISAS JPEG JPEGS LASER LEGO LEED MENSA MERS MOMA NAFTA NASA NASCAR NASDAQ NATO NIMBY NIMBYS NICE NOAA OFCOM OFGEM OFSTED"
    " OFWAT OPEC OSHA OXFAM PIN PINS POTUS QUANGO RADA RADAR RAF RAM ROM SAGE SALT SARS SCOTUS SCUBA SIM SIMS SMART SNAP SONAR"
    " SOAS SPAC START SWAT TED TESOL TOEFL UEFA UKIP UNAIDS UNESCO UNICEF UNIDO UNISON UNITA VAT WASP WAG YOLO ZIP"
    " DINK FAQ LAN WAN SAT SATS PEN NAM OPCW SARS".split()
) - {"RAF", "FAQ", "OPCW", "VAT", "NAM", "SAT"}
_SPELLED = frozenset(
    "AAA AAIB ACLU ADHD AGM AI AARP API ATM BA CEO CFO CIA CIO COO CTO DIY DIT DUI EEA EU ECB EC FAQ FOI GOP HIV HIPC IAEA ICAO ICE"
    " ICU ID IMF IMDB INGO INGOS IOC IOM IP IPO IQ IRA IRC IRS ISBN ISP IVF LA LED MEP MIA MIT MOD MOT NAACP NGO NGOS OBE OECD OED OK"
    " PIP PHD RAF SAS SEO SIS SUV TUC UAE UCAS UCL UCLA UFO UFOS UI UK UN UNHCR URL USA USB USSR UTC UV UX VAT VIP VIPS VPN WHO"
    " IT US AM IMHO UNDP EPA DOJ ETA FAO ILO OCHA OFAC IBM AOL RIP POW POWS ATV IOU IUD EDM ESA EIA RSVP AIG UAW HIIT ISRO"
    " ESPN UNFPA UKRI".split()
) - {"UCAS", "ISRO"}
_SHORT_WORDS = frozenset(
    "ACT ADD AFTER AGE AGO AIR ALL AN AND ANY ARE ARM ART AS ASK AT BAD BAN BE BED BEST BIG BOX BOY BOYS BUT BUY BY CAN CAR CARS CUT"
    " DAD DAY DAYS DID DIE DIES DO DOES DOG DOGS DON EAT END EVEN EVER EYE FAR FEW FOR FROM FUN GET GIRL GO GOD GOT GUN HAD HAS HAVE"
    " HE HER HERE HEY HI HIM HIS HIT HOT HOW IF IN IS ITS JOB JUST KEY KID KIDS KNOW LAW LET LIE LIKE LOT LOW MAN MAY ME MEN"
    " MORE MUM MUST MY NEED NEVER NEW NEXT NO NOR NOT NOW OF OFF OH OLD ON ONCE ONE ONLY OR OUR OUT OVER OWN PAY PEACE PUT READ"
    " REAL RED RUN SAD SAID SAY SAYS SEA SEE SET SHE SIX SO SOME SON STILL STOP SUN TAX TEN THAN THAT THE THEM THEN THERE THEY THIS"
    " TO TOO TOP TRY TWO UP USE VERY VOTE WAR WAS WAY WE WELL WHAT WHEN WHERE WHY WILL WIN WON WITH WHOM YES YET YOU YOUR YOURS WHOSE"
    " AH HA HO HUH OW WOW OOH AM-".split()
)
_ONLY_SHOUTED = frozenset({"IT", "US", "WHO", "AM", "ICE", "PIP", "LED", "LA", "SIS"})
"""Initialisms that are words when the text around them is in capitals too."""
_STARTS = frozenset(
    "BL BR CH CL CR DR DW FL FR GH GL GN GR KN KR PH PL PN PR PS QU RH SC SH SK SL SM SN SP SQ ST SW TH TR TS TW WH WR".split()
)
_LONG_STARTS = ("CHR", "SCH", "SCR", "SHR", "SPL", "SPR", "STR", "THR", "PHR", "PHL", "SCL", "SQU")
_BAD_END = re.compile(
    r"(?:[BCDFGHJKPQTVZ][BDFGHJKLMNPRVWZ]|[A-Z]J|[^U]Q|V|DHD|CD|TP|MR|NR|[BCDFGKMPTVZ]C)$"
)
_VOWEL = re.compile(r"[AEIOUY]")
_WORD = re.compile(r"[A-Z]{2,}(?:['’][A-Z]+)?")


def spelled(run: str) -> str:
    """Return letters as they are spelled out: BBC -> B-B-C."""
    return "-".join(run.upper())


def is_pronounceable(run: str) -> bool:
    """Return whether a run of capitals could be an English word by its letters."""
    if not _VOWEL.search(run) or re.search(
        r"[^AEIOUY]{4,}",
        run.replace("GHT", "T").replace("NGTH", "N").replace("RTH", "R").replace("NGS", "N"),
    ):
        return False
    cluster = re.match(r"[^AEIOUY]*", run)
    start = cluster[0] if cluster else ""
    if len(start) >= 3 and not start.startswith(_LONG_STARTS):
        return False
    if len(start) == 2 and start not in _STARTS:
        return False
    return _BAD_END.search(run) is None or len(run) > 6


def is_word(run: str, shouted: bool) -> bool:
    """Return whether a run of capitals is said as a word.

    Args:
        run: two or more capital letters.
        shouted: whether the text around it is in capitals too.
    """
    if run in _ONLY_SHOUTED:
        return shouted
    if run in _ACRONYMS or run in _SHORT_WORDS:
        return True
    if run in _SPELLED:
        return False
    return is_pronounceable(run) if shouted or len(run) > 3 else False


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
        and beside[1] not in _ACRONYMS
        for beside in (before, after)
    )


def as_said(run: str, shouted: bool = False) -> str:
    """Return a run of capitals as it is said: Nato, B-B-C, never."""
    if not is_word(run, shouted):
        return spelled(run)
    return run.lower() if run in _SHORT_WORDS or run in _ONLY_SHOUTED else run.capitalize()


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
    "PhD": "P-H-D", "PhDs": "P-H-D's", "MSc": "M-S-C", "BSc": "B-S-C", "MPhil": "M-Phil", "DPhil": "D-Phil", "BEd": "B-Ed",
    "LLB": "L-L-B", "MoD": "M-O-D", "MoJ": "M-O-J", "DoJ": "D-O-J", "DoD": "D-O-D", "DfE": "D-F-E",
    "DfT": "D-F-T", "DoE": "D-O-E", "HMRC": "H-M-R-C", "IoT": "I-O-T", "IoW": "I-O-W", "QoS": "Q-O-S", "OAPs": "O-A-P's", "OAP": "O-A-P", "mRNA": "M-R-N-A",
    "tvOS": "T-V-O-S", "macOS": "Mac O-S", "iOS": "I-O-S", "NaN": "N-A-N", "NGOs": "N-G-O's", "LaTeX": "Lay-tech", "WiFi": "Wi-Fi",
    "NaCl": "N-A-C-L", "HCl": "H-C-L", "KCl": "K-C-L", "NaOH": "N-A-O-H", "pH": "P-H", "PIN": "pin", "SIM": "sim", "GIF": "gif", "eBook": "e-book", "eBooks": "e-books",
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
        r"(?<![\w.])(?P<run>(?:Ph|LL|Litt|B|M|D|Ed|Th)\.(?:Ds|D|Sc|Phil|Ed|B|M)\b\.?)(?P<ending>['’]s)?(?!\w)",
        _with_points,
        needs=POINT,
    ),
    rule(
        "pointed initialism",
        r"(?<![\w.@/-])(?P<run>(?:[A-Z]\.\s?){2,}(?<=\.)(?:[A-Z](?![\w.’']))?)(?P<ending>['’]?s\b)?(?!\w)",
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
