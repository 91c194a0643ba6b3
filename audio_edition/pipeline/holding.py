"""One build of an edition at a time: the second waits for the first.

The lock is the system's own on a file beside the edition's folder. It ends with the process
that holds it, however that ends; the file, which says whose it is, is removed by whoever
holds it last. Where a lock file cannot be made or locked there is none, and the build goes
on: it then says itself why nothing can be written, or another build's edition is replaced
by its own, whole.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

Waiting = Callable[[int], None]
"""Is told once whose build is waited for: the number of its process, 0 if not known."""


@contextlib.contextmanager
def holding(folder: Path, waiting: Waiting) -> Iterator[None]:
    """Hold an edition's folder; another build that holds it is waited for.

    Args:
        folder: where the edition stands or will stand.
        waiting: is told if another build holds it.
    """
    path = folder.with_name(f".{folder.name}.lock")
    is_new = not path.parent.exists()
    handle = _held(path, waiting)
    try:
        yield
    finally:
        if handle is not None:
            with contextlib.suppress(OSError):
                path.unlink()  # still locked, so that nobody else's is removed
            os.close(handle)
        if is_new:
            with contextlib.suppress(OSError):
                path.parent.rmdir()  # nothing came of it


def _held(path: Path, waiting: Waiting) -> int | None:
    """Return a handle of the lock file, locked; None where that cannot be."""
    told = False
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError:
            return None
        try:
            if not _lock(handle, wait=False):
                if not told:
                    waiting(_holder(handle))
                told = True
                _lock(handle, wait=True)
            if _is_same(handle, path):
                os.ftruncate(handle, 0)
                os.write(handle, str(os.getpid()).encode())
                return handle
        except OSError:
            os.close(handle)
            return None
        os.close(handle)  # its holder removed it meanwhile: the next one counts


def _is_same(handle: int, path: Path) -> bool:
    """Return whether the file that was locked is the one that stands there."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


def _holder(handle: int) -> int:
    said = os.pread(handle, 20, 0) if hasattr(os, "pread") else b""
    return int(said) if said.isdigit() else 0


if sys.platform == "win32":

    def _lock(handle: int, *, wait: bool) -> bool:
        """Lock one byte far behind the file's end; return whether that could be done."""
        import msvcrt
        import time

        while True:
            os.lseek(handle, 1 << 20, os.SEEK_SET)
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                time.sleep(0.1)
            else:
                os.lseek(handle, 0, os.SEEK_SET)
                return True

else:

    def _lock(handle: int, *, wait: bool) -> bool:
        """Lock the file for this process alone, not for its workers; return whether it could."""
        import fcntl

        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except (BlockingIOError, PermissionError):
            return False
        return True
