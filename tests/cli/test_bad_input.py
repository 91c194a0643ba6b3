"""Bad input: one sentence of what is wrong, one of what to do, the right exit code."""

import errno
import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.workshop import Workshop

ARTICLE = "# A title\n\nOne sentence. And another.\n"


def refused(workshop: Workshop, code: int) -> str:
    """Hold what was said to the rules for errors, and return it."""
    assert workshop.code == code, workshop.err
    assert workshop.out == ""
    assert "Traceback" not in workshop.err
    line = workshop.err.strip().splitlines()[-1]
    assert re.fullmatch(r"Error: .+[.”] \S.+\.", line), line
    assert not any(workshop.folder.glob("output/*"))
    assert not any(workshop.folder.glob("script/*"))
    return line


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.md", b" \n\n\t"),
        ("points.txt", b"... --- !!!"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256))),
        ("zeros.md", bytes(1000)),
        ("letter.rtf", rb"{\rtf1\ansi One sentence.}"),
        ("frame.html", b"<html><body><nav></nav></body></html>"),
        ("broken.txt", b"\xff\xfeA\x00\xd8"),
    ],
)
def test_what_is_no_article(workshop: Workshop, name: str, content: bytes) -> None:
    (workshop.folder / name).write_bytes(content)
    assert refused(workshop.run("build", name), 3).count(name) == 1


def test_a_file_that_is_not_there(workshop: Workshop) -> None:
    assert "no file nowhere.txt" in refused(workshop.run("build", "nowhere.txt"), 3)


def test_a_folder_in_place_of_an_article(workshop: Workshop) -> None:
    (workshop.folder / "folder").mkdir()
    assert "folder" in refused(workshop.run("build", "folder"), 3)


def test_a_name_that_no_file_can_have(workshop: Workshop) -> None:
    refused(workshop.run("build", "a\0b"), 3)


def test_an_article_without_a_name(workshop: Workshop) -> None:
    assert "name is empty" in refused(workshop.run("build", ""), 3)


def test_a_file_is_named_once_and_with_its_folder(workshop: Workshop) -> None:
    workshop.write("drafts/empty.md", "")
    line = refused(workshop.run("build", "drafts/empty.md"), 3)
    assert line.startswith("Error: drafts/empty.md is empty.")
    workshop.run("plan", "drafts/gone.md")
    assert workshop.err.startswith("Error: There is no file drafts/gone.md.")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(workshop: Workshop) -> None:
    workshop.write("secret.txt", ARTICLE)
    (workshop.folder / "secret.txt").chmod(0)
    refused(workshop.run("build", "secret.txt"), 3)


def test_an_output_folder_that_is_a_file(workshop: Workshop) -> None:
    workshop.write("a.md", ARTICLE)
    workshop.write("output", "I am a file")
    workshop.run("build", "a.md")
    assert workshop.code == 5
    assert "output" in workshop.err
    assert (workshop.folder / "output").read_text() == "I am a file"


def test_a_folder_of_other_files_is_never_replaced(workshop: Workshop) -> None:
    workshop.write("a.md", ARTICLE)
    workshop.write("output/a/diary.txt", "Dear diary")
    workshop.run("build", "a.md")
    assert workshop.code == 5
    assert (workshop.folder / "output/a/diary.txt").read_text() == "Dear diary"


def test_a_full_disk(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.write("a.md", ARTICLE)
    workshop.run("build", "a.md")
    assert workshop.code == 0, workshop.err
    before = (workshop.edition("a") / "edition.json").read_bytes()
    workshop.write("a.md", ARTICLE + "\nA third sentence.\n")
    real = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == "timeline.json":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    workshop.run("build", "a.md")
    assert workshop.code == 5
    assert "disk" in workshop.err
    assert "full" in workshop.err
    assert (workshop.edition("a") / "edition.json").read_bytes() == before
    assert [p.name for p in (workshop.folder / "output").glob(".*")] == []


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (("--engine", "gramophone"), 6, "gramophone"),
        (("--voice", "nobody"), 6, "nobody"),
        (("--rate", "9000"), 6, "9000"),
        (("--cover", "no-picture.png"), 5, "no-picture.png"),
        (("--date", "yesterday"), 2, "yesterday"),
        (("--settings", "no.toml"), 6, "no.toml"),
    ],
)
def test_options_that_cannot_be_met(
    workshop: Workshop, options: tuple[str, ...], code: int, says: str
) -> None:
    workshop.write("a.md", ARTICLE)
    line = ["build", "a.md", "--store", "store", *options]
    if "--engine" not in options:
        line += ["--engine", "tone"]
    from audio_edition.cli import run

    workshop.capsys.readouterr()
    workshop.code = run(line)
    workshop.err = workshop.capsys.readouterr().err
    assert workshop.code == code, workshop.err
    assert says in workshop.err
    assert "Traceback" not in workshop.err
    assert not any(workshop.folder.glob("output/*"))


