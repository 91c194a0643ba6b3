"""Hashes of files, found while other files are still being made.

Hashing and reading wait for no Python code, so a second processor does them meanwhile.
"""

import hashlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

THREADS = 2
PART_BYTES = 1 << 22
"""Read at a time: after each a thread waits its turn to run Python code."""
Found = dict[str, tuple[int, str]]
"""Name of a file in its folder → its size in bytes and SHA-256."""


class Hashing:
    """Hashes the files of a folder, each as soon as it is said to be finished."""

    def __init__(self, folder: Path, pool: ThreadPoolExecutor) -> None:
        """Begin with no file."""
        self._folder, self._pool = folder, pool
        self._begun: dict[str, Future[tuple[int, str]]] = {}

    def finished(self, path: Path) -> None:
        """Begin to hash a file, or every file in a folder, that will not change any more."""
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            name = self._name(file)
            if name not in self._begun and file.is_file():
                self._begun[name] = self._pool.submit(_size_and_sha256, file)

    def again(self, path: Path) -> None:
        """Begin to hash a finished file anew: it was not as it should be, and is now."""
        self._begun[self._name(path)] = self._pool.submit(_size_and_sha256, path)

    def sha256(self, path: Path) -> str:
        """Return the SHA-256 of a finished file."""
        return self._begun[self._name(path)].result()[1]

    def found(self) -> Found:
        """Return size in bytes and SHA-256 of the files said to be finished, by name."""
        return {name: begun.result() for name, begun in self._begun.items()}

    def take(self, found: Found) -> None:
        """Take what another found of files that will not change any more."""
        for name, result in found.items():
            self._begun[name] = Future()
            self._begun[name].set_result(result)

    def results(self) -> Found:
        """Return size in bytes and SHA-256 of every file in the folder, by name, in order.

        Raises:
            OSError: if one cannot be read.
        """
        self.finished(self._folder)
        names = map(self._name, sorted(self._folder / name for name in self._begun))
        return {name: self._begun[name].result() for name in names}

    def _name(self, path: Path) -> str:
        return path.relative_to(self._folder).as_posix()


@contextmanager
def hashing(folder: Path) -> Iterator[Hashing]:
    """Give what hashes the files of a folder; nothing is being read any more afterwards."""
    with ThreadPoolExecutor(THREADS) as pool:
        try:
            yield Hashing(folder, pool)
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _size_and_sha256(path: Path) -> tuple[int, str]:
    found, part = hashlib.sha256(), bytearray(PART_BYTES)
    with path.open("rb", buffering=0) as file:
        while size := file.readinto(part):
            found.update(memoryview(part)[:size])
        return file.tell(), found.hexdigest()
