"""The record beside an edition: revisions counted, old moments found, damage borne."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.errors import OutputError
from audio_edition.pipeline import revisions
from audio_edition.pipeline.revisions import History, Moved, Revision, Snapshot, Take

RATE_HZ = 1000
"""A sample is a millisecond: times in the map are exact."""


def snapshot(heard: Sequence[tuple[str, int, int]], inputs: str = "x") -> Snapshot:
    """Return an edition of segments given as (id, length, silence after), in milliseconds."""
    takes, at = [], 0
    for id, length, silence in heard:
        times = (at, at + length) if length else (0, 0)
        takes.append(Take(id, "c", id, id, "low", 175, f"{id}-{length}", *times))
        at += length + silence
    return Snapshot("tone 2", inputs, RATE_HZ, at, (("c", "C", 0, at),), tuple(takes), {"a": 1})


HEARD = st.lists(
    st.tuples(
        st.sampled_from("abcdefghij"), st.sampled_from([0, 400, 900]), st.sampled_from([0, 300])
    ),
    unique_by=lambda heard: heard[0],
    max_size=8,
)


def revision(old: Snapshot, new: Snapshot) -> Revision:
    return Revision(2, "", (), new.total_samples / RATE_HZ, revisions.time_map(old, new))


@given(HEARD, HEARD)
@settings(max_examples=300)
def test_every_moment_of_a_sentence_both_have_is_found_in_it(
    before: list[tuple[str, int, int]], after: list[tuple[str, int, int]]
) -> None:
    old, new = snapshot(before), snapshot(after)
    places = {t.id: t for t in new.takes if t.end_samples}
    here = revision(old, new)
    for take in old.takes:
        there = places.get(take.id)
        if there is None or not take.end_samples:
            continue
        shared = min(take.end_samples - take.begin_samples, there.end_samples - there.begin_samples)
        for offset in (0, shared // 2, shared - 1):
            found = revisions.new_time_s(here, (take.begin_samples + offset) / RATE_HZ)
            assert found == pytest.approx((there.begin_samples + offset) / RATE_HZ, abs=1e-6)


@given(HEARD, HEARD)
@settings(max_examples=300)
def test_the_map_is_in_order_and_inside_both_editions(
    before: list[tuple[str, int, int]], after: list[tuple[str, int, int]]
) -> None:
    old, new = snapshot(before), snapshot(after)
    at = 0.0
    for moved in revisions.time_map(old, new):
        assert moved.old_begin_s >= at
        assert moved.length_s > 0
        at = moved.old_begin_s + moved.length_s
        assert moved.new_begin_s >= 0
        assert moved.new_begin_s + moved.length_s <= new.total_samples / RATE_HZ + 1e-6
    assert at <= old.total_samples / RATE_HZ + 1e-6


@given(HEARD, HEARD, st.floats(-5, 20))
@settings(max_examples=300)
def test_any_moment_at_all_is_found_inside_the_new_edition(
    before: list[tuple[str, int, int]], after: list[tuple[str, int, int]], moment_s: float
) -> None:
    new = snapshot(after)
    found = revisions.new_time_s(revision(snapshot(before), new), moment_s)
    assert 0 <= found <= new.total_samples / RATE_HZ + 1e-6


@given(HEARD)
def test_the_same_edition_maps_to_itself(heard: list[tuple[str, int, int]]) -> None:
    one = snapshot(heard)
    here = revision(one, one)
    for take in one.takes:
        if take.end_samples:
            at_s = take.begin_samples / RATE_HZ
            assert revisions.new_time_s(here, at_s) == pytest.approx(at_s)
    spoken = [take for take in one.takes if take.end_samples]
    assert len(here.moved) == min(len(spoken), 1)


def test_neighbours_that_moved_together_are_one_stretch() -> None:
    old = snapshot([("a", 400, 300), ("b", 400, 300), ("c", 400, 0)])
    new = snapshot([("x", 900, 100), ("a", 400, 300), ("b", 400, 300), ("c", 400, 0)])
    assert revisions.time_map(old, new) == (Moved(0.0, 1.0, 1.8),)


def test_a_moment_in_what_was_removed_is_found_where_the_next_begins() -> None:
    old = snapshot([("a", 400, 300), ("b", 400, 300), ("c", 400, 0)])
    here = revision(old, snapshot([("a", 400, 300), ("c", 400, 0)]))
    assert revisions.new_time_s(here, 0.8) == 0.7
    assert revisions.new_time_s(here, 0.5) == 0.7  # so is one in the silence before it
    assert revisions.new_time_s(here, 99) == 1.1


def test_a_sentence_spoken_anew_keeps_its_place() -> None:
    old = snapshot([("a", 900, 0), ("b", 400, 0)])
    here = revision(old, snapshot([("a", 400, 0), ("b", 400, 0)]))
    assert revisions.new_time_s(here, 0.2) == 0.2
    assert revisions.new_time_s(here, 0.8) == 0.4  # its end is gone: the next begins there
    assert revisions.new_time_s(here, 1.0) == pytest.approx(0.5)


def test_revisions_are_counted_only_when_something_is_heard_otherwise() -> None:
    first = revisions.extended(None, snapshot([("a", 400, 0)]), "2026-01-01", ())
    assert [(r.number, r.date, r.changes) for r in first.revisions] == [(1, "2026-01-01", ())]
    again = revisions.extended(first, snapshot([("a", 400, 0)], "other"), "2026-01-02", ())
    assert again.revisions == first.revisions
    assert again.newest.inputs == "other"
    longer = revisions.extended(again, snapshot([("a", 400, 100)]), "2026-01-03", ())
    said = revisions.extended(longer, snapshot([("a", 400, 100)]), "", ("One was changed.",))
    assert [r.number for r in said.revisions] == [1, 2, 3]
    assert [r.date for r in said.revisions] == ["2026-01-01", "2026-01-03", ""]
    assert said.revisions[-1].changes == ("One was changed.",)


@given(HEARD, HEARD, st.text(max_size=20))
@settings(max_examples=50)
def test_a_record_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[tuple[str, int, int]],
    after: list[tuple[str, int, int]],
    words: str,
) -> None:
    path = tmp_path_factory.getbasetemp() / "a.revisions.json"
    words = words.encode("utf-8", "ignore").decode()
    history = revisions.extended(None, snapshot(before), "2026-01-01", ())
    history = revisions.extended(history, snapshot(after), "", (words,))
    revisions.write_history(path, history)
    assert revisions.read_history(path) == history
    assert [p.name for p in path.parent.iterdir() if p.name.startswith(".a.rev")] == []


@pytest.fixture
def written(tmp_path: Path) -> tuple[Path, History]:
    path = tmp_path / "a.revisions.json"
    history = revisions.extended(None, snapshot([("a", 400, 0), ("b", 400, 0)]), "", ())
    revisions.write_history(path, history)
    return path, history


def test_a_damaged_record_is_none(written: tuple[Path, History]) -> None:
    path, _ = written
    text = path.read_text(encoding="utf-8")
    data = json.loads(text)
    damaged = [text[:at] for at in range(0, len(text) - 1, 7)]
    damaged += ["[]", "null", "1", json.dumps({**data, "layout": 99})]
    for part in ("revisions", "newest"):
        damaged += [json.dumps({**data, part: wrong}) for wrong in (None, 1, [], [1], {"a": 1})]
    for content in damaged:
        path.write_text(content, encoding="utf-8")
        assert revisions.read_history(path) is None, content
    path.write_bytes(b"\xff\xfe")
    assert revisions.read_history(path) is None


def test_a_record_that_cannot_be_written_is_said(written: tuple[Path, History]) -> None:
    path, history = written
    (path.parent / "file").write_text("in the way")
    with pytest.raises(OutputError):
        revisions.write_history(path.parent / "file" / "a.revisions.json", history)
    changed = replace(history, newest=replace(history.newest, inputs="y"))
    revisions.write_history(path, changed)
    assert revisions.read_history(path) == changed
