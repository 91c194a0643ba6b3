"""What of the things heard is suspicious, and how much.

* Three things count: words, the length of the sound against the timeline's, and that length
  against what such words take in this edition (`pace.py`). Each is measured in units
  of what is unlikely in a good edition; from 1 together, a segment is suspicious.
* A recogniser is weak at names and at the few words of a heading, so words count by how
  many letters are wrong, and a short segment may have a greater share wrong.
* What kind of fault it seems to be is a guess for whoever listens next.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from audio_edition.mastering.hearing.comparing import distance, lost_end
from audio_edition.mastering.hearing.listening import Heard
from audio_edition.mastering.hearing.pace import Pace

WRONG_SHARE = 0.3
"""Share of the letters that are heard wrong of a suspicious long segment."""
WRONG_LETTERS = 4
"""Letters that may be wrong besides, however short a segment is."""
UNLIKELY_LENGTH = 1.1
"""How many times too long or too short sound is unlikely, where the timeline gives its length."""
LOST_END_SHARE = 0.16
"""Share of the letters, at the end, that are unlikely to be lost."""
LOST_END_LETTERS = 8
"""Letters at the end that may be lost, however short a segment is."""
NEAR = 4
"""Segments before and after whose words may be heard instead."""
ALIKE = 0.35
"""Share of the letters that may differ between words that are taken for the same."""
NOTHING_SHARE = 0.15
"""Of the due length: less sound than that is none."""
LEAST_BESIDES_S = 0.3
"""Less sound than that is not worth a word where nothing is due."""
STRONGEST = 4.0
"""What one thing can count at most."""


class Kind(StrEnum):
    """What kind of fault it seems to be."""

    MISSING = "missing"
    SILENT = "silent"
    DOUBLED = "doubled"
    SWAPPED = "swapped"
    """Another segment's words are heard."""
    CUT = "cut"
    SPEED = "speed"
    WORDS = "words"
    """Other words are heard, or none that make sense."""
    BESIDES = "besides"
    """Something is heard that belongs to no segment."""


SOUNDS_ONLY = frozenset({Kind.MISSING, Kind.SILENT})
"""What can be said of a segment whose language the recogniser does not know."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One segment that is probably wrong."""

    number: int
    """Which segment, counted from 0."""
    kind: Kind
    score: float
    """From 1 on; more is more suspicious."""
    heard: str
    """What the recogniser wrote."""


def judge(heard: Sequence[Heard]) -> list[Suspicion]:
    """Return what is suspicious, the most suspicious first.

    Args:
        heard: all of an edition, in order.
    """
    rated = [one for one in heard if one.fits and one.said]
    pace = Pace([one.spoken for one in rated], [one.lasts_s for one in rated])
    said = {one.number: one.said for one in heard if one.said}
    found: dict[int, Suspicion] = {}
    for one in heard:
        suspicion = _judged(one, pace, said)
        if suspicion and suspicion.score > getattr(found.get(suspicion.number), "score", 0):
            found[suspicion.number] = suspicion
    _trade(found, {one.number: one for one in heard if one.said})
    return sorted(found.values(), key=lambda s: (-s.score, s.number))


def _trade(found: dict[int, Suspicion], heard: dict[int, Heard]) -> None:
    """Where a segment's words are heard in the next one's place, it is the next that is missing.

    One about as long as the next may seem to be missing instead of it.
    """
    for number in sorted(found):
        if found[number].kind is not Kind.MISSING or number + 1 not in found:
            continue
        after = heard.get(number + 1)
        if after is not None and _are_alike(heard[number].said, after.letters):
            found[number + 1] = replace(found.pop(number), number=number + 1)


def _judged(one: Heard, pace: Pace, said: dict[int, str]) -> Suspicion | None:
    if not one.said:
        return _besides(one, said)
    longer = one.lasts_s / max(one.due_s, 0.01)
    parts = [_words(one), min(pace.unlikely(one.spoken, one.lasts_s), STRONGEST)]
    if not one.fits:
        parts.append(_unlikely(longer, UNLIKELY_LENGTH))
    if lost := _lost(one):
        parts.append(lost)
    score = math.hypot(*parts)
    if score < 1:
        return None
    return Suspicion(one.number, _kind(one, longer, said), score, one.words)


def _words(one: Heard) -> float:
    return min(one.wrong / (WRONG_LETTERS + WRONG_SHARE * len(one.said)), STRONGEST)


def _lost(one: Heard) -> float:
    """Return how suspicious it is that the end of a segment was not heard."""
    lost = lost_end(one.said, one.letters)
    return min(lost / max(LOST_END_LETTERS, LOST_END_SHARE * len(one.said)), STRONGEST)


def _unlikely(ratio: float, unlikely: float) -> float:
    return min(abs(math.log(max(ratio, 0.01))) / math.log(unlikely), STRONGEST)


def _besides(one: Heard, said: dict[int, str]) -> Suspicion | None:
    """Judge sound where nothing is due: a segment near it said again, or something else."""
    if one.lasts_s < LEAST_BESIDES_S:
        return None
    near = sorted(_near(one.number, said), key=lambda n: (abs(n - one.number + 0.6), n))
    for number in near:
        if _are_alike(said[number], one.letters):
            return Suspicion(number, Kind.DOUBLED, STRONGEST, one.words)
    number = min(one.number, max(said, default=0))
    return Suspicion(number, Kind.BESIDES, min(1 + one.lasts_s / 2, STRONGEST), one.words)


def _near(number: int, said: dict[int, str]) -> list[int]:
    return [n for n in range(number - NEAR, number + NEAR + 1) if n in said]


def _are_alike(said: str, heard: str) -> bool:
    return bool(said) and distance(said, heard) <= ALIKE * max(len(said), len(heard))


def _kind(one: Heard, longer: float, said: dict[int, str]) -> Kind:
    if longer < NOTHING_SHARE:
        return Kind.SILENT if one.in_place else Kind.MISSING
    if not one.letters:
        return Kind.WORDS
    if _are_alike(one.said * 2, one.letters):
        return Kind.DOUBLED
    if one.wrong <= ALIKE * len(one.said) and _lost(one) < 1:
        return Kind.SPEED
    others = (n for n in _near(one.number, said) if n != one.number)
    if any(_is_rather(said[n], one) for n in others):
        return Kind.SWAPPED
    if len(one.letters) < len(one.said) and _lost(one) >= 1:
        return Kind.CUT
    return Kind.WORDS


def _is_rather(other: str, one: Heard) -> bool:
    """Return whether another segment's words are heard, be it a part of them."""
    size = min(len(other), len(one.letters))
    return size > LOST_END_LETTERS // 2 and _are_alike(other[:size], one.letters[:size])
