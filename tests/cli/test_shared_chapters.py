"""An edit leaves the files of unchanged chapters where they are, and never trusts them."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from audio_edition.pipeline import hashing
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


def test_a_record_of_another_edition_shares_nothing(built: Workshop) -> None:
    """As after a build that ended before it could write its record."""
    files = ("output/a.revisions.json", "script/a.yaml")
    kept = {name: (built.folder / name).read_bytes() for name in files}
    edited(built)
    for name, content in kept.items():
        (built.folder / name).write_bytes(content)
    built.write("a.md", ARTICLE)
    assert built.run("build", "a.md").code == 0, built.err
    assert bytes_of(built.edition("a")) == made_at_once(built)


@pytest.mark.parametrize("target", ["gone.mp3", "copy.mp3"])
def test_a_link_to_another_place_is_not_shared(built: Workshop, target: str) -> None:
    path = chapters(built)["the-morning"]
    (built.folder / "copy.mp3").write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(built.folder / target)
    files = edited(built)
    assert not chapters(built)["the-morning"].is_symlink()
    assert files == made_at_once(built)


def test_a_chapter_that_cannot_be_read_is_written_again(
    built: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = chapters(built)["the-morning"].stat().st_ino
    hashed = hashing._size_and_sha256

    def refuse(path: Path) -> tuple[int, str]:
        if path.stat().st_ino == bad:
            raise PermissionError("not yours")
        return hashed(path)

    with monkeypatch.context() as here:
        here.setattr(hashing, "_size_and_sha256", refuse)
        files = edited(built)
    assert files == made_at_once(built)  # whose files may have the number of the bad one again


def test_a_chapter_whose_tags_alone_change_is_written_again(built: Workshop) -> None:
    before = bytes_of(built.edition("a"))
    built.write("audio-edition.toml", 'copyright = "2026 Ada Finch"\n')
    assert built.run("build", "a.md").code == 0, built.err
    after = bytes_of(built.edition("a"))
    tagged = [name for name in after if name.startswith("chapters/")]
    assert all(after[name] != before[name] for name in tagged)
    assert after == made_at_once(built)
