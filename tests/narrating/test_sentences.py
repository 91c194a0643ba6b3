import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.narrating.clauses import LONGEST_CHARACTERS
from audio_edition.narrating.sentences import split

CASES = """
They meet on Tues. 5 March at noon. | He left on Fri. | Nobody saw him.
Gen. Ortiz met Lt. Col. Banks. | They agreed.
C. S. Reed wrote it. | J. R. Vale drew it.
See Fig. 4 and vol. 3, no. 12. | Then stop.
Approx. 20 people came. | Robt. E. Hale rode.
On Sept. 11 it rained at 5 p.m. in the U.S. Forest. | It cost $3.50.
“Go.” | He went. | “Why?” she asked.
He paused. . . . | Then he spoke.
(See below.) | Then he went on. | (He left the house. | She stayed at home.) | Fine.
He teaches (He was a miner before that.) in a shed.
“I saw the red house. | It was red from top to toe,” he said. | “And it was big.”
“Stop! Stop!” he cried.
1. Buy milk. | 2. Sell eggs. | 3. Rest.
He said 'no.' | She said yes.
It fell from 4d. to 2d. last year. | Nobody knew.
Silk at 6d. the yard. | It sold.
Read Psalm xciv. 22, and Gen. xvii. 8. | Then rest.
--St. Olaf was a king. | He died.
He lives on Mill St. | She does not.
“I wish you luck. | ’Pon my word I do!”
See page 9, vol. vi. | It is short.
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_boundaries(case: str) -> None:
    text = case.replace(" | ", " ")
    assert [text[begin:end].strip() for begin, end in split(text)] == case.split(" | ")


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=300),
        st.lists(
            st.sampled_from([*"“”\"'()[].!?…,; é", "Mr.", "ab", "A", "1.", "x" * 90]), max_size=80
        ).map("".join),
    )
)
def test_ranges_cover_the_text_and_can_be_said(text: str) -> None:
    ranges = split(text)
    assert "".join(text[begin:end] for begin, end in ranges) == text
    assert all(begin < end for begin, end in ranges)
    if any(c.isalnum() for c in text):
        assert all(any(c.isalnum() for c in text[begin:end]) for begin, end in ranges)


def test_a_long_sentence_is_cut_at_its_clauses() -> None:
    text = ", ".join(["and the river went on past the mill"] * 30) + "; " + "so it is " * 20
    ranges = split(text)
    assert len(ranges) > 1
    assert all(end - begin <= LONGEST_CHARACTERS for begin, end in ranges)
    assert all(text[end - 2 : end] in (", ", "; ") for _, end in ranges[:-1])


@pytest.mark.parametrize("piece", ["word ", "“word ", "A b. ", "x", "Mr. ", "1. ", "(A. "])
def test_a_line_without_end_is_cut_where_engines_survive(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert all(end - begin <= LONGEST_CHARACTERS for begin, end in split(text))
