"""Text made harmless for an engine, character for character, so that offsets hold."""

import re
import unicodedata

HARMFUL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Control characters, separators of lines and lone surrogates: each becomes one space."""
LONGEST = 20_000
"""Characters in one segment; nobody can follow a longer sentence, and engines choke."""


def harmless(text: str) -> str:
    """Return a text of the same length in which nothing harms an engine."""
    return HARMFUL.sub(" ", text)


def is_speakable(text: str) -> bool:
    """Return whether there is anything a voice can say: a letter, a digit or a symbol."""
    return any(unicodedata.category(c)[0] in "LNS" for c in text)
