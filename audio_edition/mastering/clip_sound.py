"""One clip made fit for the edition: trimmed, at the edition's rate, at the voice's gain.

Everything here depends on the clip alone, never on its neighbours: a re-recorded
sentence sounds like the one it replaces, and an edit changes the level of nothing else.
"""

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio_edition.speech import Clip, WordMark

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EDITION_RATE_HZ = 44100
"""What every player, directory and DAISY device accepts."""
SILENCE_DBFS = -50.0
"""Below this a clip's ends count as silence: engines pad with -90 dBFS and less."""
MARGIN_MS = 8
"""Kept at each end, so that no first or last sound is cut."""
CEILING = 10 ** (-4.0 / 20)
"""Highest sample, of 1.0: leaves 3 dB for peaks between samples and the codec's own."""
KNEE = 0.7 * CEILING
"""Below it nothing is touched; between it and the ceiling peaks are rounded off."""


@dataclass(frozen=True, slots=True, eq=False)
class MasteredClip:
    """A clip as it stands in the edition."""

    samples: "NDArray[np.int16]"
    """Mono, shape (n_samples,), at `EDITION_RATE_HZ`."""
    words: tuple[WordMark, ...]
    """In the edition's samples."""


def load_libraries() -> None:
    """Load what clips are mastered with now, not with the first clip: it takes 0.1 s."""
    import numpy as np

    silence = Clip(np.zeros(1, np.int16), EDITION_RATE_HZ // 2)
    master_clip(silence, 0.0)


def master_clip(clip: Clip, gain_db: float) -> MasteredClip:
    """Return a clip trimmed, resampled and levelled.

    Args:
        clip: as the engine made it.
        gain_db: the voice's gain, the same for all of its clips.
    """
    begin, end = speech_range(clip)
    trimmed = clip.samples[begin:end]
    samples = limited(resampled(trimmed, clip.sample_rate_hz), gain_db)
    factor = EDITION_RATE_HZ / clip.sample_rate_hz
    words = (_moved(word, begin, end - begin, factor, len(samples)) for word in clip.words)
    return MasteredClip(samples, tuple(w for w in words if w.end_samples > w.begin_samples))


def speech_range(clip: Clip) -> tuple[int, int]:
    """Return the range of samples that is not leading or trailing silence.

    Silence is found by pydub, to the millisecond; a clip that is silent throughout is
    returned whole.
    """
    with warnings.catch_warnings():
        # pydub looks for an ffmpeg on the path when imported; it is not asked to decode.
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
        from pydub.silence import detect_leading_silence
    sound = AudioSegment(
        clip.samples.tobytes(), frame_rate=clip.sample_rate_hz, sample_width=2, channels=1
    )
    total_ms = len(sound)
    lead_ms = detect_leading_silence(sound, SILENCE_DBFS, 1)
    tail_ms = detect_leading_silence(sound.reverse(), SILENCE_DBFS, 1)
    if lead_ms >= total_ms:
        return 0, len(clip.samples)
    begin_ms = max(lead_ms - MARGIN_MS, 0)
    end_ms = max(tail_ms - MARGIN_MS, 0)
    rate_hz = clip.sample_rate_hz
    return begin_ms * rate_hz // 1000, len(clip.samples) - end_ms * rate_hz // 1000


def resampled(samples: "NDArray[np.int16]", sample_rate_hz: int) -> "NDArray[np.float32]":
    """Return samples at the edition's rate, float32 of full scale 1.0, by libsoxr."""
    import numpy as np

    scaled = samples.astype(np.float32) / 32768.0
    if sample_rate_hz == EDITION_RATE_HZ:
        return scaled
    import soxr

    return np.asarray(soxr.resample(scaled, sample_rate_hz, EDITION_RATE_HZ), np.float32)


def limited(samples: "NDArray[np.float32]", gain_db: float) -> "NDArray[np.int16]":
    """Return samples with a gain, peaks above the knee rounded off below the ceiling.

    Args:
        samples: full scale 1.0, shape (n_samples,).
        gain_db: decibels.
    """
    import numpy as np

    louder = samples * np.float32(10 ** (gain_db / 20))
    size = np.abs(louder)
    over = size > KNEE
    if over.any():
        room = CEILING - KNEE
        rounded = KNEE + room * np.tanh((size[over] - KNEE) / room)
        louder[over] = np.copysign(rounded, louder[over])
    return np.round(louder * 32767.0).astype(np.int16)


def _moved(word: WordMark, begin: int, length: int, factor: float, last: int) -> WordMark:
    """Return a word mark after trimming and resampling, kept inside the clip."""
    first = min(max(word.begin_samples - begin, 0), length)
    end = min(max(word.end_samples - begin, 0), length)
    return WordMark(
        word.begin, word.end, min(round(first * factor), last), min(round(end * factor), last)
    )
