"""Knowing a proposed warning again: what the rules said when an editor decided."""

import hashlib

from audio_edition.script import ContentWarning

NO_PROPOSAL = "none"
"""Stands for: the rules proposed nothing."""


def fingerprint(warning: ContentWarning | None) -> str:
    """Return hexadecimal digits that change with anything a warning says.

    Those before the hyphen stand for its topics, severity and terms; those after it for
    its words, in which lengths of time change with every longer edit.
    """
    if warning is None or not warning.topics:
        return NO_PROPOSAL
    matter = (warning.topics, str(warning.severity), warning.terms)
    return f"{_digits(matter)}-{_digits(warning.spoken)}"


def is_same_matter(one: str, other: str) -> bool:
    """Return whether two fingerprints stand for the same topics, severity and terms."""
    return one.partition("-")[0] == other.partition("-")[0]


def _digits(facts: object) -> str:
    return hashlib.sha256(repr(facts).encode("utf-8", "replace")).hexdigest()[:8]
