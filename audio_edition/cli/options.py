"""Options that several commands share, and the settings they make."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from audio_edition import settings as setting

if TYPE_CHECKING:
    from audio_edition.pipeline.narration import Source
    from audio_edition.speaking.store import Store

F = TypeVar("F", bound=Callable[..., Any])

articles = click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")


def narration_options(command: F) -> F:
    """Add what shapes the script, the voice included: it decides the lengths that are said."""
    for option in reversed(
        (
            click.option("--script-dir", metavar="FOLDER", help="Where narration scripts stand."),
            click.option("--verbosity", type=click.Choice(setting.VERBOSITIES)),
            click.option("--language", metavar="TAG", help="Language of the article: en-GB."),
            click.option("--show", metavar="NAME", help="Name of the series or publication."),
            click.option("--engine", metavar="NAME", help="Speech engine: pyttsx3, tone …"),
            click.option("--voice", metavar="NAME", help="The narrator's voice."),
            click.option("--rate", "rate_wpm", type=int, metavar="WPM", help="Words a minute."),
            click.option("--store", metavar="FOLDER", help="Where clips are kept for reuse."),
            click.option(
                "--settings", "settings_file", default=setting.FILE_NAME, show_default=True
            ),
        )
    ):
        command = option(command)
    return command


def resolve(settings_file: str, given: dict[str, Any]) -> setting.Settings:
    """Return the settings: defaults, then the file, then what was given on the command line.

    Raises:
        SettingsError: if any of them is wrong, or a settings file that was named is missing.
    """
    path = Path(settings_file)
    if settings_file != setting.FILE_NAME and not path.exists():
        from audio_edition.errors import SettingsError

        raise SettingsError(f"There is no settings file {path}.", "Check its name.")
    return setting.changed(setting.load(path), given, "The command line")


def open_store(settings: setting.Settings) -> "Store":
    """Return the store the settings name, or the one in the user's cache folder."""
    from audio_edition.speaking.store import Store

    if settings.store:
        return Store(Path(settings.store))
    from platformdirs import user_cache_path

    return Store(user_cache_path("audio-edition", appauthor=False))


def open_article(name: str) -> "Source":
    """Return an article's bytes; "-" is standard input.

    Raises:
        ReadingError: if it cannot be read.
    """
    from audio_edition.pipeline.narration import Source, read_source

    if name == "-":
        return Source("-", sys.stdin.buffer.read())
    return read_source(name)


def job_count(settings: setting.Settings) -> int:
    """Return how many chapters to work on at a time."""
    if settings.jobs:
        return settings.jobs
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1
