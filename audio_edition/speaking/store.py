"""Kept results under the hash of what shaped them.

An entry is one file: a magic line with the schema's version, the checksum of the rest,
then the payload. An entry that is missing, cut short, altered or foreign is a miss: it is
made again and replaced, never spoken. Writes go to a name in the folder `.new` that holds
the process's number and are renamed, so that several builds may share a store and what a
killed one left can be told. Reading an entry renews its time, by which pruning goes.
An entry is never written to again, so a second name (`hold`) keeps it as it is, whatever
becomes of the first.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from audio_edition import remains

MAGIC = b"audio-edition store 1\n"
"""Changes with the layout of an entry: other entries are foreign, and a miss."""
CHECKSUM_BYTES = 16
PAYLOAD_AT = len(MAGIC) + CHECKSUM_BYTES
"""Where an entry's payload begins in its file."""
UNFINISHED = ".new"
"""Folder, beside those of the kinds, of entries that are being written."""


def key_of(*ingredients: object) -> str:
    """Return the key of what these ingredients make: 32 hexadecimal digits.

    Args:
        ingredients: values whose `repr` says all there is to them, in a fixed order.
    """
    return blake2b(
        repr(ingredients).encode("utf-8", "backslashreplace"), digest_size=16
    ).hexdigest()


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of entries; a store that cannot be written still serves, empty-handed."""

    folder: Path

    def path(self, kind: str, key: str) -> Path:
        """Return where an entry stands or would stand."""
        return self.folder / kind / key[:2] / key[2:]

    def has(self, kind: str, key: str) -> bool:
        """Return whether there is an entry, sound or not."""
        return os.access(self.path(kind, key), os.F_OK)

    def get(self, kind: str, key: str) -> bytes | None:
        """Return an entry's payload, or None if there is no sound one."""
        return read_entry(self.path(kind, key))

    @contextlib.contextmanager
    def holding(self) -> Iterator[Path | None]:
        """Give a folder to hold entries in; None if the store cannot be written."""
        new = self.folder / UNFINISHED
        try:
            new.mkdir(parents=True, exist_ok=True)
            folder = Path(tempfile.mkdtemp(prefix=remains.prefix(""), dir=new))
        except OSError:
            yield None
            return
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def hold(self, kind: str, key: str, folder: Path) -> Path | None:
        """Return a second name of an entry, which others do not replace or prune.

        None if there is no such entry, or no second names in the system.

        Args:
            folder: as `holding` gave it.
        """
        held = folder / f"{kind}-{key}"
        try:
            os.link(self.path(kind, key), held)
        except FileExistsError:
            return held
        except OSError:
            return None
        return held

    def put(self, kind: str, key: str, payload: bytes) -> bool:
        """Keep an entry; return whether it could be kept (a full or read-only disk cannot)."""
        path = self.path(kind, key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            new = self.folder / UNFINISHED
            new.mkdir(exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=remains.prefix(""), dir=new)
        except OSError:
            return False
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(MAGIC + _checksum(payload))
                file.write(payload)
            Path(temporary).replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            return False
        return True

    def clear_remains(self) -> None:
        """Remove what killed processes were writing."""
        remains.clear_begun(self.folder / UNFINISHED, "")


def read_entry(path: Path) -> bytes | None:
    """Return the payload of the entry in a file, or None if it is no sound one."""
    try:
        entry = path.read_bytes()
    except OSError:
        return None
    payload = entry[PAYLOAD_AT:]
    if entry[:PAYLOAD_AT] != MAGIC + _checksum(payload):
        return None
    with contextlib.suppress(OSError):  # a store that is read-only serves all the same
        os.utime(path)
    return payload


Stamp = tuple[int, int, int]


def stamp_of(path: Path) -> Stamp | None:
    """Return what tells whether an entry is the one that was read; None if it is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def sound_entries(store: Store, kind: str, keys: Iterable[str]) -> dict[str, Stamp]:
    """Return the stamps of those entries that are sound, by key, having read each whole."""
    found = {}
    for key in keys:
        path = store.path(kind, key)
        if read_entry(path) is not None and (stamp := stamp_of(path)) is not None:
            found[key] = stamp
    return found


def _checksum(payload: bytes) -> bytes:
    return blake2b(payload, digest_size=CHECKSUM_BYTES).digest()
