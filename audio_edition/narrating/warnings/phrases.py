"""The notation the rules are written in, and how a phrase is found in a sentence.

Phrases stand one a line or between commas, in lower case, without hyphens:

- `take+` any ending: take, takes, taking (irregular forms are written out: `took`);
- `hand/hands/arm` one of these words;
- `@child` one of a group of words (see `groups.toml`);
- `_` any one word;
- `...` up to four words of the same sentence between the two beside it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

GAP_WORDS = 4
"""Most words that `...` stands for."""
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text written with blanks between them."""
    return frozenset(text.split())


COMMON = word_set(
    "a an and are as at be been before by for from had has have he her him his i in into is it "
    "its me my no not of off on one or our out over she some that the their them they this to "
    "up was we were when who with you your after about all being could did do down down first "
    "found get go got if kept left like made man men more new old own people put said so then "
    "there time took two under what which while woman women would"
)
"""Words too frequent to look a phrase up by, if it has a rarer one."""
VOWELS = "aeiou"

Groups = Mapping[str, frozenset[str]]


@dataclass(slots=True)
class Phrase:
    """A sequence of words to find within a sentence.

    Not frozen, which would cost a third of the time in which the rules load at every build.
    """

    steps: tuple[frozenset[str] | None, ...]
    """Words allowed at each step; None: any word."""
    gaps: tuple[int, ...]
    """Most words that may stand between a step and the one before it; 0 for the first."""
    key: int
    """Index of the step by whose words the phrase is looked up."""
    other: frozenset[str] | None = None
    """Words of the next rarest step, to refuse most sentences at once; None for one word."""

    def turned(self) -> "Phrase | None":
        """Return the phrase with what is before and after its one `...` changed round."""
        wide = [i for i, gap in enumerate(self.gaps) if gap]
        if len(wide) != 1:
            return None
        at, size = wide[0], len(self.steps)
        gaps = [0] * size
        gaps[size - at] = self.gaps[at]
        key = self.key - at if self.key >= at else self.key + size - at
        return Phrase(self.steps[at:] + self.steps[:at], tuple(gaps), key, self.other)

    def find(self, tokens: Sequence[str], at: int) -> tuple[int, int] | None:
        """Return the range `[first, last]` of tokens of a match whose key word is at `at`."""
        first = last = at
        for step in range(self.key - 1, -1, -1):
            reach = range(first - 1, max(first - 2 - self.gaps[step + 1], -1), -1)
            if (found := _nearest(self.steps[step], tokens, reach)) < 0:
                return None
            first = found
        for step in range(self.key + 1, len(self.steps)):
            reach = range(last + 1, min(last + 2 + self.gaps[step], len(tokens)))
            if (found := _nearest(self.steps[step], tokens, reach)) < 0:
                return None
            last = found
        return first, last


def _nearest(words: frozenset[str] | None, tokens: Sequence[str], reach: Iterable[int]) -> int:
    """Return the first position in reach that holds one of the words, or -1."""
    for position in reach:
        if words is None or tokens[position] in words:
            return position
    return -1


def tokens_of(text: str) -> list[str]:
    """Return the words of a text as the rules see them: lower case, possessives taken off."""
    lowered = text.lower().replace("’", "'")
    tokens: list[str] = WORD.findall(lowered)
    if "'s" in lowered:
        return [t[:-2] if t.endswith("'s") else t for t in tokens]
    return tokens


def inflected(word: str) -> set[str]:
    """Return a regular word with its endings; forms that do not exist do no harm."""
    forms = {word, f"{word}s", f"{word}ed", f"{word}ing"}
    if word.endswith("e"):
        forms |= {f"{word}d", f"{word[:-1]}ing"}
    elif word.endswith("y") and word[-2] not in VOWELS:
        forms |= {f"{word[:-1]}ies", f"{word[:-1]}ied"}
    elif word.endswith(("s", "x", "z", "ch", "sh")):
        forms.add(f"{word}es")
    elif _ends_short(word):
        forms |= {f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"}
    return forms


def _ends_short(word: str) -> bool:
    """Whether a word ends in a single consonant after a single vowel, which may double."""
    return len(word) > 2 and (
        word[-1] not in "aeiouwxy" and word[-2] in VOWELS and word[-3] not in VOWELS
    )


def lines_of(text: str) -> list[str]:
    """Return the phrases of a block of rules, comments (`# …`) left out."""
    kept = (line.split("#", 1)[0] for line in text.splitlines())
    return [part.strip() for line in kept for part in line.split(",") if part.strip()]


def words_of(text: str, groups: Groups) -> frozenset[str]:
    """Return the single words of a block of rules, inflected, groups spread out.

    Raises:
        ValueError: if a line has more than one word or names an unknown group.
    """
    found: set[str] = set()
    for line in lines_of(text):
        if len(line.split()) > 1:
            raise ValueError(f"one word was expected: {line!r}")
        found |= _alternatives(line, groups)
    return frozenset(found)


def parse(line: str, groups: Groups, known: dict[str, frozenset[str]]) -> Phrase:
    """Return the phrase written in one line.

    Args:
        known: the words of parts parsed before, such as "his/her"; new ones are added.

    Raises:
        ValueError: if it holds no word or names an unknown group.
    """
    if line not in known and " " not in line:
        known[line] = _alternatives(line, groups)
    if words := known.get(line):
        return Phrase((words,), (0,), 0)
    steps: list[frozenset[str] | None] = []
    gaps: list[int] = []
    gap = 0
    for part in line.split():
        if part == "...":
            gap = GAP_WORDS
            continue
        if part not in known and part != "_":
            known[part] = _alternatives(part, groups)
        steps.append(known.get(part))
        gaps.append(gap if len(steps) > 1 else 0)
        gap = 0
    if not any(steps):
        raise ValueError(f"no word in {line!r}")
    costs = sorted((_cost(words), i) for i, words in enumerate(steps) if words)
    other = steps[costs[1][1]] if costs[1:] else None
    return Phrase(tuple(steps), tuple(gaps), costs[0][1], other)


def _alternatives(part: str, groups: Groups) -> frozenset[str]:
    found: set[str] = set()
    for word in part.split("/"):
        if word.startswith("@"):
            if word[1:] not in groups:
                raise ValueError(f"there is no group {word!r}")
            found |= groups[word[1:]]
        elif word.endswith("+"):
            found |= inflected(word[:-1])
        elif word and "-" not in word:
            found.add(word)
        else:
            raise ValueError(f"{part!r} has an empty word or a hyphen")
    return frozenset(found)


def _cost(words: frozenset[str]) -> int:
    """Return how often, roughly, a lookup by these words would be in vain."""
    return len(words) + 400 * len(words & COMMON)
