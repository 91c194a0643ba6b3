"""The process in which pyttsx3 runs; see `engine_process.py` for how it is talked to.

The order of calls is the one that was found to be reliable: the engine is made once, its
loop is run once with nothing to say (the first run returns at once and writes nothing),
settings are set and let settle before each sentence, and each run of the loop gets
exactly one `save_to_file` with a plain `str` path in a folder that exists, and an `int`
rate.
"""

import functools
import os
import sys
import time
from pathlib import Path
from typing import Any

from audio_edition.speaking.engine_process import Answer, serve

LONGEST_WAIT_S = 5.0
"""For the file to be whole, after the driver has said that it is."""


def main() -> None:
    """Answer requests until the input ends."""
    serve(_answer)


@functools.cache
def _engine() -> Any:
    """Return a pyttsx3 engine whose loop has run once."""
    if sys.platform == "linux":
        _load_embedded_espeak()
    import pyttsx3

    engine = pyttsx3.init()
    _settle()
    engine.runAndWait()
    _settle()
    return engine


def _load_embedded_espeak() -> None:
    """Make the library of `espeakng-loader` the one pyttsx3 finds."""
    import ctypes

    from audio_edition.speaking.engines import espeak_library

    folder = espeak_library.short_data_folder()
    os.environ.setdefault("ESPEAK_DATA_PATH", folder)
    ctypes.CDLL(espeak_library.library_path())


def _settle() -> None:
    """Wait until espeak has carried out what it was told; other drivers do so at once."""
    espeak = sys.modules.get("pyttsx3.drivers._espeak")
    if espeak is not None:
        espeak.Synchronize()


def _answer(request: dict[str, Any]) -> Answer:
    engine = _engine()
    if request["do"] == "facts":
        return {"driver": _driver(engine), "voices": [_voice(v) for v in _voices(engine)]}, b""
    if request["voice"] not in [voice.id for voice in _voices(engine)]:
        return {"error": f"there is no voice {request['voice']!r}"}, b""
    engine.setProperty("voice", request["voice"])
    engine.setProperty("rate", int(request["rate"]))
    _settle()
    engine.save_to_file(request["text"], str(request["path"]))
    engine.runAndWait()
    _settle()
    if not _is_written(request["path"]):
        return {"error": "the sound file is empty"}, b""
    return {"done": True}, b""


def _is_written(path: str) -> bool:
    """Return whether the file is there and has stopped growing."""
    until_s, size = time.monotonic() + LONGEST_WAIT_S, -1
    while time.monotonic() < until_s:
        last, size = size, Path(path).stat().st_size if Path(path).exists() else -1
        if size > 0 and size == last:
            return True
        time.sleep(0.005)
    return False


def _driver(engine: Any) -> str:
    return str(getattr(engine, "driver_name", None) or getattr(engine.proxy, "_module", engine))


def _voices(engine: Any) -> list[Any]:
    return list(engine.getProperty("voices"))


def _voice(voice: Any) -> dict[str, Any]:
    """Return a pyttsx3 voice as plain data; drivers disagree on bytes and strings."""
    languages = [
        tag.decode("ascii", "ignore").lstrip("\x02\x05") if isinstance(tag, bytes) else str(tag)
        for tag in voice.languages or ()
    ]
    gender = str(voice.gender or "").lower().removeprefix("voicegender")
    return {"id": voice.id, "name": voice.name, "languages": languages, "gender": gender}


if __name__ == "__main__":
    main()
