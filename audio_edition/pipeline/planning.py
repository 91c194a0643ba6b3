"""What a build would do, and why: said before anything is done.

Being out of date is a list of reasons, each of them named. A segment is *new*, *changed*
(its clip is made from something else than in the edition that stands there), *moved*
(the same clip in another place) or *reused*; whether its clip must be recorded is another
question, which the store answers.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from audio_edition.english import listed
from audio_edition.pipeline import preparing
from audio_edition.pipeline.passages import KIND as PASSAGE_KIND
from audio_edition.pipeline.preparing import Prepared
from audio_edition.pipeline.revisions import Snapshot, Take
from audio_edition.speaking.clips import KIND as CLIP_KIND
from audio_edition.speaking.store import Store


class Fate(StrEnum):
    """What becomes of a segment in the next edition."""

    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"
    REUSED = "reused"


@dataclass(frozen=True, slots=True)
class PlannedSegment:
    """One segment of the next edition."""

    id: str
    chapter: str
    fate: Fate
    text: str
    text_before: str
    """As it was written; empty for a new one."""
    voiced: str
    voiced_before: str
    reasons: tuple[str, ...]
    """Which ingredients of its clip changed: "text", "voice en-gb instead of en-us"."""
    is_recorded: bool
    """Whether its clip is not in the store and will be spoken."""
    estimate_s: float
    """How long it will be heard, by the narrator's usual speed."""


@dataclass(frozen=True, slots=True)
class Shift:
    """How a chapter moves in time, as far as can be told before it is spoken."""

    id: str
    title: str
    shift_s: float
    """Later if positive."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build would do."""

    segments: tuple[PlannedSegment, ...]
    removed: tuple[Take, ...]
    """Segments of the edition that stands there which the next one does not have."""
    shifts: tuple[Shift, ...]
    passages_encoded: int
    """Passages that are not in the store as they will be."""
    is_first: bool
    """Whether no edition, or none with a record, stands there."""
    takes: tuple[Take, ...] = ()
    """What each segment's clip is made from, in the order heard; no times yet."""

    def count(self, fate: Fate) -> int:
        """Return how many segments have a fate."""
        return sum(s.fate is fate for s in self.segments)

    @property
    def recorded(self) -> tuple[PlannedSegment, ...]:
        """Segments that will be spoken."""
        return tuple(s for s in self.segments if s.is_recorded)

    @property
    def new_audio_s(self) -> float:
        """Seconds of sound that will be spoken, estimated."""
        return sum(s.estimate_s for s in self.recorded)

    def in_words(self) -> tuple[str, ...]:
        """Return what changes in what is heard, a sentence each; nothing for a first edition."""
        if self.is_first or not self.changes_speech:
            return ()
        counts = [(self.count(fate), str(fate)) for fate in (Fate.NEW, Fate.CHANGED, Fate.MOVED)]
        counts.append((len(self.removed), "removed"))
        said = [f"{number} {what}" for number, what in counts if number]
        return (f"Of the segments, {listed(said)}; {self.count(Fate.REUSED)} stayed as they were.",)

    @property
    def changes_speech(self) -> bool:
        """Whether anything will be heard otherwise than now."""
        return bool(self.removed) or any(s.fate is not Fate.REUSED for s in self.segments)


def plan(prepared: Prepared, store: Store) -> Plan:
    """Return what building `prepared` would do; nothing is written or spoken."""
    old = prepared.old.newest if prepared.old else None
    before = {t.id: t for t in old.takes} if old else {}
    takes = preparing.takes(prepared)
    moved = _moved([t.id for t in old.takes] if old else [], [t.id for t in takes])
    words_per_s = prepared.cast.words_per_minute / 60
    engine_before = old.engine if old else ""
    recorded_here: set[str] = set()
    segments = []
    for take in takes:
        fresh = take.key not in recorded_here and not store.has(CLIP_KIND, take.key)
        recorded_here.add(take.key)
        why = _reasons(before.get(take.id), take, engine_before, prepared.cast.identity)
        segments.append(_planned(take, before.get(take.id), moved, why, fresh, words_per_s))
    left = {t.id for t in takes}
    removed = tuple(t for t in before.values() if t.id not in left)
    missing = sum(not store.has(PASSAGE_KIND, task.key) for task in prepared.tasks)
    shifts = _shifts(old, prepared, segments) if old else ()
    return Plan(tuple(segments), removed, shifts, missing, old is None, takes)


