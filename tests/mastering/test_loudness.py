"""One gain a voice: the target, measured on what was encoded."""

import sys
from pathlib import Path

import numpy as np
import pytest

from audio_edition.errors import OutputError
from audio_edition.mastering.loudness import (
    TARGET_LUFS,
    TRUE_PEAK_DBTP,
    measure_file,
    measure_pcm,
)
from audio_edition.mastering.voice_level import CALIBRATION_TEXTS, PAUSE_MS, measure_voice
from tests.mastering.sounds import encoded_in_one_go


def test_a_calibrated_tone_measures_what_the_standard_says() -> None:
    # EBU Tech 3341 case 1: a 1 kHz sine of -23 dBFS in both channels is -23 LUFS; in one
    # channel alone it is 3 LU less.
    time_s = np.arange(10 * 48000) / 48000
    sine = 10 ** (-23 / 20) * np.sin(2 * np.pi * 1000 * time_s)
    measured = measure_pcm((sine * 32767).astype("<i2").tobytes(), 48000)
    assert measured.integrated_lufs == pytest.approx(-26.0, abs=0.15)
    assert measured.true_peak_dbtp == pytest.approx(-23.0, abs=0.3)


def test_a_file_that_is_no_sound_is_an_error_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "no-sound.mp3"
    path.write_bytes(b"not a sound" * 100)
    with pytest.raises(OutputError):
        measure_file(path)


@pytest.mark.skipif(sys.platform != "linux", reason="the embedded voice is Linux's default")
def test_the_voice_at_its_gain_meets_the_target_after_encoding(tmp_path: Path) -> None:
    from audio_edition.mastering.clip_sound import EDITION_RATE_HZ, master_clip
    from audio_edition.speaking.engine import Delivery, load_engine

    engine = load_engine("pyttsx3")
    delivery = Delivery(engine.default_voice("en"), engine.capabilities().default_rate_wpm)
    clips = [engine.speak(text, delivery, 20.0) for text in CALIBRATION_TEXTS]
    level = measure_voice(clips)
    pause = np.zeros(PAUSE_MS * EDITION_RATE_HZ // 1000, np.int16)
    sounds = [s for c in clips for s in (master_clip(c, level.gain_db).samples, pause)]
    for name, arguments in (
        ("v.mp3", ("-c:a", "libmp3lame", "-b:a", "64k")),
        ("v.m4a", ("-c:a", "aac", "-b:a", "64k", "-aac_coder", "fast")),
    ):
        encoded_in_one_go(np.concatenate(sounds), tmp_path / name, arguments)
        measured = measure_file(tmp_path / name)
        assert measured.integrated_lufs == pytest.approx(TARGET_LUFS, abs=1.0)
        assert measured.true_peak_dbtp <= TRUE_PEAK_DBTP
    assert 100 <= level.words_per_minute <= 260
