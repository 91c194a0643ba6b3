"""Voices are installed whole, checked, and with what their licence asks for."""

import hashlib
import json
from pathlib import Path

import pytest

from audio_edition.errors import SpeakingError
from audio_edition.speaking.catalogue import OFFERS, Offer, RemoteFile
from audio_edition.speaking.voice_folder import installed
from audio_edition.speaking.voice_installing import add_offer, add_offer_from, add_piper_model

MODEL, DESCRIPTION = b"model", b'{"language": {"code": "en_GB"}, "audio": {"quality": "low"}}'


def remote(name: str, body: bytes) -> RemoteFile:
    digest = hashlib.sha256(body).hexdigest()
    return RemoteFile(name, f"https://example.org/{name}", len(body), digest)


OFFER = Offer(
    "en_GB-test-low",
    "Test",
    "piper",
    ("en-GB",),
    "female",
    "low",
    "CC-BY-4.0",
    "Voice by A. Person.",
    (remote("t.onnx", MODEL), remote("t.onnx.json", DESCRIPTION)),
)


def given(folder: Path) -> Path:
    folder.mkdir()
    (folder / "t.onnx").write_bytes(MODEL)
    (folder / "t.onnx.json").write_bytes(DESCRIPTION)
    return folder


def test_a_voice_is_installed_from_files_with_its_licence(tmp_path: Path) -> None:
    add_offer_from(OFFER, [given(tmp_path / "given") / "t.onnx"], tmp_path / "voices")
    (voice,) = installed("piper", tmp_path / "voices")
    assert (voice.id, voice.languages, voice.licence) == ("en_GB-test-low", ("en-GB",), "CC-BY-4.0")
    assert voice.attribution == "Voice by A. Person."
    assert voice.model.startswith("sha256:")


def test_a_model_that_changes_has_another_hash(tmp_path: Path) -> None:
    add_offer_from(OFFER, [given(tmp_path / "given")], tmp_path / "voices")
    (before,) = installed("piper", tmp_path / "voices")
    first = before.model
    next(f for f in before.files if f.suffix == ".onnx").write_bytes(b"another")
    (after,) = installed("piper", tmp_path / "voices")
    assert after.model != first


def test_a_wrong_file_is_refused_and_the_voice_that_was_there_stays(tmp_path: Path) -> None:
    folder = given(tmp_path / "given")
    add_offer_from(OFFER, [folder], tmp_path / "voices")
    (folder / "t.onnx").write_bytes(b"altered")
    with pytest.raises(SpeakingError, match="not the one in the catalogue"):
        add_offer_from(OFFER, [folder], tmp_path / "voices")
    assert (folder / "t.onnx").exists()
    (voice,) = installed("piper", tmp_path / "voices")
    assert voice.files[1].read_bytes() == MODEL


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder = given(tmp_path / "given")
    (folder / "t.onnx.json").unlink()
    with pytest.raises(SpeakingError, match=r"also needs the file t\.onnx\.json"):
        add_offer_from(OFFER, [folder], tmp_path / "voices")


def test_a_download_that_was_interrupted_keeps_its_finished_files(tmp_path: Path) -> None:
    asked: list[str] = []
    bodies = {"t.onnx": MODEL, "t.onnx.json": DESCRIPTION}

    def fetch(file: RemoteFile, folder: Path) -> Path:
        asked.append(file.name)
        if len(asked) == 2:
            raise SpeakingError("The line is down.", "Wait.")
        path = folder / file.name
        path.write_bytes(bodies[file.name])
        return path

    with pytest.raises(SpeakingError):
        add_offer(OFFER, tmp_path, fetch)
    assert installed("piper", tmp_path) == ()
    add_offer(OFFER, tmp_path, fetch)
    assert asked == ["t.onnx", "t.onnx.json", "t.onnx.json"]
    assert len(installed("piper", tmp_path)) == 1
    assert not (tmp_path / ".downloads" / OFFER.id).exists()


def test_a_model_of_ones_own_is_described_by_its_own_file(tmp_path: Path) -> None:
    folder = given(tmp_path / "given")
    add_piper_model("my-voice", folder / "t.onnx", tmp_path / "voices")
    (voice,) = installed("piper", tmp_path / "voices")
    assert (voice.id, voice.languages, voice.quality) == ("my-voice", ("en-GB",), "low")


@pytest.mark.parametrize("name", ["../x", "", ".hidden", "a/b", "x" * 200])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    folder = given(tmp_path / "given")
    with pytest.raises(SpeakingError, match="cannot be that of a folder"):
        add_piper_model(name, folder / "t.onnx", tmp_path / "voices")


def test_a_model_without_description_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.onnx").write_bytes(MODEL)
    with pytest.raises(SpeakingError, match="no readable description"):
        add_piper_model("mine", tmp_path / "t.onnx", tmp_path / "voices")


@pytest.mark.parametrize(
    "record",
    ["", "[]", "{}", json.dumps({"id": "x", "name": "x", "languages": [], "files": ["no"]})],
)
def test_a_damaged_voice_is_left_out(tmp_path: Path, record: str) -> None:
    folder = tmp_path / "piper" / "x"
    folder.mkdir(parents=True)
    (folder / "voice.json").write_text(record)
    assert installed("piper", tmp_path) == ()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "voices").write_text("in the way")
    with pytest.raises(SpeakingError, match="cannot be written"):
        add_offer_from(OFFER, [given(tmp_path / "given")], tmp_path / "voices")


def test_the_catalogue_says_everything_of_every_voice() -> None:
    assert len({offer.id for offer in OFFERS}) == len(OFFERS)
    for offer in OFFERS:
        assert offer.licence
        assert offer.languages
        for file in offer.files:
            assert file.address.startswith("https://")
            assert len(file.sha256) == 64
            assert file.size_bytes > 0
