"""Letters heard beside letters due."""

from hypothesis import given
from hypothesis import strategies as st

from audio_edition.mastering.hearing.comparing import Share, distance, lost_end, shares

LETTERS = st.text("abc", max_size=12)


@given(LETTERS, LETTERS)
def test_the_distance_is_symmetric_and_nothing_for_the_same(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= distance(one, other) <= max(len(one), len(other))


@given(LETTERS, LETTERS, LETTERS)
def test_a_way_round_is_never_shorter(one: str, other: str, third: str) -> None:
    assert distance(one, third) <= distance(one, other) + distance(other, third)


@given(st.lists(LETTERS, min_size=1, max_size=4), LETTERS)
def test_what_sentences_are_charged_with_adds_up(said: list[str], heard: str) -> None:
    charged = shares(said, heard)
    assert len(charged) == len(said)
    assert sum(share.wrong for share in charged) == distance("".join(said), heard)
    assert sum(share.heard for share in charged) == len(heard)


def test_each_sentence_is_charged_with_its_own() -> None:
    said = ["theboat", "wasgrey", "wesleptwell"]
    assert shares(said, "theboatwasgreywe") == [Share(0, 7), Share(0, 7), Share(9, 2)]
    assert shares(said[:2], "theboatwasgrayandblue") == [Share(0, 7), Share(8, 14)]
    assert shares(said, "theboatwesleptwell") == [Share(0, 7), Share(7, 0), Share(0, 11)]


@given(st.text("abcdefgh", min_size=1, max_size=20), st.data())
def test_an_end_that_is_not_heard_is_lost(said: str, data: st.DataObject) -> None:
    kept = data.draw(st.integers(0, len(said)))
    assert lost_end(said, said[:kept]) == len(said) - kept
