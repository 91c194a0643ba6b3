import pytest

from audio_edition.narrating.warnings.rule_book import rule_book
from audio_edition.narrating.warnings.rules import GRAVEST_FIRST
from audio_edition.narrating.warnings.wording import (
    chapter_wording,
    edition_wording,
    listed,
    rounded,
)

LONG = (
    "the sexual exploitation of girls",
    "sexual harassment",
    "human trafficking and slavery",
    "cruel treatment in custody",
    "cruelty to or death of animals",
    "a sixth topic that is not said",
)


@pytest.mark.parametrize("detailed", [0, 1, 3])
@pytest.mark.parametrize("opening", [False, True])
@pytest.mark.parametrize("alone", [False, True])
def test_the_editions_warning_is_short(detailed: int, opening: bool, alone: bool) -> None:
    said = edition_wording(LONG, seconds=2_000, detailed=detailed, opening=opening, alone=alone)
    assert len(said.split()) <= 62
    usual = edition_wording(
        ("rape", "torture", "suicide"), seconds=200, detailed=detailed, opening=opening, alone=alone
    )
    assert len(usual.split()) <= 50
    assert "sixth" not in said
    assert "next" in said


def test_the_chapters_warning_is_short() -> None:
    assert len(chapter_wording(("rape", "torture"), seconds=100, last=False).split()) <= 30
    assert "stop here" in chapter_wording(("rape",), seconds=100, last=True)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (5, "less than a minute"),
        (44, "less than a minute"),
        (50, "about a minute"),
        (89, "about a minute"),
        (110, "about two minutes"),
        (128, "about two minutes"),
        (840, "about fifteen minutes"),
        (3_500, "about sixty minutes"),
        (3_700, "about an hour"),
        (7_300, "about two hours"),
    ],
)
def test_lengths_are_rounded(seconds: float, said: str) -> None:
    assert rounded(seconds) == said


def test_terms_are_listed_as_one_would_say_them() -> None:
    assert listed(["rape"]) == "rape"
    assert listed(["rape", "torture"]) == "rape and torture"
    assert listed(["rape", "torture", "rape", "slavery"]) == "rape, torture and slavery"
    assert listed(["torture", "death and bereavement"]) == "torture, and death and bereavement"


def test_no_term_holds_a_word_of_alarm_or_a_slur() -> None:
    alarming = {"horrific", "shocking", "disturbing", "brutal", "brutally", "graphic", "vile"}
    for waiting in rule_book().index.every():
        rule = waiting.rule
        if rule and rule.topic in GRAVEST_FIRST:
            words = set(rule.term.split())
            assert not words & alarming or rule.topic == "medical_gore"
