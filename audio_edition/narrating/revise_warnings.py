"""An editor's decisions about warnings, brought to what the rules propose now.

Rules obeyed here: a proposal nobody has decided about is replaced by the new one, or
withdrawn with its evidence; what an editor decided stays; where the rules now propose
something else than when it was decided, that is said, at every build, until the editor
deletes the `proposal` line; a locked warning is left alone.
"""

from dataclasses import replace

from audio_edition.narrating.script_proposal import fingerprint, is_same_matter
from audio_edition.script import ContentWarning, WarningStatus


def revised(
    old: ContentWarning | None, proposed: ContentWarning | None, of: str
) -> tuple[ContentWarning | None, str]:
    """Return the warning that holds, and what an editor should know of it, or "".

    Args:
        old: of the script as it was.
        proposed: by the rules, of the article as it is.
        of: whose warning it is, for the message: "the edition", "the chapter “…”".
    """
    if old is None:
        return proposed, ""
    if old.status is WarningStatus.PROPOSED:
        return _without_decision(old, proposed, of)
    if old.status is WarningStatus.LOCKED:
        return old, ""
    now = fingerprint(proposed)
    kept = replace(
        old,
        evidence=proposed.evidence if proposed else (),
        proposal=old.proposal or now,
    )
    return kept, "" if is_same_matter(kept.proposal, now) else _difference(old, proposed, of)


def _without_decision(
    old: ContentWarning, proposed: ContentWarning | None, of: str
) -> tuple[ContentWarning | None, str]:
    """Return the new proposal with the old one's note."""
    if not old.note:
        return proposed, ""
    if proposed is None:
        return None, f"The warning of {of} is withdrawn, and with it your note “{old.note}”."
    return replace(proposed, note=old.note), ""


def _difference(old: ContentWarning, proposed: ContentWarning | None, of: str) -> str:
    begin = f"The warning of {of} is {old.status} by you and stays"
    if proposed is None or not proposed.topics:
        if old.status is WarningStatus.DISMISSED:
            return ""
        return f"{begin}, but nothing in the article speaks for it any more."
    topics = ", ".join(topic.replace("_", " ") for topic in proposed.topics)
    return f"{begin}, but the rules now propose another ({proposed.severity}: {topics})."
