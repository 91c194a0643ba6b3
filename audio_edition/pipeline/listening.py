"""An edition heard again by a recogniser, and what it heard held against the timeline."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audio_edition.edition import TimedChapter, TimedSegment
from audio_edition.errors import ReadingError, UsageError
from audio_edition.pipeline import narration
from audio_edition.publishing.verifying.opened import Opened, open_record, read_timeline

if TYPE_CHECKING:
    from audio_edition.mastering.hearing.listening import Heard
    from audio_edition.mastering.hearing.recogniser import Recogniser

Report = Callable[[int, int], None]
"""Is told how many segments of how many have been heard."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One segment that is probably wrong."""

    file: str
    """Name of the sound file in the edition's folder."""
    at_s: float
    """Where it should begin in that file, in seconds."""
    segment: str
    """Its id."""
    kind: str
    """What seems to be wrong: a `Kind` of `mastering/hearing/judging.py`."""
    score: float
    """From 1 on; more is more suspicious."""
    text: str
    """What should be heard."""
    heard: str
    """What the recogniser wrote."""


@dataclass(frozen=True, slots=True)
class Listened:
    """What came of hearing one edition."""

    segments: int
    """How many were heard."""
    doubts: tuple[Doubt, ...]
    """The most suspicious first."""


def listen(folder: Path, script_dir: Path, recogniser: "Recogniser", report: Report) -> Listened:
    """Hear an edition.

    Args:
        folder: the edition's.
        script_dir: where its script may stand, which says what is in other languages.
        recogniser: writes down what it hears.
        report: told of every segment.

    Raises:
        ReadingError: if the folder is no edition, or its sound cannot be decoded.
        UsageError: if it is in a language the recogniser does not hear.
    """
    edition = _opened(folder)
    parts = _parts(edition)
    total = sum(len(chapter.segments) for _, chapters in parts for chapter in chapters)
    heard: list[Heard] = []
    places: list[tuple[str, float, TimedSegment]] = []
    for name, chapters in parts:
        before = len(places)
        places += _places(name, chapters, edition.timeline.sample_rate_hz)
        for one in _heard(edition, name, chapters, recogniser, before):
            heard.append(one)
            report(min(one.number + 1, total), total)
    return Listened(total, _doubts(heard, places, _foreign(edition, script_dir)))


def _opened(folder: Path) -> Opened:
    record = open_record(folder)
    try:
        timeline, facts = read_timeline(folder)
    except (OSError, LookupError, ValueError, TypeError, AttributeError) as error:
        raise ReadingError(
            f"The timeline of {folder} cannot be read.", "Build the edition again."
        ) from error
    from audio_edition.mastering.hearing.recogniser import LANGUAGE

    language = str(facts.get("language", ""))
    if language.partition("-")[0] != LANGUAGE:
        raise UsageError(
            f"{folder} is in the language {language}, and the recogniser hears English only.",
            "Verify it without --listen.",
        )
    return Opened(folder, record, timeline, facts)


def _parts(edition: Opened) -> list[tuple[str, tuple[TimedChapter, ...]]]:
    """Return the sound files that together hold the edition once, and what each holds."""
    chapters = edition.timeline.chapters
    if edition.sounds:
        return [(edition.sounds[0], chapters)]
    if len(edition.tracks) != len(chapters):
        raise ReadingError(
            f"{edition.folder} has not the sound of every chapter.", "Build the edition again."
        )
    return [(name, (one,)) for name, one in zip(edition.tracks, chapters, strict=True)]


def _places(
    name: str, chapters: Sequence[TimedChapter], rate_hz: int
) -> Iterator[tuple[str, float, TimedSegment]]:
    """Yield for each segment its file, its time in it, and itself."""
    start = chapters[0].begin_samples if chapters else 0
    for chapter in chapters:
        for segment in chapter.segments:
            yield name, (segment.begin_samples - start) / rate_hz, segment


def _heard(
    edition: Opened,
    name: str,
    chapters: Sequence[TimedChapter],
    recogniser: "Recogniser",
    before: int,
) -> "Iterator[Heard]":
    """Yield what is heard in one file, segments numbered through the edition."""
    from dataclasses import replace

    from audio_edition.mastering.hearing import listening, sound
    from audio_edition.mastering.hearing.fitting import STEPS_A_SECOND, Span

    rate_hz = edition.timeline.sample_rate_hz
    dues = []
    for _, at_s, segment in _places(name, chapters, rate_hz):
        lasts_s = (segment.end_samples - segment.begin_samples) / rate_hz
        span = Span(int(at_s * STEPS_A_SECOND), round((at_s + lasts_s) * STEPS_A_SECOND))
        dues.append(listening.Due(span, segment.spoken))
    with sound.decoded(edition.folder / name) as decoded:
        for one in listening.listen(dues, decoded, recogniser):
            yield replace(one, number=one.number + before)


def _foreign(edition: Opened, script_dir: Path) -> set[str]:
    """Return the ids of the segments in other languages, as far as they are known."""
    path = script_dir / f"{edition.slug}.yaml"
    script = narration.read_script_file(path) if edition.slug else None
    return {s.id for s in script.segments if s.language} if script else set()


def _doubts(
    heard: "Sequence[Heard]",
    places: Sequence[tuple[str, float, TimedSegment]],
    foreign: set[str],
) -> tuple[Doubt, ...]:
    from audio_edition.mastering.hearing.judging import SOUNDS_ONLY, judge

    found = []
    for suspicion in judge(heard):
        name, at_s, segment = places[suspicion.number]
        if segment.id in foreign and suspicion.kind not in SOUNDS_ONLY:
            continue
        kind, score = str(suspicion.kind), round(suspicion.score, 2)
        found.append(
            Doubt(name, at_s, segment.id, kind, score, segment.spoken, suspicion.heard.strip())
        )
    return tuple(found)
