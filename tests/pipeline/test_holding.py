"""One build at a time holds an edition; a lock ends with whoever holds it."""

import multiprocessing
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from audio_edition.pipeline.holding import holding

needs_fork = pytest.mark.skipif(sys.platform != "linux", reason="Holders are told of by file.")


def hold(folder: Path, seconds: float) -> None:
    with holding(folder, lambda process: None):
        (folder.parent / "held").touch()
        time.sleep(seconds)
        (folder.parent / "ended").touch()


def other(folder: Path, seconds: float) -> "multiprocessing.process.BaseProcess":
    """Return another process, when it holds the folder."""
    process = multiprocessing.get_context("spawn").Process(target=hold, args=(folder, seconds))
    process.start()
    while not (folder.parent / "held").exists():
        time.sleep(0.01)
    return process


def test_a_free_folder_is_held_at_once_and_nothing_is_left(tmp_path: Path) -> None:
    told: list[int] = []
    with holding(tmp_path / "a", told.append):
        assert [path.name for path in tmp_path.iterdir()] == [".a.lock"]
        assert (tmp_path / ".a.lock").read_text() == str(os.getpid())
    assert told == []
    assert list(tmp_path.iterdir()) == []


def test_a_folder_made_for_the_lock_goes_with_it(tmp_path: Path) -> None:
    with holding(tmp_path / "out" / "a", lambda process: None):
        assert (tmp_path / "out").is_dir()
    assert list(tmp_path.iterdir()) == []
    with holding(tmp_path / "out" / "a", lambda process: None):
        (tmp_path / "out" / "a").mkdir()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a"]


@needs_fork
def test_the_second_waits_and_is_told_for_whom(tmp_path: Path) -> None:
    told: list[int] = []
    first = other(tmp_path / "a", 0.5)
    with holding(tmp_path / "a", told.append):
        assert (tmp_path / "ended").exists()
    assert told == [first.pid]
    first.join()
    assert not (tmp_path / ".a.lock").exists()


@needs_fork
def test_one_who_was_killed_holds_nobody(tmp_path: Path) -> None:
    first = other(tmp_path / "a", 600)
    assert first.pid is not None
    os.kill(first.pid, signal.SIGKILL)
    first.join()
    assert (tmp_path / ".a.lock").exists()
    told: list[int] = []
    with holding(tmp_path / "a", told.append):
        pass
    assert told == []
    assert not (tmp_path / ".a.lock").exists()


def test_where_no_lock_can_be_made_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with holding(tmp_path / "file" / "a", lambda process: None):
        pass
    (tmp_path / ".b.lock").mkdir()
    with holding(tmp_path / "b", lambda process: None):
        pass
    assert (tmp_path / ".b.lock").is_dir()


def test_an_error_lets_go(tmp_path: Path) -> None:
    with pytest.raises(ValueError), holding(tmp_path / "a", lambda process: None):
        raise ValueError
    assert list(tmp_path.iterdir()) == []
