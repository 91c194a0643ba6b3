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
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from audio_edition import remains
from audio_edition.errors import SpeakingError

DATA_FOLDER = "espeak-ng-data"
LONGEST_PATH = 120
"""Characters; the library's own buffer holds 160 with file names behind the folder."""
SYNCHRONOUS = 2
WORD_GAP = 7
"""espeakWORDGAP, which pyttsx3's binding does not name.
Source: espeak-ng, src/include/espeak-ng/speak_lib.h, espeak_PARAMETER."""
WORD_GAP_UNIT_MS = 10
GENDERS = ("", "male", "female")
DICTIONARY = re.compile(rb"^dictionary\s+(\S+)", re.MULTILINE)
"""The line of a voice's file that names its dictionary."""
PHONEMES = 0x100
"""espeakPHONEMES: what stands between [[ and ]] is sounds."""
DO_NOT_EXIT = 0x8000
"""espeak_Initialize option: report missing data instead of ending the process."""


@dataclass(frozen=True, slots=True)
class RawVoice:
    """A voice as the library lists it."""

    name: str
    language: str
    """BCP 47 tag in lower case."""
    file: str
    """The name by which the library finds it whatever else bears the language's name."""
    gender: str


@dataclass(frozen=True, slots=True)
class Library:
    """The started library."""

    binding: ModuleType
    sample_rate_hz: int
    version: str
    voices: tuple[RawVoice, ...]
    """In the library's own order; listed at the start, so that every child is alike."""


@functools.cache
def start() -> Library:
    """Load and start the library in this process, once.

    Raises:
        SpeakingError: if the library or its data is missing or will not start.
    """
    binding = _load()
    folder = short_data_folder()
    rate_hz = binding.Initialize(SYNCHRONOUS, 0, os.fsencode(folder), DO_NOT_EXIT)
    if rate_hz <= 0:
        raise _unavailable(f"it did not start with the data in {folder}")
    library_version = binding.Info(None).decode("ascii", "replace")
    return Library(binding, rate_hz, library_version, _voices(binding))


def library_path() -> str:
    """Return the path of the embedded library.

    Raises:
        SpeakingError: if `espeakng-loader` is not installed.
    """
    try:
        import espeakng_loader

        return str(espeakng_loader.get_library_path())
    except (ImportError, OSError, RuntimeError) as error:
        raise _unavailable(str(error)) from error


def _load() -> ModuleType:
    """Return pyttsx3's binding to the embedded library."""
    path = library_path()
    try:
        ctypes.CDLL(path)
        from pyttsx3.drivers import _espeak
    except (ImportError, OSError, RuntimeError) as error:
        raise _unavailable(str(error)) from error
    return _espeak  # type: ignore[no-any-return]


def _data_path() -> str:
    import espeakng_loader

    return str(espeakng_loader.get_data_path())


def short_data_folder() -> str:
    """Return a folder holding `espeak-ng-data`, short enough for the library."""
    data_path = _data_path()
    if not Path(data_path).is_dir():
        raise _unavailable(f"there is no data in {data_path}")
    if len(os.fsencode(data_path)) <= LONGEST_PATH:
        return os.path.dirname(data_path)
    holder = tempfile.TemporaryDirectory(prefix=remains.prefix(remains.TEMPORARY))
    _holders.append(holder)
    os.symlink(data_path, os.path.join(holder.name, DATA_FOLDER))
    return holder.name


_holders: list[tempfile.TemporaryDirectory[str]] = []
"""Kept to the end of the process: the library opens its data again and again."""


def _unavailable(why: str) -> SpeakingError:
    return SpeakingError(
        f"The embedded espeak-ng voice cannot be used: {why.rstrip('.')}.",
        "Run `pip install --force-reinstall espeakng-loader`, or choose another engine.",
    )


