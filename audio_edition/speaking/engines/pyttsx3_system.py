"""The system's own voices through pyttsx3: macOS, Windows, or a system-wide espeak.

pyttsx3 runs in a process of its own (`pyttsx3_process.py`) that is given one sentence at
a time, with a deadline: the library hangs, crashes and prints where it should not, and
none of that may reach the build.
"""

import sys
import tempfile
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audio_edition import remains
from audio_edition.errors import SettingsError, SpeakingError
from audio_edition.speaking.engine import (
    Availability,
    Capabilities,
    Delivery,
    WordTiming,
    matching_voice,
)
from audio_edition.speaking.engine_process import EngineProcess
from audio_edition.speaking.pieces import pieces
from audio_edition.speaking.speakable import harmless, is_speakable
from audio_edition.speech import Clip, Voice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE_WPM = 170
RATES_WPM = (80, 450)
"""Drivers fail, or do as they please, beyond what espeak can do."""
LONGEST_PIECE = 1500
"""Characters spoken at a time: pyttsx3 hangs or ends at about fifteen thousand."""
START_DEADLINE_S = 60.0
MODULE = "audio_edition.speaking.engines.pyttsx3_process"


class SystemEngine:
    """Speaks through pyttsx3's public interface in a process of its own."""

    def __init__(self, name: str = "pyttsx3-system") -> None:
        """Make an engine; no process is started before it is needed."""
        self.name = name
        self._process = EngineProcess(MODULE, who="system's voice")

    def probe(self) -> Availability:
        """Return whether pyttsx3 finds a driver and a voice here."""
        try:
            if self._facts["voices"]:
                return Availability(True)
            why = "The system has no voice."
        except SpeakingError as error:
            why = error.problem
        return Availability(False, why, "Install a voice in the system's settings.")

    def capabilities(self) -> Capabilities:
        """Return what the engine can do; its word times are thrown away by pyttsx3."""
        return Capabilities(22050, WordTiming.NONE, False, RATE_WPM, most_processes=1, start_s=0.5)

    def identity(self) -> str:
        """Return pyttsx3's version and the driver's name."""
        return f"pyttsx3 {version('pyttsx3')} {self._facts['driver']} on {sys.platform}"

    @cached_property
    def _facts(self) -> dict[str, Any]:
        return self._process.ask({"do": "facts"}, START_DEADLINE_S)[0]

    def voices(self) -> tuple[Voice, ...]:
        """Return the system's voices."""
        found = (
            Voice(v["id"], v["name"], tuple(v["languages"]), self.name, v["gender"])
            for v in self._facts["voices"]
        )
        return tuple(sorted(found, key=lambda voice: voice.id))

    def default_voice(self, language: str) -> str:
        """Return the first voice that speaks the language, else refuse."""
        voice = matching_voice(self.voices(), language)
        if voice is None:
            raise SettingsError(
                f"This system has no voice for the language {language!r}.",
                "Install one in the system's settings, or choose a voice with --voice.",
            )
        return voice

    def speak(self, text: str, delivery: Delivery, deadline_s: float) -> Clip:
        """Return the sound of one segment; a long one is spoken in pieces."""
        import numpy as np

        with tempfile.TemporaryDirectory(prefix=remains.prefix(remains.TEMPORARY)) as folder:
            # macOS writes AIFF whatever the name says; soundfile looks at the content.
            path = Path(folder) / "sentence.wav"
            parts = [
                self._spoken(piece, delivery, deadline_s, path)
                for _, piece in pieces(harmless(text), LONGEST_PIECE)
                if is_speakable(piece)
            ]
        if not parts:
            raise self._process.failed("has nothing to say in it")
        rates_hz = {rate_hz for _, rate_hz in parts}
        samples = np.concatenate([samples for samples, _ in parts])
        if len(rates_hz) != 1 or not samples.any():
            raise self._process.failed("gave only silence")
        return Clip(samples, rates_hz.pop())

    def _spoken(
        self, text: str, delivery: Delivery, deadline_s: float, path: Path
    ) -> "tuple[NDArray[np.int16], int]":
        """Return the samples of a short text, and their rate in Hz."""
        import numpy as np
        import soundfile

        request = {
            "do": "speak",
            "text": text,
            "voice": delivery.voice,
            "rate": round(min(max(delivery.rate_wpm, RATES_WPM[0]), RATES_WPM[1])),
            "path": str(path),
        }
        self._process.ask(request, deadline_s)
        try:
            samples, rate_hz = soundfile.read(path, dtype="int16", always_2d=True)
        except (OSError, soundfile.SoundFileError) as error:
            raise self._process.failed("wrote no readable sound file") from error
        path.unlink()
        return np.ascontiguousarray(samples[:, 0]), int(rate_hz)

    def close(self) -> None:
        """End the process."""
        self._process.close()


def create() -> SystemEngine:
    """Return an engine over the system's voices."""
    return SystemEngine()
