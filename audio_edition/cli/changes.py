"""`audio-edition changes`: one short recording of only what changed."""

from pathlib import Path
from typing import Any

import click

from audio_edition.cli import options, wording


@click.command("changes", short_help="Record only what changed, before and after.")
@click.argument("article", metavar="ARTICLE")
@options.edition_options
@click.option("--to", "target", metavar="FILE.mp3", help="Default: beside the edition.")
@options.narration_options
def command(article: str, settings_file: str, target: str | None, **given: Any) -> int:
    """Record what changed in ARTICLE since its edition was built.

    Each sentence is heard as it was and as it is now, for an editor to approve by ear. The
    edition itself is left as it is.
    """
    with options.means(settings_file, given) as means:
        from audio_edition.pipeline.changes import record_changes

        source = options.open_article(article)
        path = Path(target) if target else Path(means.settings.out) / f"{source.slug}.changes.mp3"
        plan, length_s = record_changes(source, means, path)
    for line in plan.in_words():
        click.echo(line)
    click.echo(f"Listen to {path}, {wording.spoken_length(length_s)}.")
    return 0
