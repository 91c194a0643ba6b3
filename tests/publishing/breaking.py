"""Ways to spoil a good edition: one small change, everything else as it was."""

import hashlib
import json
import re
import shutil
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Spoil = Callable[[Path], None]
"""Changes an edition's folder."""


@dataclass(frozen=True)
class Way:
    """One way to spoil an edition, and how that must be named."""

    name: str
    spoil: Spoil
    file: str
    """What the fault's file begins with, `{slug}` standing for the edition's name."""
    words: str
    """A pattern that the fault holds."""
    sealed: bool = True
    """Whether sizes and hashes of the record are made right again, so that they tell nothing."""


def reseal(folder: Path) -> None:
    """Make sizes and hashes in `edition.json` those of the files that are there."""
    with_record(lambda record: record.update(files=_files(folder)))(folder)


def _files(folder: Path) -> dict[str, dict[str, Any]]:
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "edition.json":
            data = path.read_bytes()
            facts = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            found[path.relative_to(folder).as_posix()] = facts
    return found


def slug(folder: Path) -> str:
    return folder.name


def named(folder: Path, name: str) -> Path:
    """Return a file of the edition; `{slug}` stands for the edition's name."""
    return folder / name.format(slug=folder.name)


def with_json(name: str, change: Callable[[Any], object]) -> Spoil:
    """Change a JSON file by changing what it holds."""

    def spoil(folder: Path) -> None:
        path = named(folder, name)
        data = json.loads(path.read_text(encoding="utf-8"))
        change(data)
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")

    return spoil


def with_record(change: Callable[[Any], object]) -> Spoil:
    return with_json("edition.json", change)


def with_timeline(change: Callable[[Any], object]) -> Spoil:
    return with_json("timeline.json", change)


def with_text(name: str, pattern: str, by: Any, count: int = 1) -> Spoil:
    """Replace what a pattern finds in a text file; it must find something."""

    def spoil(folder: Path) -> None:
        path = named(folder, name)
        text, found = re.subn(pattern, by, path.read_text("utf-8"), count=count, flags=re.S)
        assert found, f"{pattern} is not in {name}"
        path.write_text(text, encoding="utf-8")

    return spoil


def with_bytes(name: str, change: Callable[[bytes], bytes]) -> Spoil:
    """Change the bytes of a file."""

    def spoil(folder: Path) -> None:
        path = named(folder, name)
        before = path.read_bytes()
        after = change(before)
        assert after != before
        path.write_bytes(after)

    return spoil


def without(name: str) -> Spoil:
    return lambda folder: named(folder, name).unlink()


def with_member(archive: str, member: str, change: Callable[[bytes], bytes | None]) -> Spoil:
    """Change the first file of an archive whose name a pattern finds; None leaves it out."""

    def spoil(folder: Path) -> None:
        path = named(folder, archive)
        aside = path.with_suffix(".old")
        path.rename(aside)
        changed = False
        with zipfile.ZipFile(aside) as old, zipfile.ZipFile(path, "w") as new:
            for info in old.infolist():
                data: bytes | None = old.read(info)
                if not changed and re.search(member, info.filename):
                    before, data = data, change(data or b"")
                    changed = data != before
                if data is not None:
                    new.writestr(info, data)
        aside.unlink()
        assert changed, f"{member} of {archive} is as it was"

    return spoil


def swapped(pattern: str, by: str, count: int = 1) -> Callable[[bytes], bytes]:
    """Return a change that replaces what a pattern finds in a text."""

    def change(data: bytes) -> bytes:
        return re.sub(pattern, by, data.decode("utf-8"), count=count, flags=re.S).encode("utf-8")

    return change


def with_tag(name: str, change: Callable[[Any], object]) -> Spoil:
    """Change an ID3 tag, and write it as mutagen does."""

    def spoil(folder: Path) -> None:
        from mutagen import id3

        path = named(folder, name)
        read: Any = id3.ID3
        tag = read(path)
        change(tag)
        tag.save(path, v2_version=3)

    return spoil


def with_file(kind: str, name: str, change: Callable[[Any], object]) -> Spoil:
    """Change the tags of an M4B or Opus file."""

    def spoil(folder: Path) -> None:
        from mutagen.mp4 import MP4
        from mutagen.oggopus import OggOpus

        read: Any = {"m4b": MP4, "opus": OggOpus}[kind]
        file = read(named(folder, name))
        change(file.tags)
        file.save()

    return spoil


def track(folder: Path, number: int) -> Path:
    """Return a chapter's sound file, counted from 1."""
    return sorted((folder / "chapters").glob("*.mp3"))[number - 1]


def exchanged(folder: Path) -> None:
    """Exchange the contents of two chapters' sound files."""
    one, other = track(folder, 3), track(folder, 5)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def replaced(folder: Path) -> None:
    """Put a copy of one chapter's sound in the place of another's."""
    shutil.copy(track(folder, 3), track(folder, 4))


def patched(pattern: bytes, offset: int, layout: str, value: int) -> Callable[[bytes], bytes]:
    """Return a change that writes a number at some distance behind some bytes."""

    def change(data: bytes) -> bytes:
        at = data.index(pattern) + offset
        return data[:at] + struct.pack(layout, value) + data[at + struct.calcsize(layout) :]

    return change


CLOCK = r"(\d\d):(\d\d):(\d\d)([.,])(\d{3})"


def later(ms: int) -> Callable[[re.Match[str]], str]:
    """Return what moves a clock time that `CLOCK` has found."""

    def moved(found: re.Match[str]) -> str:
        hours, minutes, seconds, mark, rest = found.groups()
        total = ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest) + ms
        whole_s, rest_ms = divmod(total, 1000)
        minute, second = divmod(whole_s, 60)
        return f"{minute // 60:02}:{minute % 60:02}:{second:02}{mark}{rest_ms:03}"

    return moved
