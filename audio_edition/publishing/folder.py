"""The edition's folder: made under another name, then put in place whole.

A reader of `output/<slug>/` sees the old edition until the new one is complete. A build
that is killed leaves a folder whose name begins with a dot and holds its process number;
the next build of the same edition clears it away.
"""

import contextlib
import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from audio_edition import remains
from audio_edition.errors import AudioEditionError, OutputError

REMOVERS = 2
Remove = Callable[[Path], object]
"""Removes a folder, now or soon."""
MARKER = "edition.json"
"""A folder that holds it is an edition, and may be replaced by a new one."""
RENAME_EXCHANGE = 2
AT_FDCWD = -100


@contextlib.contextmanager
def removing() -> Iterator[Remove]:
    """Give what removes folders while other work goes on; in the end they are gone.

    To give up a long file's room takes the system a while; several are given up side by side.
    """
    doomed: list[Path] = []
    try:
        with ThreadPoolExecutor(REMOVERS) as pool:

            def remove(folder: Path) -> None:
                doomed.append(folder)
                for file in folder.glob("*"):
                    pool.submit(_forget, file)

            yield remove
    finally:
        for folder in doomed:
            shutil.rmtree(folder, ignore_errors=True)


def _forget(file: Path) -> None:
    """Remove a file; what is none, or cannot be removed, stays."""
    with contextlib.suppress(OSError):
        file.unlink()


@contextlib.contextmanager
def replacing(folder: Path, remove: Remove) -> Iterator[Path]:
    """Give a new folder to fill; put it in place of `folder` if nothing went wrong.

    Args:
        folder: where the edition is to stand.
        remove: removes the folder that stood there, or the new one if something went wrong.

    Raises:
        OutputError: if the folder cannot be made, filled or put in place, or holds
            something that is not an edition.
    """
    _refuse_what_is_not_ours(folder)
    with output_errors(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        begun = f".{folder.name}.building-"
        remains.clear_begun(folder.parent, begun)
        new = Path(tempfile.mkdtemp(prefix=remains.prefix(begun), dir=folder.parent))
        try:
            new.chmod(0o755)
            yield new
            _put_in_place(new, folder, remove)
        finally:
            remove(new)


def let_go(folder: Path) -> None:
    """Tell the system not to keep the files right in a folder in memory: nothing reads them again.

    What is written next takes their room: fresh memory may cost the system more than writing
    does. What is not on disk yet is only sent there; a second call lets go of that, too.
    """
    if not hasattr(os, "posix_fadvise"):
        return
    for file in folder.glob("*"):
        with contextlib.suppress(OSError), file.open("rb") as opened:
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


@contextlib.contextmanager
def output_errors(path: Path) -> Iterator[None]:
    """Turn the system's errors while writing into ours."""
    try:
        yield
    except AudioEditionError:
        raise
    except OSError as error:
        raise _explained(path, error) from error


def _explained(path: Path, error: OSError) -> OutputError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return OutputError(
            f"The disk that holds {path} is full.", "Free some space, or choose another folder."
        )
    reason = error.strerror or str(error)
    return OutputError(
        f"{path} cannot be written: {reason.lower()}.",
        "Check the folder's rights, or choose another folder.",
    )


def _refuse_what_is_not_ours(folder: Path) -> None:
    """Refuse to replace a file, or a folder with something else in it."""
    if folder.is_dir() and not (folder / MARKER).exists() and any(folder.iterdir()):
        raise OutputError(
            f"{folder} holds files that are not an edition.",
            "Move them away, or choose another --out.",
        )
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} is a file, not a folder.", "Move it, or choose another --out.")


def _put_in_place(new: Path, folder: Path, remove: Remove) -> None:
    """Exchange the two folders in one step where the system can, else in two."""
    if not folder.exists():
        new.rename(folder)
    elif not _exchange(new, folder):
        aside = new.with_name(f"{new.name}-old")
        folder.rename(aside)
        new.rename(folder)
        remove(aside)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step (Linux's renameat2); return whether it was done."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    names = (AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other))
    return int(rename(*names, RENAME_EXCHANGE)) == 0
