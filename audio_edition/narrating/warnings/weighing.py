"""Weighing what the rules found against what the words around it say.

A phrase is believed where its passage, of two sentences on either side, bears it out: the log
odds of the topic by the passage's words (`leaning.py`), and what each phrase found there adds
to them, must be high enough. Where they are for a topic that a phrase names outright, so are
the gravest reasons named outright beside it: rape in a page on torture.

The numbers were fitted once, by logistic regression on passages for which neither the rules nor
the table had been made (`docs/warnings.md`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from audio_edition.narrating.warnings.hits import Hit
from audio_edition.narrating.warnings.leaning import Leanings, leanings
from audio_edition.narrating.warnings.passages import Sentence, passage_around, question_of
from audio_edition.narrating.warnings.rules import CERTAIN, CUE, LIKELY
from audio_edition.recall import recall

SAYS = {CERTAIN: 2.05, LIKELY: 1.22, CUE: 0.87}
"""What a phrase adds to the log odds of its topic, by its kind."""
MOST = 2
"""Most phrases of a kind that add something: a third says nothing new."""
ANOTHER_IS_CERTAIN = -1.21
"""What a phrase of another topic that counts alone adds: the passage is about that."""
FIRST_DUE = -3.5
"""Log odds from which a passage's likeliest topic is believed, and those that a phrase says
which counts alone."""
OTHERS_DUE = -2.5
"""The same for its other topics."""


def borne_out(
    hits: Sequence[Hit],
    sentences: Sequence[Sentence],
    table: Callable[[], Leanings] = leanings,
) -> list[Hit]:
    """Return the hits that their passages bear out.

    Args:
        hits: what the rules found, in the order of the text.
        sentences: the text.
        table: returns how words lean; not asked for passages whose odds are recalled.
    """
    passages = _Passages(hits, sentences, table)
    return [hit for hit in hits if hit.reason.topic in passages.believed(hit.sentence)]


@dataclass
class _Passages:
    """Which topics are believed of the passage around each sentence."""

    hits: Sequence[Hit]
    sentences: Sequence[Sentence]
    table: Callable[[], Leanings]
    _hits_in: dict[int, list[Hit]] = field(default_factory=dict)
    _sums: dict[int, list[int]] = field(default_factory=dict)
    _believed: dict[range, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for hit in self.hits:
            self._hits_in.setdefault(hit.sentence, []).append(hit)

    def believed(self, number: int) -> frozenset[str]:
        """Return the topics the passage around a sentence is believed to be of."""
        around = passage_around(self.sentences, number)
        if around not in self._believed:
            self._believed[around] = self._believe(around)
        return self._believed[around]

    def _believe(self, around: range) -> frozenset[str]:
        odds = self._odds(around)
        hits = [hit for number in around for hit in self._hits_in.get(number, ())]
        found = _counted(hits)
        certain = {topic for topic, kind in found if kind == CERTAIN}
        for topic in odds.keys() - certain:
            odds[topic] += ANOTHER_IS_CERTAIN if certain else 0.0
        for (topic, kind), count in found.items():
            odds[topic] += SAYS[kind] * min(count, MOST)
        likeliest = max(odds, key=odds.__getitem__)
        believed = frozenset(
            topic
            for topic, value in odds.items()
            if value >= (FIRST_DUE if topic in certain | {likeliest} else OTHERS_DUE)
        )
        return believed | _gravest(hits) if believed & certain else believed

    def _odds(self, around: range) -> dict[str, float]:
        """Return the log odds of each topic by the words of a passage."""
        topics = recall("topics that words lean to", "", lambda: [*self.table().topics])
        odds = recall(
            "odds by words",
            question_of(self.sentences, around),
            lambda: self.table().odds([self._sum(number) for number in around]),
        )
        return dict(zip(topics, odds, strict=True))

    def _sum(self, number: int) -> list[int]:
        if number not in self._sums:
            self._sums[number] = self.table().sums(self.sentences[number].tokens)
        return self._sums[number]


def _gravest(hits: Iterable[Hit]) -> frozenset[str]:
    """Return the topics of the gravest reasons that are named outright."""
    return frozenset(h.reason.topic for h in hits if h.kind == CERTAIN and h.reason.gravest)


def _counted(hits: Iterable[Hit]) -> dict[tuple[str, str], int]:
    """Return how many hits there are by topic and kind."""
    counts: dict[tuple[str, str], int] = {}
    for hit in hits:
        key = hit.reason.topic, hit.kind
        counts[key] = counts.get(key, 0) + 1
    return counts
