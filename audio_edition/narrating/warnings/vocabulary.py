"""The notation the rules are written in.

Phrases stand one a line or between commas, in lower case, without hyphens:

- `take+` any ending: take, takes, taking (irregular forms are written out: `took`);
- `hand/hands/arm` one of these words; `went_off/exploded` one of these, `_` for a blank;
- `@child` one of a group of words (see `groups.toml`);
- `_` any one word;
- `...` up to four words of the same sentence between the two beside it.
"""

from collections.abc import Mapping

from audio_edition.narrating.warnings.phrases import Phrase, word_set

GAP_WORDS = 4
"""Most words that `...` stands for."""
COMMON = word_set(
    "a an and are as at be been before by for from had has have he her him his i in into is it "
    "its me my no not of off on one or our out over she some that the their them they this to "
    "up was we were when who with you your after about all being could did do down down first "
    "found get go got if kept left like made man men more new old own people put said so then "
    "there time took two under what which while woman women would"
)
"""Words too frequent to look a phrase up by, if it has a rarer one."""
VOWELS = "aeiou"
STEMS = ("at", "gl", "ag", "os", "is", "iz", "ut", "ul", "ic")
STEM_LETTERS = 5
"""What a stem ends in, and has more letters than, that takes an e: amputat+ finds "amputate"."""
NEVER_A_KEY = 100_000
"""What a step costs that no phrase may be looked up by."""
ENDINGS = {
    "s": ("",),
    "es": ("",),
    "ies": ("y",),
    "ed": ("", "e"),
    "ied": ("y",),
    "ing": ("", "e"),
    "e": ("",),
    "ion": ("",),
    "ions": ("",),
    "or": ("",),
    "er": ("",),
    "y": ("ies",),
}
"""Ending of a form → what may stand there in the word it is a form of."""

Groups = Mapping[str, frozenset[str]]


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
    if len(word) > STEM_LETTERS and word.endswith(STEMS):
        forms |= {f"{word}e", f"{word}es", f"{word}ion", f"{word}ions", f"{word}or", f"{word}er"}
    return forms


def _ends_short(word: str) -> bool:
    """Whether a word ends in a single consonant after a single vowel, which may double."""
    return len(word) > 2 and (
        word[-1] not in "aeiouwxy" and word[-2] in VOWELS and word[-3] not in VOWELS
    )


def numbers(word: str) -> set[str]:
    """Return a word in the other number: rooms for room, room for rooms."""
    if word[-1] not in "sxhydgt":
        return {f"{word}s"}
    if word.endswith("ies"):
        return {word[:-3] + "y"}
    if word.endswith(("sses", "xes", "ches", "shes")):
        return {word[:-2]}
    if word.endswith(("ss", "us", "is", "ous", "ed", "ing", "ly", "'t")):
        return {f"{word}es"} if word.endswith("ss") else set()
    if word.endswith("s"):
        return {word[:-1]} if len(word) > 5 else set()
    if word.endswith(("x", "ch", "sh")):
        return {f"{word}es"}
    if word.endswith("y") and word[-2] not in VOWELS:
        return {word[:-1] + "ies"}
    return {f"{word}s"}


def may_be_forms_of(form: str) -> set[str]:
    """Return every word of which a form may be the inflection or other number, and some more.

    What `inflected` and `numbers` make of a word is among its forms; the reverse need not be.
    """
    words = {form, f"{form}s", f"{form}es"}
    for size in range(1, 5):
        for instead in ENDINGS.get(form[-size:], ()):
            words.add(form[:-size] + instead)
    if form.endswith(("ed", "ing")):  # stabbed, stabbing
        words.add(form.removesuffix("ed").removesuffix("ing")[:-1])
    return words


def lines_of(text: str) -> list[str]:
    """Return the phrases of a block of rules, comments (`# …`) left out."""
    if "#" in text:
        text = "\n".join(line.split("#", 1)[0] for line in text.splitlines())
    return [part for part in map(str.strip, text.replace("\n", ",").split(",")) if part]


