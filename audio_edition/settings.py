"""The settings of a build: defaults, then `audio-edition.toml`, then the command line."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from audio_edition.errors import SettingsError

FILE_NAME = "audio-edition.toml"
FORMATS = ("mp3", "m4b", "opus")
DEFAULT_FORMATS = ("mp3", "m4b")
DEFAULT_LEXICON = "lexicon.toml"
VERBOSITIES = ("terse", "standard", "verbose")
VOICE_ROLES = ("narrator", "quotation", "cue", "warning")
RATES_WPM = (80, 600)
PROFILES = ("clear", "fast")
CHOICES = {"verbosity": VERBOSITIES, "formats": FORMATS, "profile": PROFILES}
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a build may be told; each field is a key of the settings file."""

    out: str = "output"
    """Folder that holds one folder for each edition."""
    script_dir: str = "script"
    """Folder of narration scripts."""
    store: str = ""
    """Folder of kept clips and passages; empty: the user's cache folder."""
    formats: tuple[str, ...] = DEFAULT_FORMATS
    """Audio files to make."""
    engine: str = "pyttsx3"
    voice: str = ""
    """The narrator's voice; empty: the engine's own for the article's language."""
    voices: Mapping[str, str] = field(default_factory=dict)
    """Voices for other roles (quotation, cue, warning) and for other languages (fr, pt-BR)."""
    rate_wpm: int = 0
    """Words a minute; 0: the profile's, or the engine's own."""
    profile: str = "clear"
    """clear, or fast for people who listen at 300 to 500 words a minute."""
    fallback: str = ""
    """Engine that speaks a sentence at which the chosen one fails; empty: the build stops."""
    verbosity: str = "standard"
    language: str = ""
    """BCP 47 tag; empty: what the article says of itself."""
    show: str = ""
    """Name of the series or publication: the album in tags, a line on the cover."""
    copyright: str = ""
    genre: str = "Speech"
    lexicon: str = DEFAULT_LEXICON
    """How names are pronounced, .toml or .pls; the default need not exist."""
    cover: str = ""
    """Path of a picture to use as cover; empty: one is drawn."""
    correction_note: bool = False
    """Whether the opening says that the edition was corrected, on the date given for the build."""
    jobs: int = 0
    """Passages worked on at a time; 0: as many as there are processors."""
    feed: Mapping[str, Any] = field(default_factory=dict)
    """The podcast feed's own settings; see `feed_settings.FeedSettings`."""


def load(path: Path) -> Settings:
    """Return the settings in a file, or the defaults if there is no such file.

    Raises:
        SettingsError: if the file cannot be read or holds a key or value of no use.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"The settings file {path} cannot be read: {error}.", "Check its name and rights."
        ) from error
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"The settings file {path} is not valid TOML: {error}.", "Mend that line."
        ) from error
    return changed(Settings(), given, str(path))


def changed(settings: Settings, given: Mapping[str, Any], where: str) -> Settings:
    """Return settings with some values changed, each checked.

    Args:
        given: key → value; a value of None changes nothing.
        where: who gave them, for messages.

    Raises:
        SettingsError: naming the key, what is wrong with it, and what it takes.
    """
    known = {f.name: getattr(Settings(), f.name) for f in fields(Settings)}
    values: dict[str, Any] = {}
    for key, value in given.items():
        if key not in known:
            raise SettingsError(
                f"{where} has a setting {key!r} that does not exist.",
                f"The settings are: {', '.join(known)}.",
            )
        if value is not None:
            values[key] = _checked(key, value, known[key], where)
    return replace(settings, **values)


def _checked(key: str, value: Any, default: Any, where: str) -> Any:
    """Return a value in the type of its default, or refuse it."""
    if isinstance(default, bool) and isinstance(value, bool):
        return value
    if isinstance(default, tuple) and isinstance(value, list | tuple):
        return _chosen(key, tuple(str(v) for v in value), where)
    if type(default) is int and type(value) is int:
        return _in_range(key, value, where)
    if isinstance(default, str) and isinstance(value, str):
        return _chosen(key, (value,), where)[0] if key in CHOICES else value
    if isinstance(default, dict) and isinstance(value, Mapping):
        return _voices(value, where) if key == "voices" else _feed(value, where)
    wanted = {
        str: "text",
        bool: "true or false",
        int: "a whole number",
        tuple: "a list",
        dict: "a table",
    }[type(default)]
    raise SettingsError(
        f"{where} sets {key} to {value!r}, which is not {wanted}.", f"Give {key} as {wanted}."
    )


def _chosen(key: str, values: tuple[str, ...], where: str) -> tuple[str, ...]:
    choices = CHOICES[key]
    wrong = [value for value in values if value not in choices]
    if wrong or not values:
        given = f"{wrong[0]!r}" if wrong else "nothing"
        raise SettingsError(
            f"{where} sets {key} to {given}.", f"Choose from: {', '.join(choices)}."
        )
    return tuple(c for c in choices if c in values) if len(values) > 1 else values


def _in_range(key: str, value: int, where: str) -> int:
    low, high = RATES_WPM if key == "rate_wpm" else (1, 256)
    if value != 0 and not low <= value <= high:
        raise SettingsError(
            f"{where} sets {key} to {value}.", f"Give a number from {low} to {high}."
        )
    return value


def _feed(value: Mapping[str, Any], where: str) -> dict[str, Any]:
    from audio_edition.feed_settings import feed_settings

    feed_settings(value, where)  # refuses what is wrong, wherever the settings are used
    return dict(value)


def _voices(value: Mapping[str, Any], where: str) -> dict[str, str]:
    for role, voice in value.items():
        known = role in VOICE_ROLES or LANGUAGE_TAG.fullmatch(role)
        if not known or not isinstance(voice, str):
            raise SettingsError(
                f"{where} sets voices.{role} to {voice!r}.",
                f"Name a voice for one of: {', '.join(VOICE_ROLES)}, or a language tag.",
            )
    return dict(value)
