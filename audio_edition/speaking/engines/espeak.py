"""The embedded espeak-ng voice: one forked child a sentence.

libespeak-ng's output depends on what its process spoke before. A child forked from a
parent in which the library is started but has never spoken always gives the same bytes,
costs a few milliseconds, and takes a crash or a hang with it.
"""

import faulthandler
import math
import os
import select
import signal
import struct
import time
import warnings
from functools import cached_property
from typing import TYPE_CHECKING

from audio_edition.errors import SettingsError, SpeakingError
from audio_edition.speaking.engine import Availability, Capabilities, Delivery, WordTiming
from audio_edition.speaking.engines import espeak_library
from audio_edition.speaking.speakable import harmless
from audio_edition.speaking.word_marks import word_marks
from audio_edition.speech import Clip, Voice

if TYPE_CHECKING:
    from typing import NoReturn

RATE_WPM = 150
WORD_GAP_MS = 40
"""Both are what a recogniser understood best: see `docs/voices.md`."""
RATES_WPM = (80, 450)
"""The library clips what lies outside."""
PREFERRED = {"en": "en-us", "fr": "fr-fr", "es": "es", "pt": "pt", "zh": "cmn"}
"""Voice for a language given without a region, where the plain tag names none."""
LICENCE = "GPL-3.0-or-later"
SOUND, FAILURE = b"\x00", b"\x01"
"""First byte of a child's answer."""
HEADER = struct.Struct("<II")
WORD = struct.Struct("<II")


class EspeakEngine:
    """Speaks with libespeak-ng in forked children; see `Engine`."""

    name = "pyttsx3"

    def probe(self) -> Availability:
        """Return whether the library starts here."""
        try:
            espeak_library.start()
        except SpeakingError as error:
            return Availability(False, error.problem, error.remedy)
        return Availability(True)

    def capabilities(self) -> Capabilities:
        """Return what the engine can do."""
        rate_hz = espeak_library.start().sample_rate_hz
        return Capabilities(
            rate_hz, WordTiming.EXACT, True, RATE_WPM, RATES_WPM, WORD_GAP_MS, phonemes="espeak"
        )

    def identity(self) -> str:
        """Return pyttsx3's and the library's versions."""
        from importlib.metadata import version

        library = espeak_library.start().version
        return f"pyttsx3 {version('pyttsx3')} with espeak-ng {library}"

    def voices(self) -> tuple[Voice, ...]:
        """Return the library's voices, named by their languages."""
        return tuple(self._voices[id] for id in sorted(self._voices))

    @cached_property
    def _voices(self) -> dict[str, Voice]:
        return {
            id: Voice(id, raw.name, (id,), self.name, raw.gender, LICENCE)
            for id, raw in self._raw_voices.items()
        }

    @cached_property
    def _raw_voices(self) -> dict[str, espeak_library.RawVoice]:
        found: dict[str, espeak_library.RawVoice] = {}
        for raw in espeak_library.start().voices:
            found.setdefault(raw.language, raw)
        return found

    def default_voice(self, language: str) -> str:
        """Return the voice of the language's region, else of the language."""
        tag = language.casefold().replace("_", "-")
        base = tag.partition("-")[0]
        for candidate in (tag, PREFERRED.get(base, base), base):
            if candidate in self._voices:
                return candidate
        for id in sorted(self._voices):
            if id.partition("-")[0] == base:
                return id
        raise SettingsError(
            f"There is no espeak-ng voice for the language {language!r}.",
            "Set the article's language, or choose a voice with --voice.",
        )

    def speak(self, text: str, delivery: Delivery, deadline_s: float) -> Clip:
        """Return the sound of one segment, spoken by a child of its own."""
        library = espeak_library.start()
        said = harmless(text)
        answer = _in_child(said, self._file_of(delivery.voice), delivery, deadline_s)
        return _unpack(answer, library.sample_rate_hz, said)

    def _file_of(self, voice: str) -> str:
        """Return the library's name of a voice: several answer to `en-gb`, one to `gmw/en`."""
        base, plus, variant = voice.partition("+")
        if base not in self._raw_voices:
            raise SpeakingError(
                f"There is no espeak-ng voice named {base!r}.",
                "Choose one that `audio-edition voices` lists.",
            )
        return self._raw_voices[base].file + plus + variant

    def close(self) -> None:
        """Do nothing: every child ends with its sentence."""


