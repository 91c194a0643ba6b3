"""What a speech engine is to the rest of the program.

An engine turns the words of one segment into one clip. It keeps no state that one
segment could pass on to the next, writes no files that outlive a call, and hides how it
does its work: processes, deadlines, libraries. Adding one is a file in `engines/` that
offers `create() -> Engine`, and a line in `ENGINES`; `tests/speaking/test_contract.py`
then holds it to everything said here.
"""

from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import Protocol

from audio_edition.errors import SettingsError
from audio_edition.speech import Clip, Voice

ENGINES = {
    "pyttsx3": "audio_edition.speaking.engines.pyttsx3",
    "pyttsx3-system": "audio_edition.speaking.engines.pyttsx3_system",
    "piper": "audio_edition.speaking.engines.piper",
    "kokoro": "audio_edition.speaking.engines.kokoro",
    "tone": "audio_edition.speaking.engines.tone",
}
"""Name of each engine and the module that makes it, loaded on first use."""


class WordTiming(StrEnum):
    """How an engine knows when each word is heard."""

    EXACT = "exact"
    """Its own events say so."""
    ALIGNED = "aligned"
    """From the lengths of the sounds it made of each word."""
    ESTIMATED = "estimated"
    """From the number of sounds in each word: right at the ends, about right between."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do."""

    sample_rate_hz: int
    word_timing: WordTiming
    repeatable: bool
    """Whether the same words always give the same samples."""
    default_rate_wpm: int
    """Words a minute it speaks at unless told otherwise."""
    rates_wpm: tuple[int, int] = (80, 450)
    """Slowest and fastest it can do by itself; it speaks at the nearer one beyond."""
    default_word_gap_ms: int = 0
    """Silence between words that makes it clearest; 0 where it has no such setting."""
    most_processes: int = 0
    """More than that many at a time are of no use; 0: as many as there are cores."""
    memory_mb: int = 50
    """Of one process of it."""
    start_s: float = 0.1
    """About how long one process of it takes to start."""
    phonemes: str = ""
    """How it takes sounds between [[ and ]], a name in `phonemes.NOTATIONS`; empty: it cannot."""
    slower_than_encoding: bool = False
    """Whether speaking takes longer than encoding: then sentences are shared out by themselves."""


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether an engine can be used here."""

    is_available: bool
    reason: str = ""
    """Why not, one sentence; empty if it can be used."""
    remedy: str = ""
    """What to do about it, with the command that installs it; empty if it can be used."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a segment is to be spoken."""

    voice: str
    """`Voice.id`."""
    rate_wpm: int
    """Words a minute, as the engine counts them."""
    pitch: int = 50
    """0 to 100, the engine's middle at 50."""
    word_gap_ms: int = 0
    """Silence added between words, where the engine can."""


class Engine(Protocol):
    """Turns words into sound, one segment at a time."""

    name: str
    """As in `ENGINES`."""

    def probe(self) -> Availability:
        """Return whether it can be used here, or why not; never raises."""

    def capabilities(self) -> Capabilities:
        """Return what the engine can do.

        Raises:
            SpeakingError: if the engine cannot be used here.
        """

    def identity(self) -> str:
        """Return names and versions of the software that shapes its sound.

        A voice's own model is named by `Voice.model`.
        """

    def voices(self) -> tuple[Voice, ...]:
        """Return the voices it has, sorted by id.

        Raises:
            SpeakingError: if the engine cannot be started here.
        """

    def default_voice(self, language: str) -> str:
        """Return the id of the voice to use for a BCP 47 language tag.

        Raises:
            SettingsError: if it has none for the language.
        """

    def speak(self, text: str, delivery: Delivery, deadline_s: float) -> Clip:
        """Return the sound of one segment.

        Args:
            text: what to say; at least one letter, digit or symbol.
            delivery: voice, rate, pitch and word gap.
            deadline_s: seconds after which the engine is stopped.

        Returns:
            A clip with word marks in offsets of `text` as `word_marks` makes them; its
            key is empty.

        Raises:
            SpeakingError: if no sound came, the engine crashed or the deadline passed.
                The message does not name the sentence; the caller does.
        """

    def close(self) -> None:
        """End whatever processes the engine started; it may be used again."""


def load_engine(name: str) -> Engine:
    """Return the engine of that name.

    Raises:
        SettingsError: if there is none.
    """
    try:
        module = import_module(ENGINES[name])
    except KeyError:
        known = ", ".join(ENGINES)
        raise SettingsError(
            f"There is no speech engine named {name!r}.", f"Choose one of: {known}."
        ) from None
    engine: Engine = module.create()
    return engine


def find_voice(engine: Engine, wanted: str, language: str) -> str:
    """Return the id of the voice to use: the one wanted, or the engine's for the language.

    Args:
        wanted: a voice's id or name in any case, or empty for the default. What follows
            a "+" is a variant, which the engine checks.
        language: BCP 47 tag of the article.

    Raises:
        SettingsError: if the engine has no such voice; the message names near ones.
    """
    if not wanted:
        return engine.default_voice(language)
    base, plus, variant = wanted.partition("+")
    voices = engine.voices()
    for voice in voices:
        if base.casefold() in (voice.id.casefold(), voice.name.casefold()):
            return voice.id + plus + variant
    from difflib import get_close_matches

    near = get_close_matches(wanted, [v.id for v in voices], n=4, cutoff=0.4)
    hint = f"Near ones are {', '.join(near)}; " if near else ""
    raise SettingsError(
        f"The engine {engine.name} has no voice named {wanted!r}.",
        f"{hint}`audio-edition voices --engine {engine.name}` lists all {len(voices)}.",
    )


def voice_named(engine: Engine, id: str) -> Voice:
    """Return the voice with an id that `find_voice` gave; a variant is its base voice's."""
    base = id.partition("+")[0]
    for voice in engine.voices():
        if voice.id == base:
            return voice
    return Voice(id, id, (), engine.name)


def matching_voice(voices: tuple[Voice, ...], language: str) -> str | None:
    """Return the id of the first voice of a language, its region first, or None."""
    wanted = language.casefold().replace("_", "-")
    for tag in (wanted, wanted.partition("-")[0]):
        for voice in voices:
            tags = [t.casefold().replace("_", "-") for t in voice.languages]
            if any(t == tag or t.startswith(tag + "-") for t in tags):
                return voice.id
    return None
