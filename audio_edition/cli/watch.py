"""`audio-edition watch`: rebuild an article whenever it, its script or its settings change."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audio_edition.cli import options
from audio_edition.cli.build import as_line, build_one
from audio_edition.errors import ReadingError

if TYPE_CHECKING:
    from audio_edition.pipeline.building import Means


@click.command("watch", short_help="Rebuild an article each time it is saved.")
@click.argument("article", metavar="ARTICLE")
@options.edition_options
@options.narration_options
def command(article: str, settings_file: str, **given: Any) -> int:
    """Build ARTICLE, and again each time it or its script is saved, until interrupted.

    Says in one line what changed. An error is said and waited out: mend it and save again.
    """
    from watchfiles import watch

    if article == "-" or not Path(article).is_file():
        raise ReadingError(f"There is no file {article} to watch.", "Check the name.")
    with options.means(settings_file, given) as means:
        watched = _watched(article, means)
        build_one(article, means, as_line)
        folders = {path.parent for path in watched if path.parent.is_dir()}
        click.echo(f"Watching {article}; press Control-C to stop.", err=True)
        for changes in watch(*folders, recursive=False, raise_interrupt=False):
            if watched & {Path(name) for _, name in changes}:
                build_one(article, means, as_line)
    return 0


def _watched(article: str, means: "Means") -> set[Path]:
    """Return the files a build of the article depends on, by their full names."""
    from audio_edition.pipeline import preparing
    from audio_edition.pipeline.narration import Source

    named = preparing.input_files(Source(article, b""), means.settings)
    return {Path(article).resolve(), *(path.resolve() for path in named)}
