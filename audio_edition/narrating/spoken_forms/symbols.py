"""Signs said as words: ampersands, mathematics, powers, Greek letters, formulas, emoji.

Rules obeyed here: a sign is a word only where it is used as one; signs that only decorate
are left out.
"""

import re
import unicodedata

from audio_edition.narrating.spoken_forms.number_words import cardinal, ordinal, say_number
from audio_edition.narrating.spoken_forms.rules import Rule, Variety, rule

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-")
_LOWERED_DIGITS = "₀₁₂₃₄₅₆₇₈₉"
_POWERS = {"2": "squared", "3": "cubed", "n": "to the n"}
_WORDS = {
    "=": "equals", "≠": "is not equal to", "≈": "approximately", "≃": "approximately",
    "≅": "approximately", "≤": "less than or equal to",
    "≥": "greater than or equal to", "<": "less than", ">": "greater than", "×": "times",
    "÷": "divided by",
    "±": "plus or minus", "∓": "minus or plus", "+": "plus", "−": "minus",
    "√": "the square root of", "∞": "infinity", "∑": "the sum of",
    "∝": "is proportional to", "∫": "the integral of", "∂": "partial", "∈": "in", "∪": "union",
    "∩": "intersection", "∴": "therefore",
    "→": "to", "←": "from", "⇒": "implies", "↔": "to and from", "↑": "up", "↓": "down",
    "&": "and", "@": "at", "©": "copyright", "°": "degrees",
    "℞": "prescription", "¬": "not", "∀": "for all", "∃": "there exists", "⋅": "times",
    "∗": "times", "≡": "is equivalent to", "∆": "delta", "∅": "the empty set",
    "№": "number", "%": "percent", "€": "euros", "£": "pounds", "¢": "cents", "¥": "yen",
    "^": "to the power of", "~": "about", "\\": "backslash", "✓": "yes", "✔": "yes", "✗": "no",
    "✘": "no",
}  # fmt: skip
_GREEK_NAMES = {"LAMDA": "lambda", "FINAL SIGMA": "sigma", "MICRO SIGN": "mu"}
_EMOJI_NAMES = {
    "❤": "red heart", "♥": "heart", "☀": "sun", "⭐": "star", "✅": "check mark", "⚠": "warning",
    "☺": "smiling face", "☹": "frowning face",
    "✨": "sparkles", "❌": "cross mark", "☕": "hot beverage", "⚡": "high voltage",
    "✊": "raised fist", "✌": "victory hand", "☎": "telephone", "✈": "airplane",
    "⚽": "soccer ball", "❄": "snowflake", "☁": "cloud", "☔": "umbrella with rain drops",
    "⛄": "snowman", "♻": "recycling symbol", "✉": "envelope", "✏": "pencil", "✂": "scissors",
    "☠": "skull and crossbones",
    "\U0001f64f": "folded hands", "\U0001f44c": "OK hand", "\U0001f621": "enraged face",
    "\U0001f60d": "smiling face with heart-eyes",
    "\U0001f603": "grinning face with big eyes", "\U0001f604": "grinning face with smiling eyes",
    "\U0001f600": "grinning face", "\U0001f601": "beaming face with smiling eyes",
    "\U0001f605": "grinning face with sweat", "\U0001f606": "grinning squinting face",
    "\U0001f618": "face blowing a kiss", "\U0001f60e": "smiling face with sunglasses",
    "\U0001f44f": "clapping hands", "\U0001f44b": "waving hand",
    "\U0001f631": "face screaming in fear", "\U0001f382": "birthday cake",
    "\U0001f4a9": "pile of poo",
    "\U0001f620": "angry face", "\U0001f622": "crying face", "\U0001f629": "weary face",
    "\U0001f4af": "hundred points", "\U0001f449": "backhand index pointing right",
    "\U0001f447": "backhand index pointing down",
    "\U0001f917": "smiling face with open hands", "\U0001f44a": "oncoming fist",
    "\U0001f30d": "globe showing Europe-Africa", "\U0001f30e": "globe showing Americas",
    "\U0001f4f7": "camera", "\U0001f4f8": "camera with flash", "\U0001f697": "automobile",
    "\U0001f436": "dog face", "\U0001f431": "cat face", "\U0001f3c6": "trophy",
    "\U0001f37a": "beer mug", "\U0001f37b": "clinking beer mugs", "\U0001f355": "pizza",
    "\U0001f354": "hamburger",
    "\U0001f646": "person gesturing OK", "\U0001f645": "person gesturing NO",
    "\U0001f64b": "person raising hand", "\U0001f937": "person shrugging",
    "\U0001f926": "person facepalming", "\U0001f3c3": "person running",
    "\U0001f609": "winking face", "\U0001f612": "unamused face", "\U0001f4a1": "light bulb",
    "\U0001f6a8": "police car light", "\U0001f4da": "books", "\U0001f389": "party popper",
}  # fmt: skip
_EMOJI = (
    "\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u231a\u231b\u23e9-\u23fa\u2600-\u2604\u260e"
    "\u2611\u2614\u2615\u2618-\u2620\u2622-\u2623\u2638-\u263a\u2648-\u2653\u2660-\u2668\u267b"
    "\u267f\u2692-\u2697\u2699-\u26ff\u2702\u2705\u2708-\u270d\u270f\u2728\u274c-\u2757\u2763"
    "\u2764\u2795-\u2797\u27a1\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55"
)
_LEFT_OUT = "\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff\u2640\u2642\u20e3"


