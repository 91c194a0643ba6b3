"""Every promise of an edition checked again, from its files alone."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from audio_edition.edition import TimedChapter, Timeline
from audio_edition.errors import OutputError
from audio_edition.mastering.language_codes import three_letters
from audio_edition.pipeline import narration
from audio_edition.publishing.verifying import checks
from audio_edition.publishing.verifying.fault import Fault
from audio_edition.publishing.verifying.opened import TIMELINE, Opened, open_record, read_timeline
from audio_edition.speaking.speakable import is_speakable

TONE = "tone"
"""An engine that is no voice: its loudness follows from no speech."""
MOST_QUICK_FAULTS = 50
Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out about one edition."""

    folder: Path
    faults: tuple[Fault, ...]
    files: int
    """How many files it lists."""
    chapters: int
    segments: int
    duration_s: float
    listened: tuple[str, ...]
    """Names of the sound files that were decoded."""
    script: Path | None
    """The narration script it was held against, if it was there."""


def verify(
    folder: Path, script_dir: Path, jobs: int, report: Report, *, decoding: bool = True
) -> Verdict:
    """Check an edition.

    Args:
        folder: the edition's.
        script_dir: where its narration script may stand.
        jobs: sound files to listen to at a time.
        report: told the name of each sound file that is about to be listened to.
        decoding: whether the sound is listened to.

    Raises:
        ReadingError: if the folder is no edition, or its script is damaged.
    """
    edition, faults = _opened(folder)
    script_path = script_dir / f"{edition.slug}.yaml"
    script = narration.read_script_file(script_path) if edition.slug else None
    edition = replace(edition, script=script)
    listened: tuple[str, ...] = ()
    if not faults:
        from audio_edition.publishing.verifying import close, quick, script_checks

        faults += checks.run((*quick.QUICK, *close.CLOSE), edition)
        faults += checks.guarded(TIMELINE, script_checks.script_checks(edition, is_speakable))
        if decoding:
            listened = (*edition.sounds, *edition.tracks)
            faults += _heard(edition, listened, jobs, report)
    timeline = edition.timeline
    return Verdict(
        folder,
        tuple(dict.fromkeys(faults)),
        len(edition.record["files"]),
        len(timeline.chapters),
        len(timeline.segments),
        timeline.duration_s,
        listened,
        script_path if script is not None else None,
    )


def quick_faults(folder: Path) -> list[str]:
    """Return what is wrong with an edition as far as it can be seen at once, one line a fault.

    Nothing is decoded or hashed. Only the first `MOST_QUICK_FAULTS` are looked for.

    Raises:
        ReadingError: if the folder is no edition.
    """
    from audio_edition.publishing.verifying import quick  # a build with nothing to do needs none

    edition, faults = _opened(folder)
    found = faults or islice(checks.run(quick.QUICK, edition), MOST_QUICK_FAULTS)
    return [str(fault) for fault in found]


def refuse_faulty(folder: Path) -> None:
    """Refuse an edition with a fault that can be seen at once.

    Raises:
        OutputError: naming the first fault.
    """
    if found := quick_faults(folder):
        more = f" There are {len(found) - 1} more." if len(found) > 1 else ""
        raise OutputError(
            f"The new edition is faulty, so the old one stays: {found[0]}{more}",
            "Please report this, with the article if you may.",
        )


def _opened(folder: Path) -> tuple[Opened, list[Fault]]:
    """Return an edition opened; with a fault if its timeline cannot be read."""
    record = open_record(folder)
    code = three_letters(str(record.get("language", "")))
    try:
        timeline, facts = read_timeline(folder)
    except (OSError, LookupError, ValueError, TypeError, AttributeError) as error:
        empty = Opened(folder, record, Timeline(1, 0, ()))
        problem = f"it cannot be read ({type(error).__name__}: {error})"
        return empty, [Fault(TIMELINE, problem)]
    return Opened(folder, record, timeline, facts, language_code=code), []


def _heard(edition: Opened, names: tuple[str, ...], jobs: int, report: Report) -> Iterator[Fault]:
    """Yield what is wrong with the sound of files, listened to several at a time."""
    timeline, _ = read_timeline(edition.folder, with_words=True)
    whole = set(edition.sounds)
    parts = dict(zip(edition.tracks, timeline.chapters, strict=False))

    def listen(name: str) -> list[Fault]:
        chapters = timeline.chapters if name in whole else (parts[name],)
        report(name)
        return _file_faults(edition, name, chapters, name in whole)

    with ThreadPoolExecutor(max(jobs, 1)) as pool:
        for faults in pool.map(listen, [n for n in names if n in whole or n in parts]):
            yield from faults


def _file_faults(
    edition: Opened, name: str, chapters: tuple[TimedChapter, ...], is_whole: bool
) -> list[Fault]:
    from audio_edition.mastering.sound_checks import Listening, sound_faults

    is_tone = edition.fact("engine").split(" ")[0] == TONE
    listening = Listening(is_whole, holds_target=not is_tone)
    rate_hz = edition.timeline.sample_rate_hz
    found = sound_faults(edition.folder / name, chapters, rate_hz, listening)
    return list(checks.guarded(name, (Fault(name, problem) for problem in found)))
