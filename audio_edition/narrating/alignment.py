"""Which passage of a new text is which of the old one.

Rules obeyed here: the same words are the same passage wherever they moved; between
passages that are the same, similar words are a passage that was changed; everything takes
about linear time, however often a passage is repeated. Source for the first step:
P. Heckel, A technique for isolating differences between files, CACM 21 (1978), 264-268.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

NEAR = 0.45
"""Least likeness of a changed passage among others that are new."""
ALONE = 0.34
"""The same where one passage stands between its neighbours, before and after."""
FAR = 0.7
"""The same where it was moved as well."""
MANY = 48
"""A word in more passages than this tells none of them, where there are many."""
SMALL = 64
"""Pairs up to which words are compared letter by letter too."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage to be found again."""

    kind: str
    """Passages of different kinds are never the same."""
    text: str
    keeps_place: bool = False
    """Whether it stays the same passage with other words, if it stands alone in its place."""


def align(old: Sequence[Passage], new: Sequence[Passage]) -> list[int]:
    """Return for each new passage the index of the old one that it is, or -1."""
    pairs = _Pairs(len(old), len(new))
    _same_words(old, new, pairs)
    for run in pairs.runs_of_new():
        _pair_similar(old, new, pairs, run, pairs.old_around(run), near=True)
    left_old = [i for i, j in enumerate(pairs.new_of) if j < 0]
    left_new = [j for j, i in enumerate(pairs.old_of) if i < 0]
    _pair_similar(old, new, pairs, left_new, left_old, near=False)
    return pairs.old_of


def moved(old_of: Sequence[int]) -> set[int]:
    """Return the new passages that stand in another order than the old: the fewest possible."""
    tails: list[int] = []
    holders: list[int] = []
    before: dict[int, int] = {}
    for j, i in enumerate(old_of):
        if i < 0:
            continue
        at = bisect_left(tails, i)
        before[j] = holders[at - 1] if at else -1
        tails[at : at + 1] = [i]
        holders[at : at + 1] = [j]
    still, j = set(), holders[-1] if holders else -1
    while j >= 0:
        still.add(j)
        j = before[j]
    return set(before) - still


class _Pairs:
    """What is known so far."""

    def __init__(self, olds: int, news: int) -> None:
        self.old_of = [-1] * news
        self.new_of = [-1] * olds

    def join(self, i: int, j: int) -> None:
        self.old_of[j] = i
        self.new_of[i] = j

    def runs_of_new(self) -> Iterator[list[int]]:
        """Yield the new passages without partner, neighbours together."""
        run: list[int] = []
        for j, i in enumerate([*self.old_of, 0]):
            if i < 0:
                run.append(j)
            elif run:
                yield run
                run = []

    def old_around(self, run: Sequence[int]) -> list[int]:
        """Return the old passages without partner that stood where a run of new ones does."""
        first, last = run[0] - 1, run[-1] + 1
        after = self.old_of[first] if first >= 0 else -1
        before = self.old_of[last] if last < len(self.old_of) else len(self.new_of)
        found: list[int] = []
        i = after + 1
        while i < len(self.new_of) and self.new_of[i] < 0:
            found.append(i)
            i += 1
        if i == before:
            return found
        i = before - 1
        while i >= 0 and self.new_of[i] < 0:
            found.append(i)
            i -= 1
        return sorted(set(found))


def _same_words(old: Sequence[Passage], new: Sequence[Passage], pairs: _Pairs) -> None:
    """Pair passages of the same words: single ones, their neighbours, then the rest in order."""
    olds = [(p.kind, p.text) for p in old]
    news = [(p.kind, p.text) for p in new]
    old_counts, new_counts = Counter(olds), Counter(news)
    place = {key: i for i, key in enumerate(olds)}
    for j, key in enumerate(news):
        if new_counts[key] == 1 and old_counts.get(key) == 1:
            pairs.join(place[key], j)
    for step in (1, -1):
        _spread(olds, news, pairs, step)
    waiting: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i in range(len(olds) - 1, -1, -1):
        if pairs.new_of[i] < 0:
            waiting[olds[i]].append(i)
    for j, key in enumerate(news):
        if pairs.old_of[j] < 0 and waiting.get(key):
            pairs.join(waiting[key].pop(), j)