def _power(match: re.Match[str], variety: Variety) -> str:
    """x², 10⁶, 2^10, mc²."""
    written = match["raised"].lstrip("^{").rstrip("}").translate(_RAISED)
    if written in _POWERS:
        return f" {_POWERS[written]}"
    minus = "minus " if written.startswith("-") else ""
    number = written.lstrip("+-")
    if not number.isdecimal():
        return f" to the {written}"
    return (
        f" to the power of {minus}{cardinal(int(number), variety)}"
        if minus
        else f" to the {ordinal(int(number), variety)}"
    )


def _variables(match: re.Match[str], _: Variety) -> str:
    """The letters of mc², each by itself."""
    return " ".join(match["here"])


def _formula(match: re.Match[str], variety: Variety) -> str:
    """H₂O, C₆H₁₂O₆, x₁."""
    parts = []
    for run in re.findall(r"[A-Za-z]+|[₀-₉]+|.", match[0]):
        figures = run.translate(_LOWERED)
        if figures.isdecimal():
            parts.append(cardinal(int(figures), variety))
        else:
            parts += list(run.upper() if len(match[0]) > 2 else run)
    return "-".join(parts)


def _ion(match: re.Match[str], variety: Variety) -> str:
    """Na⁺, SO₄²⁻, Ca²⁺."""
    charge = match["charge"].translate(_RAISED)
    count = f" {cardinal(int(charge[:-1]), variety)}" if charge[:-1] else ""
    atoms = "-".join(
        cardinal(int(run.translate(_LOWERED)), variety)
        if run[0] in _LOWERED_DIGITS
        else run.upper()
        for run in re.findall(r"[A-Za-z]|[₀-₉]+", match["atoms"])
    )
    return f"{atoms}{count} {'plus' if charge[-1] == '+' else 'minus'}"


def _greek(match: re.Match[str], _: Variety) -> str:
    name = unicodedata.name(match[0], "").replace(" WITH TONOS", "")
    word = name.rpartition("LETTER ")[2] or name
    said = _GREEK_NAMES.get(word, word.lower().replace(" symbol", ""))
    text = match.string
    before = " " if match.start() and text[match.start() - 1].isalnum() else ""
    after = " " if text[match.end() : match.end() + 1].isalnum() else ""
    return before + said + after


def _sign(match: re.Match[str], _: Variety) -> str:
    """A sign said as a word, apart from what stands beside it."""
    text = match.string
    before = " " if match.start() and not text[match.start() - 1].isspace() else ""
    after = (
        " " if not text[match.end() : match.end() + 1].isspace() and match.end() < len(text) else ""
    )
    return before + _WORDS[match[0]] + after


def _emoji(match: re.Match[str], _: Variety) -> str:
    """An emoji by its name; skin tone and joiners are not said; a run of one is said once."""
    names: list[str] = []
    flags = ""
    for character in match[0]:
        if "\U0001f1e6" <= character <= "\U0001f1ff":
            flags += chr(ord(character) - 0x1F1E6 + ord("A"))
            continue
        name = _emoji_name(character)
        if name and name not in names[-1:]:
            names.append(name)
    names += ["flag " + "-".join(flags[i : i + 2]) for i in range(0, len(flags), 2)]
    text = match.string
    before = " " if match.start() and not text[match.start() - 1].isspace() else ""
    after = " " if text[match.end() : match.end() + 1].isalnum() else ""
    return f"{before}{', '.join(names)}{after}"


def _emoji_name(character: str) -> str:
    if (
        character in "\ufe0e\ufe0f\u200d\u2640\u2642\u20e3"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    ):
        return ""
    known = _EMOJI_NAMES.get(character)
    name = known or unicodedata.name(character, "").lower()
    return (
        re.sub(r"^(?:black|white|heavy)\s|\s(?:sign|symbol)$", "", name) if known is None else name
    )


