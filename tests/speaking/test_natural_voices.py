"""What the natural voices do with an editor's sounds, and how loud they are; `make test-all`."""

from collections.abc import Iterator

import numpy as np
import pytest

from audio_edition.mastering.clip_sound import master_clip
from audio_edition.mastering.loudness import TARGET_LUFS, measure_pcm
from audio_edition.mastering.voice_level import CALIBRATION_TEXTS, HEADROOM_LU, measure_voice
from audio_edition.pronunciation import pronounced
from audio_edition.speaking.engine import Delivery, Engine
from audio_edition.speaking.marked import speak_marked
from audio_edition.speech import Clip

from .available import available

pytestmark = pytest.mark.heavy
DEADLINE_S = 300.0
SENTENCE = "He went to {}, and nobody asked why."
ORDINARY = (
    "For eleven years the inspectors had warned that the sea wall would not stand another "
    "winter, and for eleven years the council had found other uses for the money.",
    "Nobody was surprised.",
    "The harbour master, who had kept a diary since he was a boy, read from it to the court.",
)


@pytest.fixture(scope="module", params=["piper", "kokoro"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    yield from available(request.param)


def speak(engine: Engine, text: str) -> Clip:
    voice, can = engine.default_voice("en-US"), engine.capabilities()
    return speak_marked(engine, text, Delivery(voice, can.default_rate_wpm), DEADLINE_S)


def test_sounds_are_heard_in_place_of_the_word(engine: Engine) -> None:
    given = speak(engine, SENTENCE.format(pronounced("Worcester", "ˈwʊstɚ")))
    read = speak(engine, SENTENCE.format("Leominster"))
    same = speak(engine, SENTENCE.format(pronounced("Leominster", "/ˈwʊs.tɚ/")))
    assert given.samples.tobytes() != read.samples.tobytes()
    assert given.samples.tobytes() == same.samples.tobytes()
    assert len(given.samples) < len(read.samples)


def test_the_sounds_of_a_word_are_those_it_would_have_anyway(engine: Engine) -> None:
    given = speak(engine, SENTENCE.format(pronounced("Ghent", "ɡˈɛnt")))
    read = speak(engine, SENTENCE.format("Ghent"))
    assert given.samples.tobytes() == read.samples.tobytes()


def test_a_word_said_by_sounds_is_one_mark(engine: Engine) -> None:
    name = pronounced("New Orleans", "njuː ˈɔːliənz")
    text = SENTENCE.format(name)
    clip = speak(engine, text)
    words = [text[w.begin : w.end] for w in clip.words]
    assert words == ["He", "went", "to", name, "and", "nobody", "asked", "why"]
    at = clip.words[3]
    assert 0.4 < (at.end_samples - at.begin_samples) / clip.sample_rate_hz < 1.6


def test_ordinary_narration_meets_the_target(engine: Engine) -> None:
    gain_db = measure_voice([speak(engine, text) for text in CALIBRATION_TEXTS]).gain_db
    sounds = [master_clip(speak(engine, text), gain_db).samples for text in ORDINARY]
    pcm = np.concatenate(sounds).astype("<i2").tobytes()
    aim = TARGET_LUFS + HEADROOM_LU  # encoding takes some
    assert measure_pcm(pcm, 44100).integrated_lufs == pytest.approx(aim, abs=1.0)
