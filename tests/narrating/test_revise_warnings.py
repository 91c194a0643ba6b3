from dataclasses import replace

import pytest

from audio_edition.narrating.revise import revise
from audio_edition.narrating.revise_warnings import revised
from audio_edition.narrating.script_proposal import fingerprint
from audio_edition.script import ContentWarning, Evidence, Severity, WarningStatus
from tests.narrating.scripts import told

FOUND = (Evidence("s1", "a blow", "violence", "violence/blow"),)
MILD = ContentWarning(("violence",), Severity.MILD, "It tells of violence.", evidence=FOUND)
GRAVE = ContentWarning(
    ("violence", "torture"), Severity.GRAPHIC, "It shows torture.", evidence=FOUND
)
EDITORS = [WarningStatus.APPROVED, WarningStatus.CHANGED, WarningStatus.DISMISSED]


def decided(status: WarningStatus, warning: ContentWarning = MILD) -> ContentWarning:
    """Return a warning as an editor leaves it in the file the rules' proposal was written to."""
    return replace(warning, status=status, proposal=fingerprint(warning))


def test_a_proposal_follows_the_rules_and_is_withdrawn_with_its_evidence() -> None:
    assert revised(MILD, GRAVE, "the edition") == (GRAVE, "")
    assert revised(None, GRAVE, "the edition") == (GRAVE, "")
    assert revised(MILD, None, "the edition") == (None, "")


def test_a_note_on_a_proposal_stays_with_it_or_is_reported() -> None:
    noted = replace(MILD, note="Ask the author.")
    assert revised(noted, GRAVE, "the edition") == (replace(GRAVE, note="Ask the author."), "")
    warning, message = revised(noted, None, "the edition")
    assert warning is None
    assert "Ask the author." in message


@pytest.mark.parametrize("status", EDITORS)
def test_what_an_editor_decided_stays_and_is_quiet_while_the_rules_say_the_same(
    status: WarningStatus,
) -> None:
    elsewhere = replace(MILD, evidence=(replace(FOUND[0], segment="s2"),))
    kept, message = revised(decided(status), elsewhere, "the edition")
    assert message == ""
    assert kept == replace(decided(status), evidence=elsewhere.evidence)


@pytest.mark.parametrize("status", EDITORS)
def test_another_proposal_is_told_at_every_build_until_the_editor_has_looked(
    status: WarningStatus,
) -> None:
    kept, message = revised(decided(status), GRAVE, "the edition")
    assert kept is not None
    assert (kept.topics, kept.spoken, kept.status) == (MILD.topics, MILD.spoken, status)
    assert "graphic: violence, torture" in message
    assert revised(kept, GRAVE, "the edition") == (kept, message)
    looked, message = revised(replace(kept, proposal=""), GRAVE, "the edition")
    assert message == ""
    assert revised(looked, GRAVE, "the edition") == (looked, "")


def test_a_length_of_time_that_changes_in_the_rules_words_is_no_other_proposal() -> None:
    longer = replace(MILD, spoken="It tells of violence, for about two minutes.")
    assert revised(decided(WarningStatus.APPROVED), longer, "the edition")[1] == ""


def test_evidence_that_vanishes_flags_an_editors_warning() -> None:
    kept, message = revised(decided(WarningStatus.APPROVED), None, "the chapter “One”")
    assert kept is not None
    assert kept.is_heard
    assert "the chapter “One”" in message
    assert "nothing in the article" in message
    assert revised(decided(WarningStatus.DISMISSED), None, "the edition")[1] == ""


def test_a_locked_warning_never_changes() -> None:
    locked = decided(WarningStatus.LOCKED)
    assert revised(locked, GRAVE, "the edition") == (locked, "")
    assert revised(locked, None, "the edition") == (locked, "")


def test_an_editors_own_warning_stays_with_its_chapter_wherever_it_goes() -> None:
    own = ContentWarning(("hate",), Severity.MILD, "It is grim.", status=WarningStatus.ADDED)
    old = told(("One", ["First sentence here."]), ("Two", ["Second sentence there."]))
    old = replace(old, chapters=(replace(old.chapters[0], warning=own), old.chapters[1]))
    new = told(("Two", ["Second sentence there."]), ("Won", ["First sentence here."]))
    made = revise(old, new)
    assert made.script.chapters[1].id == "c-one"
    assert made.script.chapters[1].warning == replace(own, proposal="none")
    assert made.outdated == ()
    gone = revise(old, told(("Two", ["Second sentence there."])))
    assert "It is grim." in gone.removed[0]
    assert gone.script.set_aside[0].warning == own
