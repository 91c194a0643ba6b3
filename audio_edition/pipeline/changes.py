"""Only what changed, as one short recording: each sentence before and after.

For an editor to approve by ear. It is made like a chapter, from the same clips: what the
next build will speak is spoken here first and then reused.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from audio_edition import remains
from audio_edition.errors import UsageError
from audio_edition.mastering import mp3
from audio_edition.mastering.assembly import assemble
from audio_edition.mastering.clip_sound import EDITION_RATE_HZ
from audio_edition.pipeline import answering, passages, planning, preparing, recording
from audio_edition.pipeline.building import Means
from audio_edition.pipeline.narration import Source
from audio_edition.pipeline.planning import Fate, Plan, PlannedSegment
from audio_edition.pipeline.preparing import Prepared
from audio_edition.publishing.folder import output_errors
from audio_edition.script import Chapter, ChapterKind, Role, Segment, VoiceRole

PAUSE_MS = 600
LONG_PAUSE_MS = 1200


def record_changes(source: Source, means: Means, path: Path) -> tuple[Plan, float]:
    """Write a recording of what the next build will change.

    Args:
        source: the article as it is now.
        means: as for a build.
        path: the MP3 file to write.

    Returns:
        The plan, and the recording's length in seconds.

    Raises:
        UsageError: if nothing changed, or no edition with a record stands there.
        OutputError: if the file cannot be written.
    """
    folder = preparing.edition_folder(source, means.settings)
    with answering.answering(means.store, folder):
        prepared = preparing.prepare(source, means.engine, means.settings, means.store, means.date)
    plan = planning.plan(prepared, means.store)
    if plan.is_first:
        raise UsageError(
            f"There is no edition of {prepared.slug} to compare with.", "Build one first."
        )
    if not plan.changes_speech:
        raise UsageError("Nothing that is heard has changed.", "There is nothing to approve.")
    chapter = changes_chapter(prepared, plan)
    tasks = passages.passage_tasks(chapter, prepared.cast, ("mp3",))
    with (
        output_errors(path),
        TemporaryDirectory(prefix=remains.prefix(remains.TEMPORARY)) as frames,
        recording.begun(tasks, means.store, 1) as recorded,
    ):
        made = assemble([recorded], ("mp3",), Path(frames))
        remains.clear_unfinished(path)
        temporary = remains.unfinished(path)
        mp3.write_file(temporary, b"", made.whole["mp3"])
        temporary.replace(path)
    return plan, made.whole["mp3"].total_samples / EDITION_RATE_HZ


def changes_chapter(prepared: Prepared, plan: Plan) -> Chapter:
    """Return a chapter that says what changed, in the order of the article."""
    segments = tuple(_numbered(_all_changes(prepared, plan)))
    return Chapter("c-changes", "What changed", 1, ChapterKind.BODY, segments)


def _all_changes(prepared: Prepared, plan: Plan) -> Iterator[Segment]:
    titles = {chapter.id: chapter.title for chapter in prepared.chapters}
    yield _cue(f"What changed in: {prepared.told.script.title}.", LONG_PAUSE_MS)
    here = ""
    for segment in plan.segments:
        if segment.fate is Fate.REUSED:
            continue
        if segment.chapter != here:
            here = segment.chapter
            yield _cue(f"In the chapter: {titles[here]}.")
        yield from _one_change(segment)
    for take in plan.removed:
        yield _cue("Removed:")
        yield _as_before(take.voiced)


def _one_change(segment: PlannedSegment) -> Iterator[Segment]:
    if segment.fate is Fate.MOVED:
        yield _cue("Moved here:")
    elif segment.fate is Fate.NEW:
        yield _cue("New:")
    else:
        yield _cue("Before:")
        yield _as_before(segment.voiced_before)
        yield _cue("Now:")
    yield Segment(segment.id, Role.SENTENCE, segment.voiced, segment.voiced, None,
                  VoiceRole.NARRATOR, LONG_PAUSE_MS)  # fmt: skip


def _as_before(voiced: str) -> Segment:
    return Segment("", Role.SENTENCE, voiced, voiced, None, VoiceRole.NARRATOR, PAUSE_MS)


def _cue(words: str, pause_ms: int = PAUSE_MS) -> Segment:
    return Segment("", Role.CUE, words, words, None, VoiceRole.CUE, pause_ms)


def _numbered(segments: Iterator[Segment]) -> Iterator[Segment]:
    for number, segment in enumerate(segments):
        yield replace(segment, id=f"change-{number}")
