"""What an engine says of its words becomes word marks that readers can follow.

Engines count words their own way: espeak joins "of the", splits "2,500" and spells
"%" out, gives some lengths as zero and is sometimes one character off. The marks this
module makes of it obey four rules, whatever the engine said:

* every word of the text lies in exactly one mark, and every mark holds whole words;
* marks are in order and never overlap, in the text as in time;
* each has a length in time, and ends where the next begins;
* a text without words has no marks.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable

from audio_edition.speech import WordMark

TOKEN = re.compile(r"(?:(?!--)[^\s—–―])+")
"""Up to white space or a dash; a hyphen joins."""
AROUND = "“”„‟‘’‚‛\"'`´«»‹›()[]{}<>,;:!?.…¡¿-_/\\|·•、。，！？\u200b\u200c\u200d\u2060\ufeff"
"""Punctuation at a word's ends is no part of it."""


def words_of(text: str) -> list[tuple[int, int]]:
    """Return the range `[begin, end)` of every word of a text."""
    found = []
    for match in TOKEN.finditer(text):
        begin = match.end() - len(match[0].lstrip(AROUND))
        end = match.start() + len(match[0].rstrip(AROUND))
        if begin < end:
            found.append((begin, end))
    return found


def word_marks(
    text: str, events: Iterable[tuple[int, int]], total_samples: int
) -> tuple[WordMark, ...]:
    """Return marks for what an engine told of its words.

    Args:
        text: what was given to the engine.
        events: (offset in `text`, first sample) of each word as the engine saw it.
        total_samples: length of the clip.
    """
    words = words_of(text)
    starts = _starts(words, events, total_samples)
    marks = []
    for index, (word, begin_samples) in enumerate(starts):
        last = index + 1 == len(starts)
        next_word, end_samples = (len(words), total_samples) if last else starts[index + 1]
        begin, end = words[word][0], words[next_word - 1][1]
        marks.append(WordMark(begin, end, begin_samples, end_samples))
    return tuple(marks)


def _starts(
    words: list[tuple[int, int]], events: Iterable[tuple[int, int]], total_samples: int
) -> list[tuple[int, int]]:
    """Return (index of a word, its first sample), both ever growing, the first word first."""
    begins = [begin for begin, _ in words]
    starts: list[tuple[int, int]] = []
    for offset, first in sorted(events, key=lambda event: event[1]):
        word = max(bisect_right(begins, offset) - 1, 0)
        if not words or not 0 <= first < total_samples:
            continue
        if not starts:
            starts.append((0, first))
        elif word > starts[-1][0] and first > starts[-1][1]:
            starts.append((word, first))
    return starts


def spread(text: str, total_samples: int) -> tuple[WordMark, ...]:
    """Return estimated marks: each word takes time by its number of characters.

    Args:
        text: what was given to the engine.
        total_samples: length of the clip, silence at its ends removed.
    """
    words = words_of(text)
    weights = [end - begin + 2 for begin, end in words]
    events, done = [], 0
    for (begin, _), weight in zip(words, weights, strict=True):
        events.append((begin, done * total_samples // max(sum(weights), 1)))
        done += weight
    return word_marks(text, events, total_samples)
