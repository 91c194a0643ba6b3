"""Kokoro: the most natural voices, about as fast as real time on one core.

The library runs in a process of its own (`kokoro_process.py`). One installed model holds
many voices, whose names say their language and gender: `af_heart` is American and female.
One thread, so that the number of cores changes nothing. The usual models do not tell
when a word is heard: marks are estimated from the words' lengths, piece by piece, over
what is heard of it.
"""

import zipfile
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

SAMPLE_RATE_HZ = 24000
RATE_WPM = 170
"""What its voices speak at of their own accord, about."""
RATES_WPM = (85, 340)
"""The library takes half to twice the speed."""
MODULE = "audio_edition.speaking.engines.kokoro_process"
INSTALL = "Run `pip install 'audio-edition[kokoro]'`."
START_DEADLINE_S = 180.0
LICENCE = "Apache-2.0"
LANGUAGES = {
    "a": "en-US",
    "b": "en-GB",
    "e": "es",
    "f": "fr-FR",
    "h": "hi",
    "i": "it",
    "j": "ja",
    "p": "pt-BR",
    "z": "cmn",
}
"""First letter of a voice's name → BCP 47 tag.
Source: VOICES.md of hexgrad/Kokoro-82M."""
SPOKEN = frozenset("abefip")
"""Languages whose sounds the library finds with espeak as the model was taught them."""
PREFERRED = ("af_heart", "bf_emma")
"""The best of a language, by its makers' grades."""


class KokoroEngine:
    """Speaks with Kokoro; see `Engine`."""

    name = "kokoro"

    def __init__(self) -> None:
        """Make an engine; no process is started before it is needed."""
        self._process: EngineProcess | None = None

    def probe(self) -> Availability:
        """Return whether the library and a model are here."""
        if find_spec("kokoro_onnx") is None:
            return Availability(False, "The package kokoro-onnx is not installed.", INSTALL)
        if self._model is None:
            return Availability(
                False, "Kokoro has no model here.", "Run `audio-edition voices add kokoro-v1.0`."
            )
        return Availability(True)

    def capabilities(self) -> Capabilities:
        """Return what the engine can do."""
        return Capabilities(
            SAMPLE_RATE_HZ,
            WordTiming.ESTIMATED,
            True,
            RATE_WPM,
            RATES_WPM,
            memory_mb=900,
            start_s=4.0,
            phonemes="ipa",
            slower_than_encoding=True,
        )

    def identity(self) -> str:
        """Return the versions of the library and of what runs its model."""
        try:
            return f"kokoro-onnx {version('kokoro-onnx')} with onnxruntime {version('onnxruntime')}"
        except PackageNotFoundError as error:
            raise self._unavailable() from error

    @cached_property
    def _model(self) -> InstalledVoice | None:
        return next(iter(installed(self.name)), None)

    @cached_property
    def _voices(self) -> dict[str, Voice]:
        if not self.probe().is_available or self._model is None:
            raise self._unavailable()
        _, vectors = _files(self._model)
        names = [name for name in _names(vectors) if name[0] in SPOKEN]
        return {name: _voice(name, self._model) for name in names}

    def voices(self) -> tuple[Voice, ...]:
        """Return the model's voices."""
        return tuple(self._voices[id] for id in sorted(self._voices))

    def default_voice(self, language: str) -> str:
        """Return the best voice of the language."""
        here = self.voices()
        preferred = sorted(here, key=lambda voice: (voice.id not in PREFERRED, voice.id))
        voice = matching_voice(tuple(preferred), language)
        if voice is None:
            raise SettingsError(
                f"Kokoro has no voice for the language {language!r}.",
                "Set the article's language, or choose another engine.",
            )
        return voice

    def speak(self, text: str, delivery: Delivery, deadline_s: float) -> Clip:
        """Return the sound of one segment."""
        import numpy as np

        said = harmless(text)
        if delivery.voice not in self._voices:
            raise SpeakingError(
                f"Kokoro has no voice {delivery.voice!r}.", "Choose one that `voices` lists."
            )
        rate_wpm = min(max(delivery.rate_wpm, RATES_WPM[0]), RATES_WPM[1])
        request = {
            "text": said,
            "voice": delivery.voice,
            "language": LANGUAGES[delivery.voice[0]].casefold(),
            "speed": round(rate_wpm / RATE_WPM, 4),
        }
        process = self._running()
        # A real-time voice needs the time the sound lasts, and may share its core.
        facts, payload = process.ask(request, deadline_s * 4)
        samples = np.frombuffer(payload, np.int16)
        if not samples.any():
            raise process.failed("gave only silence")
        marks = word_marks(said, [tuple(event) for event in facts["words"]], len(samples))
        return Clip(samples, SAMPLE_RATE_HZ, marks)

    def _running(self) -> EngineProcess:
        if self._process is None:
            if self._model is None:
                raise self._unavailable()
            files = [str(path) for path in _files(self._model)]
            self._process = EngineProcess(MODULE, files, "voice Kokoro", START_DEADLINE_S)
        return self._process

    def _unavailable(self) -> SpeakingError:
        probe = self.probe()
        return SpeakingError(probe.reason or "Kokoro cannot be used.", probe.remedy or INSTALL)

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.close()


def _files(model: InstalledVoice) -> tuple[Path, Path]:
    """Return the model's file and that of its voices' vectors."""
    return model.files[0], model.files[1]


def _names(vectors: Path) -> list[str]:
    """Return the voices whose vectors are in an archive of numpy arrays."""
    try:
        with zipfile.ZipFile(vectors) as archive:
            names = [name.removesuffix(".npy") for name in archive.namelist()]
    except (OSError, zipfile.BadZipFile) as error:
        raise SpeakingError(
            f"The voices of Kokoro in {vectors} cannot be read: {error}.",
            "Run `audio-edition voices add kokoro-v1.0` again.",
        ) from error
    return [name for name in names if name[:1] in LANGUAGES]


def _voice(name: str, model: InstalledVoice) -> Voice:
    kind, _, first_name = name.partition("_")
    gender = {"f": "female", "m": "male"}.get(kind[1:], "")
    language = LANGUAGES[kind[0]]
    return Voice(
        name,
        first_name.capitalize(),
        (language,),
        "kokoro",
        gender,
        model.licence or LICENCE,
        model.attribution,
        model.model,
        "high",
    )


def create() -> KokoroEngine:
    """Return a Kokoro engine."""
    return KokoroEngine()
