"""Whether the edition that stands there is what a build would make.

An edition is up to date if nothing it depends on has changed and every one of its files
is there in its length. What it depends on: the article, the script, the settings and the
files they name, the engines, the models of the voices, and this program itself.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from audio_edition import __version__
from audio_edition.errors import AudioEditionError
from audio_edition.pipeline.cast import identity
from audio_edition.pipeline.narration import Source
from audio_edition.settings import Settings
from audio_edition.speaking.engine import Engine, load_engine
from audio_edition.speaking.store import key_of

EDITION_FILE = "edition.json"


def inputs_key(
    source: Source, files: tuple[Path, ...], settings: Settings, engine: str, date: str = ""
) -> str:
    """Return the hash of everything an edition depends on.

    Args:
        source: the article.
        files: that shape the edition besides, such as its script; they need not exist.
        settings: as resolved.
        engine: its identity.
        date: of the revision, if the edition says it.
    """
    contents = [(path.name, _content(path)) for path in files]
    return key_of(program(), engine, source.data, contents, settings, date)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


@cache
def program() -> tuple[str, list[tuple[str, int, int]]]:
    """Return the program's version, and names, sizes and stamps of its files."""
    return __version__, sorted(_stamps(str(Path(__file__).parent.parent), ""))


def _stamps(folder: str, name: str) -> Iterator[tuple[str, int, int]]:
    """Yield name, size and stamp of every file in a folder and those in it, in any order."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _stamps(entry.path, f"{name}{entry.name}/")
            else:
                status = entry.stat()
                yield f"{name}{entry.name}", status.st_size, status.st_mtime_ns


def is_unchanged(engine: Engine, cast: Iterable[tuple[str, str, str]]) -> bool:
    """Return whether everybody who was cast would still sound as then.

    Args:
        engine: the one the settings name.
        cast: (engine, voice, identity) as `Cast.identities` gives them.
    """
    engines = {engine.name: engine}
    try:
        return all(
            identity(engines.setdefault(name, load_engine(name)), voice) == before
            for name, voice, before in cast
        )
    except AudioEditionError:  # what is no longer there is told of by the build
        return False
    finally:
        for other in engines.values():
            if other is not engine:
                other.close()


def list_sha256(folder: Path) -> str:
    """Return the hash of an edition's list of its files; empty if there is none."""
    try:
        return hashlib.sha256((folder / EDITION_FILE).read_bytes()).hexdigest()
    except OSError:
        return ""


def is_whole(folder: Path, sha256: str) -> bool:
    """Return whether an edition is the one of a hash, and every file it lists is there.

    Files are told by their lengths.

    Args:
        sha256: of its list of files, as the record beside it has it. A build that ended between
            the two has left the record of an edition that stands there no more.
    """
    try:
        content = (folder / EDITION_FILE).read_bytes()
        if hashlib.sha256(content).hexdigest() != sha256:
            return False
        files = json.loads(content)["files"]
        return all((folder / name).stat().st_size == f["bytes"] for name, f in files.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
