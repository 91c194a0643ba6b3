"""Judging what was found: which topics, how strong, and in which words to say so."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from audio_edition.narrating.warnings.hits import Findings, Hit
from audio_edition.narrating.warnings.rules import (
    CERTAIN,
    CUE,
    GRAVEST_FIRST,
    LIKELY,
    PART_OF,
)
from audio_edition.script import Severity

POINTS = {CERTAIN: 3, LIKELY: 1, CUE: 1}
"""Points of a hit by its kind."""
SHORT_WORDS, LONG_WORDS = 250, 2_500
"""In a text of at most the first length one point is enough for a topic; in one of at most the
second three; in others five."""
GRAVEST_POINTS = 2
"""Points of a likely phrase or a cue with company of the gravest reasons."""
CHANCE_WORDS = 3_000
"""In each so many words one more point is due."""
NEAR = 2
"""Sentences within which one topic is taken for a part of a graver one."""
DETAIL_POINTS = 2
"""Physical details beside a topic that make it graphic."""
SUSTAINED_SENTENCES, SUSTAINED_SHARE = 6, 0.35
"""Sentences that name a grave topic, and their share, that make a text sustained."""
NEVER_GRAPHIC = frozenset({"strong_language", "hate", "sexual_content"})
PASSING = frozenset({"death_grief"})
"""Topics that any longer text touches in passing: half as much again is due for them."""
BESIDE = frozenset({"death_grief", "mental_distress", "medical_gore", "violence", "sexual_content"})
BESIDE_SHARE = 5
"""Topics not named beside one that has more than so many times their evidence."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a text, or a part of it, needs a warning of."""

    topics: tuple[str, ...]
    """Topic ids, gravest first."""
    terms: tuple[str, ...]
    """For each topic, the most specific words the evidence supports."""
    severity: Severity
    hits: tuple[Hit, ...]
    """Evidence of those topics, in the order of the text."""


def judge(findings: Findings, words: int, sentences: int, *, lenient: bool = False) -> Judgement:
    """Return the judgement on a text.

    Args:
        words: length of the text in words; a longer one needs more evidence for a topic.
        sentences: length of the text in sentences.
        lenient: take every hit; for a part of a text whose topics are known.
    """
    own = _apart(findings.hits)
    due = 1 if lenient or words <= SHORT_WORDS else 3 if words <= LONG_WORDS else 5
    points = {t: _points(own, t) for t in GRAVEST_FIRST}
    most = max(points.values())
    topics = tuple(
        t
        for t, p in points.items()
        if _is_enough(own, t, p, due, words) and not (t in BESIDE and p * BESIDE_SHARE < most)
    )
    hits = tuple(h for h in findings.hits if h.reason.topic in topics)
    return Judgement(
        topics,
        tuple(_term([h for h in hits if h.reason.topic == topic]) for topic in topics),
        _severity(findings, hits, sentences),
        hits,
    )


def _points(hits: Sequence[Hit], topic: str) -> int:
    return sum(_point(h) for h in hits if h.reason.topic == topic)


def _point(hit: Hit) -> int:
    is_found = hit.kind in (LIKELY, CUE)
    return GRAVEST_POINTS if is_found and hit.reason.gravest else POINTS[hit.kind]


def _is_enough(hits: Sequence[Hit], topic: str, points: int, due: int, words: int) -> bool:
    """Whether a topic has what is due: of phrases that count alone, or of all.

    The longer a text is, the more words that only mostly mean a topic it has by chance.
    """
    if topic in PASSING and due > 1:
        due += due // 2
    alone = sum(POINTS[CERTAIN] for h in hits if h.reason.topic == topic and h.kind == CERTAIN)
    return points >= due and (alone >= due or points >= due + words // CHANCE_WORDS)


def _apart(hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits without those of which a graver topic near by says as much, as firmly."""
    near: dict[tuple[str, bool], set[int]] = {}
    for hit in hits:
        around = range(hit.sentence - NEAR, hit.sentence + NEAR + 1)
        near.setdefault((hit.reason.topic, hit.kind == CERTAIN), set()).update(around)
    return [hit for hit in hits if not _is_part(hit, near)]


def _is_part(hit: Hit, near: Mapping[tuple[str, bool], Set[int]]) -> bool:
    """Whether a graver topic near a hit says as much.

    Args:
        near: sentences near what was found of each topic, apart for what counts alone.
    """
    kinds = (True,) if hit.kind == CERTAIN else (True, False)
    return any(
        hit.sentence in near.get((graver, kind), ())
        for graver in PART_OF.get(hit.reason.topic, ())
        for kind in kinds
    )


def _term(hits: Sequence[Hit]) -> str:
    """Return the term of the rule with most evidence, or of one that always goes first."""
    rules = {h.reason.name: h.reason for h in hits}
    points = {name: sum(POINTS[h.kind] for h in hits if h.reason.name == name)
              for name in rules}  # fmt: skip
    firm = {h.reason.name for h in hits if h.kind in (CERTAIN, LIKELY) and h.reason.gravest}
    best = min(rules.values(), key=lambda r: (r.name not in firm, -points[r.name], r.order))
    return best.term


def _severity(findings: Findings, hits: Sequence[Hit], sentences: int) -> Severity:
    if not hits:
        return Severity.NONE
    grave = [h for h in hits if h.reason.topic not in NEVER_GRAPHIC]
    where = {h.sentence for h in grave}
    detail = sum(2 for h in grave if h.reason.graphic)
    beside = where.union(w - 1 for w in where).union(w + 1 for w in where)
    detail += sum(d in beside for d in findings.details)
    sustained = len(where) >= max(SUSTAINED_SENTENCES, SUSTAINED_SHARE * sentences)
    return Severity.GRAPHIC if detail >= DETAIL_POINTS or sustained else Severity.MILD
