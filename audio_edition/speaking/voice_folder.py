"""The folder of installed voices: one folder an engine, one a voice in it.

A voice's folder holds its model's files and `voice.json`, which says what it is and what
its licence asks for. `voice_installing.py` fills it; the engines read it.
"""

import functools
import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

RECORD = "voice.json"
VARIABLE = "AUDIO_EDITION_VOICES"
"""Names another folder than the user's own."""


@dataclass(frozen=True, slots=True)
class InstalledVoice:
    """A voice whose model stands in a folder."""

    id: str
    name: str
    languages: tuple[str, ...]
    files: tuple[Path, ...]
    """The model's files, the largest first."""
    gender: str = ""
    quality: str = ""
    licence: str = ""
    attribution: str = ""
    facts: dict[str, Any] = field(default_factory=dict, hash=False, compare=False)
    """Everything else its record says."""

    @property
    def model(self) -> str:
        """Hash of its files: "sha256:…"."""
        return "sha256:" + hashlib.sha256("".join(map(file_hash, self.files)).encode()).hexdigest()


def voices_folder() -> Path:
    """Return the folder of installed voices; it need not exist."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("audio-edition", appauthor=False) / "voices"


def installed(engine: str, folder: Path | None = None) -> tuple[InstalledVoice, ...]:
    """Return the installed voices of an engine, sorted by id; damaged ones are left out.

    Args:
        folder: of all voices; None: the user's.
    """
    base = (folder or voices_folder()) / engine
    found = (_read(record) for record in sorted(base.glob(f"*/{RECORD}")))
    return tuple(voice for voice in found if voice is not None)


def _read(record: Path) -> InstalledVoice | None:
    try:
        facts = json.loads(record.read_text(encoding="utf-8"))
        files = tuple(record.parent / name for name in facts["files"])
        if not all(file.is_file() for file in files):
            return None
        return InstalledVoice(
            id=str(facts["id"]),
            name=str(facts["name"]),
            languages=tuple(facts["languages"]),
            files=tuple(sorted(files, key=lambda file: -file.stat().st_size)),
            gender=str(facts.get("gender", "")),
            quality=str(facts.get("quality", "")),
            licence=str(facts.get("licence", "")),
            attribution=str(facts.get("attribution", "")),
            facts=facts,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def file_hash(path: Path) -> str:
    """Return a file's SHA-256, worked out once for each state of the file."""
    stat = path.stat()
    return _file_hash(path, stat.st_size, stat.st_mtime_ns)


@functools.lru_cache(maxsize=64)
def _file_hash(path: Path, size: int, modified_ns: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