@pytest.mark.parametrize(
    "text",
    ["engine = 3", "loudness = 1", "formats = ['mp5']", "not toml at all", "[voices]\nsinger='x'"],
)
def test_settings_that_are_wrong(workshop: Workshop, text: str) -> None:
    workshop.write("a.md", ARTICLE)
    workshop.write("audio-edition.toml", text)
    assert "audio-edition.toml" in refused(workshop.run("build", "a.md"), 6)


def test_a_script_that_is_damaged_names_the_line(workshop: Workshop) -> None:
    workshop.write("a.md", ARTICLE)
    assert workshop.run("script", "a.md").code == 0
    path = workshop.folder / "script" / "a.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines.insert(6, "  : [")
    path.write_text("\n".join(lines), encoding="utf-8")
    workshop.run("build", "a.md")
    assert workshop.code == 3
    assert re.search(r"line \d+", workshop.err)


def test_two_articles_of_one_name_are_refused(workshop: Workshop) -> None:
    workshop.write("one/a.md", ARTICLE)
    workshop.write("two/a.md", ARTICLE)
    refused(workshop.run("build", "one/a.md", "two/a.md"), 2)


def test_the_others_are_built_when_one_fails(workshop: Workshop) -> None:
    workshop.write("good.md", ARTICLE)
    workshop.write("also-good.md", ARTICLE)
    workshop.run("build", "good.md", "missing.md", "also-good.md")
    assert workshop.code == 3
    assert "Built 2 of 3; failed: missing.md." in workshop.err
    assert (workshop.edition("good") / "edition.json").exists()
    assert (workshop.edition("also-good") / "edition.json").exists()


@pytest.mark.parametrize(
    ("name", "text", "segments_at_least"),
    [
        ("word.txt", "Lighthouse", 1),
        ("line.txt", "The sea was calm that day and the boats went out. " * 400, 400),
        (
            "headings.md",
            "# Title\n\n" + "\n\n".join(f"## Part {i}\n\nText {i}." for i in range(300)),
            600,
        ),
        ("signs.md", '# A; title # with = "signs"\nand 🎈\n\n## More; #1 = "x" 🎈\n\nText.\n', 3),
    ],
)
def test_articles_of_odd_shapes_are_built(
    workshop: Workshop, name: str, text: str, segments_at_least: int
) -> None:
    workshop.write(name, text)
    workshop.run("build", name)
    assert workshop.code == 0, workshop.err
    edition = workshop.data(name.partition(".")[0], "edition.json")
    assert edition["segments"] >= segments_at_least
    assert edition["account"]["lost"] == 0


def test_an_article_from_standard_input(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io
    import sys

    stdin = io.TextIOWrapper(io.BytesIO(ARTICLE.encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stdin)
    workshop.run("build", "-")
    assert workshop.code == 0, workshop.err
    assert workshop.data("article", "edition.json")["title"] == "A title"


def test_a_fault_in_one_article_leaves_the_others(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from audio_edition.pipeline import preparing

    real = preparing.prepare

    def faulty(source: Any, *more: Any) -> Any:
        if source.name == "bad.md":
            raise ZeroDivisionError("an unforeseen case")
        return real(source, *more)

    monkeypatch.setattr(preparing, "prepare", faulty)
    workshop.write("bad.md", ARTICLE)
    workshop.write("good.md", ARTICLE)
    workshop.run("build", "bad.md", "good.md")
    assert workshop.code == 70
    assert "bad.md" in workshop.err
    assert "an unforeseen case" in workshop.err
    assert (workshop.edition("good") / "edition.json").exists()


def test_what_is_not_made_without_mp3_is_said(workshop: Workshop) -> None:
    workshop.write("a.md", ARTICLE)
    workshop.run("build", "a.md", "--format", "m4b")
    assert workshop.code == 0
    assert "EPUB" in workshop.err
    assert not (workshop.edition("a") / "a.epub").exists()
