"""Sounds of the International Phonetic Alphabet as espeak-ng writes them for English.

Rules obeyed here: the longest sign wins; what espeak-ng's English has no sound for makes
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


def to_espeak(ipa: str) -> str | None:
    """Return sounds in espeak-ng's own letters, or None if it has none for one of them.

    Args:
        ipa: as a dictionary prints it, with or without the slashes around it.
    """
    bare = ipa.strip().strip("/[]").strip()
    found = _SOUND.findall(bare)
    if not found or "".join(found) != bare:
        return None
    return "".join(_SIGNS[sign] for sign in found)


def to_ipa(ipa: str) -> str | None:
    """Return sounds for an engine that takes the International Phonetic Alphabet itself."""
    return ipa.strip().strip("/[]").strip() or None


NOTATIONS = {"espeak": to_espeak, "ipa": to_ipa}
"""What `Capabilities.phonemes` may say, and how sounds are then written between [[ and ]]."""
