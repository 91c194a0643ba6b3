"""Chapters are cut where their words say, so that an edit moves only the borders near it."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.pipeline.passages import (
    LONG_PAUSE_MS,
    NEAR_CHARACTERS,
    SHORT_PAUSE_MS,
    TaskLine,
    passages,
)
from audio_edition.speaking.clips import Line, Speaker
from audio_edition.speaking.engine import Delivery

LOW = Speaker("tone", "tone 2", Delivery("low", 300))

Heard = tuple[int, int, int]
"""Number of its id, length in characters, silence after it in milliseconds."""

HEARD = st.lists(
    st.tuples(
        st.integers(0, 10**6),
        st.integers(0, 400),
        st.sampled_from([0, SHORT_PAUSE_MS, 300, LONG_PAUSE_MS, 2000]),
    ),
    unique_by=lambda heard: heard[0],
    max_size=60,
)


def lines(heard: Sequence[Heard]) -> list[TaskLine]:
    return [
        TaskLine(Line(f"s{id}", "x" * size, LOW), f"k{id}", pause, 0.0) for id, size, pause in heard
    ]


def size(passage: Sequence[TaskLine]) -> int:
    return sum(len(line.line.text) for line in passage)


def kept(before: Sequence[TaskLine], after: Sequence[TaskLine]) -> int:
    """Return how many passages of the one are found in the other as they are."""
    return len(set(passages(before)) & set(passages(after)))


@given(HEARD)
@settings(max_examples=200)
def test_passages_hold_every_line_in_order(heard: list[Heard]) -> None:
    given = lines(heard)
    cut = list(passages(given))
    assert [line for passage in cut for line in passage] == given
    assert all(cut)


@given(HEARD)
@settings(max_examples=200)
def test_none_is_short_and_none_ends_without_a_pause(heard: list[Heard]) -> None:
    cut = list(passages(lines(heard)))
    if len(cut) > 1:
        assert min(map(size, cut)) >= NEAR_CHARACTERS
    assert all(passage[-1].pause_after_ms >= SHORT_PAUSE_MS for passage in cut[:-1])


@given(HEARD, st.data())
@settings(max_examples=400)
def test_an_edit_changes_passages_near_it_and_no_other(
    heard: list[Heard], data: st.DataObject
) -> None:
    """One sentence put in, taken out, changed in its words or its pause."""
    before = lines(heard)
    at = data.draw(st.integers(0, len(before)))
    new = lines([(10**6 + 1, data.draw(st.integers(1, 400)), data.draw(st.sampled_from([0, 900])))])
    after = before[:at] + data.draw(st.sampled_from([new, []])) + before[at + 1 :]
    if data.draw(st.booleans()) and at < len(before):
        after = [*before[:at], *new, *before[at:]]
    unchanged = set(passages(before))
    for passage in set(passages(after)) - unchanged:
        ids = [line.line.segment for line in passage]
        assert distance(after, ids, before) < NEAR_CHARACTERS


def distance(after: list[TaskLine], ids: list[str], before: list[TaskLine]) -> int:
    """Return the characters between a passage and the first line that is not as it was.

    Lines are the same from both ends up to the edit.
    """
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    from_end = 0
    while (
        from_end < min(len(before), len(after)) - same
        and before[-1 - from_end] == after[-1 - from_end]
    ):
        from_end += 1
    names = [line.line.segment for line in after]
    first, last = names.index(ids[0]), names.index(ids[-1])
    if last < same:
        return size(after[last + 1 : same])
    if first >= len(after) - from_end:
        return size(after[len(after) - from_end : first])
    return 0


def test_in_ordinary_text_an_edit_costs_two_passages_at_most_but_rarely() -> None:
    """Paragraphs of four sentences, each of some 90 characters, for an hour."""
    heard = [(id, 60 + id * 37 % 70, 700 if id % 4 == 3 else 350) for id in range(600)]
    text = lines(heard)
    count = len(list(passages(text)))
    assert NEAR_CHARACTERS < size(text) / count < 3 * NEAR_CHARACTERS
    assert max(map(size, passages(text))) < 6 * NEAR_CHARACTERS
    changed = []
    for at in range(0, 600, 7):
        new = replace(text[at], line=replace(text[at].line, segment=f"n{at}", text="y" * 80))
        for after in ([*text[:at], new, *text[at:]], [*text[:at], *text[at + 1 :]]):
            left = len(set(passages(after)))
            changed.append(left - kept(text, after))
    assert max(changed) <= 3
    assert sum(number > 2 for number in changed) < len(changed) / 50


def test_a_paragraph_border_is_preferred_to_one_between_sentences() -> None:
    """Paragraphs of two sentences, so that every place is near a paragraph's end."""
    size = NEAR_CHARACTERS // 3
    heard = [(id, size, LONG_PAUSE_MS if id % 2 == 0 else SHORT_PAUSE_MS) for id in range(1, 60)]
    cut = list(passages(lines(heard)))
    assert len(cut) > 2
    assert all(passage[-1].pause_after_ms == LONG_PAUSE_MS for passage in cut[:-1])


def test_nothing_is_cut_into_nothing() -> None:
    assert list(passages([])) == []


def test_lines_without_letters_are_cut_too() -> None:
    heard = [(id, 0, 900) for id in range(30)]
    assert [len(passage) for passage in passages(lines(heard))] == [30]
