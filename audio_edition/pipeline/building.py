"""A whole build: an article in, an edition's folder out."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from audio_edition import remains
from audio_edition.mastering.passage_sound import EncodedPassage
from audio_edition.narrating.coverage import Coverage, coverage
from audio_edition.pipeline import (
    answering,
    freshness,
    narration,
    planning,
    preparing,
    recording,
    revisions,
)
from audio_edition.pipeline.holding import holding
from audio_edition.pipeline.narration import Source
from audio_edition.pipeline.planning import Plan
from audio_edition.pipeline.preparing import Prepared
from audio_edition.pipeline.recording import Early, Fallback
from audio_edition.pipeline.revisions import Snapshot
from audio_edition.pipeline.summary import Summary, summarise
from audio_edition.publishing.folder import Remove, removing, replacing
from audio_edition.settings import Settings
from audio_edition.speaking.engine import Engine
from audio_edition.speaking.store import Store

if TYPE_CHECKING:
    from audio_edition.pipeline.filling import Filled

Report = Callable[["Progress"], None]
UNDATED = (
    "No correction is announced, although the settings say `correction_note`: no date was "
    "given. Build with --date."
)
OVERTAKEN = (
    "The script or a lexicon was saved while the edition was being built, and is left as it "
    "was saved. Build again to hear it."
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build has come; the command line makes words of it."""

    slug: str
    done_chapters: int
    total_chapters: int
    done_characters: int
    """Of spoken text; what is left takes about as long for each."""
    total_characters: int
    waiting_for: int | None = None
    """Process that is building the same edition, 0 if not known; None: nothing is waited for."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a build is done with."""

    engine: Engine
    settings: Settings
    store: Store
    """Keeps clips and encoded passages from build to build."""
    jobs: int
    """Chapters worked on at a time."""
    date: str = ""
    """ISO 8601 date of the revision, or empty."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made, or found."""

    folder: Path
    script_path: Path
    summary: Summary
    plan: Plan | None
    """What was done; None if the edition was up to date."""


def build(source: Source, means: Means, report: Report) -> Built:
    """Build the edition of one article, unless it stands there as it would be made.

    Args:
        source: the article.
        means: engine, settings, store, jobs and date.
        report: told of progress after every chapter.

    Raises:
        AudioEditionError: of the stage that failed; nothing half-written is left, and
            the edition that was there before still is.
    """

    def waiting(process: int) -> None:
        report(Progress(source.slug, 0, 0, 0, 0, process))

    with holding(preparing.edition_folder(source, means.settings), waiting):
        return up_to_date(source, means) or _build(source, means, report)


def up_to_date(source: Source, means: Means) -> Built | None:
    """Return what stands there if a build would make the same, else None."""
    settings = means.settings
    folder = preparing.edition_folder(source, settings)
    history = revisions.history_beside(folder)
    if history is None or history.newest.inputs != _inputs(source, means):
        return None
    if not freshness.is_whole(folder, history.newest.list_sha256):
        return None
    if not freshness.is_unchanged(means.engine, history.newest.voices):
        return None
    summary = Summary(**history.newest.summary)
    return Built(folder, preparing.script_path(source, settings), summary, None)


def _inputs(source: Source, means: Means) -> str:
    """Return the hash of everything the edition of an article depends on."""
    named = preparing.input_files(source, means.settings)
    # How many work at it, and where what is kept, leaves no trace in an edition.
    settings = replace(means.settings, jobs=0, store="")
    said = means.date if settings.correction_note else ""
    return freshness.inputs_key(source, named, settings, means.engine.identity(), said)


def _build(source: Source, means: Means, report: Report) -> Built:
    with removing() as remove:
        made = _make(source, means, report, remove)
        return _record(source, means, made)


@dataclass(frozen=True, slots=True)
class _Made:
    """What stands in an edition's folder now, and how it came about."""

    prepared: Prepared
    planned: Plan
    account: Coverage
    filled: "Filled"
    is_overtaken: bool
    """Whether what an editor keeps was saved meanwhile."""


