"""`audio-edition voices`: the voices that are here, those that could be, and how they sound."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audio_edition.cli import playing, wording

if TYPE_CHECKING:
    from audio_edition.speaking.catalogue import Offer
    from audio_edition.speaking.engine import Engine
    from audio_edition.speech import Voice

NATURAL_FIRST = ("kokoro", "piper", "pyttsx3")
"""Engines that are listed unless one is named."""
SAMPLE = (
    "This is how I sound. The ferry left the harbour at half past seven, and most of the "
    "passengers stood on deck."
)
SAMPLE_DEADLINE_S = 120.0


@click.group("voices", short_help="List, hear and add voices.", invoke_without_command=True)
@click.option("--engine", "name", metavar="NAME", default="", help="Only voices of this engine.")
@click.option("--language", metavar="TAG", default="", help="Only voices of this language: en.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a voice.")
@click.pass_context
def command(context: click.Context, name: str, language: str, as_json: bool) -> int:
    """List voices, one a line: what to give to --voice, then what it is.

    Voices that are not here but could be are listed with the command that adds them.
    """
    if context.invoked_subcommand is not None:
        return 0
    from audio_edition.speaking.catalogue import OFFERS

    engines = (name,) if name else NATURAL_FIRST
    number = 0
    for engine in engines:
        found, why_not = _voices(engine, name != "")
        shown = [voice for voice in found if _speaks(voice.languages, language)]
        number += len(shown)
        for voice in shown:
            click.echo(_as_json(asdict(voice), "here") if as_json else _line(voice))
        here = {voice.id for voice in found}
        for offer in OFFERS:
            wanted = offer.engine == engine and _speaks(offer.languages, language)
            if wanted and offer.id not in here and not _is_added(offer):
                click.echo(_as_json(_facts(offer), "addable") if as_json else _offer_line(offer))
        if why_not and not as_json:
            click.echo(f"{engine} cannot be used: {why_not}", err=True)
    if not as_json:
        click.echo(f"{wording.counted(number, 'such voice')} can be used.", err=True)
    return 0


def _voices(name: str, named: bool) -> tuple[tuple["Voice", ...], str]:
    """Return an engine's voices, or none and why not."""
    from audio_edition.errors import SpeakingError
    from audio_edition.speaking.engine import load_engine

    engine = load_engine(name)
    try:
        there = engine.probe()
        if not there.is_available and not named:
            return (), f"{there.reason} {there.remedy}"
        return engine.voices(), ""
    except SpeakingError as error:
        return (), str(error)
    finally:
        engine.close()


def _speaks(languages: tuple[str, ...], wanted: str) -> bool:
    wanted = wanted.casefold()
    return not wanted or any(f"{t.casefold()}-".startswith(f"{wanted}-") for t in languages)


def _is_added(offer: "Offer") -> bool:
    from audio_edition.speaking.voice_folder import installed

    return any(voice.id == offer.id for voice in installed(offer.engine))


def _line(voice: "Voice") -> str:
    facts = [voice.name, ", ".join(voice.languages), voice.gender]
    facts += [voice.quality and f"quality {voice.quality}", voice.licence, voice.engine]
    return f"{voice.id}: {', '.join(filter(None, facts))}."


def _offer_line(offer: "Offer") -> str:
    size = f"{round(offer.size_bytes / 1e6)} megabytes"
    facts = [offer.name, ", ".join(offer.languages), offer.gender, f"quality {offer.quality}"]
    about = ", ".join([*facts, offer.licence, offer.engine, size])
    return f"{offer.id}: {about}. Not here; add it with `audio-edition voices add {offer.id}`."


def _facts(offer: "Offer") -> dict[str, Any]:
    facts = asdict(offer)
    del facts["files"]
    return {**facts, "size_bytes": offer.size_bytes}


def _as_json(facts: dict[str, Any], state: str) -> str:
    return json.dumps({**facts, "state": state}, ensure_ascii=False)


