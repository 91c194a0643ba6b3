"""A voice that spells with tones, and a recogniser that reads them: both without mistakes."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from audio_edition.mastering.hearing.fitting import Span
from audio_edition.mastering.hearing.listening import Due
from audio_edition.mastering.hearing.recogniser import RATE_HZ
from audio_edition.mastering.hearing.sound import STEP_SAMPLES, Sound

LETTER_SAMPLES, GAP_SAMPLES = 480, 160
PAUSE_SAMPLES = RATE_HZ * 3 // 10
LOWEST_HZ, APART_HZ = 400, 100
Samples = NDArray[np.int16]

SENTENCES = (
    "The boat left early.",
    "Nobody on the quay had slept, and the sea was grey.",
    "There were four of us.",
    "A gull followed the boat as far as the second buoy and then went home.",
    "We ate bread.",
    "The captain said that the weather would hold until the evening, or nearly.",
    "It did not hold at all.",
    "By noon the wind had turned to the north and every rope was wet.",
    "Someone laughed, and that helped.",
    "Below deck the stove had gone out again.",
    "Two of the younger men lit it with a page from the log.",
    "Later the page was missed.",
    "I have often thought of that page since, and of what may have stood on it.",
    "We came home at dusk.",
    "The harbour lamps were lit one after another, as they always had been.",
    "My sister was waiting.",
    "She asked what we had caught, and nobody wished to be the first to say.",
    "So we told her of the gull.",
)


def letters(text: str) -> str:
    """Return what is spelt of a text."""
    return re.sub("[^a-z]", "", text.lower())


def spelt(text: str) -> Samples:
    """Return the sound of a text."""
    time_s = np.arange(LETTER_SAMPLES) / RATE_HZ
    gap = np.zeros(GAP_SAMPLES, np.int16)
    tones = [
        (8000 * np.sin(2 * np.pi * time_s * (LOWEST_HZ + APART_HZ * (ord(c) - 97))))
        for c in letters(text)
    ]
    pieces = [piece for tone in tones for piece in (tone.astype(np.int16), gap)]
    return np.concatenate(pieces)[:-GAP_SAMPLES]


class Reader:
    """Reads what `spelt` has written."""

    def __init__(self) -> None:
        self.longest_s = 0.0
        self.times = 0

    def hear(self, sound: NDArray[np.float32], closely: bool = True) -> str:
        """Return the letters heard, in one word."""
        self.times += 1
        self.longest_s = max(self.longest_s, len(sound) / RATE_HZ)
        loud = np.convolve(np.abs(sound) > 0.001, np.ones(41), "same") > 0
        loud = np.concatenate(([0], loud.astype(np.int8), [0]))
        bounds = np.flatnonzero(np.diff(loud))
        runs = [sound[max(a, 0) : b] for a, b in zip(bounds[::2], bounds[1::2], strict=False)]
        return "".join(_letter(run) for run in runs if len(run) > LETTER_SAMPLES // 2)


def _letter(run: NDArray[np.float32]) -> str:
    spectrum = np.abs(np.fft.rfft(run * np.hanning(len(run)), RATE_HZ))
    return chr(97 + min(max(round((int(spectrum.argmax()) - LOWEST_HZ) / APART_HZ), 0), 25))


@dataclass(frozen=True)
class Recording:
    """The sound of each sentence, and the silence after each."""

    bodies: tuple[Samples, ...]
    pauses: tuple[int, ...]

    @classmethod
    def of(cls, sentences: Sequence[str] = SENTENCES) -> "Recording":
        """Return a good recording."""
        return cls(tuple(map(spelt, sentences)), (PAUSE_SAMPLES,) * len(sentences))

    def with_body(self, number: int, body: Samples, pause: int = PAUSE_SAMPLES) -> "Recording":
        """Return a recording in which one sentence sounds otherwise."""
        bodies, pauses = list(self.bodies), list(self.pauses)
        bodies[number], pauses[number] = body, pause
        return replace(self, bodies=tuple(bodies), pauses=tuple(pauses))

    def sound(self) -> Sound:
        """Return it all, to be listened to."""
        pieces = [np.zeros(PAUSE_SAMPLES, np.int16)]
        for body, pause in zip(self.bodies, self.pauses, strict=True):
            pieces += [body, np.zeros(pause, np.int16)]
        return Sound(io.BytesIO(np.concatenate(pieces).tobytes()))

    def dues(self, sentences: Sequence[str] = SENTENCES) -> list[Due]:
        """Return when each sentence is due, if this is how it should be."""
        position, found = PAUSE_SAMPLES, []
        for sentence, body, pause in zip(sentences, self.bodies, self.pauses, strict=True):
            end = position + len(body)
            found.append(Due(Span(position // STEP_SAMPLES, -(-end // STEP_SAMPLES)), sentence))
            position = end + pause
        return found
