"""The editions that stand in a folder, known from their records alone."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audio_edition.errors import ReadingError
from audio_edition.publishing.folder import MARKER


@dataclass(frozen=True, slots=True)
class Recorded:
    """One edition as its `edition.json` tells of it."""

    folder: Path
    facts: dict[str, Any]

    @property
    def slug(self) -> str:
        """Name of its folder and files."""
        return self.folder.name

    def text(self, key: str) -> str:
        """Return a fact as one line of text, empty if it is not known."""
        return " ".join(str(self.facts.get(key) or "").split())

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is warned of, in words, each once."""
        given = [self.facts.get("warning"), *self.facts.get("chapter_warnings", {}).values()]
        return tuple(dict.fromkeys(term for facts in given if facts for term in facts["terms"]))

    def file(self, name: str) -> tuple[int, str] | None:
        """Return size in bytes and SHA-256 of one of its files, or None if it has none."""
        facts = self.facts.get("files", {}).get(name)
        return (facts["bytes"], facts["sha256"]) if facts else None


def editions(folder: Path) -> Iterator[Recorded]:
    """Yield the editions in a folder, by name.

    Raises:
        ReadingError: if a record is damaged.
    """
    for record in sorted(folder.glob(f"*/{MARKER}")):
        if not record.parent.name.startswith("."):
            yield Recorded(record.parent, read_record(record))


def read_record(path: Path) -> dict[str, Any]:
    """Return what an `edition.json` holds.

    Raises:
        ReadingError: if it cannot be read or is no such record.
    """
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(facts, dict) or not isinstance(facts.get("files"), dict):
            raise ValueError("it is no record of an edition")
    except (OSError, ValueError) as error:
        raise ReadingError(
            f"{path} cannot be used: {error}.", "Build the edition again."
        ) from error
    return facts
