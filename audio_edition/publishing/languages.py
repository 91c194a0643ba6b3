"""Which way a language is written, and how words in another than those around are marked.

What the program says of an edition (the names of buttons, "Contents") is English: in an
edition in another language it says so, or a screen reader reads it with the wrong voice.

Source: BCP 47; Unicode Standard Annex 9; W3C, "Structural markup and right-to-left text".
"""

from audio_edition.publishing.inline import escaped

RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi")
)
"""Languages that are written from right to left unless their tag names another script."""
SCRIPTS = frozenset(("adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"))
"""Scripts that are."""


def is_right_to_left(tag: str) -> bool:
    """Return whether a language is written from right to left, by its BCP 47 tag."""
    first, *rest = _parts(tag)
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    return script in SCRIPTS if script else first in RIGHT_TO_LEFT


def direction(tag: str) -> str:
    """Return the attribute for an element in a language, or nothing where none is needed."""
    return ' dir="rtl"' if is_right_to_left(tag) else ""


def marked(tag: str, around: str, xml: bool = False) -> str:
    """Return the attributes of words in a language, or nothing if it is the one around them.

    Args:
        tag: their language; empty: not known.
        around: the language of the text they stand in.
        xml: whether the text is XML, which has an attribute of its own for it.
    """
    if not tag or _parts(tag)[0] == _parts(around)[0]:
        return ""
    named = f' lang="{escaped(tag)}"' + (f' xml:lang="{escaped(tag)}"' if xml else "")
    turns = is_right_to_left(tag) != is_right_to_left(around)
    return named + (f' dir="{"rtl" if is_right_to_left(tag) else "ltr"}"' if turns else "")


def in_english(around: str, xml: bool = False) -> str:
    """Return the attributes of English words within a text in a language, or nothing."""
    return marked("en", around, xml)


def _parts(tag: str) -> list[str]:
    return tag.casefold().replace("_", "-").split("-")
