"""Kept results under the hash of what shaped them.

An entry is one file: a magic line with the schema's version, the checksum of the rest,
then the payload. An entry that is missing, cut short, altered or foreign is a miss: it is
made again and replaced, never spoken. Writes go to a name in the folder `.new` that holds
the process's number and are renamed, so that several builds may share a store and what a
killed one left can be told. Reading an entry renews its time, by which pruning goes.
"""

import contextlib
import os
import tempfile
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from audio_edition import remains

MAGIC = b"audio-edition store 1\n"
"""Changes with the layout of an entry: other entries are foreign, and a miss."""
CHECKSUM_BYTES = 16
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

    def get(self, kind: str, key: str) -> bytes | None:
        """Return an entry's payload, or None if there is no sound one."""
        path = self.path(kind, key)
        try:
            entry = path.read_bytes()
        except OSError:
            return None
        head = len(MAGIC) + CHECKSUM_BYTES
        payload = entry[head:]
        if entry[:head] != MAGIC + _checksum(payload):
            return None
        with contextlib.suppress(OSError):  # a store that is read-only serves all the same
            os.utime(path)
        return payload

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


def _checksum(payload: bytes) -> bytes:
    return blake2b(payload, digest_size=CHECKSUM_BYTES).digest()
