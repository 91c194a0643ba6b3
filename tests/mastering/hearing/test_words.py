"""What recognisers write for what is said."""

import pytest

from audio_edition.mastering.hearing.words import letters_heard, letters_said


@pytest.mark.parametrize(
    ("spoken", "heard"),
    [
        ("It opened in eighteen eighty-seven.", "It opened in 1887."),
        ("the five forty train", "The 540 train,"),
        ("the five forty train", "The 5:40 train,"),
        ("It cost four hundred and fifty dollars.", "It cost $450."),
        ("One thousand two hundred pounds.", "1,200 pounds"),
        ("It fell by twenty percent", "It fell by 20%."),
        ("the third of May", "The 3rd of May"),
        ("Mister Lund’s song book", "Mr. Lund's songbook"),
        ("two point five", "2.5"),
        ("two millimetres", "2mm"),
        ("call four one five oh", "Call 4150"),
    ],
)
def test_both_ways_to_write_it_are_the_same(spoken: str, heard: str) -> None:
    said = letters_said(spoken)
    assert letters_heard(heard, said) == said


def test_a_figure_nobody_said_stays_a_number() -> None:
    assert letters_heard("12", "nothing of the kind") == "twelve"


def test_no_figure_is_too_long() -> None:
    assert letters_heard("1" * 400, "") == "one" * 400
