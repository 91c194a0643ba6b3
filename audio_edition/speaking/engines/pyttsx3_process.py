"""The process in which pyttsx3 runs: one JSON request a line in, one answer a line out.

The order of calls is the one that was found to be reliable: the engine is made once, its
loop is run once with nothing to say (the first run returns at once and writes nothing),
settings are set and let settle before each sentence, and each run of the loop gets
exactly one `save_to_file` with a plain `str` path in a folder that exists, and an `int`
rate. What pyttsx3 prints goes nowhere: the answers have a descriptor of their own.
"""

import json
import os
import sys
from typing import Any, TextIO


def main() -> None:
    """Answer requests until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    engine = None
    for line in sys.stdin:
        try:
            engine = engine or _started()
            reply = _answer(engine, json.loads(line))
        except Exception as error:  # whatever a driver raises becomes an answer
            reply = {"error": f"{type(error).__name__}: {error}"}
        _send(answers, reply)


def _send(answers: TextIO, reply: dict[str, Any]) -> None:
    answers.write(json.dumps(reply) + "\n")
    answers.flush()


def _started() -> Any:
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

    import espeakng_loader

    os.environ.setdefault("ESPEAK_DATA_PATH", espeakng_loader.get_data_path())
    ctypes.CDLL(espeakng_loader.get_library_path())


def _settle() -> None:
    """Wait until espeak has carried out what it was told; other drivers do so at once."""
    espeak = sys.modules.get("pyttsx3.drivers._espeak")
    if espeak is not None:
        espeak.Synchronize()


def _answer(engine: Any, request: dict[str, Any]) -> dict[str, Any]:
    if request["do"] == "facts":
        return {"driver": str(engine), "voices": [_voice(v) for v in _voices(engine)]}
    engine.setProperty("voice", request["voice"])
    engine.setProperty("rate", int(request["rate"]))
    _settle()
    engine.save_to_file(request["text"], str(request["path"]))
    engine.runAndWait()
    _settle()
    if not os.path.getsize(request["path"]):
        return {"error": "the sound file is empty"}
    return {"done": True}


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
