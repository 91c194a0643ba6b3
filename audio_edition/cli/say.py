"""`audio-edition say`: one phrase as the edition would speak it."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audio_edition.cli import options, playing
from audio_edition.settings import VOICE_ROLES

if TYPE_CHECKING:
    from audio_edition.pipeline.phrase import Phrase


@click.command("say", short_help="Speak one phrase as an edition would.")
@click.argument("text")
@click.option("--out", type=click.Path(dir_okay=False), metavar="FILE.wav", help="Write, not play.")
@click.option("--article", metavar="ARTICLE", help="Use this article's own lexicon too.")
@click.option("--role", type=click.Choice(VOICE_ROLES), default="narrator", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--language", metavar="TAG", help="Language of the phrase: en-GB.")
@click.option("--engine", metavar="NAME", help="Speech engine: pyttsx3, tone …")
@click.option("--voice", metavar="NAME", help="The narrator's voice.")
@click.option("--rate", "rate_wpm", type=int, metavar="WPM", help="Words a minute.")
@click.option("--store", metavar="FOLDER", help="Where clips are kept for reuse.")
@click.option("--script-dir", metavar="FOLDER", help="Where scripts and their lexicons stand.")
@click.option("--settings", "settings_file", default=options.SETTINGS_FILE, show_default=True)
def command(
    text: str,
    out: str | None,
    article: str | None,
    role: str,
    as_json: bool,
    settings_file: str,
    **given: Any,
) -> int:
    """Speak TEXT as an edition would: in its voice, its spoken form and its lexicons.

    It is played, or with --out written as a WAV file. What was said is printed. The
    TEXT "-" is standard input.
    """
    if text == "-":
        text = sys.stdin.read()
    settings = options.resolve(settings_file, given)
    player = None if out else playing.find_player()
    phrase = _spoken(text, article, role, settings)
    if player is None:
        playing.write_wav(Path(out or ""), phrase.samples, phrase.sample_rate_hz)
    else:
        playing.play(phrase.samples, phrase.sample_rate_hz, player)
    seconds = round(len(phrase.samples) / phrase.sample_rate_hz, 2)
    if as_json:
        facts = {"text": text, "spoken": phrase.spoken, "given": phrase.given}
        click.echo(json.dumps({**facts, "seconds": seconds, "file": out or ""}))
    else:
        click.echo(phrase.spoken)
    return 0


def _spoken(text: str, article: str | None, role: str, settings: Any) -> "Phrase":
    from audio_edition.pipeline.narration import Source
    from audio_edition.pipeline.phrase import speak_phrase
    from audio_edition.script import VoiceRole
    from audio_edition.speaking.engine import load_engine

    slug = Source(article, b"").slug if article else ""
    engine = load_engine(settings.engine)
    try:
        store = options.open_store(settings)
        return speak_phrase(text, slug, VoiceRole(role), engine, settings, store)
    finally:
        engine.close()
