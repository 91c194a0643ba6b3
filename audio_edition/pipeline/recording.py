"""Chapters of a script become encoded passages: the unit of work is a passage.

What a worker gets is plain data (`PassageTask`), what it gives is bytes, so the same work
runs in this process, in local worker processes, or on any other
`concurrent.futures.Executor`. Where speaking takes longer than encoding, the sentences
of the passages to come are shared out by themselves first (`SpeechTask`), so that every
worker has something to do even if the article is one long chapter.
"""

import functools
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from audio_edition.errors import SpeakingError
from audio_edition.mastering import passage_sound
from audio_edition.mastering.clip_sound import MasteredClip, master_clip
from audio_edition.mastering.passage_sound import CODECS, EncodedPassage, Piece
from audio_edition.pipeline.cast import Cast
from audio_edition.pipeline.workers import Workers
from audio_edition.script import Chapter
from audio_edition.speaking import clips
from audio_edition.speaking.clips import Line, clip_key, make_clip
from audio_edition.speaking.engine import Engine, load_engine
from audio_edition.speaking.store import Store, key_of

KIND = "passages"
WAITING_PER_JOB = 2
"""Passages handed out ahead of the one that is due: bounds what is held in memory."""
LINES_PER_SPEECH_TASK = 4
SHORT_PASSAGE_CHARACTERS = 400
"""Some 25 seconds: a shorter passage costs more to start than to encode."""
LONG_PASSAGE_CHARACTERS = 1600
"""Some 100 seconds: from then on a passage ends at the next pause that can hide its end."""
LONG_PAUSE_MS = 600
"""Between paragraphs, not between sentences."""
SHORT_PAUSE_MS = 250
"""A passage ends and the next begins with 209 ms of silence together."""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One segment of a passage to be recorded."""

    line: Line
    pause_after_ms: int
    gain_db: float
    instead: tuple[Line, float] | None = None
    """Who speaks it if its own voice fails, and that voice's gain in decibels."""


@dataclass(frozen=True, slots=True)
class PassageTask:
    """Everything a worker needs to make one passage."""

    key: str
    """Hash of everything that shapes the encoded passage."""
    lines: tuple[TaskLine, ...]
    store_folder: Path
    codecs: tuple[str, ...]
    speaks_slowly: bool = False
    """Whether its sentences are worth sharing out."""
    most_jobs: int = 256
    """Workers that are of use, or that memory allows."""


@dataclass(frozen=True, slots=True)
class Fallback:
    """A sentence that another voice had to speak."""

    segment: str
    text: str
    engine: str
    """Which engine spoke it."""
    reason: str
    """What the chosen voice failed of."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a worker made of a passage."""

    packed: bytes
    fallbacks: tuple[Fallback, ...]


def passage_tasks(chapter: Chapter, cast: Cast, codecs: Sequence[str]) -> tuple[PassageTask, ...]:
    """Return the work of one chapter; segments that are not read are left out."""
    heard = [segment for segment in chapter.segments if not segment.is_skipped]
    lines = [_task_line(cast.line(s), cast.pause_ms(s), cast) for s in heard]
    return tuple(_passage_task(passage, cast, codecs) for passage in passages(lines))


def passages(lines: Sequence[TaskLine]) -> Iterator[tuple[TaskLine, ...]]:
    """Yield the lines of a chapter in the passages that are encoded by themselves.

    A passage ends after a long pause. At which one, the segment's id tells, not its number:
    so an edit moves no border but its own.
    """
    first, size = 0, 0
    for index, line in enumerate(lines):
        size += len(line.line.text)
        if _ends_passage(line, size):
            yield tuple(lines[first : index + 1])
            first, size = index + 1, 0
    if first < len(lines):
        yield tuple(lines[first:])


def _ends_passage(line: TaskLine, size: int) -> bool:
    if size >= LONG_PASSAGE_CHARACTERS:
        return line.pause_after_ms >= SHORT_PAUSE_MS
    if size < SHORT_PASSAGE_CHARACTERS or line.pause_after_ms < LONG_PAUSE_MS:
        return False
    return int(key_of(line.line.segment)[:8], 16) % 2 == 0


def _passage_task(lines: tuple[TaskLine, ...], cast: Cast, codecs: Sequence[str]) -> PassageTask:
    ingredients = [(t.line.segment, clip_key(t.line), t.pause_after_ms, t.gain_db) for t in lines]
    recipes = [(codec, CODECS[codec]) for codec in codecs]
    key = key_of(passage_sound.LAYOUT_SCHEMA, _encoder_version(), recipes, ingredients)
    can = [cast.capabilities(name) for name in {t.line.speaker.engine for t in lines}]
    slow = any(engine.slower_than_encoding for engine in can)
    most = cast.most_jobs(can)
    return PassageTask(key, lines, cast.store.folder, tuple(codecs), slow, most)


def _task_line(line: Line, pause_ms: int, cast: Cast) -> TaskLine:
    other = cast.instead_of(line)
    instead = None if other is None else (other, cast.level(other.speaker).gain_db)
    return TaskLine(line, pause_ms, cast.level(line.speaker).gain_db, instead)


@functools.cache
def _encoder_version() -> str:
    from importlib.metadata import version

    return version("imageio-ffmpeg")


