"""Zip archives with the same bytes every time: fixed dates, fixed order, fixed rights.

Source: PKWARE APPNOTE 6.3; the Open Container Format (EPUB 3.3 section 4.2) wants its
`mimetype` member first and stored.
"""

import shutil
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip archive can hold: the clock has no say."""
BUFFER_BYTES = 1 << 18
"""What a processor's cache holds: a larger part is copied more slowly."""
COMPRESS_BYTES = 256
"""Members smaller than this, and files on disk, which are audio, are stored as they are."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive."""

    name: str
    content: bytes | Path
    """Its bytes, or a file on disk that holds them."""
    stored: bool = False
    """Whether it must not be compressed."""


def write_archive(path: Path, members: Iterable[Member]) -> None:
    """Write an archive with these members in this order."""
    with zipfile.ZipFile(path, "w", allowZip64=True) as archive:
        for member in members:
            _add(archive, member)


def _add(archive: zipfile.ZipFile, member: Member) -> None:
    info = zipfile.ZipInfo(member.name, EPOCH)
    info.external_attr = 0o644 << 16
    info.create_system = 3  # Unix, whatever this system is
    if isinstance(member.content, Path):
        info.file_size = member.content.stat().st_size
        with member.content.open("rb") as source, archive.open(info, "w") as target:
            shutil.copyfileobj(source, target, BUFFER_BYTES)
    else:
        small = len(member.content) < COMPRESS_BYTES
        method = zipfile.ZIP_STORED if member.stored or small else zipfile.ZIP_DEFLATED
        archive.writestr(info, member.content, method, 9)
