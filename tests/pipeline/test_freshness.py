"""An edition is up to date if nothing it depends on changed and all its files are there."""

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from audio_edition.pipeline import freshness
from audio_edition.pipeline.cast import identity
from audio_edition.pipeline.narration import Source
from audio_edition.settings import Settings
from audio_edition.speaking.engine import load_engine
from audio_edition.speaking.engines import tone
from audio_edition.speaking.engines.tone import ToneEngine
from audio_edition.speech import Voice
from tests.workshop import Workshop

SOURCE = Source("a.md", b"# Title\n")


def key(
    source: Source = SOURCE,
    files: tuple[Path, ...] = (),
    settings: Settings | None = None,
    engine: str = "tone 2",
    date: str = "",
) -> str:
    return freshness.inputs_key(source, files, settings or Settings(), engine, date)


def test_the_same_inputs_have_the_same_key() -> None:
    assert key() == key()


def test_the_articles_bytes_count_and_its_folder_does_not() -> None:
    assert key(Source("a.md", b"# Title \n")) != key()
    assert key(Source("elsewhere/a.md", SOURCE.data)) == key()


def test_engine_and_date_count() -> None:
    assert len({key(), key(engine="tone 3"), key(date="2026-01-31")}) == 3


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_every_setting_counts(name: str) -> None:
    given = getattr(Settings(), name)
    other = {bool: not given, int: 7, str: "other", tuple: ("opus",), dict: {"cue": "x"}}
    assert key(settings=replace(Settings(), **{name: other[type(given)]})) != key()


def test_files_count_by_their_bytes_and_by_being_there(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    absent = key(files=(path,))
    path.write_bytes(b"")
    empty = key(files=(path,))
    path.write_bytes(b"title: A\n")
    full = key(files=(path,))
    assert len({absent, empty, full}) == 3
    path.touch()
    assert key(files=(path,)) == full


def test_a_file_does_not_pass_for_another(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"x")
    before = key(files=(one, other))
    one.rename(other)
    assert key(files=(one, other)) != before


def test_the_program_itself_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key()
    monkeypatch.setattr(freshness, "program", lambda: [("a.py", 1, 2)])
    assert key() != before


class Replaceable(ToneEngine):
    """Has a model that can be replaced under the same name."""

    model = "sha256:1"

    def voices(self) -> tuple[Voice, ...]:
        return tuple(replace(voice, model=self.model) for voice in super().voices())


def test_a_model_replaced_under_the_same_name_counts() -> None:
    engine = Replaceable()
    cast = (("tone", "low", identity(engine, "low")), ("pyttsx3", "en-us", embedded()))
    assert freshness.is_unchanged(engine, cast)
    engine.model = "sha256:2"
    assert not freshness.is_unchanged(engine, cast)


def embedded() -> str:
    return identity(load_engine("pyttsx3"), "en-us")


def test_another_engine_than_the_chosen_one_counts() -> None:
    assert freshness.is_unchanged(ToneEngine(), [("pyttsx3", "en-us", embedded())])
    assert not freshness.is_unchanged(ToneEngine(), [("pyttsx3", "en-us", "espeak-ng 0")])
    assert not freshness.is_unchanged(ToneEngine(), [("gone", "x", "gone 1")])


def test_a_build_after_a_model_was_replaced_records_anew(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop.write("a.md", "# Title\n\nOne sentence.\n")
    monkeypatch.setattr(tone, "create", Replaceable)
    workshop.run("build", "a.md", "--jobs", "1")
    assert workshop.run("plan", "a.md", "--check").code == 0, workshop.out
    monkeypatch.setattr(Replaceable, "model", "sha256:2")
    assert workshop.run("plan", "a.md", "--check").code == 1
    assert "because of engine tone 2 sha256:2 instead of tone 2 sha256:1" in workshop.out
    workshop.run("build", "a.md", "--jobs", "1", "--json")
    assert json.loads(workshop.out)["recorded"] > 0
    assert workshop.run("plan", "a.md", "--check").code == 0


def edition(folder: Path) -> Path:
    (folder / "chapters").mkdir()
    (folder / "a.mp3").write_bytes(b"1234")
    (folder / "chapters" / "01.mp3").write_bytes(b"12")
    files = {"a.mp3": {"bytes": 4}, "chapters/01.mp3": {"bytes": 2}}
    (folder / "edition.json").write_text(json.dumps({"files": files}))
    return folder


def test_a_whole_edition_is_whole(tmp_path: Path) -> None:
    folder = edition(tmp_path)
    assert freshness.is_whole(folder, freshness.list_sha256(folder))
    assert not freshness.is_whole(folder, "the hash of another")


@pytest.mark.parametrize("name", ["a.mp3", "chapters/01.mp3", "edition.json"])
def test_one_without_a_file_is_not(tmp_path: Path, name: str) -> None:
    sha256 = freshness.list_sha256(edition(tmp_path))
    (tmp_path / name).unlink()
    assert not freshness.is_whole(tmp_path, sha256)


def test_one_with_a_file_cut_short_is_not(tmp_path: Path) -> None:
    (edition(tmp_path) / "a.mp3").write_bytes(b"123")
    assert not freshness.is_whole(tmp_path, freshness.list_sha256(tmp_path))


@pytest.mark.parametrize("record", ["", "[]", "{}", '{"files": 1}', '{"files": {"a.mp3": 1}}'])
def test_one_with_a_damaged_record_is_not(tmp_path: Path, record: str) -> None:
    (edition(tmp_path) / "edition.json").write_text(record)
    assert not freshness.is_whole(tmp_path, freshness.list_sha256(tmp_path))
