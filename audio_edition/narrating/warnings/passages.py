"""Sentences as the rules see them: their words, and what denies or names in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from audio_edition.narrating.warnings.phrases import WORD, tokens_of, word_set

HEADLINE_SHARE = 0.6
"""Share of words with a capital from which a sentence is a headline."""
NEGATION_REACH = 4
"""Words before a phrase in which a negation takes it away."""
NO_REACH = 2
"""The same for "no", which denies the noun it stands before and not what follows that."""
NEGATIONS = word_set(
    "no not never nobody none nothing nor neither without isn't wasn't aren't weren't don't "
    "doesn't didn't hasn't haven't hadn't won't wouldn't can't couldn't cannot"
)
SUBJECTS = word_set("nobody none nothing neither nor")
SUBJECT_REACH = 6
"""Words before a phrase in which these take it away: "nobody was killed, raped or ruined"."""
NO_TRACE = word_set("sign evidence trace suggestion question hint danger threat allegation claim")
"""What "no … of" denies a whole list after: "no sign of cruelty, abuse or neglect"."""
LIST_REACH = 8
STILL_SAID = word_set(
    "why who how whether what when where which know knew known say said says yet only just until "
    "because although but that alone if identified named believe believed first longer"
)
"""Words after a negation that leave what follows standing: "do not know why he was killed"."""
WINDOW = 2
"""Sentences on either side of one that make a passage with it."""
SHORT = 80
"""Characters of a text that is taken for one sentence."""
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")


Candidate = tuple[str, str, int, int]
"""A phrase in a sentence: kind, name of the rule (empty for a detail), first and last token.
Where it is recalled it is a list."""


@dataclass(slots=True)
class Sentence:
    """A sentence as the rules see it."""

    text: str
    length: int
    """How many words it has."""
    candidates: Sequence[Candidate] = ()
    """The phrases in it, those that count alone first."""
    segment: str = ""
    """Id of the segment it is in."""
    chapter: int = 0
    _tokens: Sequence[str] | None = field(default=None, compare=False, repr=False)

    @property
    def tokens(self) -> Sequence[str]:
        """Its words, as the rules see them."""
        if self._tokens is None:
            self._tokens = tokens_of(self.text)
        return self._tokens


def parts_of(text: str) -> list[str]:
    """Return the sentences of a text, roughly: rules need no more than that."""
    return SENTENCE_END.split(text) if len(text) > SHORT else [text]


def question_of(sentences: Sequence[Sentence], around: range, *also: int) -> str:
    """Return what an answer depends on that is given by a passage and some numbers."""
    texts = [sentences[number].text for number in around]
    return blake2b(f"{also} {texts}".encode(), digest_size=16).hexdigest()


def passage_around(sentences: Sequence[Sentence], number: int) -> range:
    """Return the numbers of the sentences of the passage around one, in the same chapter."""
    chapter = sentences[number].chapter
    first, end = max(number - WINDOW, 0), min(number + WINDOW + 1, len(sentences))
    while sentences[first].chapter != chapter:
        first += 1
    while sentences[end - 1].chapter != chapter:
        end -= 1
    return range(first, end)


def words_found(sentence: Sentence, first: int, last: int) -> str:
    """Return the words of a sentence from token `first` to `last`, as written."""
    spans = [match.span() for match in WORD.finditer(sentence.text.replace("’", "'"))]
    return sentence.text[spans[first][0] : spans[last][1]]


def is_negated(tokens: Sequence[str], first: int, reach: int = NEGATION_REACH) -> bool:
    """Whether a negation a few words before takes a phrase away."""
    for distance, at in enumerate(range(first - 1, max(first - 1 - LIST_REACH, -1), -1)):
        token = tokens[at]
        if token in STILL_SAID:
            return False
        if token == "no" and at + 2 < first and tokens[at + 1] in NO_TRACE:
            return True
        is_no_one = token == "no" and at + 1 < first and tokens[at + 1] == "one"
        if (token in SUBJECTS or is_no_one) and distance < SUBJECT_REACH:
            return True
        if token in NEGATIONS and distance < reach:
            return token != "no" or distance < NO_REACH
    return False


def named(text: str) -> list[bool]:
    """Return for each word of a sentence whether it is written as a name.

    That is: with a capital within running text. Where most words have capitals, as in a
    headline, none is a name for that.
    """
    words = WORD.findall(text.replace("’", "'"))
    capital = [word[0].isupper() for word in words]
    if sum(capital) > HEADLINE_SHARE * len(words):
        return [False] * len(words)
    return [False, *capital[1:]]
