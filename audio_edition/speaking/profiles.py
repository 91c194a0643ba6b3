"""Ways of speaking for two kinds of listening: understood at once, or fast by practice."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """How fast an edition is spoken, and how much silence stands between."""

    rate_wpm: int
    """Words a minute as the engine counts them; 0: the engine's own."""
    word_gap_ms: int | None
    """Silence added between words; None: the engine's own."""
    pause_percent: int
    """How much of each pause of the script is kept."""


PROFILES = {
    "clear": Profile(0, None, 100),
    "fast": Profile(360, 0, 50),
}
"""`fast` is for people who listen at 300 to 500 words a minute, as users of screen readers
do: a steady rate, no gaps, half the pauses."""
