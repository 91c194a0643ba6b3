"""What the rules found in a text."""

from dataclasses import dataclass, field

from audio_edition.narrating.warnings.rules import Reason


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of a rule that counts."""

    sentence: int
    """Index of the sentence it is in."""
    first: int
    """Index of its first token."""
    last: int
    """Index of its last token."""
    reason: Reason
    """Why it counts."""
    kind: str
    """alone, likely or cues."""


@dataclass(slots=True)
class Findings:
    """What the rules found in a text."""

    hits: list[Hit] = field(default_factory=list)
    details: list[int] = field(default_factory=list)
    """Sentences with a phrase of physical detail, once for each."""
