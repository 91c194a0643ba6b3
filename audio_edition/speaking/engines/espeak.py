"""The embedded espeak-ng voice: one forked child a sentence.

libespeak-ng's output depends on what its process spoke before. A child forked from a
parent in which the library is started but has never spoken always gives the same bytes,
costs a few milliseconds, and takes a crash or a hang with it.
"""

import os
import re
import select
import signal
import struct
import time
import warnings
from functools import cached_property

from audio_edition.errors import SettingsError, SpeakingError
from audio_edition.speaking.engine import Capabilities, Delivery, WordTiming
from audio_edition.speaking.engines import espeak_library
from audio_edition.speech import Clip, Voice, WordMark

RATE_WPM = 165
RATES_WPM = (80, 450)
"""The library clips what lies outside."""
UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Each is replaced by one space, so that word offsets hold."""
PREFERRED = {"en": "en-us", "fr": "fr-fr", "es": "es", "pt": "pt", "zh": "cmn"}
"""Voice for a language given without a region, where the plain tag names none."""
HEADER = struct.Struct("<II")
WORD = struct.Struct("<III")


class EspeakEngine:
    """Speaks with libespeak-ng in forked children; see `Engine`."""

    name = "pyttsx3"

    def capabilities(self) -> Capabilities:
        """Return what the engine can do."""
        rate_hz = espeak_library.start().sample_rate_hz
        return Capabilities(rate_hz, WordTiming.EXACT, True, RATE_WPM)

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
        found: dict[str, Voice] = {}
        for raw in espeak_library.list_voices():
            id = raw.languages[0]
            voice = Voice(id, raw.name, (id,), self.name, raw.gender, "GPL-3.0-or-later")
            found.setdefault(id, voice)
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
            f"espeak-ng has no voice for the language {language!r}.",
            "Set the article's language, or choose a voice with --voice.",
        )

    def speak(self, text: str, delivery: Delivery, deadline_s: float) -> Clip:
        """Return the sound of one segment, spoken by a child of its own."""
        library = espeak_library.start()
        answer = _in_child(UNSPEAKABLE.sub(" ", text), delivery, deadline_s)
        return _unpack(answer, library.sample_rate_hz, len(text))

    def close(self) -> None:
        """Do nothing: every child ends with its sentence."""


def _in_child(text: str, delivery: Delivery, deadline_s: float) -> bytes:
    """Return what a forked child wrote: a packed clip."""
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        # The child runs the C library and writes to a pipe: it needs no other thread.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        _be_the_child(writer, text, delivery)
    os.close(writer)
    try:
        answer = _read_all(reader, time.monotonic() + deadline_s)
    finally:
        os.close(reader)
        os.kill(child, signal.SIGKILL)  # has no effect on one that has ended
        _, status = os.waitpid(child, 0)
    if answer is None:
        raise SpeakingError(
            f"espeak-ng did not finish within {deadline_s:g} seconds.",
            "Shorten the sentence or change its words with `say` in the script.",
        )
    if len(answer) < HEADER.size:
        raise SpeakingError(
            f"espeak-ng ended without a sound ({_how_it_ended(status)}).",
            "Change the sentence's words with `say` in the script, or choose another voice.",
        )
    return answer


def _be_the_child(writer: int, text: str, delivery: Delivery) -> None:
    """Speak, write the packed clip, end; never returns."""
    try:
        rate_wpm = min(max(delivery.rate_wpm, RATES_WPM[0]), RATES_WPM[1])
        sound, words = espeak_library.say(text, delivery.voice, rate_wpm, delivery.pitch)
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(HEADER.pack(len(words), len(sound)))
            pipe.write(b"".join(WORD.pack(*word) for word in words))
            pipe.write(sound)
    finally:
        os._exit(0)  # the parent's buffers and exit handlers are not the child's


def _read_all(reader: int, until_s: float) -> bytes | None:
    """Return everything up to the end of the pipe, or None if time ran out."""
    parts = []
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


def _unpack(answer: bytes, sample_rate_hz: int, text_length: int) -> Clip:
    """Return the clip a child packed; each word ends where the next begins."""
    import numpy as np

    word_count, sound_bytes = HEADER.unpack_from(answer)
    sound_at = HEADER.size + word_count * WORD.size
    samples = np.frombuffer(answer[sound_at : sound_at + sound_bytes], np.int16)
    if len(answer) != sound_at + sound_bytes or not samples.any():
        raise SpeakingError(
            "espeak-ng gave no sound, or only part of it.",
            "Change the sentence's words with `say` in the script.",
        )
    words = list(WORD.iter_unpack(answer[HEADER.size : sound_at]))
    ends = [first for _, _, first in words[1:]] + [len(samples)]
    marks = tuple(
        WordMark(offset, min(offset + length, text_length), first, end)
        for (offset, length, first), end in zip(words, ends, strict=True)
        if end > first and offset < text_length
    )
    return Clip(samples, sample_rate_hz, marks)
