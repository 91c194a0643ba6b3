"""`audio-edition doctor`: what is installed here, and whether it works."""

import json
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

import click

from audio_edition import __version__
from audio_edition.cli import options
from audio_edition.errors import AudioEditionError

LIBRARIES = ("pyttsx3", "espeakng-loader", "imageio-ffmpeg", "mutagen", "numpy", "soxr", "lxml")
SOMETHING_IS_WRONG = 1


@click.command("doctor", short_help="Say what is installed, and whether it works.")
@click.option("--store", metavar="FOLDER", help="Default: the user's cache folder.")
@click.option("--settings", "settings_file", default=options.SETTINGS_FILE, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(store: str | None, settings_file: str, as_json: bool) -> int:
    """Say what is installed here and whether it works; exit with 1 if a build would fail."""
    settings = options.resolve(settings_file, {"store": store})
    checks = [
        ("audio-edition", True, __version__),
        ("Python", True, platform.python_version()),
        *_libraries(),
        _encoder(),
        *_engines(settings.engine),
        _kept(str(options.open_store(settings).folder)),
    ]
    if as_json:
        click.echo(json.dumps([{"what": w, "works": ok, "about": a} for w, ok, a in checks]))
    else:
        for what, works, about in checks:
            click.echo(f"{what}: {'' if works else 'NOT WORKING, '}{about}.")
    return 0 if all(works for _, works, _ in checks) else SOMETHING_IS_WRONG


Check = tuple[str, bool, str]
"""(what, whether it works, what there is to say of it)."""


def _libraries() -> Iterator[Check]:
    for name in LIBRARIES:
        try:
            yield name, True, version(name)
        except PackageNotFoundError:
            yield name, False, "it is not installed"


def _encoder() -> Check:
    from audio_edition.mastering import ffmpeg

    try:
        said = ffmpeg.run(["-version"]).decode("utf-8", "replace").split()
        return "Encoder ffmpeg", True, said[2] if len(said) > 2 else "its version is unknown"
    except AudioEditionError as error:
        return "Encoder ffmpeg", False, error.problem.rstrip(".")


def _engines(chosen: str) -> Iterator[Check]:
    """Yield each engine; one that is not there is only wrong if it is the chosen one."""
    from audio_edition.speaking.engine import ENGINES, load_engine

    for name in ENGINES:
        engine = load_engine(name)
        try:
            found = engine.probe()
            about = (
                engine.identity() if found.is_available else f"not here: {found.reason.rstrip('.')}"
            )
        except AudioEditionError as error:
            found, about = None, error.problem.rstrip(".")
        finally:
            engine.close()
        yield f"Engine {name}", bool(found and found.is_available) or name != chosen, about


def _kept(folder: str) -> Check:
    import os
    from pathlib import Path

    nearest = next(p for p in (Path(folder), *Path(folder).parents) if p.exists())
    writable = os.access(nearest, os.W_OK)
    about = folder if writable else f"{folder} cannot be written, so nothing is kept"
    return "Store", writable, about
