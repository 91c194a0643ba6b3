"""`audio-edition lexicon`: which segments each pronunciation touches."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audio_edition.cli import options, wording
from audio_edition.errors import AudioEditionError, UsageError

if TYPE_CHECKING:
    from audio_edition.narrating.lexicon import Entry, Use
    from audio_edition.settings import Settings

MOST_SHOWN = 3
"""Sentences shown for an entry, unless all are asked for."""


@click.command("lexicon", short_help="Say which segments each pronunciation touches.")
@click.argument("articles", nargs=-1, metavar="[ARTICLE…]")
@click.option("--all", "show_all", is_flag=True, help="Show every segment, not the first three.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an article.")
@click.option(
    "--write", type=click.Path(dir_okay=False), metavar="FILE", help="Write the project's lexicon."
)
@options.narration_options
def command(
    articles: tuple[str, ...],
    show_all: bool,
    as_json: bool,
    write: str | None,
    settings_file: str,
    **given: Any,
) -> int:
    """Say which segments of each ARTICLE every entry of its lexicons touches.

    Entries that touch none are listed last. With --write the project's lexicon is written
    to FILE, as PLS 1.0 if its name ends in .pls and as TOML if it ends in .toml.
    """
    settings = options.resolve(settings_file, given)
    if not articles and not write:
        raise UsageError("No article was named.", "Name one, or convert with --write FILE.")
    if write:
        _write(Path(write), settings)
    code = 0
    for name in articles:
        try:
            _one(name, settings, show_all, as_json)
        except AudioEditionError as error:
            click.echo(wording.failure(name, error), err=True)
            code = code or error.exit_code
    return code


def _one(name: str, settings: "Settings", show_all: bool, as_json: bool) -> None:
    from audio_edition.narrating.lexicon import uses
    from audio_edition.pipeline import narration, preparing, pronouncing

    source = options.open_article(name)
    article = narration.read(source, settings)
    path = preparing.script_path(source, settings)
    told = narration.narrate(source, article, path, settings, narration.ORDINARY_WORDS_PER_MINUTE)
    found = uses(told.script, pronouncing.lexicon_of(source.slug, settings))
    if as_json:
        entries = [_as_data(use) for use in found]
        click.echo(json.dumps({"article": name, "entries": entries}, ensure_ascii=False))
    else:
        click.echo("\n".join(_as_lines(name, found, show_all)))


def _as_data(use: "Use") -> dict[str, Any]:
    entry = use.entry
    return {
        "text": entry.text,
        "say": entry.say,
        "ipa": entry.ipa,
        "case": str(entry.case),
        "source": entry.source,
        "segments": [{"id": s.id, "text": s.text} for s in use.segments],
    }


def _as_lines(name: str, found: "tuple[Use, ...]", show_all: bool) -> Iterator[str]:
    used = [use for use in found if use.segments]
    unused = [use.entry for use in found if not use.segments]
    yield f"{name}: {wording.counted(len(used), 'entry', 'entries')} used."
    for use in used:
        count = wording.counted(len(use.segments), "segment")
        yield f"{_in_words(use.entry)} touches {count}."
        shown = use.segments if show_all else use.segments[:MOST_SHOWN]
        for segment in shown:
            yield f"  {segment.id}: {segment.text}"
        if len(use.segments) > len(shown):
            yield f"  and {len(use.segments) - len(shown)} more; --all shows them."
    for entry in unused:
        yield f"{_in_words(entry)} touches nothing."


def _in_words(entry: "Entry") -> str:
    said = f"said “{entry.say}”" if entry.say else f"pronounced /{entry.ipa}/"
    return f"“{entry.text}”, {said},"


def _write(path: Path, settings: "Settings") -> None:
    from audio_edition.narrating.lexicon_files import write_pls, write_toml
    from audio_edition.pipeline.pronouncing import read_lexicon_file
    from audio_edition.publishing.folder import output_errors

    if path.suffix not in (".pls", ".toml"):
        raise UsageError(
            f"{path} is neither .pls nor .toml.", "Give the file's name one of these endings."
        )
    entries = read_lexicon_file(Path(settings.lexicon))
    language = settings.language or "en"
    data = write_pls(entries, language) if path.suffix == ".pls" else write_toml(entries)
    with output_errors(path):
        path.write_bytes(data)
    click.echo(f"{path} has {wording.counted(len(entries), 'entry', 'entries')}.", err=True)