@command.command("sample", short_help="Hear how a voice sounds.")
@click.argument("voice")
@click.option("--engine", "name", metavar="NAME", default="", help="Whose voice it is.")
@click.option("--text", default=SAMPLE, help="What it says.")
@click.option("--rate", "rate_wpm", type=int, default=0, metavar="WPM", help="Words a minute.")
@click.option("--out", metavar="FILE.wav", default="", help="Write, not play.")
def sample(voice: str, name: str, text: str, rate_wpm: int, out: str) -> int:
    """Play how a voice speaks, or write it as a WAV file.

    Without --out, and where no player is installed, the file is VOICE.wav.
    """
    from audio_edition.speaking.engine import Delivery

    engine, id = _found(voice, name)
    try:
        can = engine.capabilities()
        how = Delivery(id, rate_wpm or can.default_rate_wpm, word_gap_ms=can.default_word_gap_ms)
        clip = engine.speak(text, how, SAMPLE_DEADLINE_S)
    finally:
        engine.close()
    player = None if out else _player()
    if player is not None:
        playing.play(clip.samples, clip.sample_rate_hz, player)
        return 0
    path = Path(out or f"{id.replace('/', '-')}.wav")
    playing.write_wav(path, clip.samples, clip.sample_rate_hz)
    click.echo(f"Listen to {path}")
    return 0


def _player() -> tuple[str, ...] | None:
    """Return the command that plays a file, or None if there is none."""
    from audio_edition.errors import UsageError

    try:
        return playing.find_player()
    except UsageError:
        return None


def _found(voice: str, name: str) -> tuple["Engine", str]:
    """Return the engine that has a voice, and the voice's id.

    Raises:
        SettingsError: if none has it.
    """
    from audio_edition.errors import SettingsError
    from audio_edition.speaking.engine import ENGINES, find_voice, load_engine

    prefix, colon, rest = voice.partition(":")
    if colon and prefix in ENGINES:
        name, voice = prefix, rest
    error: SettingsError | None = None
    for candidate in (name,) if name else NATURAL_FIRST:
        engine = load_engine(candidate)
        if not name and not engine.probe().is_available:
            continue
        try:
            return engine, find_voice(engine, voice, "en")
        except SettingsError as raised:
            error = raised
    assert error is not None
    raise error


@command.command("add", short_help="Install a voice.")
@click.argument("voice")
@click.option(
    "--from",
    "given",
    multiple=True,
    metavar="FILE",
    help="A file of the voice, or a folder with them, that is here already.",
)
def add(voice: str, given: tuple[str, ...]) -> int:
    """Install a voice from its official home, or from files that are here.

    What is downloaded must have the hash that the catalogue holds. A download that is
    interrupted is gone on with by the same command.
    """
    from audio_edition.errors import SettingsError
    from audio_edition.speaking import voice_installing
    from audio_edition.speaking.catalogue import OFFERS, find_offer
    from audio_edition.speaking.voice_folder import voices_folder

    offer, folder, paths = find_offer(voice), voices_folder(), [Path(path) for path in given]
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise SettingsError(f"There is no file {missing[0]}.", "Check the name.")
    if offer is not None and paths:
        target = voice_installing.add_offer_from(offer, paths, folder)
    elif offer is not None:
        size = round(offer.size_bytes / 1e6)
        click.echo(f"Downloading {offer.name}, {size} megabytes, {offer.licence}.", err=True)
        target = voice_installing.add_offer(offer, folder)
    elif len(paths) == 1 and paths[0].suffix == ".onnx":
        target = voice_installing.add_piper_model(voice, paths[0], folder)
    else:
        known = ", ".join(offer.id for offer in OFFERS)
        raise SettingsError(
            f"There is no voice {voice!r} in the catalogue.",
            f"It has {known}; or give a Piper model with --from NAME.onnx.",
        )
    click.echo(f"The voice {voice} is in {target}")
    _tell_what_is_missing(target.parent.name)
    return 0


def _tell_what_is_missing(name: str) -> None:
    """Say what else the engine of a new voice needs."""
    from audio_edition.speaking.engine import load_engine

    there = load_engine(name).probe()
    if not there.is_available:
        click.echo(f"It cannot speak yet. {there.reason} {there.remedy}", err=True)
