"""What `verify --listen` says: the segments that are probably wrong, the worst first."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audio_edition.cli import wording

if TYPE_CHECKING:
    from audio_edition.mastering.hearing.recogniser import Recogniser
    from audio_edition.pipeline.listening import Doubt, Listened

SEEMS = {
    "missing": "seems to be missing",
    "silent": "seems to be silent",
    "doubled": "seems to be said twice",
    "swapped": "seems to have another sentence in its place",
    "cut": "seems to be cut off",
    "speed": "seems to be spoken at another speed",
    "words": "seems to have other words",
    "besides": "seems to have something beside it that belongs to no sentence",
}
STEPS = 4
"""Lines of progress."""
LEAST_TOLD = 100
"""Segments below which nothing is said of progress."""


def heard(folder: Path, script_dir: str, recogniser: "Recogniser") -> "Listened":
    """Have an edition heard; say every quarter how far it is.

    Raises:
        ReadingError: if its sound cannot be decoded.
        UsageError: if it is in a language the recogniser does not hear.
    """
    from audio_edition.pipeline.listening import listen

    told = 0

    def report(done: int, total: int) -> None:
        nonlocal told
        quarter = done * STEPS // total
        if total >= LEAST_TOLD and quarter > told and done < total:
            told = quarter
            click.echo(f"Heard {done} of {total} segments.", err=True)

    return listen(folder, Path(script_dir), recogniser, report)


def as_lines(name: str, heard: "Listened") -> Iterator[str]:
    """Yield one line a doubt, the most suspicious first, then how many there are."""
    for doubt in heard.doubts:
        yield f"{name}/{doubt.file}: {_said(doubt)}"
    number = len(heard.doubts)
    found = f"{wording.counted(number, 'segment')} to listen to" if number else "nothing doubtful"
    yield f"{name}: the recogniser heard {wording.counted(heard.segments, 'segment')}: {found}."


def _said(doubt: "Doubt") -> str:
    line = f"{doubt.segment}, at {doubt.at_s:.1f} s, {SEEMS[doubt.kind]}: {_quoted(doubt.text)}"
    words = f", heard: {_quoted(doubt.heard)}" if doubt.heard else ""
    return f"{line}{words}."


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return json.dumps(f"{line[:80]}…" if len(line) > 80 else line, ensure_ascii=False)


def as_data(heard: "Listened") -> dict[str, Any]:
    """Return what is added to the JSON object of an edition."""
    return {"heard": heard.segments, "doubts": [asdict(doubt) for doubt in heard.doubts]}
