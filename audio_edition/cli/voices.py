"""`audio-edition voices`: the voices that are here."""

import json
from dataclasses import asdict

import click

from audio_edition.cli import wording


@click.command("voices", short_help="List the voices of a speech engine.")
@click.option("--engine", "name", default="pyttsx3", show_default=True, metavar="NAME")
@click.option("--language", metavar="TAG", default="", help="Only voices of this language: en.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a voice.")
def command(name: str, language: str, as_json: bool) -> int:
    """List the voices of a speech engine, one a line: what to give to --voice, then its name."""
    from audio_edition.speaking.engine import load_engine

    engine = load_engine(name)
    try:
        voices = engine.voices()
    finally:
        engine.close()
    wanted = language.casefold()
    shown = [
        v
        for v in voices
        if not wanted
        or any(f"{t.casefold()}-".startswith(f"{wanted}-") for t in v.languages)
    ]
    for voice in shown:
        if as_json:
            click.echo(json.dumps(asdict(voice)))
        else:
            about = ", ".join(filter(None, [voice.name, voice.gender]))
            click.echo(f"{voice.id}: {about}.")
    if not as_json:
        click.echo(f"The engine {name} has {wording.counted(len(shown), 'such voice')}.", err=True)
    return 0
