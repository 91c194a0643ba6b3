"""One gain for each voice, measured once on a fixed text.

A sentence is never levelled by itself: all clips of a voice get the same gain, so that a
sentence recorded again matches its neighbours and an edit changes no other level. The
same recording tells how fast the voice speaks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio_edition.mastering.clip_sound import EDITION_RATE_HZ, master_clip
from audio_edition.mastering.loudness import TARGET_LUFS, measure_pcm
from audio_edition.speech import Clip

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CALIBRATION_TEXTS = (
    "The ferry left the harbour at half past seven, and most of the passengers stood on deck.",
    "“How long have you lived on the island?” she asked.",
    "When the committee published its report in the spring, after three years of hearings and "
    "more than two hundred interviews, it found that the harbour had been neglected by every "
    "government since the war.",
    "According to the record, the company had known about the fault for eleven years, had twice "
    "decided against a repair because of its cost, and had told neither the crews nor the "
    "passengers.",
    "Most families who live along the northern shore have relatives on the mainland, where wages "
    "are higher, winters are shorter, and the nearest hospital is twenty minutes away by road.",
)
"""Ordinary narration: mostly long sentences, which a natural voice speaks up to 3 LU lower."""
PAUSE_MS = 350
GREATEST_GAIN_DB = 24.0
HEADROOM_LU = 0.4
"""Aimed above the target: encoding takes up to 0.4 LU, and so do cues and short sentences."""
ROUNDS = 3
"""Measurements until the gain is right: rounding off peaks takes some of it away again."""


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
    gain_db = 0.0
    for _ in range(ROUNDS):
        sounds = [master_clip(clip, gain_db).samples for clip in clips]
        missing_db = TARGET_LUFS + HEADROOM_LU - _lufs(sounds)
        gain_db = min(round(gain_db + missing_db, 1), GREATEST_GAIN_DB)
    words = sum(len(text.split()) for text in CALIBRATION_TEXTS)
    minutes = sum(len(sound) for sound in sounds) / EDITION_RATE_HZ / 60
    return VoiceLevel(gain_db, 5 * round(words / minutes / 5))


def _lufs(sounds: "Sequence[NDArray[np.int16]]") -> float:
    """Return the loudness of sounds with a pause between them."""
    pause = bytes(2 * PAUSE_MS * EDITION_RATE_HZ // 1000)
    pcm = pause.join(sound.astype("<i2", copy=False).tobytes() for sound in sounds)
    return measure_pcm(pcm, EDITION_RATE_HZ).integrated_lufs
