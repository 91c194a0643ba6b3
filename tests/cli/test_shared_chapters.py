"""An edit leaves the files of unchanged chapters where they are, and never trusts them."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.cli.test_rebuild import ARTICLE
from tests.workshop import Workshop, bytes_of

EDITED = ARTICLE.replace("tired and happy", "tired but happy")


@pytest.fixture
def built(workshop: Workshop) -> Workshop:
    workshop.write("a.md", ARTICLE)
    assert workshop.run("build", "a.md").code == 0, workshop.err
    return workshop


def chapters(workshop: Workshop) -> dict[str, Path]:
    """Return the chapters' files by what they are called after their number."""
    files = (workshop.edition("a") / "chapters").glob("*.mp3")
    return {path.stem.partition("-")[2]: path for path in files}


def made_at_once(workshop: Workshop) -> dict[str, bytes]:
    """Return the same edition's files as they are made where none stands."""
    shutil.rmtree(workshop.folder / "output")
    assert workshop.run("build", "a.md").code == 0, workshop.err
    return bytes_of(workshop.edition("a"))


def edited(workshop: Workshop) -> dict[str, bytes]:
    workshop.write("a.md", EDITED)
    assert workshop.run("build", "a.md").code == 0, workshop.err
    return bytes_of(workshop.edition("a"))


@pytest.mark.skipif(sys.platform != "linux", reason="second names are sure only there")
def test_an_unchanged_chapter_is_the_same_file(built: Workshop) -> None:
    before = {name: path.stat().st_ino for name, path in chapters(built).items()}
    files = edited(built)
    after = {name: path.stat().st_ino for name, path in chapters(built).items()}
    assert after["the-morning"] == before["the-morning"]
    assert after["the-evening"] != before["the-evening"]
    assert all(path.stat().st_nlink == 1 for path in chapters(built).values())
    assert files == made_at_once(built)


def test_an_altered_chapter_is_written_again(built: Workshop) -> None:
    path = chapters(built)["the-morning"]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(bytes(content))
    assert edited(built) == made_at_once(built)


def test_a_missing_chapter_is_written_again(built: Workshop) -> None:
    chapters(built)["the-morning"].unlink()
    assert edited(built) == made_at_once(built)


def test_without_second_names_every_file_is_written(
    built: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*names: object) -> None:
        raise OSError("no second names here")

    monkeypatch.setattr(os, "link", refuse)
    assert edited(built) == made_at_once(built)


def test_a_record_of_nonsense_shares_nothing(built: Workshop) -> None:
    record = built.edition("a") / "edition.json"
    record.write_text('{"files": {}}')
    assert edited(built) == made_at_once(built)
