"""Options that several commands share, and the settings they make."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from audio_edition import settings as setting

if TYPE_CHECKING:
    from audio_edition.pipeline.building import Means
    from audio_edition.pipeline.narration import Source
    from audio_edition.speaking.store import Store

F = TypeVar("F", bound=Callable[..., Any])

SETTINGS_FILE = setting.FILE_NAME

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
            click.option(
                "--profile",
                type=click.Choice(setting.PROFILES),
                help="fast: for those who listen at 300 to 500 words a minute.",
            ),
            click.option(
                "--fallback",
                metavar="NAME",
                help="Engine that speaks a sentence at which the chosen one fails.",
            ),
            click.option("--store", metavar="FOLDER", help="Where clips are kept for reuse."),
            click.option(
                "--settings", "settings_file", default=setting.FILE_NAME, show_default=True
            ),
        )
    ):
        command = option(command)
    return command


def edition_options(command: F) -> F:
    """Add what shapes an edition besides its script."""
    for option in reversed(
        (
            click.option("--out", metavar="FOLDER", help="Where editions are put."),
            click.option(
                "--format",
                "formats",
                multiple=True,
                type=click.Choice(setting.FORMATS),
                help="Repeatable.",
            ),
            click.option("--cover", metavar="PICTURE", help="Cover picture, else one is drawn."),
            click.option("--jobs", type=int, metavar="N", help="Passages worked on at a time."),
            click.option("--date", metavar="DATE", help="Date of this revision: 2026-01-31."),
        )
    ):
        command = option(command)
    return command


@contextlib.contextmanager
def means(settings_file: str, given: dict[str, Any]) -> "Iterator[Means]":
    """Give what a build is done with, and end the engine's processes afterwards.

    Args:
        settings_file: its path.
        given: the command line's `edition_options` and `narration_options`.
    """
    date = given.pop("date")
    given["formats"] = given["formats"] or None
    settings = resolve(settings_file, given)
    from audio_edition.pipeline.building import Means
    from audio_edition.speaking.engine import load_engine

    engine = load_engine(settings.engine)
    try:
        yield Means(engine, settings, open_store(settings), job_count(settings), given_date(date))
    finally:
        engine.close()


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


def given_date(date: str | None) -> str:
    """Return the date of a revision as ISO 8601: the one given, or `SOURCE_DATE_EPOCH`'s.

    Raises:
        UsageError: if it is no date. Without either there is none: the clock is not asked.
    """
    from datetime import UTC, datetime
    from datetime import date as calendar_date

    from audio_edition.errors import UsageError

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if date:
            return calendar_date.fromisoformat(date).isoformat()
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat() if epoch else ""
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{date or epoch!r} is no date.", "Give one as 2026-01-31.") from error


def job_count(settings: setting.Settings) -> int:
    """Return how many chapters to work on at a time."""
    if settings.jobs:
        return settings.jobs
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1
