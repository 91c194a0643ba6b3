"""The default engine: pyttsx3's espeak binding on Linux, the system's voices elsewhere."""

import sys

from audio_edition.speaking.engine import Engine


def create() -> Engine:
    """Return the engine fit for this system."""
    if sys.platform == "linux":
        from audio_edition.speaking.engines.espeak import EspeakEngine

        return EspeakEngine()
    from audio_edition.speaking.engines.pyttsx3_system import SystemEngine

    return SystemEngine("pyttsx3")
