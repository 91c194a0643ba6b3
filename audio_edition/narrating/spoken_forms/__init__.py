"""Turns written English into what a narrator says.

Two steps: what any language needs (`clean_up`), then the rules for English (`english`).
Other languages get the first step only. Plain sentences pass with one search each.
"""

import re

from audio_edition.narrating.spoken_forms.clean_up import CLEAN_UP, UNTIDY
from audio_edition.narrating.spoken_forms.pieces import Piece, SpokenForm, assemble, compose
from audio_edition.narrating.spoken_forms.rules import Variety, any_of, find_changes
from audio_edition.narrating.spoken_forms.short_words import (
    ALWAYS,
    PLAIN_TITLES,
    TITLES,
    WITHOUT_POINT,
)
from audio_edition.recall import recall

__all__ = ["Piece", "SpokenForm", "spell_out", "spoken_form"]

_WORDS = any_of({*PLAIN_TITLES, *filter(str.isalpha, WITHOUT_POINT)})
_POINTED = any_of({*TITLES, *(word.rstrip(".") for word in ALWAYS if word.endswith("."))})
_NOT_PLAIN = re.compile(
    r"[^A-Za-zÀ-ɏ ,;:?!.'’‘“”\"()—–-]|[\w\]]\(|\([A-Za-z]\)|\([ivx]+\)|[A-Z]['’]?[A-Z]"
    r"|[A-Za-z]\.(?![”’\"']?(?:\s[“‘]?[A-Z]|$))|\.\s?\.|(?:^|\s)\.|--| - |^[–—-] "
    r"|\b(?:St|Sts|Ste|No|[B-HJ-Z]|A(?! [a-z])|I(?! [a-z]|[’',]))\b|[A-Z][a-zé]+ I\b"
    r"|[a-z][–—-][A-Z][a-z]|\b[ivx]{2,}\b|[ivxl]–[ivxl]|(?<![’'\w])[b-hj-z]\b"
    r"|[,.!?;:…][’'](?:\s|$)|\b(?:km|kg|cm|mm|ml|mg|mph|ft|lbs|oz|XI)\b"
    rf"|\b{_WORDS}\b|\b{_POINTED}\."
)
"""Found in every text the rules for English could change."""


def spoken_form(text: str, language: str = "en") -> str:
    """Return what a voice says for a written text.

    Args:
        text: a sentence, heading or paragraph as written.
        language: its BCP 47 tag.
    """
    question = repr((language, text))
    return recall("spoken form", question, lambda: spell_out(text, language).text)


def spell_out(text: str, language: str = "en") -> SpokenForm:
    """Return what a voice says for a written text, with the account of every change.

    Args:
        text: a sentence, heading or paragraph as written.
        language: its BCP 47 tag; "en" and "en-…" are spelled out as English, American
            for "en-US", and other languages are only cleaned up.
    """
    variety = Variety.AMERICAN if language.lower().startswith("en-us") else Variety.BRITISH
    tidy = _tidied(text, variety)
    if language.lower().split("-")[0] != "en" or not _NOT_PLAIN.search(tidy.text):
        return tidy
    from audio_edition.narrating.spoken_forms.english import ENGLISH

    english = assemble(tidy.text, find_changes(tidy.text, ENGLISH, variety))
    return compose(tidy, english)


def _tidied(text: str, variety: Variety) -> SpokenForm:
    if not UNTIDY.search(text):
        return assemble(text, [])
    return assemble(text, find_changes(text, CLEAN_UP, variety))
