"""Passages are spoken, mastered and encoded, here or by workers, or come from the store.

What a worker gets is plain data (`PassageTask`), what it gives is bytes, so the same work
runs in this process, in local worker processes, or on any other
`concurrent.futures.Executor`. Where speaking takes longer than encoding, the sentences
of the passages to come are shared out by themselves first (`SpeechTask`), so that every
worker has something to do even if the article is one long chapter.

Where little is to be made, what takes longest is to load the libraries it is made with,
and to read what is kept and see that it is sound. So a build that follows another starts
workers `early`, which do both while the script is made.
"""

import contextlib
import functools
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from audio_edition.errors import AudioEditionError, SpeakingError
from audio_edition.mastering import ffmpeg, passage_sound
from audio_edition.mastering.clip_sound import MasteredClip, load_libraries, master_clip
from audio_edition.mastering.passage_sound import EncodedPassage, Piece
from audio_edition.pipeline.passages import KIND, PassageTask, TaskLine
from audio_edition.pipeline.workers import Workers
from audio_edition.publishing.folder import let_go
from audio_edition.speaking import clips
from audio_edition.speaking.clips import Line, make_clip
from audio_edition.speaking.engine import Delivery, Engine, load_engine
from audio_edition.speaking.store import (
    PAYLOAD_AT,
    Stamp,
    Store,
    read_entry,
    sound_entries,
    stamp_of,
)

WAITING_PER_JOB = 2
"""Passages handed out ahead of the one that is due: bounds what is held in memory."""
LINES_PER_SPEECH_TASK = 2
READERS = 2
"""Threads that read the store ahead: its checksums wait for no Python code."""
TRIAL, TRIAL_S = "Ready.", 5.0
"""What is spoken to load all that speaking needs, and how long it may take, in seconds."""
READ_TOGETHER = 100
"""Passages read early in one go: half an hour."""
SPOKEN_AHEAD = 2
"""Passages whose sentences are handed out before a passage is."""


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


TellFallback = Callable[[Fallback], None]
"""Is told of every sentence that another voice had to speak."""


@dataclass(frozen=True, slots=True)
class Early:
    """What is done before it is known what is to be made."""

    workers: Workers
    read: "dict[str, Future[dict[str, Stamp]]]"
    """Key → stamps, by key, of those passages read together with it that are sound."""

    def stamp(self, key: str) -> Stamp | None:
        """Return the stamp of a passage if it was read and found to be sound; wait for it."""
        try:
            return self.read[key].result().get(key)
        except (KeyError, BrokenProcessPool):
            return None


def record(
    tasks: Sequence[PassageTask],
    store: Store,
    jobs: int,
    tell_fallback: TellFallback = lambda fallback: None,
) -> Iterator[EncodedPassage]:
    """Yield every passage in order, from the store or made by workers; see `begun`.

    What is kept can be read until the next is asked for.
    """
    with begun(tasks, store, jobs, tell_fallback) as recorded:
        yield from recorded


@contextmanager
def begun(
    tasks: Sequence[PassageTask],
    store: Store,
    jobs: int,
    tell_fallback: TellFallback = lambda fallback: None,
    early: Early | None = None,
) -> Iterator[Iterator[EncodedPassage]]:
    """Give every passage in order, from the store or made by workers, which begin now.

    Frames that stay in the store can be read from there until the end.

    Args:
        jobs: passages worked on at a time, 1 or more.
        early: its worker takes a passage if it is the only one to be made.

    Raises:
        SpeakingError: naming the sentence, if one could not be spoken or ended its worker.
        OutputError: if a passage could not be encoded.
    """
    missing = [task for task in tasks if not store.has(KIND, task.key)]
    jobs = min(jobs, *(task.most_jobs for task in tasks)) if tasks else jobs
    slow = any(task.speaks_slowly for task in missing)
    wanted = sum(len(task.lines) for task in missing) if slow else len(missing)
    with Workers(min(jobs, wanted)) as several, store.holding() as shelf:
        workers = several if early is None or wanted > 1 else early.workers
        ahead = max(jobs, 1) * WAITING_PER_JOB
        hand_out = _HandingOut(missing, workers)
        first = {task.key: (task, hand_out(task)) for task in missing[:ahead]}
        later = {task.key for task in missing[ahead:]}
        with ThreadPoolExecutor(READERS) as readers:
            kept = _Kept(store, shelf, early, readers)

            def come(task: PassageTask) -> Coming:
                return hand_out(task) if task.key in later else kept(task)

            yield _told(_in_order(tasks, come, first, workers, ahead), tell_fallback)


@contextmanager
def early(engine: str, store: Store, keys: Sequence[str], standing: Path) -> Iterator[Early]:
    """Give a worker that loads what it will need; another reads what may be wanted.

    Args:
        engine: name of the one that will speak, if anything must be spoken.
        keys: of the passages that may be wanted.
        standing: folder of the edition that stands there.
    """
    with Workers(1, apart=True) as workers, Workers(1, apart=True) as reader:
        workers.submit(_get_ready, engine)
        reader.submit(let_go, standing)
        read: dict[str, Future[dict[str, Stamp]]] = {}
        for first in range(0, len(keys), READ_TOGETHER):
            together = keys[first : first + READ_TOGETHER]
            coming = reader.submit(sound_entries, store, KIND, together)
            read |= dict.fromkeys(together, coming)
        yield Early(workers, read)


