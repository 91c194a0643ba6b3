"""One gain for each voice, measured once on a fixed text.

A sentence is never levelled by itself: all clips of a voice get the same gain, so that a
sentence recorded again matches its neighbours and an edit changes no other level. The
same recording tells how fast the voice speaks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from audio_edition.mastering.clip_sound import EDITION_RATE_HZ, master_clip
from audio_edition.mastering.loudness import TARGET_LUFS, measure_pcm
from audio_edition.speech import Clip

CALIBRATION_TEXTS = (
    "The ferry left the harbour at half past seven, and most of the passengers stood on deck.",
    "Beyond the lighthouse the water was grey and almost still, and nobody said very much.",
    "“How long have you lived on the island?” she asked.",
    "He thought about it for a while: four winters, he said, and every one of them longer.",
    "By the time they reached the other side, the market had opened and the church bells rang.",
)
"""Ordinary narration with every kind of intonation an article has."""
PAUSE_MS = 350
GREATEST_GAIN_DB = 24.0
HEADROOM_LU = 0.4
"""Aimed above the target: encoding takes up to 0.4 LU, and so do cues and short sentences."""


@dataclass(frozen=True, slots=True)
class VoiceLevel:
    """What was measured of a voice at one rate."""

    gain_db: float
    """What brings it to the target, to a tenth of a decibel."""
    words_per_minute: int
    """How fast it really speaks, pauses between sentences not counted, to the nearest 5."""


def measure_voice(clips: Sequence[Clip]) -> VoiceLevel:
    """Return the level of a voice.

    Args:
        clips: `CALIBRATION_TEXTS` as the voice speaks them, in order.
    """
    sounds = [master_clip(clip, 0.0).samples for clip in clips]
    pause = bytes(2 * PAUSE_MS * EDITION_RATE_HZ // 1000)
    pcm = pause.join(sound.astype("<i2", copy=False).tobytes() for sound in sounds)
    measured_lufs = measure_pcm(pcm, EDITION_RATE_HZ).integrated_lufs
    gain_db = min(round(TARGET_LUFS + HEADROOM_LU - measured_lufs, 1), GREATEST_GAIN_DB)
    words = sum(len(text.split()) for text in CALIBRATION_TEXTS)
    minutes = sum(len(sound) for sound in sounds) / EDITION_RATE_HZ / 60
    return VoiceLevel(gain_db, 5 * round(words / minutes / 5))
