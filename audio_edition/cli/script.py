"""`audio-edition script`: write or revise narration scripts without speaking them."""

import json
from pathlib import Path
from typing import Any

import click

from audio_edition.cli import options, wording
from audio_edition.errors import AudioEditionError


@click.command("script", short_help="Write or revise narration scripts.")
@options.articles
@click.option("--print", "as_heard", is_flag=True, help="Show the script as it will be heard.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an article.")
@options.narration_options
def command(
    articles: tuple[str, ...], settings_file: str, as_heard: bool, as_json: bool, **given: Any
) -> int:
    """Write or revise the narration script of each ARTICLE.

    An editor's decisions in an existing script are kept. With --print nothing is written:
    the script is shown as it will be heard, warnings and announcements included.
    """
    settings = options.resolve(settings_file, given)
    from audio_edition.speaking.engine import load_engine

    engine = load_engine(settings.engine)
    code = 0
    for name in articles:
        try:
            _one(name, settings, engine, as_heard, as_json)
        except AudioEditionError as error:
            click.echo(wording.failure(name, error), err=True)
            code = code or error.exit_code
    engine.close()
    return code


def _one(name: str, settings: Any, engine: Any, as_heard: bool, as_json: bool) -> None:
    from audio_edition import narrating
    from audio_edition.pipeline import cast, narration

    source = options.open_article(name)
    article = narration.read(source, settings)
    voices = cast.cast(engine, settings, article.language, options.open_store(settings))
    path = Path(settings.script_dir) / f"{source.slug}.yaml"
    told = narration.narrate(source, article, path, settings, voices.words_per_minute)
    for line in (*told.revision.outdated, *told.revision.news):
        click.echo(f"Note: {line}", err=True)
    if as_heard:
        click.echo(narrating.as_heard(told.script))
        return
    narration.write_script_file(path, told.script)
    segments = len(told.script.segments)
    if as_json:
        facts = {"article": name, "script": str(path), "segments": segments}
        click.echo(json.dumps({**facts, "chapters": len(told.script.chapters)}))
    else:
        click.echo(f"{path} has {wording.counted(segments, 'segment')}.")