def _make(source: Source, means: Means, report: Report, remove: Remove) -> _Made:
    """Make an edition and put it in its place."""
    settings, folder = means.settings, preparing.edition_folder(source, means.settings)
    with answering.answering(means.store, folder) as answers, _early(source, means) as early:
        prepared = preparing.prepare(source, means.engine, settings, means.store, means.date)
        planned = planning.plan(prepared, means.store)
        means.store.clear_remains()
        remains.clear_begun(Path(tempfile.gettempdir()), remains.TEMPORARY)
        fallbacks: list[Fallback] = []
        work = (prepared.tasks, means.store, means.jobs, fallbacks.append, early)
        with replacing(folder, remove) as new, recording.begun(*work) as recorded:
            account = coverage(prepared.told.article, prepared.told.script)
            chapters = _chapters(recorded, prepared, report)
            filled = _fill(new, prepared, means, account, chapters, fallbacks)
            if not (overtaken := prepared.is_overtaken()):  # an editor's save is not written over
                narration.write_script_file(prepared.script_path, prepared.told.script)
        answering.keep(answers, means.store, folder)
    return _Made(prepared, planned, account, filled, overtaken)


def _record(source: Source, means: Means, made: _Made) -> Built:
    """Write the record of an edition that was made, and tell of it."""
    prepared, planned, edition = made.prepared, made.planned, made.filled.edition
    is_undated = means.settings.correction_note and not means.date
    told = [OVERTAKEN] * made.is_overtaken + [UNDATED] * is_undated
    summary = summarise(edition, prepared, made.account, planned, means.store)
    summary = replace(summary, news=[*summary.news, *told])
    # What another voice had to help out with is tried again by the next build.
    inputs = "" if edition.fallbacks or made.is_overtaken else _inputs(source, means)
    snapshot = _snapshot(made, inputs, summary)
    history = revisions.extended(prepared.old, snapshot, means.date, planned.in_words())
    revisions.write_history(prepared.history_path, history)
    return Built(prepared.folder, prepared.script_path, summary, planned)


def _early(source: Source, means: Means) -> AbstractContextManager[Early | None]:
    """Give workers that get ready for what a change may ask for; None where none are due."""
    is_quick = not means.engine.capabilities().slower_than_encoding
    folder = preparing.edition_folder(source, means.settings)
    if means.jobs > 1 and is_quick and folder.is_dir():
        old = revisions.history_beside(folder)
        passages = old.newest.passages if old else ()
        return recording.early(means.engine.name, means.store, passages, folder)
    return nullcontext()


def _snapshot(made: _Made, inputs: str, summary: Summary) -> Snapshot:
    prepared, timeline = made.prepared, made.filled.edition.timeline
    takes = revisions.with_times(made.planned.takes, timeline)
    chapters = tuple((c.id, c.title, c.begin_samples, c.end_samples) for c in timeline.chapters)
    return Snapshot(
        prepared.cast.identity,
        inputs,
        timeline.sample_rate_hz,
        timeline.total_samples,
        chapters,
        takes,
        summary.kept(),
        prepared.cast.identities(),
        tuple(task.key for task in prepared.tasks),
        freshness.list_sha256(prepared.folder),
        tuple(made.filled.tracks.items()),
    )


def _fill(
    new: Path,
    prepared: Prepared,
    means: Means,
    account: Coverage,
    chapters: Iterator[Iterator[EncodedPassage]],
    fallbacks: list[Fallback],
) -> "Filled":
    from audio_edition.pipeline import filling  # loaded while the passages are made

    return filling.fill(new, prepared, means.settings, means.store, account, chapters, fallbacks)


def _chapters(
    recorded: Iterator[EncodedPassage], prepared: Prepared, report: Report
) -> Iterator[Iterator[EncodedPassage]]:
    """Yield the chapters in order, each as its encoded passages, telling of each chapter."""
    sizes = [sum(len(t.line.text) for p in c for t in p.lines) for c in prepared.passages]
    done = 0
    for number, passages in enumerate(prepared.passages):
        yield islice(recorded, len(passages))
        done += sizes[number]
        report(Progress(prepared.slug, number + 1, len(sizes), done, sum(sizes)))
