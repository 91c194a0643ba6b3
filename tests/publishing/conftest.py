"""One edition with every package, built once for all tests of packages."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from audio_edition.edition import Edition
from audio_edition.mastering.passage_sound import EncodedPassage
from audio_edition.pipeline import files
from tests.publishing import books


@dataclass(frozen=True)
class Book:
    """An edition and the folder that holds its files."""

    edition: Edition
    folder: Path
    made: list[EncodedPassage]

    def lengths_ms(self) -> list[int]:
        """Return the length of each chapter's sound, rounded down."""
        return [m.total_samples * 1000 // 44100 for m in self.made]


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    script = books.script_of()
    made = books.encoded(script)
    edition = books.edition_of(script, made)
    folder = tmp_path_factory.mktemp("book")
    books.fill(folder, edition, made)
    files.write_companions(folder, edition)
    files.write_packages(folder, edition)
    return Book(edition, folder, made)
