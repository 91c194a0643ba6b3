"""The table of how words lean, and what words come to together."""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_edition.narrating.warnings.leaning import Leanings, leanings
from audio_edition.narrating.warnings.rules import GRAVEST_FIRST

TABLE = (
    "# a remark\n"
    "word\tweight\twar\tgrief\n"
    "*\t0\t-100\t-80\n"
    "funeral\t900\t-10\t60\n"
    "shelling\t1000\t90\t5\n"
    "the\t100\t0\t0\n"
)


def test_words_add_up_over_the_length_of_so_many_unlike_ones_and_eight_that_say_nothing() -> None:
    table = Leanings(TABLE)
    assert table.topics == ("war", "grief")
    war, grief = table.odds([table.sums(["the", "shelling"]), table.sums(["funeral"])])
    assert isclose(war, -5 + (90 - 10) / 20 / 10**0.5)
    assert isclose(grief, -4 + (60 + 5) / 20 / 10**0.5)


def test_words_that_are_not_known_leave_the_odds_of_the_topic() -> None:
    table = Leanings(TABLE)
    assert table.word("zyzzyva") is None
    assert table.odds([table.sums(["zyzzyva"]), table.sums([])]) == [-5.0, -4.0]


@given(st.lists(st.sampled_from(["funeral", "shelling", "the", "zyzzyva"]), max_size=12))
def test_the_order_of_words_and_where_sentences_end_do_not_matter(words: list[str]) -> None:
    table = Leanings(TABLE)
    whole = table.odds([table.sums(words)])
    assert table.odds([table.sums([word]) for word in reversed(words)] or [table.sums([])]) == whole


def test_the_table_that_comes_with_the_package_is_whole() -> None:
    table = leanings()
    assert set(table.topics) == set(GRAVEST_FIRST)
    lines = table.every()
    assert len(lines) > 20_000
    assert list(lines) == sorted(lines)
    for word in lines:
        numbers = table.word(word)
        assert numbers is not None
        assert len(numbers) == 1 + len(GRAVEST_FIRST)
        assert 0 <= numbers[0] <= 1_000


@pytest.mark.parametrize(
    ("topic", "word"),
    [
        ("animal_harm", "livestock"),
        ("substance_use", "heroin"),
        ("war_terror", "airstrikes"),
        ("pregnancy_loss", "pregnancy"),
        ("suicide_self_harm", "suicide"),
        ("trafficking", "slavery"),
    ],
)
def test_a_word_leans_most_to_its_topic(topic: str, word: str) -> None:
    table = leanings()
    numbers = table.word(word)
    assert numbers is not None
    assert max(zip(numbers[1:], table.topics, strict=True))[1] == topic
