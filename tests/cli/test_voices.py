"""`audio-edition voices` lists, samples and adds."""

import json
from pathlib import Path

import pytest

from tests.workshop import Workshop


@pytest.fixture(autouse=True)
def own_voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDIO_EDITION_VOICES", str(tmp_path / "voices"))


def test_voices_here_and_voices_to_be_added_are_listed(workshop: Workshop) -> None:
    workshop.run("voices", "--language", "en")
    assert workshop.code == 0
    assert "en-us: English (America), en-us, male" in workshop.out
    assert "add it with `audio-edition voices add kokoro-v1.0`" in workshop.out
    assert "can be used" in workshop.err


def test_one_engine_and_one_language(workshop: Workshop) -> None:
    workshop.run("voices", "--engine", "pyttsx3", "--language", "pt", "--json")
    voices = [json.loads(line) for line in workshop.out.splitlines()]
    assert [v["id"] for v in voices] == ["pt", "pt-br"]
    assert {v["state"] for v in voices} == {"here"}


def test_an_engine_that_is_not_there(workshop: Workshop) -> None:
    assert workshop.run("voices", "--engine", "nobody").code == 6
    assert "There is no speech engine named 'nobody'." in workshop.err


def player(folder: Path, monkeypatch: pytest.MonkeyPatch, code: int = 0) -> Path:
    """Install a player that keeps what it is given; return where."""
    kept = folder / "kept.wav"
    command = folder / "aplay"
    command.write_text(f'#!/bin/sh\n[ "$1" = -q ] && /bin/cp "$2" "{kept}"\nexit {code}\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return kept


def test_a_sample_is_played(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = player(workshop.folder, monkeypatch)
    workshop.run("voices", "sample", "tone:high", "--text", "Good morning.")
    assert (workshop.code, workshop.out, workshop.err) == (0, "", "")
    assert kept.read_bytes()[:4] == b"RIFF"
    assert not (workshop.folder / "high.wav").exists()


def test_a_player_that_fails_is_told_of(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    player(workshop.folder, monkeypatch, code=1)
    assert workshop.run("voices", "sample", "tone:high").code == 5
    assert "could not play the sound. Write a file with --out FILE.wav" in workshop.err


def test_where_there_is_a_player_a_file_is_written_if_it_is_named(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = player(workshop.folder, monkeypatch)
    workshop.run("voices", "sample", "tone:high", "--out", "there.wav")
    assert workshop.out == "Listen to there.wav\n"
    assert (workshop.folder / "there.wav").read_bytes()[:4] == b"RIFF"
    assert not kept.exists()


def test_a_sample_is_a_wave_file_where_there_is_no_player(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(workshop.folder / "nothing"))
    workshop.run("voices", "sample", "tone:high", "--text", "Good morning.")
    assert (workshop.folder / "high.wav").read_bytes()[:4] == b"RIFF"
    assert workshop.out == "Listen to high.wav\n"


@pytest.mark.parametrize("voice", ["nobody", "tone:nobody"])
def test_a_sample_of_nobody_is_refused(workshop: Workshop, voice: str) -> None:
    assert workshop.run("voices", "sample", voice).code == 6
    assert "no voice named 'nobody'" in workshop.err


def test_a_sample_that_cannot_be_written(workshop: Workshop) -> None:
    assert workshop.run("voices", "sample", "tone:low", "--out", "no/such/folder.wav").code == 5


def test_a_model_from_a_file_is_added(workshop: Workshop) -> None:
    workshop.write("mine.onnx", "model")
    workshop.write("mine.onnx.json", '{"language": {"code": "en_GB"}, "audio": {}}')
    workshop.run("voices", "add", "mine", "--from", "mine.onnx")
    assert workshop.code == 0, workshop.err
    assert (workshop.folder / "voices" / "piper" / "mine" / "voice.json").exists()


def test_a_wrong_model_for_a_voice_of_the_catalogue_is_refused(workshop: Workshop) -> None:
    workshop.write("en_US-joe-medium.onnx", "no model")
    workshop.write("en_US-joe-medium.onnx.json", "{}")
    workshop.run("voices", "add", "en_US-joe-medium", "--from", "en_US-joe-medium.onnx")
    assert workshop.code == 4
    assert "is not the one in the catalogue" in workshop.err


@pytest.mark.parametrize(
    ("given", "told"),
    [(("nobody",), "no voice 'nobody' in the catalogue"), (("x", "--from", "no"), "no file no")],
)
def test_a_voice_that_cannot_be_had(workshop: Workshop, given: tuple[str, ...], told: str) -> None:
    assert workshop.run("voices", "add", *given).code == 6
    assert told in workshop.err
