"""What a rule is: one reason to warn, and the topics there are.

What the files of rules may hold is said in `topics/README.md`.
"""

from dataclasses import dataclass
from typing import NamedTuple

from audio_edition.narrating.warnings.phrases import Phrase

GRAVEST_FIRST = (
    "child_abuse", "sexual_violence", "trafficking", "torture", "suicide_self_harm",
    "war_terror", "pregnancy_loss", "domestic_abuse", "violence", "medical_gore", "hate",
    "animal_harm", "eating_disorder", "substance_use", "mental_distress", "death_grief",
    "sexual_content", "strong_language",
)  # fmt: skip
"""The 18 topics in the order a warning names them."""
PART_OF = {
    "death_grief": {
        "torture", "war_terror", "violence", "suicide_self_harm", "substance_use",
        "pregnancy_loss", "animal_harm", "eating_disorder", "mental_distress", "medical_gore",
        "trafficking", "domestic_abuse",
    },
    "violence": {
        "torture", "war_terror", "sexual_violence", "domestic_abuse", "child_abuse",
        "trafficking", "animal_harm",
    },
    "medical_gore": {"torture", "war_terror", "pregnancy_loss"},
    "mental_distress": {
        "torture", "domestic_abuse", "suicide_self_harm", "eating_disorder", "substance_use",
    },
    "domestic_abuse": {"child_abuse"},
    "sexual_content": {"sexual_violence", "child_abuse", "trafficking"},
}  # fmt: skip
"""Topic → graver topics of which it is a part when it stands near them."""
CERTAIN, LIKELY, CUE = "alone", "likely", "cues"
"""Kinds of a rule's phrases, firmest first."""
DETAIL, BLOCKER, DISCLAIMER = "detail", "blockers", "sentences"
"""Kinds of phrases that serve several rules; a disclaimer blocks its whole sentence."""


class Reason(NamedTuple):
    """What a warning says because of a rule, and how grave it is."""

    name: str
    """As in evidence: `sexual_violence/rape`."""
    topic: str
    term: str
    """What the warning says, in running text: "rape", "the death of a child"."""
    order: int
    """Place of the rule in its file: an earlier one's term is preferred where evidence is equal."""
    gravest: bool = False
    """Whether its term is said whenever it has evidence, however much others have."""
    graphic: bool = False
    """Whether what it finds is itself told in detail."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason to warn, and what must stand around its phrases and what not."""

    reason: Reason
    company: frozenset[str] = frozenset()
    """Words of which some must stand within two sentences of a cue."""
    needs: int = 1
    """How many different words of company a cue needs."""
    strict: bool = False
    """Whether it says something of a few sentences only."""
    despite: frozenset[str] = frozenset()
    """Harmless settings that do not take it away: a play about a suicide is about one."""
    unless: frozenset[str] = frozenset()
    """Words whose presence within two sentences takes the rule's likely phrases and cues away."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase and what finding it means."""

    phrase: Phrase
    kind: str
    """alone, likely, cues, detail, blockers or sentences."""
    topic: str
    """For a blocker: the topic it holds for. Empty: every topic, or none for a detail."""
    rule: str
    """Name of the rule; empty for a blocker, a disclaimer or a detail."""
