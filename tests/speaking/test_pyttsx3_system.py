"""pyttsx3's public interface, worked round: the recipe that was right every time."""

import sys
from collections.abc import Iterator

import numpy as np
import pytest

from audio_edition.errors import SpeakingError
from audio_edition.speaking.engine import Delivery
from audio_edition.speaking.engines.pyttsx3_system import SystemEngine
from audio_edition.speech import Clip

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="Elsewhere it depends on the voices of the system."
)


@pytest.fixture(scope="module")
def engine() -> Iterator[SystemEngine]:
    made = SystemEngine()
    yield made
    made.close()


def speak(engine: SystemEngine, text: str, rate_wpm: float = 170, voice: str = "") -> Clip:
    voice = voice or engine.default_voice("en")
    return engine.speak(text, Delivery(voice, rate_wpm), 30.0)  # type: ignore[arg-type]


def loud_s(clip: Clip) -> float:
    """Return how long there is something to hear, in seconds."""
    heard = np.flatnonzero(np.abs(clip.samples.astype(int)) > 200)
    return float(heard[-1] - heard[0]) / clip.sample_rate_hz


def test_the_first_sentence_of_a_process_is_spoken() -> None:
    engine = SystemEngine()
    assert loud_s(speak(engine, "The ferry left the harbour at half past seven.")) > 1.5
    engine.close()


def test_every_sentence_of_many_is_spoken_whole(engine: SystemEngine) -> None:
    numbers = ["one", "one two three", "one two three four five six", "one two"]
    lengths = [loud_s(speak(engine, text)) for text in numbers * 2]
    assert lengths[:4] == pytest.approx(lengths[4:], abs=0.08)
    assert lengths[0] < lengths[3] < lengths[1] < lengths[2]


def test_a_rate_given_as_a_fraction_is_obeyed(engine: SystemEngine) -> None:
    text = "The ferry left the harbour at half past seven."
    slow, fast = loud_s(speak(engine, text, 120.4)), loud_s(speak(engine, text, 240.6))
    assert fast < 0.65 * slow


def test_settings_do_not_stay_with_the_next_sentence(engine: SystemEngine) -> None:
    text = "Nobody said very much."
    before = loud_s(speak(engine, text))
    french = engine.default_voice("fr")
    speak(engine, "Bonjour.", 300, french)
    assert loud_s(speak(engine, text)) == pytest.approx(before, abs=0.08)


def test_a_voice_that_is_not_there_is_an_error(engine: SystemEngine) -> None:
    with pytest.raises(SpeakingError, match="no voice 'nobody'"):
        speak(engine, "Good morning.", voice="nobody")


def test_a_text_too_long_for_the_library_is_spoken_in_pieces(engine: SystemEngine) -> None:
    clip = speak(engine, "and then another word " * 150, 400)
    assert len(clip.samples) / clip.sample_rate_hz > 60


def test_nothing_is_printed(engine: SystemEngine, capfd: pytest.CaptureFixture[str]) -> None:
    speak(engine, "Good morning.")
    assert capfd.readouterr() == ("", "")


def test_a_driver_that_cannot_be_had_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = SystemEngine()
    monkeypatch.setattr(engine._process, "_line", [sys.executable, "-c", "raise SystemExit(1)"])
    there = engine.probe()
    assert not there.is_available
    assert there.reason.startswith("The system's voice")
    assert there.remedy.endswith(".")
