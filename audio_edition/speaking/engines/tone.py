"""The tone engine: a pitch from each word, a length from its letters, exact marks.

It makes tests of the whole pipeline fast and exact: every word is one pure tone with a
sharp beginning, so an onset found in a decoded file can be held against the timeline to
the sample. It is no voice for listeners.
"""

from hashlib import blake2b
from typing import TYPE_CHECKING

from audio_edition.errors import SpeakingError
from audio_edition.speaking.engine import Availability, Capabilities, Delivery, WordTiming
from audio_edition.speaking.speakable import harmless
from audio_edition.speaking.word_marks import words_of
from audio_edition.speech import Clip, Voice, WordMark

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAMPLE_RATE_HZ = 22050
RATE_WPM = 175
AMPLITUDE = 9000
"""Of int16's 32767: about -11 dBFS at the peak."""
GAP_S = 0.04
"""Silence between two words."""
EDGE_S = 0.002
"""Rise and fall of a tone, short enough for an onset within a few samples."""


class ToneEngine:
    """Says every word as one tone."""

    name = "tone"

    def probe(self) -> Availability:
        """Return that it can be used: it needs nothing."""
        return Availability(True)

    def capabilities(self) -> Capabilities:
        """Return what the engine can do."""
        return Capabilities(SAMPLE_RATE_HZ, WordTiming.EXACT, True, RATE_WPM)

    def identity(self) -> str:
        """Return its name and version."""
        return "tone 2"

    def voices(self) -> tuple[Voice, ...]:
        """Return its two voices, an octave apart."""
        return tuple(
            Voice(id, f"Tone, {id}", ("mul",), self.name, licence="GPL-3.0-or-later")
            for id in ("high", "low")
        )

    def default_voice(self, language: str) -> str:
        """Return the low voice: it speaks every language equally badly."""
        return "low"

    def speak(self, text: str, delivery: Delivery, deadline_s: float) -> Clip:
        """Return one tone a word; see `Engine.speak`."""
        import numpy as np

        gap = np.zeros(round(GAP_S * SAMPLE_RATE_HZ), np.int16)
        parts, marks, position = [], [], 0
        for begin, end in words_of(harmless(text)):
            tone = _tone(text[begin:end], delivery)
            marks.append(WordMark(begin, end, position, position + len(tone)))
            parts += [tone, gap]
            position += len(tone) + len(gap)
        if not parts:
            raise SpeakingError("The tone engine found no word to say.", "Leave it out.")
        return Clip(np.concatenate(parts), SAMPLE_RATE_HZ, tuple(marks))

    def close(self) -> None:
        """Do nothing: no process was started."""


def _tone(word: str, delivery: Delivery) -> "NDArray[np.int16]":
    """Return the tone of one word, int16, shape (n_samples,)."""
    import numpy as np

    digest = blake2b(word.casefold().encode("utf-8", "surrogatepass"), digest_size=2)
    semitones = int.from_bytes(digest.digest()) % 24
    base_hz = 220.0 if delivery.voice == "low" else 440.0
    length_s = (0.08 + 0.03 * min(len(word), 12)) * RATE_WPM / delivery.rate_wpm
    time_s = np.arange(round(length_s * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    wave = AMPLITUDE * np.cos(2 * np.pi * base_hz * 2 ** (semitones / 12) * time_s)
    edge = np.minimum(time_s, time_s[::-1]) / EDGE_S
    return np.round(wave * np.minimum(edge, 1.0)).astype(np.int16)


def create() -> ToneEngine:
    """Return a tone engine."""
    return ToneEngine()
