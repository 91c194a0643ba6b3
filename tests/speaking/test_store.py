"""The store never speaks what it should not, and never stands in the way."""

import errno
import multiprocessing
import os
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.speaking import clips
from audio_edition.speaking.clips import Line, Speaker, clip_key, make_clip
from audio_edition.speaking.engine import Delivery
from audio_edition.speaking.engines.tone import ToneEngine
from audio_edition.speaking.store import (
    Store,
    key_of,
    read_entry,
    sound_entries,
    stamp_of,
)
from audio_edition.speech import Clip, WordMark

KEY = key_of("a", 1)
WHO = Speaker("tone", "tone 2", Delivery("low", 175))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def test_what_was_put_is_got(store: Store) -> None:
    assert store.get("clips", KEY) is None
    assert store.put("clips", KEY, b"sound")
    assert store.get("clips", KEY) == b"sound"
    assert store.get("chapters", KEY) is None


@given(st.data())
@settings(max_examples=60)
def test_a_damaged_entry_is_a_miss(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    store = Store(tmp_path_factory.getbasetemp() / "damaged")
    store.put("clips", KEY, b"a payload of some length")
    path = store.path("clips", KEY)
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    damage = data.draw(
        st.sampled_from([whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]])
    )
    path.write_bytes(damage)
    assert store.get("clips", KEY) is None
    assert store.put("clips", KEY, b"new")
    assert store.get("clips", KEY) == b"new"


@pytest.mark.parametrize("foreign", [b"", b"RIFF", b"audio-edition store 0\n" + bytes(64)])
def test_a_foreign_entry_is_a_miss(store: Store, foreign: bytes) -> None:
    store.put("clips", KEY, b"sound")
    store.path("clips", KEY).write_bytes(foreign)
    assert store.get("clips", KEY) is None


def test_a_folder_where_an_entry_should_be_is_a_miss(store: Store) -> None:
    store.path("clips", KEY).mkdir(parents=True)
    assert store.get("clips", KEY) is None
    assert not store.put("clips", KEY, b"sound")


def test_a_store_that_cannot_be_made_still_serves(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = Store(tmp_path / "file" / "store")
    assert not store.put("clips", KEY, b"sound")
    assert store.get("clips", KEY) is None
    clip = make_clip(Line("s1", "Good morning.", WHO), ToneEngine(), store)
    assert clip is not None
    assert clip.samples.any()


def test_a_full_disk_leaves_no_half_entry(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert not store.put("clips", KEY, b"sound")
    monkeypatch.undo()
    assert store.get("clips", KEY) is None
    assert list(store.path("clips", KEY).parent.iterdir()) == []


def write_many_times(folder: Path, payload: bytes) -> None:
    for _ in range(20):
        Store(folder).put("clips", KEY, payload)


def test_several_writers_never_leave_a_mixture(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    payloads = [bytes([number]) * 100_000 for number in (1, 2)]
    writers = [context.Process(target=write_many_times, args=(tmp_path, p)) for p in payloads]
    for writer in writers:
        writer.start()
    seen = set()
    while any(writer.is_alive() for writer in writers):
        seen.add(Store(tmp_path).get("clips", KEY))
        time.sleep(0.002)
    assert seen <= {None, *payloads}
    assert Store(tmp_path).get("clips", KEY) in payloads
    assert len(list(Store(tmp_path).path("clips", KEY).parent.iterdir())) == 1


def test_a_clip_is_the_same_from_the_store(store: Store) -> None:
    line = Line("s1", "Nobody said very much.", WHO)
    new, kept = (make_clip(line, ToneEngine(), store) for _ in range(2))
    assert new is not None
    assert kept is not None
    assert np.array_equal(new.samples, kept.samples)
    assert (new.words, new.sample_rate_hz) == (kept.words, kept.sample_rate_hz)
    assert kept.key == clip_key(line)


def test_a_sound_entry_with_another_layout_is_a_miss(store: Store) -> None:
    line = Line("s1", "Nobody said very much.", WHO)
    for payload in (b"", b"{}\n", b"[1]\n\x00\x00", b'{"rate": 1, "words": [[1]]}\n\x00\x00'):
        store.put(clips.KIND, clip_key(line), payload)
        clip = make_clip(line, ToneEngine(), store)
        assert clip is not None
        assert len(clip.words) == 4


@pytest.mark.parametrize(
    "other",
    [
        Line("s1", "Nobody said very much!", WHO),
        Line("s1", "Nobody said very much.", Speaker("tone", "tone 3", WHO.delivery)),
        Line("s1", "Nobody said very much.", Speaker("tone", "tone 2", Delivery("high", 175))),
        Line("s1", "Nobody said very much.", Speaker("tone", "tone 2", Delivery("low", 176))),
        Line("s1", "Nobody said very much.", Speaker("tone", "tone 2", Delivery("low", 175, 51))),
        Line(
            "s1", "Nobody said very much.", Speaker("tone", "tone 2", Delivery("low", 175, 50, 1))
        ),
    ],
)
def test_everything_that_shapes_the_sound_is_in_the_key(other: Line) -> None:
    assert clip_key(other) != clip_key(Line("s1", "Nobody said very much.", WHO))


def test_the_place_in_the_script_is_not() -> None:
    assert clip_key(Line("s1", "Same.", WHO)) == clip_key(Line("s2", "Same.", WHO))


def test_a_key_is_found_for_text_that_is_no_text() -> None:
    assert len(clip_key(Line("s1", "\ud800\x00", WHO))) == 32


def test_packing_keeps_everything() -> None:
    clip = Clip(np.array([1, -2, 32767, -32768], np.int16), 8000, (WordMark(0, 1, 2, 3),))
    again = clips.unpack(clips.pack(clip), "key")
    assert again.samples.tolist() == [1, -2, 32767, -32768]
    assert (again.sample_rate_hz, again.words, again.key) == (8000, clip.words, "key")


def test_a_read_only_store_is_read(store: Store) -> None:
    if os.geteuid() == 0:
        pytest.skip("Nothing is read-only to root.")
    store.put("clips", KEY, b"sound")
    folder = store.path("clips", KEY).parent
    folder.chmod(0o555)
    try:
        assert store.get("clips", KEY) == b"sound"
        assert not store.put("clips", KEY, b"other")
    finally:
        folder.chmod(0o755)


def test_an_entry_that_is_held_outlives_its_name(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    assert store.put("passages", "abcd", b"sound")
    with store.holding() as folder:
        assert folder is not None
        held = store.hold("passages", "abcd", folder)
        assert held is not None
        store.path("passages", "abcd").unlink()
        assert read_entry(held) == b"sound"
        assert store.hold("passages", "none", folder) is None
    assert not folder.exists()


def test_only_sound_entries_have_stamps_and_an_altered_one_another(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    for key in ("sound", "short", "other"):
        store.put("passages", key, key.encode())
    store.path("passages", "short").write_bytes(b"short")
    stamps = sound_entries(store, "passages", ["sound", "short", "other", "none"])
    assert set(stamps) == {"sound", "other"}
    path = store.path("passages", "other")
    entry = bytearray(path.read_bytes())
    entry[-1] ^= 1
    path.write_bytes(entry)
    assert stamp_of(store.path("passages", "sound")) == stamps["sound"]
    assert stamp_of(path) != stamps["other"]


def test_a_store_that_cannot_be_written_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with Store(tmp_path / "file" / "store").holding() as folder:
        assert folder is None