def _in_child(text: str, voice: str, delivery: Delivery, deadline_s: float) -> bytes:
    """Return what a forked child wrote: a packed clip."""
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        # The child runs the C library and writes to a pipe: it needs no other thread.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        _be_the_child(writer, text, voice, delivery, deadline_s)
    os.close(writer)
    try:
        answer = _read_all(reader, time.monotonic() + deadline_s)
    finally:
        os.close(reader)
        os.kill(child, signal.SIGKILL)  # has no effect on one that has ended
        _, status = os.waitpid(child, 0)
    if answer is None:
        raise SpeakingError(
            f"The espeak-ng voice did not finish within {deadline_s:g} seconds.",
            "Shorten the sentence or change its words with `say` in the script.",
        )
    if answer[:1] == FAILURE:
        raise SpeakingError(*answer[1:].decode("utf-8").split("\n", 1))
    if len(answer) < 1 + HEADER.size:
        raise SpeakingError(
            f"The espeak-ng voice ended without a sound ({_how_it_ended(status)}).",
            "Change the sentence's words with `say` in the script, or choose another voice.",
        )
    return answer[1:]


def _be_the_child(
    writer: int, text: str, voice: str, delivery: Delivery, deadline_s: float
) -> "NoReturn":
    """Speak, write the packed clip, end."""
    try:
        # Should the parent be killed, nobody else ends a child that hangs.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(math.ceil(deadline_s) + 1)
        faulthandler.disable()  # a crash is told by the parent, in one sentence
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(_said(text, voice, delivery))
    finally:
        os._exit(0)  # the parent's buffers and exit handlers are not the child's


def _said(text: str, voice: str, delivery: Delivery) -> bytes:
    """Return the packed clip of a text, or the packed reason why there is none."""
    rate_wpm = min(max(round(delivery.rate_wpm), RATES_WPM[0]), RATES_WPM[1])
    try:
        sound, words = espeak_library.say(
            text, voice, rate_wpm, delivery.pitch, delivery.word_gap_ms
        )
    except SpeakingError as error:
        return FAILURE + f"{error.problem}\n{error.remedy}".encode()
    packed = b"".join(WORD.pack(*word) for word in words)
    return SOUND + HEADER.pack(len(words), len(sound)) + packed + sound


def _read_all(reader: int, until_s: float) -> bytes | None:
    """Return everything up to the end of the pipe, or None if time ran out."""
    parts: list[bytes] = []
    while (left_s := until_s - time.monotonic()) > 0:
        if not select.select([reader], [], [], left_s)[0]:
            return None
        part = os.read(reader, 1 << 20)
        if not part:
            return b"".join(parts)
        parts.append(part)
    return None


def _how_it_ended(status: int) -> str:
    if os.WIFSIGNALED(status):
        return f"signal {signal.Signals(os.WTERMSIG(status)).name}"
    return f"exit status {os.WEXITSTATUS(status)}"


def _unpack(answer: bytes, sample_rate_hz: int, text: str) -> Clip:
    """Return the clip a child packed."""
    import numpy as np

    word_count, sound_bytes = HEADER.unpack_from(answer)
    sound_at = HEADER.size + word_count * WORD.size
    samples = np.frombuffer(answer[sound_at : sound_at + sound_bytes], np.int16)
    if len(answer) != sound_at + sound_bytes or not samples.any():
        raise SpeakingError(
            "The espeak-ng voice gave no sound, or only part of it.",
            "Change the sentence's words with `say` in the script.",
        )
    events = WORD.iter_unpack(answer[HEADER.size : sound_at])
    return Clip(samples, sample_rate_hz, word_marks(text, events, len(samples)))