def record(
    tasks: Sequence[PassageTask],
    store: Store,
    jobs: int,
    tell_fallback: Callable[[Fallback], None] = lambda fallback: None,
) -> Iterator[EncodedPassage]:
    """Yield every passage in order, from the store or made by workers.

    Args:
        jobs: passages worked on at a time, 1 or more.
        tell_fallback: told of every sentence that another voice had to speak.

    Raises:
        SpeakingError: naming the sentence, if one could not be spoken or ended its worker.
        OutputError: if a passage could not be encoded.
    """
    missing = [task for task in tasks if not store.path(KIND, task.key).exists()]
    jobs = min(jobs, *(task.most_jobs for task in tasks)) if tasks else jobs
    slow = any(task.speaks_slowly for task in missing)
    wanted = sum(len(task.lines) for task in missing) if slow else len(missing)
    with Workers(min(jobs, wanted)) as workers:
        for result in _in_order(tasks, store, workers, max(jobs, 1) * WAITING_PER_JOB):
            if isinstance(result, EncodedPassage):
                yield result
            else:
                for fallback in result.fallbacks:
                    tell_fallback(fallback)
                yield passage_sound.unpack(result.packed)


Waiting = deque[tuple[PassageTask, "EncodedPassage | Future[Made]"]]


def _in_order(
    tasks: Sequence[PassageTask], store: Store, workers: Workers, ahead: int
) -> Iterator[EncodedPassage | Made]:
    """Yield passages in order with at most `ahead` of them waiting."""
    waiting: Waiting = deque()
    for task in tasks:
        kept = _kept(store, task)
        waiting.append((task, _handed_out(task, workers) if kept is None else kept))
        if len(waiting) > ahead:
            yield _done(waiting, workers)
    while waiting:
        yield _done(waiting, workers)


def _handed_out(task: PassageTask, workers: Workers) -> "Future[Made]":
    if task.speaks_slowly and workers.count > 1:
        for lines in _batches(task):
            workers.submit(speak_ahead, lines, task.store_folder)
    return workers.submit(make_passage, task)


def _batches(task: PassageTask) -> Iterator[tuple[Line, ...]]:
    lines = [t.line for t in task.lines]
    for first in range(0, len(lines), LINES_PER_SPEECH_TASK):
        yield tuple(lines[first : first + LINES_PER_SPEECH_TASK])


def _kept(store: Store, task: PassageTask) -> EncodedPassage | None:
    """Return a passage from the store; one that cannot be unpacked is a miss."""
    packed = store.get(KIND, task.key)
    if packed is None:
        return None
    try:
        return passage_sound.unpack(packed)
    except (ValueError, KeyError, TypeError):
        return None


def _done(waiting: Waiting, workers: Workers) -> EncodedPassage | Made:
    """Return the first result when it has come; a task that ended its worker is tried alone."""
    task, result = waiting.popleft()
    if isinstance(result, EncodedPassage):
        return result
    try:
        return result.result()
    except BrokenProcessPool:
        workers.replace()
        _hand_out_again(waiting, workers)
    try:
        return workers.alone(make_passage, task)
    except BrokenProcessPool as error:
        raise _guilty(task, workers) from error


def _hand_out_again(waiting: Waiting, workers: Workers) -> None:
    """Give what died with the old workers to the new ones."""
    for index, (task, result) in enumerate(waiting):
        if isinstance(result, Future) and isinstance(result.exception(), BrokenProcessPool):
            waiting[index] = (task, workers.submit(make_passage, task))


def _guilty(task: PassageTask, workers: Workers) -> SpeakingError:
    """Return the error that names the sentence at which a worker ends."""
    named = task.lines[0].line
    where = "the passage that begins with"
    for line in task.lines:
        try:
            workers.alone(make_sound, line, task.store_folder)
        except BrokenProcessPool:
            named, where = line.line, "the sentence"
            break
    return SpeakingError(
        f"A worker process ended without a word at segment {named.segment}, {where} "
        f"“{clips.shortened(named.text)}”.",
        "Change the sentence's words with `say` in the script, or choose another voice.",
    )


def speak_ahead(lines: Sequence[Line], store_folder: Path) -> None:
    """Speak lines into the store, for the passage that comes after; runs in a worker.

    What fails here fails again there, where it is told.
    """
    store = Store(store_folder)
    for line in lines:
        try:
            make_clip(line, _engine(line.speaker.engine), store)
        except SpeakingError:
            continue


def make_passage(task: PassageTask) -> Made:
    """Speak, master and encode one passage, and keep it; runs in a worker.

    A passage in which another voice had to help out is not kept: the next build tries
    the chosen voice again.
    """
    store = Store(task.store_folder)
    fallbacks: list[Fallback] = []
    pieces = [_piece(line, task, fallbacks) for line in task.lines]
    packed = passage_sound.pack(passage_sound.encode_passage(pieces, task.codecs))
    if not fallbacks:
        store.put(KIND, task.key, packed)
    return Made(packed, tuple(fallbacks))


def _piece(line: TaskLine, task: PassageTask, fallbacks: list[Fallback]) -> Piece:
    def sound() -> MasteredClip | None:
        clip, fallback = make_sound(line, task.store_folder)
        if fallback is not None:
            fallbacks.append(fallback)
        return clip

    return Piece(line.line.segment, sound, line.pause_after_ms)


def make_sound(line: TaskLine, store_folder: Path) -> tuple[MasteredClip | None, Fallback | None]:
    """Return one segment's mastered clip, and who helped out if its own voice failed."""
    store = Store(store_folder)
    try:
        return _mastered(line.line, line.gain_db, store), None
    except SpeakingError as error:
        if line.instead is None:
            raise
        other, gain_db = line.instead
        told = Fallback(other.segment, other.text, other.speaker.engine, error.problem)
        return _mastered(other, gain_db, store), told


def _mastered(line: Line, gain_db: float, store: Store) -> MasteredClip | None:
    clip = make_clip(line, _engine(line.speaker.engine), store)
    return None if clip is None else master_clip(clip, gain_db)


@functools.cache
def _engine(name: str) -> Engine:
    """Return this process's engine of that name."""
    return load_engine(name)
