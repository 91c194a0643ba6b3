"""A text with sounds between [[ and ]] becomes the sounds of the whole, for neural voices.

Such a voice is told sounds alone, and what a word sounds like depends on those around it:
cut at the brackets, "He lives in [[ɡˈɛnt]]." would stress "in" and lose its full stop. So
the sentence is read with a stand-in at the place of each, whose sounds are then exchanged.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

SOUNDS = re.compile(r"\[\[(.*?)\]\]")
STAND_IN = "Mabzhab"
"""No word of any language; its sounds are the same anywhere in a sentence."""

Sentence = list[str]
"""Its sounds, one sign each."""
Phonemize = Callable[[str], list[Sentence]]
"""Returns the sounds of each sentence of a text."""


def phonemize_given(text: str, phonemize: Phonemize) -> list[Sentence]:
    """Return the sounds of a text, those between [[ and ]] as they are.

    Args:
        text: brackets without a partner are left out.
        phonemize: the voice's own, which knows no brackets.
    """
    given = [signs(found) for found in SOUNDS.findall(text)]
    if not given:
        return phonemize(_without_brackets(text))
    stand_in = [sign for sentence in phonemize(STAND_IN) for sign in sentence]
    sentences = phonemize(_without_brackets(SOUNDS.sub(STAND_IN, text)))
    places = [place for s in sentences for place in _places(s, stand_in)]
    if not stand_in or len(places) != len(given):
        return _joined(text, phonemize)
    left = iter(given)
    return [_exchanged(sentence, stand_in, left) for sentence in sentences]


def signs(sounds: str) -> Sentence:
    """Return sounds one sign each, accents apart, as models know them."""
    return list(unicodedata.normalize("NFD", sounds.strip()))


def sounds_alone(text: str, begin: int, end: int, phonemize: Phonemize) -> Sentence:
    """Return the sounds of one word `[begin, end)` of a text, as if it stood alone."""
    for found in SOUNDS.finditer(text):
        if found.start() <= begin < found.end():
            own = signs(text[max(begin, found.start(1)) : min(end, found.end(1))])
            rest = phonemize(text[found.end() : end]) if end > found.end() else []
            return own + [sign for sentence in rest for sign in sentence]
    return [sign for sentence in phonemize(text[begin:end]) for sign in sentence]


def _without_brackets(text: str) -> str:
    return text.replace("[[", "  ").replace("]]", "  ")


def _places(sentence: Sequence[str], wanted: Sequence[str]) -> Iterator[int]:
    """Yield where a run of signs begins in a sentence."""
    length, at = len(wanted), 0
    while length and at + length <= len(sentence):
        is_here = sentence[at : at + length] == wanted
        if is_here:
            yield at
        at += length if is_here else 1


def _exchanged(sentence: Sentence, stand_in: Sentence, given: Iterator[Sentence]) -> Sentence:
    """Return a sentence with the next of the given sounds for each stand-in."""
    made: Sentence = []
    at = 0
    for place in _places(sentence, stand_in):
        made += sentence[at:place] + next(given)
        at = place + len(stand_in)
    return made + sentence[at:]


def _joined(text: str, phonemize: Phonemize) -> list[Sentence]:
    """Return the sounds of the parts of a text, each read by itself, as one sentence."""
    made: Sentence = []
    for index, part in enumerate(SOUNDS.split(text)):
        own = index % 2 == 1
        read = [signs(part)] if own else phonemize(_without_brackets(part)) if part.strip() else []
        for sentence in read:
            made += [" "] * bool(made) + sentence
    return [made]
