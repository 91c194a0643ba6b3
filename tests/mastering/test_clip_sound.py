"""One clip made fit for the edition: trimmed, resampled, levelled, limited."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.mastering.clip_sound import (
    CEILING,
    EDITION_RATE_HZ,
    limited,
    master_clip,
    resampled,
    speech_range,
)
from audio_edition.speech import Clip, WordMark

RATE_HZ = 22050


def burst(lead: int, sound: int, tail: int) -> Clip:
    wave = 8000 * np.sin(2 * np.pi * 440 * np.arange(sound) / RATE_HZ)
    samples = np.concatenate([np.zeros(lead), wave, np.zeros(tail)]).astype(np.int16)
    return Clip(samples, RATE_HZ, (WordMark(0, 4, lead, lead + sound),))


@given(st.integers(0, 9000), st.integers(2000, 9000), st.integers(0, 9000))
@settings(max_examples=40, deadline=None)
def test_trimming_keeps_all_sound_and_little_else(lead: int, sound: int, tail: int) -> None:
    begin, end = speech_range(burst(lead, sound, tail))
    slack = 22 * 12  # 12 ms: the margin and a step of the search
    assert lead - slack <= begin <= lead + 22
    assert lead + sound - 22 <= end <= lead + sound + slack


def test_a_silent_clip_is_left_whole() -> None:
    assert speech_range(Clip(np.zeros(5000, np.int16), RATE_HZ)) == (0, 5000)


def test_a_quiet_voice_is_not_taken_for_silence() -> None:
    clip = burst(3000, 6000, 3000)
    quiet = Clip((clip.samples // 40).astype(np.int16), RATE_HZ)
    begin, end = speech_range(quiet)
    assert begin <= 3000 + 22
    assert end >= 9000 - 22


def test_marks_follow_trimming_and_resampling() -> None:
    clip = master_clip(burst(4410, 6615, 8820), 0.0)
    (word,) = clip.words
    assert abs(word.begin_samples - 8 * 44.1) < 3 * 44.1
    assert abs((word.end_samples - word.begin_samples) - 0.3 * EDITION_RATE_HZ) < 100
    assert word.end_samples <= len(clip.samples)


@given(st.floats(-20, 30), st.integers(1, 32767))
@settings(max_examples=60, deadline=None)
def test_no_gain_takes_a_sample_over_the_ceiling(gain_db: float, peak: int) -> None:
    wave = peak / 32768 * np.sin(np.linspace(0, 60, 2000)).astype(np.float32)
    loudest = int(np.abs(limited(wave, gain_db).astype(np.int32)).max())
    assert loudest <= np.ceil(CEILING * 32767)


def test_below_the_knee_nothing_but_the_gain_is_changed() -> None:
    wave = (0.1 * np.sin(np.linspace(0, 60, 2000))).astype(np.float32)
    assert np.array_equal(limited(wave, 6.0), np.round(wave * 10 ** (6 / 20) * 32767))


def test_resampling_keeps_the_length_in_seconds() -> None:
    sound = resampled(burst(0, 22050, 0).samples, RATE_HZ)
    assert len(sound) == EDITION_RATE_HZ
