"""`audio-edition say`: one phrase as the edition would speak it."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audio_edition.cli import options
from audio_edition.errors import OutputError, UsageError
from audio_edition.settings import VOICE_ROLES

if TYPE_CHECKING:
    from audio_edition.pipeline.phrase import Phrase

PLAYERS = (
    ("aplay", "-q"),
    ("afplay",),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    ("mpv", "--really-quiet"),
)
"""Each with what keeps it silent on the screen; the first that is found plays."""


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
    player = None if out else find_player()
    phrase = _spoken(text, article, role, settings)
    if player is None:
        write_wav(Path(out or ""), phrase)
    else:
        _play(phrase, player)
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


def find_player() -> tuple[str, ...]:
    """Return the command that plays a file.

    Raises:
        UsageError: if none of those known is installed.
    """
    for name, *quiet in PLAYERS:
        path = shutil.which(name)
        if path:
            return (path, *quiet)
    names = ", ".join(name for name, *_ in PLAYERS)
    raise UsageError(f"No player was found: none of {names}.", "Write a file with --out FILE.wav.")


def write_wav(path: Path, phrase: "Phrase") -> None:
    """Write a phrase as a WAV file: 16 bits, mono.

    Raises:
        OutputError: if it cannot be written.
    """
    import wave

    try:
        with path.open("wb") as file, wave.open(file, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(phrase.sample_rate_hz)
            sound.writeframes(phrase.samples.astype("<i2").tobytes())
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"{path} cannot be written: {reason}.", "Choose another place with --out."
        ) from error


def _play(phrase: "Phrase", player: tuple[str, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "phrase.wav"
        write_wav(path, phrase)
        played = subprocess.run([*player, str(path)], check=False, capture_output=True)
        if played.returncode != 0:
            raise OutputError(
                f"The player {player[0]} could not play the phrase.",
                "Write a file with --out FILE.wav and play it otherwise.",
            )
