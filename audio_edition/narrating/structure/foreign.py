"""Where a sentence passes into another language and back.

Rules obeyed here: a passage in another language is said by itself, by a voice that speaks
it, if it has two words or more or is not in Latin letters; one foreign word stays in its
sentence, since a change of voice for a single word is harder to follow than its accent. A
passage takes the signs beside it along, and is left in the sentence where a letter touches
it ("the coup d'état's leaders").

Source: WCAG 2.2, 3.1.2 Language of Parts.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from audio_edition.article import Span

LEAST_WORDS = 2
DASHES = "—–"
"""They touch the words on both sides, and part them all the same."""
Range = tuple[int, int]
"""Offsets in a block's text: where something begins, and after it."""


def parts(
    text: str, spans: Sequence[Span], ranges: Sequence[Range], language: str
) -> Iterator[Range]:
    """Yield the ranges of sentences, cut where they pass into another language and back.

    Args:
        text: a block's.
        spans: of which its text is joined.
        ranges: its sentences, in order.
        language: BCP 47 tag of the article.
    """
    passages = [_with_signs(text, *passage) for passage in _passages(text, spans, language)]
    borders = [at for passage in passages for at in passage if 0 < at < len(text)]
    for begin, end in ranges:
        cuts = [begin]
        for at in borders:
            if begin < at < end and _has_words(text[cuts[-1] : at]) and _has_words(text[at:end]):
                cuts.append(at)
        yield from zip(cuts, [*cuts[1:], end], strict=True)


def _passages(text: str, spans: Sequence[Span], own: str) -> Iterator[Range]:
    """Yield where a text is in another language for long enough."""
    at, begin, end, language = 0, 0, 0, ""
    for span in spans:
        if _has_words(span.text):
            tag = "" if _base(span.language) == _base(own) else span.language
            if tag != language:
                if language and _is_worth_it(text[begin:end]):
                    yield begin, end
                begin, language = at, tag
            end = at + len(span.text)
        at += len(span.text)
    if language and _is_worth_it(text[begin:end]):
        yield begin, end


def _base(tag: str) -> str:
    return tag.casefold().partition("-")[0]


def _is_worth_it(passage: str) -> bool:
    return len(passage.split()) >= LEAST_WORDS or any(map(_is_of_another_script, passage))


def _is_of_another_script(character: str) -> bool:
    return character.isalpha() and not unicodedata.name(character, "LATIN").startswith("LATIN")


def _with_signs(text: str, begin: int, end: int) -> tuple[int, ...]:
    """Return where a passage begins and ends with the signs beside it; empty if touched."""
    while begin < end and (text[begin].isspace() or text[begin] in DASHES):
        begin += 1
    while begin and _is_sign(text[begin - 1]) and text[begin - 1] not in DASHES:
        begin -= 1
    while end < len(text) and _is_sign(text[end]):
        end += 1
    is_touched = text[end : end + 1].isalnum() and text[end - 1] not in DASHES
    while text[end : end + 1].isspace():
        end += 1
    return () if is_touched or (begin and text[begin - 1].isalnum()) else (begin, end)


def _is_sign(character: str) -> bool:
    return not character.isalnum() and not character.isspace()


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)