def _spread(
    olds: Sequence[tuple[str, str]],
    news: Sequence[tuple[str, str]],
    pairs: _Pairs,
    step: int,
) -> None:
    """Pair the same words beside a pair, going one way; the ends of the texts are pairs."""
    if step > 0:
        order, i = range(len(news)), -1
    else:
        order, i = range(len(news) - 1, -1, -1), len(olds)
    for j in order:
        if pairs.old_of[j] >= 0:
            i = pairs.old_of[j]
            continue
        i += step
        if 0 <= i < len(olds) and pairs.new_of[i] < 0 and olds[i] == news[j]:
            pairs.join(i, j)
        else:
            i = len(olds) if step > 0 else -1


def _pair_similar(
    old: Sequence[Passage],
    new: Sequence[Passage],
    pairs: _Pairs,
    new_left: Sequence[int],
    old_left: Sequence[int],
    near: bool,
) -> None:
    """Pair passages of like words, the likest first."""
    if not new_left or not old_left:
        return
    alone = near and len(new_left) == len(old_left) == 1
    least = (ALONE if alone else NEAR) if near else FAR
    scores = [
        (-score, abs(at - old_at), i, j)
        for at, old_at, score, i, j in _likenesses(old, new, new_left, old_left)
        if score >= least
    ]
    for _, _, i, j in sorted(scores):
        if pairs.new_of[i] < 0 and pairs.old_of[j] < 0:
            pairs.join(i, j)
    if near:
        _keep_places(old, new, pairs, new_left, old_left)


def _keep_places(
    old: Sequence[Passage],
    new: Sequence[Passage],
    pairs: _Pairs,
    new_left: Sequence[int],
    old_left: Sequence[int],
) -> None:
    """Pair the only passage of a kind with the only one that stood there."""
    olds = [i for i in old_left if pairs.new_of[i] < 0 and old[i].keeps_place]
    news = [j for j in new_left if pairs.old_of[j] < 0 and new[j].keeps_place]
    if len(olds) == len(news) == 1 and old[olds[0]].kind == new[news[0]].kind:
        pairs.join(olds[0], news[0])


def _likenesses(
    old: Sequence[Passage],
    new: Sequence[Passage],
    new_left: Sequence[int],
    old_left: Sequence[int],
) -> Iterator[tuple[int, int, float, int, int]]:
    """Yield (place among the new, among the old, likeness, old index, new index)."""
    bags = [_bag(old[i].text) for i in old_left]
    holders: dict[str, list[int]] = defaultdict(list)
    for at, bag in enumerate(bags):
        for word in bag:
            holders[word].append(at)
    few = len(new_left) * len(old_left) <= SMALL
    for place, j in enumerate(new_left):
        bag = _bag(new[j].text)
        for at in range(len(bags)) if few else _sharing(bag, holders):
            i = old_left[at]
            if old[i].kind == new[j].kind:
                score = _likeness(bag, bags[at])
                if few:
                    score = max(score, _by_letters(old[i].text, new[j].text))
                yield place, at, score, i, j


def _bag(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _sharing(bag: frozenset[str], holders: dict[str, list[int]]) -> set[int]:
    """Return the old passages that share a word with a new one, by telling words only."""
    found: set[int] = set()
    for word in bag:
        places = holders.get(word, ())
        if len(places) <= MANY:
            found.update(places)
    return found


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of words in common, from 0 to 1 (Sørensen and Dice)."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


def _by_letters(one: str, other: str) -> float:
    """Return the likeness of two short texts by their letters; of longer ones 0."""
    if max(len(one), len(other)) > 40:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio() - 0.15
