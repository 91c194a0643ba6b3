"""What became of every character of the article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from audio_edition.article import Article, account_for
from audio_edition.script import Script


@dataclass(frozen=True, slots=True)
class Coverage:
    """Characters of the source by what became of them; together they are all of it."""

    narrated: int
    """Said, by a segment that is not skipped."""
    skipped_aloud: int
    """Not said, but announced by a cue, or skipped by an editor."""
    dropped: dict[str, int]
    """No part of what the article says; by reason."""
    lost: tuple[tuple[int, int], ...]
    """Source ranges of text that is neither said nor announced: must be empty."""

    def as_pairs(self) -> tuple[tuple[str, int], ...]:
        """Return (what, characters) in a fixed order, for the edition's record."""
        lost = sum(end - begin for begin, end in self.lost)
        pairs = [("narrated", self.narrated), ("skipped aloud", self.skipped_aloud)]
        pairs += sorted((f"dropped: {reason}", n) for reason, n in self.dropped.items())
        return (*pairs, ("lost", lost))


def coverage(article: Article, script: Script) -> Coverage:
    """Return the account of an article as a script tells it.

    White space between two sentences counts with the sentence before it.

    Raises:
        ValueError: if the article itself does not account for every character.
    """
    fate = _fates(article, script)
    narrated = skipped = 0
    dropped: dict[str, int] = {}
    lost: list[tuple[int, int]] = []
    for begin, end, what in account_for(article):
        if what != "text":
            dropped[what] = dropped.get(what, 0) + end - begin
            continue
        for first, last, state in _runs(article.source, fate, begin, end):
            if state == SAID:
                narrated += last - first
            elif state == SKIPPED:
                skipped += last - first
            else:
                lost.append((first, last))
    return Coverage(narrated, skipped, dropped, tuple(lost))


UNKNOWN, SKIPPED, SAID, LOOSE = range(4)
RUN = re.compile(rb"(.)\1*", re.DOTALL)
"""Characters of one fate, one behind another."""


def _fates(article: Article, script: Script) -> bytearray:
    """Return for each character of the source whether it is said, skipped or neither."""
    fate = bytearray(len(article.source))
    ranges = [(s.begin, s.end, SKIPPED) for s in script.skipped]
    ranges += [(s.begin, s.end, SKIPPED if s.is_skipped else SAID) for s in script.segments]
    for begin, end, state in sorted(ranges, key=lambda r: r[2]):
        fate[begin:end] = bytes([state]) * (end - begin)
    return fate


def _runs(source: str, fate: bytearray, begin: int, end: int) -> list[tuple[int, int, int]]:
    """Return runs of one fate within a text range; loose white space joins its neighbour."""
    runs: list[tuple[int, int, int]] = []
    for found in RUN.finditer(fate, begin, end):
        for first, last, state in _told_apart(source, *found.span(), found[0][0]):
            known = (runs[-1][2] if runs else SAID) if state == LOOSE else state
            if runs and runs[-1][2] == known:
                runs[-1] = (runs[-1][0], last, known)
            else:
                runs.append((first, last, known))
    return runs


def _told_apart(source: str, begin: int, end: int, state: int) -> Iterator[tuple[int, int, int]]:
    """Yield a run as it is; where nothing is known of it, its letters apart from the rest."""
    if state != UNKNOWN:
        yield begin, end, state
        return
    for is_word, characters in groupby(range(begin, end), lambda at: source[at].isalnum()):
        places = list(characters)
        yield places[0], places[-1] + 1, UNKNOWN if is_word else LOOSE
