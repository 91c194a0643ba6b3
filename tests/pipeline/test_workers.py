"""Work done in a copy of this process: its result, its faults and its end."""

import os
import signal
import time
from pathlib import Path

import pytest

from audio_edition.errors import OutputError
from audio_edition.pipeline.workers import beside


def test_the_result_comes_back() -> None:
    here = [os.getpid()]
    with beside(lambda: [*here, "done"]) as result:
        assert result() == [os.getpid(), "done"]


def test_a_fault_is_raised_where_the_result_is_asked_for() -> None:
    def fail() -> None:
        raise OutputError("The disk is full.", "Free some space.")

    with beside(fail) as result, pytest.raises(OutputError, match="The disk is full"):
        result()


def test_work_whose_process_was_killed_is_done_here() -> None:
    parent = os.getpid()

    def die_there() -> int:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid()

    with beside(die_there) as result:
        assert result() == parent


def test_nobody_is_left_at_work_when_the_rest_has_failed(tmp_path: Path) -> None:
    parent, begun = os.getpid(), tmp_path / "begun"

    def linger() -> None:
        begun.write_text(str(os.getpid()))
        time.sleep(60)

    def fail_meanwhile() -> None:
        with beside(linger):
            while not (begun.exists() and begun.read_text()):
                time.sleep(0.01)
            raise KeyError

    with pytest.raises(KeyError):
        fail_meanwhile()
    child = int(begun.read_text())
    assert child != parent
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