def variants(line: str) -> list[str]:
    """Return a line once for each choice of several words in it: went_off/exploded."""
    made = [""]
    for part in line.split():
        choices = [part]
        if len(part) > 1 and "_" in part:
            several = [one.replace("_", " ") for one in part.split("/") if "_" in one]
            single = "/".join(one for one in part.split("/") if "_" not in one)
            choices = [*several, single] if single else several
        made = [f"{before} {choice}" for before in made for choice in choices]
    return [one.strip() for one in made]


class Vocabulary:
    """What the parts of phrases stand for, each worked out once."""

    def __init__(self, groups: Groups, *, either_number: bool = False) -> None:
        """Make a vocabulary.

        Args:
            groups: the words that parts name with @.
            either_number: let a word stand for its plural or singular, too.
        """
        self.groups = groups
        self.either_number = either_number
        self._words: dict[str, frozenset[str]] = {}
        self._costs = _Costs(self)
        self._named: dict[str, list[str]] = {}
        for name, words in groups.items():
            for word in words:
                self._named.setdefault(word, []).append(f"@{name}")

    def words(self, part: str) -> frozenset[str]:
        """Return the words a part such as "take+" or "his/her" stands for.

        Raises:
            ValueError: if it is empty, has a hyphen or names an unknown group.
        """
        if (known := self._words.get(part)) is None:
            known = self._words[part] = self._alternatives(part)
        return known

    def words_of(self, text: str) -> frozenset[str]:
        """Return the single words of a block of rules, inflected, groups spread out.

        Raises:
            ValueError: if a line has more than one word or names an unknown group.
        """
        lines = lines_of(text)
        if more := [line for line in lines if " " in line]:
            raise ValueError(f"one word was expected: {more[0]!r}")
        return frozenset().union(*map(self.words, lines))

    def written(self, form: str) -> list[str]:
        """Return what may be written in a part, between strokes, that stands for a form.

        Nothing else stands for it; not all of this does.
        """
        words = [word + end for word in may_be_forms_of(form) for end in ("", "+", "'s")]
        return words + self._named.get(form, [])

    def beside(self, key: str, line: str) -> frozenset[str] | None:
        """Return the words of a part beside the key, a rare one if there is; None if no part."""
        others = [part for part in line.split() if part not in (key, "...", "_")]
        plain = (part for part in others if part.isalpha() and part not in COMMON)
        return self.words(next(plain, others[0])) if others else None

    def key_of(self, line: str) -> str:
        """Return the part by whose words a phrase is looked up: the one rarest in texts."""
        parts = line.split()
        for part in parts:
            if part.isalpha() and part not in COMMON:
                return part  # nothing is rarer than one word
        return min(parts, key=self._costs.__getitem__)

    def phrase(self, line: str) -> Phrase:
        """Return the phrase written in one line.

        Raises:
            ValueError: if it holds no word or names an unknown group.
        """
        parts: list[str] = []
        gaps: list[int] = []
        for before, part in zip(["", *line.split()], line.split(), strict=False):
            if part != "...":
                gaps.append(GAP_WORDS if before == "..." and parts else 0)
                parts.append(part)
        steps = tuple(None if part == "_" else self.words(part) for part in parts)
        if not any(steps):
            raise ValueError(f"no word in {line!r}")
        key = min(range(len(parts)), key=lambda i: self._costs[parts[i]])
        return Phrase(steps, tuple(gaps), key)

    def _alternatives(self, part: str) -> frozenset[str]:
        found: set[str] = set()
        for word in part.split("/"):
            if word.startswith("@"):
                if word[1:] not in self.groups:
                    raise ValueError(f"there is no group {word!r}")
                found |= self.groups[word[1:]]
            elif word.endswith("+"):
                found |= inflected(word[:-1])
            elif word and "-" not in word:
                found.add(plain := word.removesuffix("'s"))
                if self.either_number and len(plain) > 3 and plain not in COMMON:
                    found |= numbers(plain)
            else:
                raise ValueError(f"{part!r} has an empty word or a hyphen")
        return frozenset(found)


class _Costs(dict[str, int]):
    """How often, roughly, a lookup by the words of a part would be in vain."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def __missing__(self, part: str) -> int:
        if part in ("...", "_"):
            cost = NEVER_A_KEY
        elif part.isalpha():
            cost = 401 if part in COMMON else 1
        else:
            words = self.vocabulary.words(part)
            cost = len(words) + 400 * len(words & COMMON)
        self[part] = cost
        return cost