def _get_ready(engine: str) -> None:
    """Load what a passage is made with, and speak a word; runs in a worker."""
    load_libraries()
    ffmpeg.executable()
    with contextlib.suppress(AudioEditionError):  # told when there is something to say
        speaker = _engine(engine)
        voice = speaker.default_voice("en")
        speaker.speak(TRIAL, Delivery(voice, speaker.capabilities().default_rate_wpm), TRIAL_S)


def _told(
    results: Iterator["EncodedPassage | Made"], tell_fallback: TellFallback
) -> Iterator[EncodedPassage]:
    for result in results:
        if isinstance(result, EncodedPassage):
            yield result
        else:
            for fallback in result.fallbacks:
                tell_fallback(fallback)
            yield passage_sound.unpack(result.packed)


HandedOut = dict[str, tuple[PassageTask, "Future[Made]"]]
"""Key → a passage that is being made before its turn has come."""
Coming = Future[Made] | Future[EncodedPassage | None]
"""A passage that is being made or read; None if the store has none after all."""
Waiting = deque[tuple[PassageTask, Coming]]


def _in_order(
    tasks: Sequence[PassageTask],
    come: Callable[[PassageTask], Coming],
    first: HandedOut,
    workers: Workers,
    ahead: int,
) -> Iterator[EncodedPassage | Made]:
    """Yield passages in order with at most `ahead` of them waiting.

    Args:
        come: begins to read a passage, or to make it.
        first: passages that are being made already.
    """
    waiting: Waiting = deque()
    for task in tasks:
        waiting.append(first.pop(task.key) if task.key in first else (task, come(task)))
        if len(waiting) > ahead:
            yield _done(waiting, first, workers)
    while waiting:
        yield _done(waiting, first, workers)


class _HandingOut:
    """Hands out passages in order, and the sentences of those to come before them.

    A worker that made a passage while another still spoke its last sentences would speak
    them a second time.
    """

    def __init__(self, missing: Sequence[PassageTask], workers: Workers) -> None:
        self._workers = workers
        slow = [task for task in missing if task.speaks_slowly] if workers.count > 1 else []
        self._unspoken = deque(slow)
        self._ahead = 0
        """Passages whose sentences have been handed out, and they themselves not."""

    def __call__(self, task: PassageTask) -> "Future[Made]":
        while self._unspoken and self._ahead <= SPOKEN_AHEAD:
            coming = self._unspoken.popleft()
            for lines in _batches(coming):
                self._workers.submit(speak_ahead, lines, coming.store_folder)
            self._ahead += 1
        if task.speaks_slowly:
            self._ahead = max(self._ahead - 1, 0)
        return self._workers.submit(make_passage, task)


def _batches(task: PassageTask) -> Iterator[tuple[Line, ...]]:
    lines = [t.line for t in task.lines]
    for first in range(0, len(lines), LINES_PER_SPEECH_TASK):
        yield tuple(lines[first : first + LINES_PER_SPEECH_TASK])


class _Kept:
    """Gives passages from the store; one that is not sound or cannot be unpacked is a miss.

    Their frames stay where they are, where the system can give files a second name.
    """

    def __init__(
        self, store: Store, shelf: Path | None, early: Early | None, readers: ThreadPoolExecutor
    ) -> None:
        self._store, self._shelf, self._early, self._readers = store, shelf, early, readers

    def __call__(self, task: PassageTask) -> "Future[EncodedPassage | None]":
        held = self._shelf and self._store.hold(KIND, task.key, self._shelf)
        if held is None:
            return self._readers.submit(_read, self._store.path(KIND, task.key))
        if self._early is None or self._early.stamp(task.key) != stamp_of(held):
            return self._readers.submit(_read_held, held)
        found: Future[EncodedPassage | None] = Future()
        found.set_result(_unpacked(held))
        return found


def _read(entry: Path) -> EncodedPassage | None:
    """Return the passage of an entry with its frames."""
    packed = read_entry(entry)
    return None if packed is None else _unpacked(packed)


def _read_held(held: Path) -> EncodedPassage | None:
    """Return the passage of an entry that is held, its frames left where they are."""
    return None if read_entry(held) is None else _unpacked(held)


def _unpacked(entry: Path | bytes) -> EncodedPassage | None:
    """Return the passage of a sound entry, or None if this program cannot unpack it."""
    try:
        if isinstance(entry, bytes):
            return passage_sound.unpack(entry)
        return passage_sound.unpack_in_place(entry, PAYLOAD_AT)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _done(waiting: Waiting, first: HandedOut, workers: Workers) -> EncodedPassage | Made:
    """Return the first result when it has come; a task that ended its worker is tried alone."""
    task, coming = waiting.popleft()
    try:
        return coming.result() or workers.submit(make_passage, task).result()
    except BrokenProcessPool:
        workers.replace()
        _hand_out_again(waiting, first, workers)
    try:
        return workers.alone(make_passage, task)
    except BrokenProcessPool as error:
        raise _guilty(task, workers) from error


def _hand_out_again(waiting: Waiting, first: HandedOut, workers: Workers) -> None:
    """Give what died with the old workers to the new ones."""
    for index, (task, coming) in enumerate(waiting):
        if isinstance(coming.exception(), BrokenProcessPool):
            waiting[index] = (task, workers.submit(make_passage, task))
    for key, (task, future) in first.items():
        if isinstance(future.exception(), BrokenProcessPool):
            first[key] = (task, workers.submit(make_passage, task))


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
