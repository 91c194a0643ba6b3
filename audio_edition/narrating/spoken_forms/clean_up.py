"""What is done to a text in any language before words are thought of.

Rules obeyed here: nothing that a reader would see as a letter, a digit or a sign is lost.
Invisible characters go, ligatures and full-width forms become the ordinary letters,
letters with combining accents become one character, a word hyphenated at a line's end is
joined, white space becomes one space, and character markup left in the text goes.
"""

import re
import unicodedata

from audio_edition.narrating.spoken_forms.rules import Rule, Variety, rule

_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
)
_CONTROL = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_COMPATIBLE = "\u0132\u0133\u01c4-\u01cc\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff"
_COMBINING = "\u0300-\u036f"

UNTIDY = re.compile(
    f"[{_INVISIBLE}{_CONTROL}{_COMPATIBLE}{_COMBINING}<\t\n\r\x0b\x0c\x1c-\x1f\x85\u00a0\u1680"
    "\u2000-\u200a\u2028\u2029\u202f\u205f\u3000&]|  "
)
"""Found in every text the clean-up could change."""

_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def _compatible(match: re.Match[str], _: Variety) -> str:
    return unicodedata.normalize("NFKC", match[0])


def _composed(match: re.Match[str], _: Variety) -> str:
    return unicodedata.normalize("NFC", match[0])


def _raised_or_lowered(match: re.Match[str], _: Variety) -> str:
    """Return the content of <sup> or <sub> as raised or lowered characters, if there are such."""
    content = match["content"]
    table = _RAISED if match["level"] == "sup" else _LOWERED
    return content.translate(table) if all(ord(c) in table for c in content) else content


def _entity(match: re.Match[str], _: Variety) -> str | None:
    from html import unescape

    character = unescape(match[0])
    return None if character == match[0] else character


_TAGS = (
    "a|abbr|b|bdi|bdo|big|br|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong"
    "|sub|sup|time|tt|u|var|wbr"
)

CLEAN_UP: tuple[Rule, ...] = (
    rule("broken word", r"(?<=[^\W\d_])[-‐\u00ad]\s{0,4}\n\s{0,4}(?=[a-zß-ÿ])", "", needs=r"\n"),
    rule("broken word", r"(?<=[^\W\d_])\u00ad\s{1,4}(?=[a-zß-ÿ])", "", needs="\u00ad"),
    rule(
        "raised or lowered",
        r"<(?P<level>sub|sup)>(?P<content>[^<>]{1,12})</(?P=level)>",
        _raised_or_lowered,
        needs="<su[bp]>",
    ),
    rule("tag", rf"</?(?:{_TAGS})(?:\s[^<>]{{0,300}})?/?>", "", needs="<"),
    rule(
        "entity",
        r"&(?:#\d{2,6}|#x[0-9A-Fa-f]{2,5}|[A-Za-z]{2,8}\d{0,2});",
        _entity,
        needs="&[#a-zA-Z]",
    ),
    rule("compatible form", f"[{_COMPATIBLE}]+", _compatible, needs=f"[{_COMPATIBLE}]"),
    rule("combining accent", rf"\w[{_COMBINING}]+", _composed, needs=f"[{_COMBINING}]"),
    rule("invisible", f"[{_INVISIBLE}]+", "", needs=f"[{_INVISIBLE}]"),
    rule(
        "joiner",
        "(?<=[\\s\u0000-\u024f])[\u200c\u200d]|^[\u200c\u200d]",
        "",
        needs="[\u200c\u200d]",
    ),
    rule("control character", f"[{_CONTROL}]+", " ", needs=f"[{_CONTROL}]"),
    rule("white space", r"\s{2,}|[^\S ]", " ", needs=UNTIDY.pattern),
)
"""In the order they are tried."""
