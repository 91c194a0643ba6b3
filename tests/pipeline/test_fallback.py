"""Another voice that helps out is told of in the build's last line and in its record."""

import json
import shutil

import pytest

from audio_edition.errors import SpeakingError
from audio_edition.pipeline import recording
from audio_edition.speaking.engine import Delivery, Engine, load_engine
from audio_edition.speaking.engines.tone import ToneEngine
from audio_edition.speech import Clip
from tests.workshop import Workshop, bytes_of

ARTICLE = "# The ferry\n\nIt left at seven. This is a hard sentence. Nobody said much.\n"


class Hoarse(ToneEngine):
    """Fails at one sentence."""

    def speak(self, text: str, delivery: Delivery, deadline_s: float) -> Clip:
        if "hard" in text:
            raise SpeakingError("The stand-in lost its voice.", "Wait.")
        return super().speak(text, delivery, deadline_s)


def engine_of_a_worker(name: str) -> Engine:
    return Hoarse() if name == "tone" else load_engine(name)


@pytest.fixture
def hoarse(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    monkeypatch.setattr(recording, "_engine", engine_of_a_worker)
    workshop.write("ferry.md", ARTICLE)
    return workshop


def test_without_a_fallback_the_build_stops_and_names_the_sentence(hoarse: Workshop) -> None:
    hoarse.run("build", "ferry.md", "--jobs", "1")
    assert hoarse.code == 4
    assert "“This is a hard sentence.”" in hoarse.err
    assert not hoarse.edition("ferry").exists()


def test_with_one_it_says_so_last_and_in_the_record_and_tries_again(hoarse: Workshop) -> None:
    hoarse.write("audio-edition.toml", 'fallback = "pyttsx3"\n')
    for _ in range(2):
        hoarse.run("build", "ferry.md", "--jobs", "1")
        assert hoarse.code == 0, hoarse.err
        last = hoarse.out.splitlines()[-1]
        assert last.startswith("The chosen voice failed at 1 segment, where another was heard")
        assert "This is a hard sentence." in last
    assert list(hoarse.data("ferry", "edition.json")["fallbacks"].values()) == ["pyttsx3"]
    hoarse.run("build", "ferry.md", "--jobs", "1", "--json")
    assert len(json.loads(hoarse.out)["fallbacks"]) == 1


def test_a_voice_that_has_recovered_is_heard_again(
    hoarse: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    hoarse.write("audio-edition.toml", 'fallback = "pyttsx3"\n')
    hoarse.run("build", "ferry.md", "--jobs", "1")
    monkeypatch.setattr(recording, "_engine", load_engine)
    hoarse.run("build", "ferry.md", "--jobs", "1")
    assert "another was heard" not in hoarse.out
    assert hoarse.data("ferry", "edition.json")["fallbacks"] == {}


def test_a_recovered_voice_is_heard_in_every_file(
    hoarse: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    hoarse.write("audio-edition.toml", 'fallback = "pyttsx3"\n')
    hoarse.run("build", "ferry.md", "--jobs", "1")
    hoarsely = bytes_of(hoarse.edition("ferry"))
    monkeypatch.setattr(recording, "_engine", load_engine)
    hoarse.run("build", "ferry.md", "--jobs", "1")
    recovered = bytes_of(hoarse.edition("ferry"))
    shutil.rmtree(hoarse.folder / "output")
    hoarse.run("build", "ferry.md", "--jobs", "1")
    assert bytes_of(hoarse.edition("ferry")) == recovered
    # And back: what is kept of the passage is gone, and the voice fails again.
    shutil.rmtree(hoarse.folder / "store")
    monkeypatch.setattr(recording, "_engine", engine_of_a_worker)
    (hoarse.edition("ferry") / "transcript.vtt").unlink()
    hoarse.run("build", "ferry.md", "--jobs", "1")
    assert bytes_of(hoarse.edition("ferry")) == hoarsely
