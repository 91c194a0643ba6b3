"""Signs that make a topic together: what nothing says outright, several things may say.

Cues without company, signs and hints of one rule within three sentences are counted; where
they reach what the rule asks, they count. They speak only where nothing firmer does.
"""

from collections.abc import Sequence
from dataclasses import replace

from audio_edition.narrating.warnings.hits import Hit
from audio_edition.narrating.warnings.passages import Sentence
from audio_edition.narrating.warnings.rules import CUE, HINT, PART_OF, SIGN

SPAN = 3
"""Sentences over which signs are counted together."""
SIGN_POINTS = {CUE: 2, SIGN: 2, HINT: 1}
"""What a phrase is worth where several make a topic together."""
LEAST_SIGNS = 1
"""So many of them must be cues or signs: hints alone say nothing."""
SOBER_POINTS = 2
"""Most points that words of sober reporting add."""


def standing_together(
    waiting: Sequence[Hit],
    firm: Sequence[Hit],
    sentences: Sequence[Sentence],
    sober: frozenset[str],
) -> list[Hit]:
    """Return the cues, signs and hints that make a topic together.

    Args:
        waiting: those found that say nothing by themselves, in the order of the text.
        firm: what counts without them.
        sentences: the text.
        sober: words of sober reporting.
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
        words = {token for s in sentences[number : number + SPAN] for token in s.tokens}
        if best := _best(open_to, min(len(sober & words), SOBER_POINTS)):
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


def _best(near: Sequence[Hit], bonus: int) -> list[Hit]:
    """Return the hits of the rule that has most above its due, or none."""
    by_rule: dict[str, dict[tuple[int, int], Hit]] = {}
    for hit in near:
        by_rule.setdefault(hit.rule.name, {}).setdefault((hit.sentence, hit.first), hit)
    above: list[tuple[int, list[Hit]]] = []
    for hits in by_rule.values():
        texts = {hit.phrase: hit for hit in hits.values()}
        points = bonus + sum(SIGN_POINTS[hit.kind] for hit in texts.values())
        due = next(iter(hits.values())).rule.together
        signs = sum(hit.kind != HINT for hit in texts.values())
        if points >= due and signs >= LEAST_SIGNS:
            above.append((points - due, list(hits.values())))
    best = max(above, key=lambda a: a[0])[1] if above else []
    return [replace(hit, kind=HINT if i else SIGN) for i, hit in enumerate(best)]