def _star_rating(match: re.Match[str], _: Variety) -> str:
    full, empty = match[0].count("★") + match[0].count("⭐"), match[0].count("☆")
    words = f"{cardinal(full)} star{'' if full == 1 else 's'}"
    return f"{words} out of {cardinal(full + empty)}" if empty else words


SYMBOLS: tuple[Rule, ...] = (
    rule("star rating", "[★⭐]{1,10}☆{0,9}", _star_rating, needs="★"),
    rule("emoji", f"[{_EMOJI}][{_EMOJI}{_LEFT_OUT}]*", _emoji, needs=f"[{_EMOJI}]"),
    rule(
        "formula",
        r"(?<!\w)(?=[A-Za-z()]{1,6}[₀-₉])(?:[A-Z][a-z]?[₀-₉]*|[a-z][₀-₉]+|[()])+(?:e\b)?(?![a-z])",
        _formula,
        needs="[₀-₉]",
    ),
    rule("power", r"(?<=\bmc)2\b", " squared", needs=r"\bmc2"),
    rule("variables", r"\b(?P<here>mc)(?=2\b)", _variables, needs=r"\bmc2"),
    rule(
        "ion",
        r"(?<!\w)(?P<atoms>[A-Z][A-Za-z₀-₉]{0,5})(?P<charge>[⁰-⁹²³]?[⁺⁻])(?![⁰¹²³⁴-⁹\w])",
        _ion,
        needs="[⁺⁻]",
    ),
    rule(
        "variables",
        r"\b[A-Z]\s?=\s?(?P<here>[a-z]{2})(?![\w²³^])",
        _variables,
        needs="[A-Z] ?= ?[a-z]",
    ),
    rule(
        "power",
        r"(?:(?<=[\w)\]])|(?<=\d))(?P<raised>[⁺⁻]?[⁰¹²³⁴-⁹ⁿ]+|\^\{?[-−]?\w{1,3}\}?)",
        _power,
        needs=r"[⁰¹²³⁴-⁹ⁿ]|\w\^",
    ),
    rule(
        "variables",
        r"(?<!\w)(?P<here>[a-zA-Z]{2})(?=[²³⁴-⁹ⁿ^])",
        _variables,
        needs=r"[a-zA-Z]{2}[²³⁴-⁹ⁿ^]",
    ),
    rule("etcetera", r"&c\b\.?", "et cetera", needs="&c"),
    rule("plus plus", r"\b(?P<letter>[A-Z])(?P<here>\+\+)(?!\w)", " plus plus", needs=r"\+\+"),
    rule("sharp", r"\b[A-G](?P<here>[#♯])(?!\w)", " sharp", needs="[#♯]"),
    rule("flat", r"\b[A-G](?P<here>♭)(?!\w)", " flat", needs="♭"),
    rule("plus", r"(?<=[\w%])\+(?![\w+])", " plus", needs=r"[\w%]\+"),
    rule(
        "minus grade",
        r"\b(?:an? |got |grade )[A-F](?P<here>[-−–])(?=[\s.,;]|$)",
        " minus",
        needs=r"[A-F][-−–]",
    ),
    rule(
        "Greek letter",
        r"(?<![\u0370-\u03ff\u1f00-\u1fff])[\u00b5\u0391-\u03a9\u03b1-\u03c9\u03d5](?!["
        r"\u0370-\u03ff\u1f00-\u1fff])",
        _greek,
        needs="[\u00b5\u0391-\u03c9\u03d5]",
    ),
    rule("sign", r"(?<=[\w)\]²³])\+(?=\w)|(?<=[\w)\]²³] )[+−](?= ?[\w(])", _sign, needs="[+−]"),
    rule("about", r"~(?=\s?[\d£$€])", "about ", needs="~"),
    rule("hash", r"(?<!\w)#(?=\s)", "hash", needs="#"),
    rule("trade mark", "[®™℠]", "", needs="[®™℠]"),
    rule("upright", r"\s?\|\s?", ", ", needs=r"\|"),
    rule(
        "sign",
        r"[=≠≈≃≅≤≥<>×÷±∓√∞∑∝∫∂∈∪∩∴→←⇒↔↑↓&@©¬∀∃⋅∗≡∆∅%€£¢¥^\\✓✔✗✘]",
        _sign,
        needs=r"[=≠≈≃≅≤≥<>×÷±∓√∞∑∝∫∂∈∪∩∴→←⇒↔↑↓&@©¬∀∃⋅∗≡∆∅%€£¢¥^\\✓✔✗✘]",
    ),
    rule(
        "number",
        "(?<=[A-Za-z])[₀-₉]+",
        lambda m, v: " " + say_number(m[0].translate(_LOWERED), v),
        needs="[₀-₉]",
    ),
)
"""In the order they are tried."""
