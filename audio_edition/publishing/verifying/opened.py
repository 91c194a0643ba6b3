"""An edition opened for checking: its record, its timeline, and its files by name.

Nothing here trusts the edition: what cannot be read is a `ReadingError` for the folder as
a whole (it is no edition) or a `ValueError` for its timeline, which the runner turns into
a fault.
"""

import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from audio_edition.edition import TimedChapter, TimedSegment, TimedWord, Timeline
from audio_edition.errors import ReadingError
from audio_edition.publishing.catalogue import read_record
from audio_edition.publishing.folder import MARKER
from audio_edition.script import ContentWarning, Script, Severity, WarningStatus

TIMELINE = "timeline.json"
SOUND_SUFFIXES = (".mp3", ".m4b", ".opus")


@dataclass(frozen=True, slots=True)
class Opened:
    """What checks are given."""

    folder: Path
    record: dict[str, Any]
    """What `edition.json` holds."""
    timeline: Timeline
    facts: dict[str, Any] = field(default_factory=dict)
    """What `timeline.json` says of the whole: slug, title, language."""
    script: Script | None = None
    """The narration script, where it is at hand."""
    language_code: str = ""
    """ISO 639-2 code of the edition's language, as tags have it; empty: not known."""

    @property
    def slug(self) -> str:
        """Name of the edition and of its files."""
        return str(self.record.get("slug", ""))

    @property
    def warning(self) -> ContentWarning | None:
        """The edition's own warning, if one is heard."""
        return warning_of(self.record.get("warning"))

    @property
    def warned(self) -> tuple[str, ...]:
        """What is warned of, in words, each once."""
        given = (self.warning, *(c.warning for c in self.timeline.chapters))
        return tuple(dict.fromkeys(term for w in given if w is not None for term in w.named))

    @property
    def sounds(self) -> list[str]:
        """Names of the files that hold the whole edition's sound."""
        names = (f"{self.slug}{suffix}" for suffix in SOUND_SUFFIXES)
        return [name for name in names if self.has(name)]

    @property
    def tracks(self) -> list[str]:
        """Names of the chapters' own sound files, in order."""
        return sorted(f"chapters/{p.name}" for p in (self.folder / "chapters").glob("*.mp3"))

    def fact(self, name: str) -> str:
        """Return a fact of the record as one line, empty if it is not there."""
        return " ".join(str(self.record.get(name) or "").split())

    def has(self, name: str) -> bool:
        """Return whether the edition has a file."""
        return bool(name) and (self.folder / name).is_file()

    def text(self, name: str) -> str:
        """Return a file's text, which must be UTF-8."""
        return (self.folder / name).read_text(encoding="utf-8")

    def json(self, name: str) -> Any:
        """Return what a JSON file holds."""
        return json.loads(self.text(name))

    def archive(self, name: str) -> zipfile.ZipFile:
        """Return an archive, opened."""
        return zipfile.ZipFile(self.folder / name)

    def ms(self, samples: int) -> float:
        """Return a number of samples in milliseconds."""
        return samples * 1000 / self.timeline.sample_rate_hz

    def length_ms(self, chapter: TimedChapter) -> float:
        """Return a chapter's length in milliseconds."""
        return self.ms(chapter.end_samples - chapter.begin_samples)


def open_record(folder: Path) -> dict[str, Any]:
    """Return the record of an edition's folder.

    Raises:
        ReadingError: if the folder is no edition.
    """
    if not (folder / MARKER).is_file():
        raise ReadingError(
            f"{folder} is no edition: it has no {MARKER}.",
            "Name a folder that build has made, such as output/the-name-of-the-article.",
        )
    return read_record(folder / MARKER)


def read_timeline(folder: Path, with_words: bool = False) -> tuple[Timeline, dict[str, Any]]:
    """Return the timeline of an edition, and what it says of the whole.

    Args:
        with_words: whether the times of words are read too.

    Raises:
        OSError, ValueError, KeyError, TypeError: if it is not there or no timeline.
    """
    facts = json.loads((folder / TIMELINE).read_text(encoding="utf-8"))
    chapters = tuple(_chapter(given, with_words) for given in facts.pop("chapters"))
    rate_hz, total = int(facts["sample_rate_hz"]), int(facts["total_samples"])
    if rate_hz <= 0:
        raise ValueError(f"a sample rate of {rate_hz} Hz")
    return Timeline(rate_hz, total, chapters), facts


def _chapter(given: dict[str, Any], with_words: bool) -> TimedChapter:
    segments = tuple(_segment(segment, with_words) for segment in given["segments"])
    return TimedChapter(
        given["id"],
        given["title"],
        int(given["level"]),
        given["kind"],
        int(given["begin"]),
        int(given["end"]),
        segments,
        warning_of(given["warning"]),
    )


def _segment(given: dict[str, Any], with_words: bool) -> TimedSegment:
    words = tuple(TimedWord(*word) for word in given["words"]) if with_words else ()
    begin, end = int(given["begin"]), int(given["end"])
    return TimedSegment(
        given["id"], begin, end, given["role"], given["text"], given["spoken"], words
    )


def warning_of(facts: dict[str, Any] | None) -> ContentWarning | None:
    """Return the warning that a record or a timeline tells of, None where none is heard."""
    if not facts:
        return None
    return ContentWarning(
        tuple(facts["topics"]),
        Severity(facts["severity"]),
        facts["spoken"],
        WarningStatus(facts["status"]),
        tuple(facts["terms"]),
    )


def repeated(names: Iterable[str]) -> list[str]:
    """Return the names that are there more than once, each once, in order."""
    seen: set[str] = set()
    twice: dict[str, None] = {}
    for name in names:
        if name in seen:
            twice[name] = None
        seen.add(name)
    return list(twice)
