"""What the rules found in a text."""

from dataclasses import dataclass, field

from audio_edition.narrating.warnings.rules import Rule


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of a rule that counts."""

    sentence: int
    """Index of the sentence it is in."""
    first: int
    """Index of its first token."""
    last: int
    """Index of its last token."""
    rule: Rule
    kind: str
    phrase: int = 0
    """Which phrase it is, to tell different ones from the same one twice."""


@dataclass(slots=True)
class Findings:
    """What the rules found in a text."""

    hits: list[Hit] = field(default_factory=list)
    details: list[int] = field(default_factory=list)
    """Sentences with a phrase of physical detail, once for each."""
    is_sober: bool = False
    """Whether a short text has a word of sober reporting: of courts, rescue, care, families."""
