"""Names of segments and chapters that outlive edits.

Rules obeyed here: a name is made of the words and of nothing positional, so that a sentence
put in, taken out or moved changes no other name; white space, case and punctuation do not
count, so that a comma set right keeps an editor's decisions; words said twice are told
apart by counting.
"""

import hashlib
import re
import unicodedata
from collections import Counter

_WORD = re.compile(r"\w+")


class Names:
    """Gives each segment and each chapter of one script a name that no other has."""

    def __init__(self, *reserved: str) -> None:
        """Begin with the names in `reserved` taken."""
        self._used: set[str] = set(reserved)
        self._counts: Counter[str] = Counter()

    def segment(self, kind: str, words: str, beside: str = "") -> str:
        """Return the name of a segment: s1f09c3d2, or s1f09c3d2-2 the second time.

        Args:
            kind: what sort of segment; the same words of another sort are another segment.
            words: as written.
            beside: for a cue, the words it stands by, since many cues are the same.
        """
        key = "\n".join((kind, _normal(words), _normal(beside)))
        return self._unused("s" + hashlib.sha256(key.encode()).hexdigest()[:8])

    def chapter(self, title: str) -> str:
        """Return the name of a chapter: c-the-problem, or c-the-problem-2 the second time."""
        from slugify import slugify

        return self._unused(f"c-{slugify(title, max_length=60, word_boundary=True) or 'chapter'}")

    def _unused(self, name: str) -> str:
        while True:
            self._counts[name] += 1
            count = self._counts[name]
            candidate = name if count == 1 else f"{name}-{count}"
            if candidate not in self._used:
                self._used.add(candidate)
                return candidate


def _normal(text: str) -> str:
    """Return a text's words alone, or the text itself where it has none."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_WORD.findall(folded)) or folded.strip()
