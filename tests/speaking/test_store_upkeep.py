"""What was used longest ago is pruned first, and no build is harmed by it."""

import multiprocessing
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.speaking import store_upkeep
from audio_edition.speaking.store import UNFINISHED, Store, key_of

SIZE = len(b"audio-edition store 1\n") + 16 + 100


def keys(count: int) -> list[str]:
    return [key_of(number) for number in range(count)]


def filled(folder: Path, count: int) -> Store:
    """Return a store of entries of one size, the first of them used longest ago."""
    store = Store(folder / "store")
    for age, key in enumerate(keys(count)):
        assert store.put("clips", key, bytes(100))
        os.utime(store.path("clips", key), (1000 + age, 1000 + age))
    return store


def left(store: Store, count: int) -> list[int]:
    return [n for n, key in enumerate(keys(count)) if store.path("clips", key).exists()]


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    store = filled(tmp_path, 5)
    assert store.get("clips", keys(5)[0]) is not None  # used just now
    assert store_upkeep.prune(store, 2 * SIZE) == 3 * SIZE
    assert left(store, 5) == [0, 4]


def test_a_damaged_entry_is_not_renewed(tmp_path: Path) -> None:
    store = filled(tmp_path, 2)
    path = store.path("clips", keys(2)[0])
    path.write_bytes(bytes(SIZE))
    os.utime(path, (1000, 1000))
    assert store.get("clips", keys(2)[0]) is None
    assert path.stat().st_mtime == 1000


@given(st.integers(0, 6), st.integers(0, 8 * SIZE))
@settings(max_examples=40)
def test_a_pruned_store_is_small_enough_and_no_smaller_than_needed(
    tmp_path_factory: pytest.TempPathFactory, count: int, most_bytes: int
) -> None:
    store = filled(tmp_path_factory.mktemp("store"), count)
    before = store_upkeep.usage(store).total_bytes
    freed = store_upkeep.prune(store, most_bytes)
    after = store_upkeep.usage(store).total_bytes
    assert after == before - freed <= max(most_bytes, 0)
    assert freed == 0 or after + SIZE > most_bytes


def test_what_a_running_process_writes_is_spared_and_a_dead_ones_is_not(tmp_path: Path) -> None:
    store = filled(tmp_path, 1)
    context = multiprocessing.get_context("spawn")
    ended = context.Process(target=print)
    ended.start()
    ended.join()
    running, dead = (store.folder / UNFINISHED / f"{pid}-abc" for pid in (os.getppid(), ended.pid))
    for path in (running, dead):
        path.write_bytes(b"half an en")
    store_upkeep.prune(store, 0)
    assert running.exists()
    assert not dead.exists()
    assert left(store, 1) == []


def put_and_get(folder: Path) -> None:
    store = Store(folder / "store")
    for number in range(60):
        key = key_of(number % 7)
        assert store.put("clips", key, bytes([number % 7]) * 5000), number
        assert store.get("clips", key) in (None, bytes([number % 7]) * 5000)


def test_builds_go_on_while_the_store_is_pruned(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    builds = [context.Process(target=put_and_get, args=(tmp_path,)) for _ in range(2)]
    for build in builds:
        build.start()
    while any(build.is_alive() for build in builds):
        store_upkeep.prune(Store(tmp_path / "store"), 0)
    for build in builds:
        build.join()
    assert [build.exitcode for build in builds] == [0, 0]


def test_an_absent_store_is_empty(tmp_path: Path) -> None:
    store = Store(tmp_path / "none")
    assert store_upkeep.usage(store).total_bytes == 0
    assert store_upkeep.prune(store, 0) == 0
    assert not store.folder.exists()
