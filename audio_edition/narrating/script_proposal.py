"""Knowing a proposed warning again: what the rules said when an editor decided."""

import hashlib

from audio_edition.script import ContentWarning

NO_PROPOSAL = "none"
"""Stands for: the rules proposed nothing."""


def fingerprint(warning: ContentWarning | None) -> str:
    """Return eight hexadecimal digits that change with anything a warning says."""
    if warning is None or not warning.topics:
        return NO_PROPOSAL
    facts = (warning.topics, str(warning.severity), warning.terms, warning.spoken)
    return hashlib.sha256(repr(facts).encode("utf-8", "replace")).hexdigest()[:8]
