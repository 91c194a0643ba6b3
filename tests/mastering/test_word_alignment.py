import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.mastering.word_alignment import WORD, written_ranges
from audio_edition.narrating.spoken_forms import spoken_form
from audio_edition.pronunciation import pronounced


def shown(written, spoken):
    """Return (spoken word, written words it stands for) for every spoken word."""
    words = [m.span() for m in WORD.finditer(spoken)]
    ranges = written_ranges(written, spoken, words)
    return [(spoken[a:b], written[c:d]) for (a, b), (c, d) in zip(words, ranges, strict=True)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "Dr. Lee paid £5 on 3 May.",
            ["Dr.", "Lee", "paid", "£5", "£5", "on"] + ["3"] * 3 + ["May."],
        ),
        ("The BBC and the CIA met.", ["The", "BBC", "and", "the", "CIA", "met."]),
        ("It rose 5% in 2019.", ["It", "rose", "5%", "5%", "in", "2019.", "2019."]),
        ("St. Ives, No. 5", ["St.", "Ives,", "No.", "5"]),
    ],
)
def test_spoken_words_point_at_written_ones(written, expected):
    assert [words for _, words in shown(written, spoken_form(written))] == expected


def test_a_word_of_which_nothing_is_written_points_at_nothing():
    assert shown("He left.", "He said left.") == [("He", "He"), ("said", ""), ("left.", "left.")]


def test_pronunciations_point_at_their_words():
    spoken = "In " + pronounced("New Orleans", "njuː ˈɔːliənz") + ", Gent won."
    assert [words for _, words in shown("In New Orleans, Ghent won.", spoken)] == [
        "In",
        "New Orleans, Ghent",
        "New Orleans, Ghent",
        "won.",
    ]
    spoken = "In " + pronounced("Ghent", "ɡɛnt") + "."
    assert shown("In Ghent.", spoken)[1][1] == "Ghent."


def test_white_space_of_the_article_does_not_matter():
    assert [words for _, words in shown("A  new\nday", "A new day")] == ["A", "new", "day"]


WORDS = st.lists(
    st.sampled_from(["the", "£5", "BBC", "mill", "2019", "–", "Dr.", "5kg"]), max_size=9
)


@given(WORDS)
@settings(max_examples=150, deadline=None)
def test_ranges_are_whole_words_and_never_go_back(words):
    written = " ".join(words)
    found = [pair for _, pair in shown(written, spoken_form(written))]
    spoken = spoken_form(written)
    ranges = written_ranges(written, spoken, [m.span() for m in WORD.finditer(spoken)])
    assert ranges == sorted(ranges)
    assert all(part == "" or set(part.split()) <= set(words) for part in found)