def _voices(binding: ModuleType) -> tuple[RawVoice, ...]:
    """Return the voices whose dictionary is there; without one they spell every word."""
    found = []
    data_path = _data_path()
    dictionaries = _dictionaries(data_path)
    for raw in binding.ListVoices(None):
        file = raw.identifier.decode("utf-8", "replace")
        # Each language is a priority byte and a name that ends with a zero byte; the
        # binding shows the first.
        language = raw.languages[1:].decode("ascii", "replace").casefold()
        gender = GENDERS[raw.gender] if raw.gender < len(GENDERS) else ""
        if _dictionary_of(data_path, file) in dictionaries:
            found.append(
                RawVoice(raw.name.decode("utf-8", "replace").strip(), language, file, gender)
            )
    return tuple(found)


def _dictionaries(data_path: str) -> frozenset[str]:
    """Return the names of the dictionaries that are there, and the empty one."""
    names = (path.name for path in Path(data_path).glob("*_dict"))
    return frozenset(["", *(name.removesuffix("_dict") for name in names)])


def _dictionary_of(data_path: str, file: str) -> str:
    """Return the dictionary that a voice's file names, or else its name; empty if not known."""
    try:
        with open(os.path.join(data_path, "lang", file), "rb") as opened:
            said = DICTIONARY.search(opened.read())
    except OSError:
        return ""  # not where it was thought to be: let the library judge
    if said is None:
        return file.rpartition("/")[2].partition("-")[0]
    return said[1].decode("ascii", "replace")


def say(
    text: str, voice: str, rate_wpm: int, pitch: int, word_gap_ms: int
) -> tuple[bytes, list[tuple[int, int]]]:
    """Speak in this process, which must not have spoken before and must not do so again.

    Args:
        text: what to say, without control characters.
        voice: `RawVoice.file`, with "+" and a variant if one is wanted.
        rate_wpm: words a minute, 80 to 450.
        pitch: 0 to 100.
        word_gap_ms: silence added between words at the library's ordinary speed.

    Returns:
        Samples (int16, mono, little-endian on every supported system), and for each word
        its offset in `text`, counted in characters, and its first sample.

    Raises:
        SpeakingError: if the voice cannot be set or the library refuses the text.
    """
    binding = start().binding
    sound: list[bytes] = []
    words: list[tuple[int, int]] = []

    def take(wav: object, sample_count: int, events: ctypes.Array[ctypes.Structure]) -> int:
        if sample_count > 0 and wav:
            sound.append(ctypes.string_at(wav, sample_count * 2))  # type: ignore[arg-type]
        words.extend(_words(binding, events))
        return 0

    binding.SetSynthCallback(take)
    _set_voice(binding, voice)
    binding.SetParameter(binding.RATE, rate_wpm, 0)
    binding.SetParameter(binding.PITCH, pitch, 0)
    binding.SetParameter(WORD_GAP, round(word_gap_ms / WORD_GAP_UNIT_MS), 0)
    if binding.Synth(text, flags=binding.CHARS_UTF8 | PHONEMES) != 0:
        raise SpeakingError("The library espeak-ng refused the text.", "Shorten the sentence.")
    return b"".join(sound), words


def _set_voice(binding: ModuleType, voice: str) -> None:
    _, _, variant = voice.partition("+")
    if variant and variant not in variants():
        raise SpeakingError(
            f"The espeak-ng voices have no variant {variant!r}.",
            f"Choose from: {', '.join(variants())}.",
        )
    if binding.SetVoiceByName(voice.encode("utf-8", "replace")) != 0:
        raise SpeakingError(f"The library espeak-ng refused the voice {voice}.", "Choose another.")


@functools.cache
def variants() -> tuple[str, ...]:
    """Return the names that may follow a voice's name and "+", such as klatt4 and f2."""
    try:
        return tuple(sorted(file.name for file in Path(_data_path(), "voices", "!v").iterdir()))
    except OSError:
        return ()


def _words(binding: ModuleType, events: "ctypes.Array[ctypes.Structure]") -> list[tuple[int, int]]:
    """Return the word events of one callback: offset, first sample."""
    found = []
    index = 0
    while (event := events[index]).type != binding.EVENT_LIST_TERMINATED:
        if event.type == binding.EVENT_WORD and event.text_position > 0 and event.sample >= 0:
            found.append((event.text_position - 1, event.sample))
        index += 1
    return found
