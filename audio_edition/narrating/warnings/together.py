"""Signs that make a topic together: what nothing says outright, several things may say.

Cues without company, signs and hints of one topic within three sentences are counted; where
they reach what the topic asks, they count. They speak only where nothing firmer does.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from audio_edition.narrating.warnings.hits import Hit
from audio_edition.narrating.warnings.passages import Sentence
from audio_edition.narrating.warnings.rule_book import RuleBook
from audio_edition.narrating.warnings.rules import CUE, HINT, PART_OF, SIGN

SPAN = 3
"""Sentences over which signs are counted together."""
SIGN_POINTS = {CUE: 2, SIGN: 2, HINT: 1}
"""What a phrase is worth where several make a topic together."""
LEAST_SIGNS = 1
"""So many of them must be cues or signs: hints alone say nothing."""
BESIDE_POINTS = 2
"""Points more that a graver topic needs where a part of it is spoken of already."""
NEVER = 1_000
"""Points no topic reaches: what a topic without signs asks."""
SOBER_POINTS = 2
"""Most points that words of sober reporting add."""


def standing_together(
    waiting: Sequence[Hit],
    firm: Sequence[Hit],
    sentences: Sequence[Sentence],
    book: RuleBook,
) -> list[Hit]:
    """Return the cues, signs and hints that make a topic together.

    Args:
        waiting: those found that say nothing by themselves, in the order of the text.
        firm: what counts without them.
        sentences: the text.
        book: the rules, for what each topic's signs ask and the words of sober reporting.
    """
    by_sentence: dict[int, list[Hit]] = {}
    for hit in waiting:
        by_sentence.setdefault(hit.sentence, []).append(hit)
    found: list[Hit] = []
    until = -1
    for number in by_sentence:
        if number <= until:
            continue
        near = [h for n in range(number, number + SPAN) for h in by_sentence.get(n, ())]
        open_to = [h for h in near if not _is_settled(h, firm)]
        told = {h.rule.topic for h in firm if abs(h.sentence - number) < SPAN}
        words = {token for s in sentences[number : number + SPAN] for token in s.tokens}
        if best := _best(open_to, min(len(book.sober & words), SOBER_POINTS), book.due, told):
            found += best
            until = number + SPAN - 1
    return found


def _is_settled(hit: Hit, firm: Sequence[Hit]) -> bool:
    """Whether something firmer near by says what is told, and is no part of the hit's topic."""
    return any(
        abs(h.sentence - hit.sentence) < SPAN
        and hit.rule.topic not in PART_OF.get(h.rule.topic, ())
        for h in firm
    )


def _best(near: Sequence[Hit], bonus: int, due: Mapping[str, int], told: Set[str]) -> list[Hit]:
    """Return the hits of the topic that has most above its due, or none.

    Args:
        told: topics that something firmer speaks of; a graver one needs more beside them.
    """
    by_topic: dict[str, dict[tuple[int, int], Hit]] = {}
    for hit in sorted(near, key=lambda h: SIGN_POINTS[h.kind]):
        by_topic.setdefault(hit.rule.topic, {})[hit.sentence, hit.first] = hit
    above: list[tuple[int, list[Hit]]] = []
    for topic, hits in by_topic.items():
        different = {hit.phrase: hit for hit in hits.values()}.values()
        points = bonus + sum(SIGN_POINTS[hit.kind] for hit in different)
        signs = sum(hit.kind != HINT for hit in different)
        if any(topic in PART_OF.get(part, ()) for part in told):
            points -= BESIDE_POINTS
        if points >= due.get(topic, NEVER) and signs >= LEAST_SIGNS:
            above.append((points - due[topic], list(hits.values())))
    best = max(above, key=lambda a: a[0])[1] if above else []
    best.sort(key=lambda h: -SIGN_POINTS[h.kind])
    return [replace(hit, kind=HINT if i else SIGN) for i, hit in enumerate(best)]