def _planned(
    take: Take,
    before: Take | None,
    moved: set[str],
    reasons: tuple[str, ...],
    fresh: bool,
    words_per_s: float,
) -> PlannedSegment:
    fate = Fate.REUSED
    if before is None:
        fate = Fate.NEW
    elif reasons:
        fate = Fate.CHANGED
    elif take.id in moved:
        fate = Fate.MOVED
    return PlannedSegment(
        take.id,
        take.chapter,
        fate,
        take.text,
        before.text if before else "",
        take.voiced,
        before.voiced if before else "",
        reasons,
        fresh,
        len(take.voiced.split()) / words_per_s,
    )


def _reasons(before: Take | None, now: Take, engine_before: str, engine: str) -> tuple[str, ...]:
    """Return which ingredients of a clip changed, in a fixed order."""
    if before is None or before.key == now.key:
        return ()
    found = [*_reasons_in_words(before, now)]
    if before.voice != now.voice:
        found.append(f"voice {now.voice} instead of {before.voice}")
    if before.rate_wpm != now.rate_wpm:
        found.append(f"rate {now.rate_wpm} instead of {before.rate_wpm} words a minute")
    if engine_before != engine:
        found.append(f"engine {engine} instead of {engine_before}")
    return tuple(found) or ("the way clips are made",)


def _reasons_in_words(before: Take, now: Take) -> Iterator[str]:
    """Yield why other words or sounds are given to the engine."""
    if before.text != now.text:
        yield "text"
    elif before.words != now.words:
        yield "override" if before.is_override or now.is_override else "spoken form"
    elif before.voiced != now.voiced:
        entries = sorted({word for word, _ in {*before.entries} ^ {*now.entries}})
        yield from (f"lexicon entry {word}" for word in entries)
        if not entries:
            yield "spoken form"


def _moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Return the ids that changed their order: those outside a longest run that kept it."""
    rank = {id: place for place, id in enumerate(old)}
    common = [id for id in new if id in rank]
    kept = _longest_increasing([rank[id] for id in common])
    return {id for place, id in enumerate(common) if place not in kept}


def _longest_increasing(numbers: Sequence[int]) -> set[int]:
    """Return the places of a longest increasing subsequence, by patience sorting."""
    tops: list[int] = []
    at: list[int] = []
    behind: list[int] = []
    for place, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        behind.append(at[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [number]
        at[pile : pile + 1] = [place]
    places: set[int] = set()
    place = at[-1] if at else -1
    while place >= 0:
        places.add(place)
        place = behind[place]
    return places


def _shifts(
    old: Snapshot, prepared: Prepared, segments: Sequence[PlannedSegment]
) -> tuple[Shift, ...]:
    """Return how far each chapter that stays begins later or earlier than now."""
    rate_hz = old.sample_rate_hz
    lengths = {t.id: (t.end_samples - t.begin_samples) / rate_hz for t in old.takes}
    old_words = {t.id: len(t.voiced.split()) for t in old.takes}
    begins = {id: begin / rate_hz for id, _, begin, _ in old.chapters}
    old_lengths = {id: (end - begin) / rate_hz for id, _, begin, end in old.chapters}
    change = _length_changes(segments, lengths, old_words)
    position_s, shifts = 0.0, []
    for chapter in prepared.chapters:
        if chapter.id in begins and abs(position_s - begins[chapter.id]) >= 0.05:
            shift_s = round(position_s - begins[chapter.id], 1)
            shifts.append(Shift(chapter.id, chapter.title, shift_s))
        removed_s = _removed_s(old, chapter.id, {s.id for s in segments}, rate_hz)
        position_s += old_lengths.get(chapter.id, 0.0) + change.get(chapter.id, 0.0) - removed_s
    return tuple(shifts)


def _length_changes(
    segments: Sequence[PlannedSegment], lengths: Mapping[str, float], words: Mapping[str, int]
) -> dict[str, float]:
    """Return by how many seconds each chapter grows, judged by the words."""
    change: dict[str, float] = {}
    for segment in segments:
        if segment.fate is Fate.NEW:
            delta_s = segment.estimate_s
        elif segment.fate is Fate.CHANGED and words.get(segment.id):
            share = len(segment.voiced.split()) / words[segment.id]
            delta_s = lengths[segment.id] * (share - 1)
        else:
            continue
        change[segment.chapter] = change.get(segment.chapter, 0.0) + delta_s
    return change


def _removed_s(old: Snapshot, chapter: str, left: set[str], rate_hz: int) -> float:
    gone = (t for t in old.takes if t.chapter == chapter and t.id not in left)
    return sum((t.end_samples - t.begin_samples) / rate_hz for t in gone)
