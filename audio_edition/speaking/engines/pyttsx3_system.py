"""The system's own voices through pyttsx3: macOS, Windows, or a system-wide espeak.

pyttsx3 runs in a process of its own (`pyttsx3_process.py`) that is given one sentence at
a time over a pipe, with a deadline: the library hangs, crashes and prints where it should
not, and none of that may reach the build.
"""

import json
import queue
import subprocess
import sys
import tempfile
import threading
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from audio_edition.errors import SettingsError, SpeakingError
from audio_edition.speaking.engine import Capabilities, Delivery, WordTiming
from audio_edition.speech import Clip, Voice

RATE_WPM = 170
START_DEADLINE_S = 60.0


class SystemEngine:
    """Speaks through pyttsx3's public interface in a process of its own."""

    def __init__(self, name: str = "pyttsx3-system") -> None:
        """Make an engine; no process is started before it is needed."""
        self.name = name
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str] = queue.Queue()

    def capabilities(self) -> Capabilities:
        """Return what the engine can do; its word times are thrown away by pyttsx3."""
        return Capabilities(22050, WordTiming.NONE, False, RATE_WPM)

    def identity(self) -> str:
        """Return pyttsx3's version and the driver's name."""
        return f"pyttsx3 {version('pyttsx3')} {self._facts['driver']} on {sys.platform}"

    @cached_property
    def _facts(self) -> dict[str, Any]:
        return self._ask({"do": "facts"}, START_DEADLINE_S)

    def voices(self) -> tuple[Voice, ...]:
        """Return the system's voices."""
        found = (
            Voice(v["id"], v["name"], tuple(v["languages"]), self.name, v["gender"])
            for v in self._facts["voices"]
        )
        return tuple(sorted(found, key=lambda voice: voice.id))

    def default_voice(self, language: str) -> str:
        """Return the first voice that speaks the language, else refuse."""
        wanted = language.casefold().replace("_", "-")
        for tag in (wanted, wanted.partition("-")[0]):
            for voice in self.voices():
                tags = [t.casefold().replace("_", "-") for t in voice.languages]
                if any(t == tag or t.startswith(tag + "-") for t in tags):
                    return voice.id
        raise SettingsError(
            f"This system has no voice for the language {language!r}.",
            "Install one in the system's settings, or choose a voice with --voice.",
        )

    def speak(self, text: str, delivery: Delivery, deadline_s: float) -> Clip:
        """Return the sound of one segment."""
        import numpy as np
        import soundfile

        with tempfile.TemporaryDirectory(prefix="audio-edition-") as folder:
            # macOS writes AIFF whatever the name says; soundfile looks at the content.
            path = Path(folder) / "sentence.wav"
            request = {
                "do": "speak",
                "text": "".join(c if c.isprintable() else " " for c in text),
                "voice": delivery.voice,
                "rate": int(delivery.rate_wpm),
                "path": str(path),
            }
            self._ask(request, deadline_s)
            try:
                samples, rate_hz = soundfile.read(path, dtype="int16", always_2d=True)
            except (OSError, soundfile.SoundFileError) as error:
                raise _failed("wrote no readable sound file") from error
        mono = np.ascontiguousarray(samples[:, 0])
        if not mono.any():
            raise _failed("gave only silence")
        return Clip(mono, rate_hz)

    def _ask(self, request: dict[str, Any], deadline_s: float) -> dict[str, Any]:
        """Return the process's answer; one that crashed or hung is ended."""
        process = self._running()
        assert process.stdin
        try:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            answer = self._answers.get(timeout=deadline_s)
        except queue.Empty:
            self.close()
            raise _failed(f"did not finish within {deadline_s:g} seconds") from None
        except OSError:
            answer = ""
        if not answer:
            self.close()
            raise _failed("ended without an answer")
        reply: dict[str, Any] = json.loads(answer)
        if "error" in reply:
            raise _failed(f"said: {reply['error']}")
        return reply

    def _running(self) -> "subprocess.Popen[str]":
        """Return the process, started if it was not running."""
        if self._process is None or self._process.poll() is not None:
            self._answers = queue.Queue()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "audio_edition.speaking.engines.pyttsx3_process"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
            )
            threading.Thread(
                target=_forward, args=(self._process, self._answers), daemon=True
            ).start()
        return self._process

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def _forward(process: "subprocess.Popen[str]", answers: "queue.Queue[str]") -> None:
    """Put each line of the process into the queue, and an empty one when it ends."""
    assert process.stdout
    for line in process.stdout:
        answers.put(line)
    answers.put("")


def _failed(how: str) -> SpeakingError:
    return SpeakingError(
        f"The system's voice {how}.",
        "Try again, change the sentence's words in the script, or choose another voice.",
    )


def create() -> SystemEngine:
    """Return an engine over the system's voices."""
    return SystemEngine()
