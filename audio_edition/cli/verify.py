"""`audio-edition verify`: every promise of an edition checked again from its files."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audio_edition import settings as setting
from audio_edition.cli import hearing, options, wording
from audio_edition.errors import AudioEditionError

if TYPE_CHECKING:
    from audio_edition.mastering.hearing.recogniser import Recogniser
    from audio_edition.pipeline.verification import Verdict
    from audio_edition.publishing.verifying.fault import Fault

FAULTY = 1
MOST_LINES_A_FILE = 8
"""Faults of one file that are told one by one: more have one cause."""
LONG_S = 600.0
"""An edition longer than that is listened to with a line for each file."""


@click.command("verify", short_help="Check every promise of an edition.")
@click.argument("editions", nargs=-1, required=True, metavar="EDITION…")
@click.option("--listen", is_flag=True, help="Have a recogniser hear the words too (English).")
@click.option("--quick", is_flag=True, help="Do not decode the sound.")
@click.option("--script-dir", metavar="FOLDER", help="Where narration scripts stand.")
@click.option("--jobs", type=int, metavar="N", help="Sound files listened to at a time.")
@click.option("--settings", "settings_file", default=setting.FILE_NAME, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an edition.")
def command(
    editions: tuple[str, ...],
    settings_file: str,
    quick: bool,
    listen: bool,
    as_json: bool,
    **given: Any,
) -> int:
    """Read every file of each EDITION folder again and hold it against its timeline and script.

    Prints one line for each fault. The exit code is 1 if there is any, 3 if a folder is no
    edition.
    """
    settings = options.resolve(settings_file, given)
    recogniser = _recogniser() if listen else None
    codes = [_one(name, settings, quick, as_json, recogniser) for name in editions]
    if FAULTY in codes and not as_json:
        click.echo("Build what is faulty again; if a fault stays, please report it.")
    return max(codes)


def _recogniser() -> "Recogniser":
    from audio_edition.mastering.hearing.recogniser import Whisper

    return Whisper()


def _one(
    name: str,
    settings: setting.Settings,
    quick: bool,
    as_json: bool,
    recogniser: "Recogniser | None",
) -> int:
    """Check one edition; print what came of it; return an exit code."""
    from audio_edition.pipeline.verification import verify

    folder, jobs = Path(name), options.job_count(settings)

    def report(file: str) -> None:
        if (folder / file).stat().st_size > LONG_S * 8000:
            click.echo(f"Listening to {file}.", err=True)

    try:
        verdict = verify(folder, Path(settings.script_dir), jobs, report, decoding=not quick)
        heard = hearing.heard(folder, settings.script_dir, recogniser) if recogniser else None
    except AudioEditionError as error:
        click.echo(wording.failure(name, error), err=True)
        return error.exit_code
    if as_json:
        facts = _as_data(name, verdict) | (hearing.as_data(heard) if heard else {})
        click.echo(json.dumps(facts, ensure_ascii=False))
    else:
        lines = [*_as_lines(name, verdict), *(hearing.as_lines(name, heard) if heard else ())]
        click.echo("\n".join(lines))
    return FAULTY if verdict.faults or (heard and heard.doubts) else 0


def _as_data(name: str, verdict: "Verdict") -> dict[str, Any]:
    return {
        "edition": name,
        "clean": not verdict.faults,
        "faults": [{"file": f.file, "problem": f.problem} for f in verdict.faults],
        "files": verdict.files,
        "chapters": verdict.chapters,
        "segments": verdict.segments,
        "duration_s": round(verdict.duration_s, 3),
        "listened": list(verdict.listened),
        "script": str(verdict.script) if verdict.script else None,
    }


def _as_lines(name: str, verdict: "Verdict") -> Iterator[str]:
    """Yield the faults in whole lines, then what was looked at."""
    yield from _fault_lines(name, verdict.faults)
    found = wording.counted(len(verdict.faults), "fault") if verdict.faults else "no fault"
    files = wording.counted(verdict.files + 1, "file")
    segments = wording.counted(verdict.segments, "segment")
    length = wording.spoken_length(verdict.duration_s)
    heard = wording.counted(len(verdict.listened), "sound file")
    listened = f"{heard} listened to" if verdict.listened else "not listened to"
    script = f"held against {verdict.script}" if verdict.script else "its script was not at hand"
    yield f"{name}: {found}. {files}, {segments}, {length}; {listened}; {script}."


def _fault_lines(name: str, faults: "tuple[Fault, ...]") -> Iterator[str]:
    told = Counter[str]()
    for fault in faults:
        told[fault.file] += 1
        if told[fault.file] <= MOST_LINES_A_FILE:
            yield f"{name}/{fault}"
    for file, count in told.items():
        if count > MOST_LINES_A_FILE:
            yield f"{name}/{file}: {count - MOST_LINES_A_FILE} more faults like these."
