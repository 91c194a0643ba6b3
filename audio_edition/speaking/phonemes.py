"""Sounds of the International Phonetic Alphabet as each engine writes them for English.

Rules obeyed here: the longest sign wins; what an engine's English has no sound for makes
the whole word unsayable (None), so that the word is read instead and never half of it.

Source: docs/phonemes.md of espeak-ng, "English Consonants" and "English Vowels".
"""

import re

_SIGNS = {
    "ˈ": "'", "'": "'", "ˌ": ",", ".": "", "‿": "", "͡": "", " ": " ", "ː": ":",
    "p": "p", "b": "b", "t": "t", "d": "d", "k": "k", "ɡ": "g", "g": "g", "f": "f", "v": "v",
    "θ": "T", "ð": "D", "s": "s", "z": "z", "ʃ": "S", "ʒ": "Z", "h": "h", "m": "m", "n": "n",
    "ŋ": "N", "l": "l", "ɫ": "l", "r": "r", "ɹ": "r", "ɾ": "t#", "j": "j", "w": "w", "ʍ": "w",
    "x": "x", "ɬ": "l#", "ʔ": "?", "tʃ": "tS", "t͡ʃ": "tS", "ʧ": "tS", "dʒ": "dZ", "d͡ʒ": "dZ",
    "ʤ": "dZ", "n̩": "n-", "l̩": "@L", "m̩": "@m",
    "ɪ": "I", "i": "i", "iː": "i:", "e": "E", "ɛ": "E", "æ": "a", "a": "a", "ɑ": "A:", "ɑː": "A:",
    "ɒ": "0", "ɔ": "O:", "ɔː": "O:", "ʌ": "V", "ɐ": "V", "ʊ": "U", "u": "u:", "uː": "u:",
    "ə": "@", "ɚ": "3", "ɜ": "3:", "ɜː": "3:", "ɝ": "3:", "ɝː": "3:", "aː": "A:", "eː": "e@",
    "ɛː": "e@", "oː": "O:", "o": "oU", "y": "i", "yː": "u:", "ø": "3:", "øː": "3:", "œ": "3:",
    "eɪ": "eI", "ɛɪ": "eI", "aɪ": "aI", "ɔɪ": "OI", "ɔi": "OI", "aʊ": "aU", "əʊ": "oU",
    "oʊ": "oU", "ɪə": "i@", "iə": "i@", "eə": "e@", "ɛə": "e@", "ʊə": "U@",
    "ɑːɹ": "A@", "ɑːr": "A@", "ɔːɹ": "O@", "ɔːr": "O@", "ɛɹ": "e@", "ɪɹ": "i@3", "ʊɹ": "U@",
    "ɲ": "nj", "c": "k", "ç": "h", "β": "v", "ɣ": "g", "χ": "x", "ʁ": "r", "ɕ": "S", "ʑ": "Z",
    "ʂ": "S", "ʐ": "Z", "ʎ": "lj", "ɥ": "w", "ɨ": "I",
}  # fmt: skip
_SOUND = re.compile("|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True)))


_TYPED = {
    "'": "ˈ",
    ".": "",
    "‿": "",
    "͡": "",
    "g": "ɡ",
    "t͡ʃ": "tʃ",
    "ʧ": "tʃ",
    "d͡ʒ": "dʒ",
    "ʤ": "dʒ",
}
"""One sound written in several ways, in the one that models were taught."""
_ENGLISH = _TYPED | {
    "r": "ɹ", "ɫ": "l", "ʍ": "w", "x": "k", "ɬ": "l", "l̩": "əl", "m̩": "əm",
    "e": "ɛ", "a": "æ", "ɑ": "ɑː", "ɔ": "ɔː", "u": "uː", "ɜ": "ɜː", "ɝ": "ɜː", "ɝː": "ɜː",
    "aː": "ɑː", "eː": "eɪ", "ɛː": "ɛ", "oː": "ɔː", "o": "oʊ", "y": "i", "yː": "uː",
    "ø": "ɜː", "øː": "ɜː", "œ": "ɜː", "ɛɪ": "eɪ", "ɔi": "ɔɪ", "iə": "ɪə", "ɛə": "eə",
    "ɑːr": "ɑːɹ", "ɔːr": "ɔːɹ", "ɲ": "nj", "c": "k", "ç": "h", "β": "v", "ɣ": "ɡ", "χ": "k",
    "ʁ": "ɹ", "ɕ": "ʃ", "ʑ": "ʒ", "ʂ": "ʃ", "ʐ": "ʒ", "ʎ": "lj", "ɥ": "w", "ɨ": "ɪ",
}  # fmt: skip
"""Sounds that a model of English never heard → the nearest that it did."""
_AMERICAN = {"əʊ": "oʊ", "ɒ": "ɑː", "ɪə": "ɪɹ", "iə": "ɪɹ", "eə": "ɛɹ", "ɛə": "ɛɹ", "ʊə": "ʊɹ"}
_BRITISH = {"oʊ": "əʊ", "o": "əʊ"}


def to_espeak(ipa: str, language: str = "") -> str | None:
    """Return sounds in espeak-ng's own letters, or None if it has none for one of them.

    Args:
        ipa: as a dictionary prints it, with or without the slashes around it.
        language: of the voice; the letters are English's, whatever it is.
    """
    found = _sounds(_bare(ipa))
    return "".join(_SIGNS[sign] for sign in found) or None


def to_ipa(ipa: str, language: str = "") -> str | None:
    """Return sounds for an engine that takes the International Phonetic Alphabet itself.

    Such an engine leaves out what its model never heard: for English, sounds are brought
    to those that it did, and a word with one that has none near is not said by sounds.

    Args:
        ipa: as a dictionary prints it, with or without the slashes around it.
        language: BCP 47 tag of the voice.
    """
    bare = _bare(ipa)
    base, _, region = language.casefold().replace("_", "-").partition("-")
    if base != "en":
        return "".join(_TYPED.get(sign, sign) for sign in bare) or None
    table = _ENGLISH | (_BRITISH if region.startswith("gb") else _AMERICAN)
    return "".join(table.get(sign, sign) for sign in _sounds(bare)) or None


def _bare(ipa: str) -> str:
    return ipa.strip().strip("/[]").strip()


def _sounds(bare: str) -> list[str]:
    """Return the sounds of a word one by one; none if it has one that is not known."""
    found = _SOUND.findall(bare)
    return found if "".join(found) == bare else []


NOTATIONS = {"espeak": to_espeak, "ipa": to_ipa}
"""What `Capabilities.phonemes` may say, and how sounds are then written between [[ and ]]."""
