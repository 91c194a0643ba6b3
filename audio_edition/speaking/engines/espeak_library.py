"""libespeak-ng inside this process: found, started, asked for voices, made to speak.

The library comes with the package `espeakng-loader`, so no system package is needed, and
is driven through pyttsx3's own binding, which finds it by its soname once it is loaded.
Rules to obey, each learned from the library:

* It is started synchronously, with the option not to end the process when data is
  missing, and with the data's folder given outright.
* A data path of 160 characters or more fails without a word, so a long one is reached
  through a link in a short folder.
* What it says depends on what the process said before. A process that is to be
  repeatable forks a child for every sentence and never speaks itself: see `espeak.py`.
* Two threads in it crash.
"""

import ctypes
import functools
import os
import tempfile
from dataclasses import dataclass
from types import ModuleType

from audio_edition.errors import SpeakingError

DATA_FOLDER = "espeak-ng-data"
LONGEST_PATH = 120
"""Characters; the library's own buffer holds 160 with file names behind the folder."""
SYNCHRONOUS = 2
DO_NOT_EXIT = 0x8000
"""espeak_Initialize option: report missing data instead of ending the process."""


@dataclass(frozen=True, slots=True)
class RawVoice:
    """A voice as the library lists it."""

    name: str
    languages: tuple[str, ...]
    gender: str


@dataclass(frozen=True, slots=True)
class Library:
    """The started library."""

    binding: ModuleType
    sample_rate_hz: int
    version: str


@functools.cache
def start() -> Library:
    """Load and start the library in this process, once.

    Raises:
        SpeakingError: if the library or its data is missing or will not start.
    """
    binding = _load()
    folder = _short_folder(_data_path())
    rate_hz = binding.Initialize(SYNCHRONOUS, 0, os.fsencode(folder), DO_NOT_EXIT)
    if rate_hz <= 0:
        raise _unavailable(f"it did not start with the data in {folder}")
    return Library(binding, rate_hz, binding.Info(None).decode("ascii", "replace"))


def _load() -> ModuleType:
    """Return pyttsx3's binding to the embedded library."""
    try:
        import espeakng_loader

        ctypes.CDLL(espeakng_loader.get_library_path())
        from pyttsx3.drivers import _espeak
    except (ImportError, OSError, RuntimeError) as error:
        raise _unavailable(str(error)) from error
    return _espeak  # type: ignore[no-any-return]


def _data_path() -> str:
    import espeakng_loader

    return str(espeakng_loader.get_data_path())


def _short_folder(data_path: str) -> str:
    """Return a folder holding `espeak-ng-data`, short enough for the library."""
    if len(data_path) <= LONGEST_PATH:
        return os.path.dirname(data_path)
    holder = tempfile.TemporaryDirectory(prefix="espeak-")
    _holders.append(holder)
    os.symlink(data_path, os.path.join(holder.name, DATA_FOLDER))
    return holder.name


_holders: list[tempfile.TemporaryDirectory[str]] = []
"""Kept to the end of the process: the library opens its data again and again."""


def _unavailable(why: str) -> SpeakingError:
    return SpeakingError(
        f"The embedded espeak-ng voice cannot be used: {why}.",
        "Install the package `espeakng-loader` again, or choose another engine.",
    )


def list_voices() -> tuple[RawVoice, ...]:
    """Return every voice the library has, in its own order."""
    genders = ("", "male", "female")
    return tuple(
        RawVoice(
            raw.name.decode("utf-8", "replace"),
            # Each language is a priority byte and a name that ends with a zero byte;
            # the binding shows the first.
            (raw.languages[1:].decode("ascii", "replace"),),
            genders[raw.gender] if raw.gender < len(genders) else "",
        )
        for raw in start().binding.ListVoices(None)
    )


def say(
    text: str, voice: str, rate_wpm: int, pitch: int
) -> tuple[bytes, list[tuple[int, int, int]]]:
    """Speak in this process, which must not have spoken before and must not do so again.

    Args:
        text: what to say, without control characters.
        voice: the library's name of the voice.
        rate_wpm: words a minute, 80 to 450.
        pitch: 0 to 100.

    Returns:
        Samples (int16, mono, little-endian on every supported system), and for each word
        its offset in `text`, its length in characters and its first sample.

    Raises:
        SpeakingError: if the voice cannot be set or the library refuses the text.
    """
    binding = start().binding
    sound: list[bytes] = []
    words: list[tuple[int, int, int]] = []

    def take(wav: object, sample_count: int, events: ctypes.Array[ctypes.Structure]) -> int:
        if sample_count > 0 and wav:
            sound.append(ctypes.string_at(wav, sample_count * 2))  # type: ignore[arg-type]
        words.extend(_words(binding, events))
        return 0

    binding.SetSynthCallback(take)
    if binding.SetVoiceByName(voice.encode("utf-8")) != 0:
        raise SpeakingError(f"espeak-ng refused the voice {voice}.", "Choose another.")
    binding.SetParameter(binding.RATE, rate_wpm, 0)
    binding.SetParameter(binding.PITCH, pitch, 0)
    if binding.Synth(text, flags=binding.CHARS_UTF8) != 0:
        raise SpeakingError("espeak-ng refused the text.", "Shorten the sentence.")
    return b"".join(sound), words


def _words(
    binding: ModuleType, events: "ctypes.Array[ctypes.Structure]"
) -> list[tuple[int, int, int]]:
    """Return the word events of one callback: offset, length, first sample."""
    found = []
    index = 0
    while (event := events[index]).type != binding.EVENT_LIST_TERMINATED:
        if event.type == binding.EVENT_WORD and event.length > 0:
            found.append((event.text_position - 1, event.length, event.sample))
        index += 1
    return found
