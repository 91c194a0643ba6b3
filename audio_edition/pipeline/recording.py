"""Chapters of a script become encoded chapters: the unit of work is a chapter.

What a worker gets is plain data (`ChapterTask`), what it gives is bytes, so the same work
runs in this process, in local worker processes, or on any other
`concurrent.futures.Executor`.
"""

import functools
import multiprocessing
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from audio_edition.errors import SpeakingError
from audio_edition.mastering import chapter_sound
from audio_edition.mastering.chapter_sound import CODECS, EncodedChapter, Piece
from audio_edition.mastering.clip_sound import MasteredClip, master_clip
from audio_edition.pipeline.cast import Cast
from audio_edition.script import Chapter
from audio_edition.speaking.clips import Line, clip_key, make_clip
from audio_edition.speaking.engine import Engine, load_engine
from audio_edition.speaking.store import Store, key_of

KIND = "chapters"
WAITING_PER_JOB = 2
"""Chapters handed out ahead of the one that is due: bounds what is held in memory."""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One segment of a chapter to be recorded."""

    line: Line
    pause_after_ms: int
    gain_db: float


@dataclass(frozen=True, slots=True)
class ChapterTask:
    """Everything a worker needs to make one chapter."""

    key: str
    """Hash of everything that shapes the encoded chapter."""
    lines: tuple[TaskLine, ...]
    engine: str
    identity: str
    store_folder: Path
    codecs: tuple[str, ...]


def chapter_task(chapter: Chapter, cast: Cast, codecs: Sequence[str]) -> ChapterTask:
    """Return the work of one chapter; segments an editor skips are left out."""
    lines = []
    for segment in chapter.segments:
        if not segment.skip:
            line = cast.line(segment)
            gain_db = cast.level(line.delivery).gain_db
            lines.append(TaskLine(line, segment.pause_after_ms, gain_db))
    ingredients = [
        (t.line.segment, clip_key(t.line, cast.identity), t.pause_after_ms, t.gain_db)
        for t in lines
    ]
    recipes = [(codec, CODECS[codec]) for codec in codecs]
    key = key_of(chapter_sound.LAYOUT_SCHEMA, _encoder_version(), recipes, ingredients)
    return ChapterTask(
        key, tuple(lines), cast.engine.name, cast.identity, cast.store.folder, tuple(codecs)
    )


@functools.cache
def _encoder_version() -> str:
    from importlib.metadata import version

    return version("imageio-ffmpeg")


def record(tasks: Sequence[ChapterTask], store: Store, jobs: int) -> Iterator[EncodedChapter]:
    """Yield every chapter in order, from the store or made by workers.

    Args:
        jobs: chapters worked on at a time, 1 or more.

    Raises:
        SpeakingError: naming the sentence, if one could not be spoken.
        OutputError: if a chapter could not be encoded.
    """
    missing = [t for t in tasks if not store.path(KIND, t.key).exists()]
    executor = _executor(min(jobs, len(missing)))
    try:
        yield from _in_order(tasks, store, executor, max(jobs, 1) * WAITING_PER_JOB)
    except BrokenProcessPool as error:
        raise SpeakingError(
            "A worker process ended without a word.", "Build again, or with --jobs 1."
        ) from error
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _in_order(
    tasks: Sequence[ChapterTask], store: Store, executor: Executor, ahead: int
) -> Iterator[EncodedChapter]:
    """Yield chapters in order with at most `ahead` of them waiting."""
    waiting: deque[EncodedChapter | Future[bytes]] = deque()
    for task in tasks:
        kept = _kept(store, task)
        waiting.append(kept if kept is not None else executor.submit(make_chapter, task))
        if len(waiting) > ahead:
            yield _done(waiting.popleft())
    while waiting:
        yield _done(waiting.popleft())


def _kept(store: Store, task: ChapterTask) -> EncodedChapter | None:
    packed = store.get(KIND, task.key)
    return None if packed is None else chapter_sound.unpack(packed)


def _done(result: "EncodedChapter | Future[bytes]") -> EncodedChapter:
    return chapter_sound.unpack(result.result()) if isinstance(result, Future) else result


def make_chapter(task: ChapterTask) -> bytes:
    """Speak, master and encode one chapter, and keep it; runs in a worker.

    Returns:
        The packed chapter.
    """
    engine = _engine(task.engine)
    store = Store(task.store_folder)
    pieces = [_piece(line, task, engine, store) for line in task.lines]
    packed = chapter_sound.pack(chapter_sound.encode_chapter(pieces, task.codecs))
    store.put(KIND, task.key, packed)
    return packed


def _piece(line: TaskLine, task: ChapterTask, engine: Engine, store: Store) -> Piece:
    def sound() -> MasteredClip | None:
        clip = make_clip(line.line, engine, task.identity, store)
        return None if clip is None else master_clip(clip, line.gain_db)

    return Piece(line.line.segment, sound, line.pause_after_ms)


@functools.cache
def _engine(name: str) -> Engine:
    """Return this process's engine of that name."""
    return load_engine(name)


class InProcess(Executor):
    """Does the work at once, here."""

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        """Run the call now and return a future that is done."""
        future: Future[object] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def _executor(jobs: int) -> Executor:
    """Return worker processes, or this one where only one is wanted."""
    if jobs <= 1:
        return InProcess()
    # Workers are forked before anything is spoken: each starts in a few milliseconds.
    method = "fork" if sys.platform == "linux" else "spawn"
    return ProcessPoolExecutor(jobs, multiprocessing.get_context(method))
