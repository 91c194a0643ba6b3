"""What a process makes for a moment, named so that it can be cleared away if it is killed.

Rules obeyed here: nothing unfinished stands under its final name; its name holds the number
of the process that makes it; what a process that has ended left behind, anyone may remove.
"""

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

TEMPORARY = "audio-edition-"
"""Beginning of the names of folders in the system's folder for temporary files."""
ENDING = ".new"
"""Last part of the name of an unfinished file."""


def unfinished(path: Path) -> Path:
    """Return the name under which a file is written before it is renamed to `path`."""
    return path.with_name(f".{path.name}.{os.getpid()}{ENDING}")


def clear_unfinished(path: Path) -> None:
    """Remove what ended processes have left of a file under its unfinished names."""
    for left in path.parent.glob(f".{path.name}.*{ENDING}"):
        _clear(left, left.name.removesuffix(ENDING).rpartition(".")[2])


def prefix(name: str) -> str:
    """Return the beginning of a temporary name that tells whose it is."""
    return f"{name}{os.getpid()}-"


def clear_begun(folder: Path, name: str) -> None:
    """Remove everything in a folder that `prefix(name)` began and whose process has ended."""
    for left in _named(folder, name):
        _clear(left, left.name.removeprefix(name).partition("-")[0])


def _named(folder: Path, name: str) -> Iterator[Path]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        yield from [Path(entry.path) for entry in entries if entry.name.startswith(name)]


def _clear(left: Path, process: str) -> None:
    if not process.isdigit() or is_running(int(process)):
        return
    if left.is_dir() and not left.is_symlink():
        shutil.rmtree(left, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            left.unlink()


def is_running(process: int) -> bool:
    """Return whether a process of that number is at work; one that has ended is not.

    One that was killed is still listed until its parent asks after it, in some containers
    for ever.
    """
    if sys.platform == "win32":
        return False  # what is open cannot be removed there: a running process is safe
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    try:
        status = Path(f"/proc/{process}/stat").read_bytes()
    except OSError:
        return True
    return not status.rpartition(b")")[2].lstrip().startswith((b"Z", b"X"))
