"""Chapters of a script are cut into passages: what is encoded, kept and reused as one.

Rules obeyed here: a passage is made of whole segments, in order; where it begins and ends
depends on its words and on those near its ends, on nothing positional, so that an edit
re-encodes what is near it and nothing else, however long its chapter.
"""

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from audio_edition.mastering import passage_sound
from audio_edition.mastering.passage_sound import CODECS
from audio_edition.pipeline.cast import Cast
from audio_edition.script import Chapter
from audio_edition.speaking.clips import Line, clip_key
from audio_edition.speaking.store import key_of

KIND = "passages"
NEAR_CHARACTERS = 125
"""Some 8 seconds, the least length of a passage: a shorter one costs more to start than to
encode. Most are about twice as long."""
LONG_PAUSE_MS = 600
"""Between paragraphs, not between sentences."""
SHORT_PAUSE_MS = 250
"""A passage ends and the next begins with 209 ms of silence together."""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One segment of a passage to be recorded."""

    line: Line
    key: str
    """Of its clip."""
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


def passage_tasks(chapter: Chapter, cast: Cast, codecs: Sequence[str]) -> tuple[PassageTask, ...]:
    """Return the work of one chapter; segments that are not read are left out."""
    heard = [segment for segment in chapter.segments if not segment.is_skipped]
    lines = [_task_line(cast.line(s), cast.pause_ms(s), cast) for s in heard]
    return tuple(_passage_task(passage, cast, codecs) for passage in passages(lines))


def passages(lines: Sequence[TaskLine]) -> Iterator[tuple[TaskLine, ...]]:
    """Yield the lines of a chapter in the passages that are encoded by themselves.

    A passage ends after a pause that has the best claim among all within `NEAR_CHARACTERS`
    before and after it. The longer pause has the better claim; among equals the segment's
    id tells, not its number. So an edit moves only borders that are as near to it.
    """
    ends = list(accumulate(len(line.line.text) for line in lines))
    first = 0
    for border in _borders(ends, [_claim(line) for line in lines]):
        yield tuple(lines[first:border])
        first = border
    if lines:
        yield tuple(lines[first:])


Claim = tuple[int, int]
"""On a border; the least is the best."""


def _claim(line: TaskLine) -> Claim | None:
    if line.pause_after_ms < SHORT_PAUSE_MS:
        return None
    return line.pause_after_ms < LONG_PAUSE_MS, int(key_of(line.line.segment)[:16], 16)


def _borders(ends: Sequence[int], claims: Sequence[Claim | None]) -> Iterator[int]:
    """Yield the number of the first line of each passage but the first.

    Args:
        ends: for each line, how many characters it and those before it have.
        claims: of the pause after each line; None where no passage can end.
    """
    for place, (end, claim) in enumerate(zip(ends, claims, strict=True)):
        if claim is None or not NEAR_CHARACTERS <= end <= ends[-1] - NEAR_CHARACTERS:
            continue
        near = range(
            bisect_right(ends, end - NEAR_CHARACTERS), bisect_left(ends, end + NEAR_CHARACTERS)
        )
        others = (claims[other] for other in near if other != place)
        if all(other is None or claim < other for other in others):
            yield place + 1


def _passage_task(lines: tuple[TaskLine, ...], cast: Cast, codecs: Sequence[str]) -> PassageTask:
    ingredients = [(t.line.segment, t.key, t.pause_after_ms, t.gain_db) for t in lines]
    recipes = [(codec, CODECS[codec]) for codec in codecs]
    key = key_of(passage_sound.LAYOUT_SCHEMA, _encoder_version(), recipes, ingredients)
    can = [cast.capabilities(name) for name in {t.line.speaker.engine for t in lines}]
    slow = any(engine.slower_than_encoding for engine in can)
    most = cast.most_jobs(can)
    return PassageTask(key, lines, cast.store.folder, tuple(codecs), slow, most)


def _task_line(line: Line, pause_ms: int, cast: Cast) -> TaskLine:
    other = cast.instead_of(line)
    instead = None if other is None else (other, cast.level(other.speaker).gain_db)
    return TaskLine(line, clip_key(line), pause_ms, cast.level(line.speaker).gain_db, instead)


@functools.cache
def _encoder_version() -> str:
    from importlib.metadata import version

    return version("imageio-ffmpeg")
