"""Word marks keep their four rules whatever an engine says of its words."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.speaking.pieces import pieces
from audio_edition.speaking.word_marks import spread, word_marks, words_of

TEXTS = st.text(st.sampled_from("ab é'’-—. ,“”😀\u0301文\t%2"), max_size=60)
EVENTS = st.lists(st.tuples(st.integers(-3, 70), st.integers(-5, 1200)), max_size=20)


def heard(text: str, events: list[tuple[int, int]], total_samples: int = 1000) -> list[str]:
    return [text[w.begin : w.end] for w in word_marks(text, events, total_samples)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Curly quotes,” he said.", ["Curly", "quotes", "he", "said"]),
        ("don't stop—now", ["don't", "stop", "now"]),
        ("women's lives--without", ["women's", "lives", "without"]),
        ("a well-known 3.5% of $2,500 (U.S.)", ["a", "well-known", "3.5%", "of", "$2,500", "U.S"]),
        ("naïve cafe\u0301 😀 𝔘𝔫𝔦", ["naïve", "cafe\u0301", "😀", "𝔘𝔫𝔦"]),
        ("…!? — “”", []),
        ("", []),
    ],
)
def test_words_are_what_a_reader_sees_without_the_marks_around(text: str, words: list[str]) -> None:
    assert [text[begin:end] for begin, end in words_of(text)] == words


def test_words_that_an_engine_joins_share_a_mark() -> None:
    assert heard("the end of it all", [(0, 0), (4, 100), (8, 300), (14, 500)]) == [
        "the",
        "end",
        "of it",
        "all",
    ]


def test_parts_of_a_word_become_one_mark() -> None:
    marks = word_marks("about 2,500 people", [(0, 0), (6, 100), (8, 200), (12, 300)], 400)
    assert [(m.begin, m.end, m.begin_samples, m.end_samples) for m in marks] == [
        (0, 5, 0, 100),
        (6, 11, 100, 300),
        (12, 18, 300, 400),
    ]


def test_an_offset_inside_a_word_means_that_word() -> None:
    assert heard("never had any", [(0, 0), (7, 100), (10, 200)]) == ["never", "had", "any"]


def test_an_event_without_length_in_time_is_dropped() -> None:
    assert heard("one two three", [(0, 0), (4, 500), (8, 500)]) == ["one", "two three"]


def test_events_beyond_the_sound_are_dropped() -> None:
    assert heard("one two", [(0, 0), (4, 1000)]) == ["one two"]


@given(TEXTS, EVENTS, st.integers(1, 1000))
@settings(max_examples=150)
def test_marks_tile_the_words_and_the_time(
    text: str, events: list[tuple[int, int]], total_samples: int
) -> None:
    marks = word_marks(text, events, total_samples)
    words = words_of(text)
    for before, after in pairwise(marks):
        assert before.end_samples == after.begin_samples
        assert before.end <= after.begin
    assert all(m.begin_samples < m.end_samples for m in marks)
    if marks:
        assert marks[-1].end_samples == total_samples
        held = [w for w in words if any(m.begin <= w[0] and w[1] <= m.end for m in marks)]
        assert held == words
        assert {m.begin for m in marks} <= {begin for begin, _ in words}
        assert {m.end for m in marks} <= {end for _, end in words}


@given(TEXTS, st.integers(100, 5000))
@settings(max_examples=60)
def test_an_estimate_gives_every_word_its_time(text: str, total_samples: int) -> None:
    marks = spread(text, total_samples)
    assert [(m.begin, m.end) for m in marks] == words_of(text)


@given(st.text(st.sampled_from("ab .,;—!? "), max_size=300), st.integers(1, 50))
@settings(max_examples=100)
def test_pieces_are_the_whole_text_in_order(text: str, longest: int) -> None:
    found = list(pieces(text, longest))
    assert "".join(piece for _, piece in found) == text
    assert all(0 < len(piece) <= longest for _, piece in found)
    assert all(text[offset:].startswith(piece) for offset, piece in found)


def test_a_piece_ends_with_a_sentence_rather_than_a_word() -> None:
    text = "It rained all day. Nobody went out, and the street was empty."
    assert next(piece for _, piece in pieces(text, 30)) == "It rained all day. "
