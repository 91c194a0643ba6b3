"""Struck-out words, Roman numerals and letters of the alphabet, as they are heard."""

import pytest

from audio_edition.narrating.telling import tell
from audio_edition.reading import read_article


def heard(page: str, name: str = "page.html") -> list[str]:
    article = read_article(page.encode(), name)
    script = tell(article, verbosity="standard", words_per_minute=160, show="")
    return [segment.spoken for segment in script.segments if not segment.is_cue]


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Pay <del>£10</del> £8.", "Pay, struck out: ten pounds, end of strike-out, eight pounds."),
        ("<s>The ferry is late.</s>", "Struck out: The ferry is late."),
        ("Now <s>it rains</s>.", "Now, struck out: it rains."),
        ("We <s>go</s>, <i>stay</i>.", "We, struck out: go, end of strike-out, stay."),
        ("<del>Old</del> new.", "Struck out: Old, end of strike-out, new."),
        ("A <del><b>very</b> big</del>dog.", "A, struck out: very big, end of strike-out, dog."),
    ],
)  # fmt: skip
def test_struck_out_words_are_said_to_be(written: str, spoken: str) -> None:
    assert heard(f"<h1>Tide</h1><p>{written}</p>")[1:] == [spoken]


def test_struck_out_words_of_another_language_are_read() -> None:
    assert heard("<html lang='fr'><h1>Mer</h1><p>Il <s>pleut</s> neige.</p>")[1:] == [
        "Il pleut neige."
    ]


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("See {V}.", "See five."),
        ("King Louis {XIV} came.", "King Louis the fourteenth came."),
        ("George Marsh {II} came.", "George Marsh the second came."),
        ("Printed in {MDCCCLXXX}.", "Printed in eighteen eighty."),
        ("Item {iv} is here.", "Item four is here."),
    ],
)
def test_what_the_markup_calls_a_roman_numeral_is_one(written: str, spoken: str) -> None:
    body = written.replace("{", "<span epub:type='z3998:roman'>").replace("}", "</span>")
    page = f"<html xmlns:epub='http://www.idpf.org/2007/ops'><h1>Tide</h1><p>{body}</p></html>"
    assert heard(page)[1:] == [spoken]


@pytest.mark.parametrize(
    ("page", "headings"),
    [
        ("<h1>X</h1><p>X in our alphabet is a needless letter.</p>", ["X"]),
        ("<h1>X</h1><p>The cart stood still.</p>", ["Ten"]),
        ("<h1>Tide</h1><h2>V</h2><p>The cart.</p>", ["Tide", "Five"]),
        ("<h1>T</h1><h2>I</h2><p>A.</p><h2>V</h2><p>Vast.</p><h2>II</h2><p>B.</p>",
         ["T", "One", "Five", "Two"]),
        ("<h1>T</h1><h2>I</h2><p>I went.</p><h2>V</h2><p>Sea.</p>", ["T", "One", "Five"]),
        ("<h1>T</h1><h2>A</h2><p>Ant.</p><h2>C</h2><p>Bee.</p><h2>I</h2><p>Ivy.</p>",
         ["T", "A", "C", "I"]),
    ],
)  # fmt: skip
def test_a_single_letter_as_a_heading(page: str, headings: list[str]) -> None:
    article = read_article(page.encode(), "page.html")
    script = tell(article, verbosity="standard", words_per_minute=160, show="")
    said = [s.spoken for s in script.segments if s.role in ("title", "heading")]
    assert said == headings
