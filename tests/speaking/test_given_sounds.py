"""Sounds that an editor gives stand in a sentence as its own word would."""

import pytest

from audio_edition.speaking.given_sounds import STAND_IN, phonemize_given, sounds_alone


def read(text: str) -> list[list[str]]:
    """Read as a voice might: a sentence each, small letters, spaces kept between words."""
    sentences = [s.strip() for s in text.lower().replace("?", "?.").split(".") if s.strip()]
    return [list(" ".join(sentence.split())) for sentence in sentences]


def read_another_way(text: str) -> list[list[str]]:
    """Read so that a word never sounds in a sentence as it does alone."""
    return read(text if text == STAND_IN else text.replace(STAND_IN, "else"))


def said(text: str) -> list[str]:
    return ["".join(sentence) for sentence in phonemize_given(text, read)]


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("He lives in [[ɡɛnt]], now.", ["he lives in ɡɛnt, now"]),
        ("[[ɡɛnt]]? [[ɡɛnt]]'s.", ["ɡɛnt?", "ɡɛnt's"]),
        ("One [[njuː ɔːliənz]] day. No more.", ["one njuː ɔːliənz day", "no more"]),
        ("[[ɡɛnt]]", ["ɡɛnt"]),
        ("No sounds.", ["no sounds"]),
        ("Brackets [[ alone ]] [[.", ["brackets alone"]),
        ("One ]] of [[ two.", ["one of two"]),
    ],
)
def test_sounds_stand_where_their_word_would(text: str, sounds: list[str]) -> None:
    assert said(text) == sounds


def test_an_accent_is_a_sign_of_its_own() -> None:
    assert phonemize_given("[[ã]]", read) == [["a", "\u0303"]]


def test_a_voice_that_reads_no_stand_in_is_given_the_parts_joined() -> None:
    assert phonemize_given("In [[ɡɛnt]], now.", read_another_way) == [list("in ɡɛnt , now")]


@pytest.mark.parametrize(
    ("word", "sounds"), [((0, 2), "in"), ((5, 9), "ɡɛnt"), ((5, 13), "ɡɛnt's"), ((14, 17), "now")]
)
def test_a_word_alone(word: tuple[int, int], sounds: str) -> None:
    assert "".join(sounds_alone("In [[ɡɛnt]]'s now", *word, read)) == sounds
