"""English as the program writes it, for whoever writes a sentence."""

from collections.abc import Sequence


def listed(words: Sequence[str]) -> str:
    """Return words joined with commas and a final "and"."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""
