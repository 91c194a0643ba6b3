import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from audio_edition.narrating.warnings.rule_book import rule_book
from audio_edition.narrating.warnings.wording import (
    chapter_wording,
    edition_wording,
    listed,
    number,
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


@given(st.integers(1, 2_000))
def test_numbers_are_said_as_elsewhere(value: int) -> None:
    assert number(value) == num2words(value)


def test_terms_are_listed_as_one_would_say_them() -> None:
    assert listed(["rape"]) == "rape"
    assert listed(["rape", "torture"]) == "rape and torture"
    assert listed(["rape", "torture", "rape", "slavery"]) == "rape, torture and slavery"
    assert listed(["torture", "death and bereavement"]) == "torture, and death and bereavement"


def test_no_term_holds_a_word_of_alarm_or_a_slur() -> None:
    alarming = {"horrific", "shocking", "disturbing", "brutal", "brutally", "graphic", "vile"}
    for rule in rule_book().rules():
        words = set(rule.reason.term.split())
        assert not words & alarming or rule.reason.topic == "medical_gore"
