"""The packages of a long edition are written beside other work; here of a short one."""

import errno
import os
import signal
import sys
from collections.abc import Callable

import pytest

from audio_edition.pipeline import files, filling
from tests.cli.test_rebuild import ARTICLE
from tests.workshop import Workshop, bytes_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there are no copies elsewhere")


@pytest.fixture
def inline(workshop: Workshop) -> dict[str, bytes]:
    """Return an edition's files with nothing written beside."""
    workshop.write("a.md", ARTICLE)
    folders = ("--out", "inline", "--script-dir", "inline")
    assert workshop.run("build", "a.md", *folders).code == 0, workshop.err
    return bytes_of(workshop.folder / "inline" / "a")


def spoil(monkeypatch: pytest.MonkeyPatch, fault: Callable[[], None]) -> None:
    """Have a fault happen in the copy, after it has begun to write."""
    here, write = os.getpid(), files.write_archive

    def write_or_fail(path, members):  # type: ignore[no-untyped-def]
        if os.getpid() != here:
            path.write_bytes(b"half")
            fault()
        write(path, members)

    monkeypatch.setattr(files, "write_archive", write_or_fail)
    monkeypatch.setattr(filling, "WORTH_A_PROCESS_BYTES", 0)


def test_the_bytes_are_the_same(
    inline: dict[str, bytes], workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes: list[int] = []
    beside = filling.beside
    monkeypatch.setattr(filling, "beside", lambda work: processes.append(1) or beside(work))
    monkeypatch.setattr(filling, "WORTH_A_PROCESS_BYTES", 0)
    assert workshop.run("build", "a.md").code == 0, workshop.err
    assert bytes_of(workshop.edition("a")) == inline
    assert processes == [1]


def test_a_copy_that_is_killed_is_made_up_for(
    inline: dict[str, bytes], workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(monkeypatch, lambda: os.kill(os.getpid(), signal.SIGKILL))
    assert workshop.run("build", "a.md").code == 0, workshop.err
    assert bytes_of(workshop.edition("a")) == inline


class Untellable(Exception):
    """Cannot be told to another process."""

    def __reduce__(self) -> str:
        raise TypeError("not to be told")


def test_a_fault_that_cannot_be_told_is_made_up_for(
    inline: dict[str, bytes], workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise Untellable

    spoil(monkeypatch, fail)
    assert workshop.run("build", "a.md").code == 0, workshop.err
    assert bytes_of(workshop.edition("a")) == inline


def test_a_full_disk_is_told_and_leaves_nothing(
    inline: dict[str, bytes], workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    spoil(monkeypatch, fail)
    assert workshop.run("build", "a.md").code == 5
    assert "is full" in workshop.err
    assert list((workshop.folder / "output").glob("*/")) == []
