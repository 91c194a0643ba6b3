"""Hashes of files, found while other files are still being made.

Hashing and reading wait for no Python code, so a second processor does them meanwhile.
"""

import hashlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

THREADS = 2


class Hashing:
    """Hashes the files of a folder, each as soon as it is said to be finished."""

    def __init__(self, folder: Path, pool: ThreadPoolExecutor) -> None:
        """Begin with no file."""
        self._folder, self._pool = folder, pool
        self._begun: dict[str, Future[tuple[int, str]]] = {}

    def finished(self, path: Path) -> None:
        """Begin to hash a file, or every file in a folder, that will not change any more."""
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            name = file.relative_to(self._folder).as_posix()
            if name not in self._begun and file.is_file():
                self._begun[name] = self._pool.submit(_size_and_sha256, file)

    def results(self) -> dict[str, tuple[int, str]]:
        """Return size in bytes and SHA-256 of every file in the folder, by name, in order.

        Raises:
            OSError: if one cannot be read.
        """
        self.finished(self._folder)
        files = sorted(self._folder / name for name in self._begun)
        names = [file.relative_to(self._folder).as_posix() for file in files]
        return {name: self._begun[name].result() for name in names}


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
    with path.open("rb") as file:
        return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()
