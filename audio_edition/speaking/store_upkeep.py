"""How large a store is, and making it smaller.

An entry's access is noted by its modification time, which reading renews (see
`Store.get`); what was used longest ago goes first. An entry that another build is reading
or replacing while it is removed is a miss there, and made again; one that is being written
is left alone.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audio_edition.speaking.store import Store


@dataclass(frozen=True, slots=True)
class Usage:
    """What a store holds."""

    kinds: tuple[tuple[str, int, int], ...]
    """(kind, number of entries, bytes), by name."""

    @property
    def total_bytes(self) -> int:
        """Bytes of all entries."""
        return sum(size for _, _, size in self.kinds)

    def as_data(self) -> dict[str, Any]:
        """Return the same by kind, for JSON."""
        return {kind: {"entries": n, "bytes": size} for kind, n, size in self.kinds}


def usage(store: Store) -> Usage:
    """Return what a store holds; an absent one holds nothing."""
    counts: dict[str, tuple[int, int]] = {}
    for _, size, path in _entries(store):
        kind = path.relative_to(store.folder).parts[0]
        entries, total = counts.get(kind, (0, 0))
        counts[kind] = (entries + 1, total + size)
    return Usage(tuple((kind, *counts[kind]) for kind in sorted(counts)))


def prune(store: Store, most_bytes: int) -> int:
    """Remove what was used longest ago until a store is small enough; return bytes removed."""
    store.clear_remains()
    entries = sorted(_entries(store))
    total = sum(size for _, size, _ in entries)
    freed = 0
    for _, size, path in entries:
        if total - freed <= most_bytes:
            break
        with contextlib.suppress(OSError):
            path.unlink()
            freed += size
    return freed


def _entries(store: Store) -> Iterator[tuple[float, int, Path]]:
    """Yield (time of use, bytes, path) of every entry; what is being written is none yet."""
    for path in store.folder.glob("*/??/*"):
        with contextlib.suppress(OSError):
            status = path.stat()
            yield status.st_mtime, status.st_size, path
