"""The record beside an edition: what it was made of, what changed, where old moments are now.

`output/<slug>.revisions.json` stands beside the edition's folder, not in it: the folder's
bytes depend on what is published alone, the record on how it came about. It holds

* a line for each revision: its number, the date it was given, what changed, and a map
  from the times of the revision before to its own;
* the takes of the newest: what each segment's clip was made from, which is what the next
  plan is held against.

A record that is missing, damaged or of another layout is none: the next build begins a
new one and the edition is none the worse.
"""

import functools
import json
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from audio_edition import remains
from audio_edition.edition import Timeline
from audio_edition.publishing.folder import output_errors

LAYOUT = 3
"""Version of the file's layout."""
TIME_DIGITS = 3
"""Times in the map are in seconds, to the millisecond."""


@dataclass(frozen=True, slots=True)
class Take:
    """What one segment's clip was made from, and where it was heard."""

    id: str
    chapter: str
    """Id of the chapter it stands in."""
    text: str
    """As written."""
    voiced: str
    """What the engine was given."""
    voice: str
    rate_wpm: int
    key: str
    """Of the clip."""
    begin_samples: int = 0
    end_samples: int = 0
    """Both 0 if it made no sound."""
    words: str = ""
    """What is said, before any lexicon."""
    is_override: bool = False
    """Whether those are an editor's words in place of the rules'."""
    entries: tuple[tuple[str, str], ...] = ()
    """(word, how it is said) of each lexicon entry that touches it, in order."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one edition was made of."""

    engine: str
    """Engine identity."""
    inputs: str
    """Hash of everything the edition depends on: equal inputs, equal edition."""
    sample_rate_hz: int
    total_samples: int
    chapters: tuple[tuple[str, str, int, int], ...]
    """(id, title, begin, end), in samples."""
    takes: tuple[Take, ...]
    summary: dict[str, Any]
    """What the build that made it had to say, for builds that find nothing to do."""
    voices: tuple[tuple[str, str, str], ...] = ()
    """(engine, voice, identity of both) of all that were cast."""
    passages: tuple[str, ...] = ()
    """Keys of the encoded passages, in the order heard."""
    list_sha256: str = ""
    """Hash of the edition's own list of its files, by which it is known again."""
    tracks: tuple[tuple[str, str], ...] = ()
    """(name, hash of all it is made of) of each chapter's own file; none where a sentence was
    spoken by another voice than the one its hash tells of."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A stretch of sound that both revisions have."""

    old_begin_s: float
    new_begin_s: float
    length_s: float


@dataclass(frozen=True, slots=True)
class Revision:
    """One published state of an edition."""

    number: int
    """From 1."""
    date: str
    """ISO 8601, as the settings or `SOURCE_DATE_EPOCH` give it; empty if they do not."""
    changes: tuple[str, ...]
    """What changed, a sentence each; of the first revision, nothing."""
    duration_s: float
    moved: tuple[Moved, ...] = ()
    """From the revision before to this one, in order of the old times."""


@dataclass(frozen=True, slots=True)
class History:
    """The whole record of one edition."""

    revisions: tuple[Revision, ...]
    newest: Snapshot


def history_path(out: Path, slug: str) -> Path:
    """Return where an edition's record stands."""
    return out / f"{slug}.revisions.json"


def history_beside(folder: Path) -> History | None:
    """Return the record of the edition in a folder, or None if there is no sound one."""
    return read_history(history_path(folder.parent, folder.name))


def read_history(path: Path) -> History | None:
    """Return the record of an edition, or None if there is no sound one."""
    try:
        status = path.stat()
        return _read(path, (status.st_mtime_ns, status.st_size, status.st_ino))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


@functools.lru_cache(1)
def _read(path: Path, stamp: tuple[int, int, int]) -> History | None:
    """Return the record in a file; one build asks for the same three times."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return _history(data) if data["layout"] == LAYOUT else None


def _history(data: dict[str, Any]) -> History:
    newest = data["newest"]
    takes = tuple(
        Take(*(*row, tuple((str(word), str(said)) for word, said in entries)))
        for *row, entries in newest.pop("takes")
    )
    chapters = tuple((str(i), str(t), int(b), int(e)) for i, t, b, e in newest.pop("chapters"))
    voices = tuple((str(e), str(v), str(i)) for e, v, i in newest.pop("voices"))
    revisions = tuple(
        Revision(
            r["number"],
            r["date"],
            tuple(r["changes"]),
            r["duration_s"],
            tuple(Moved(*row) for row in r["moved"]),
        )
        for r in data["revisions"]
    )
    passages = tuple(str(key) for key in newest.pop("passages", ()))
    tracks = tuple((str(name), str(key)) for name, key in newest.pop("tracks", ()))
    if not revisions or not all(isinstance(t.end_samples, int) for t in takes):
        raise ValueError("no record of an edition")
    made_of = Snapshot(
        takes=takes, chapters=chapters, voices=voices, passages=passages, tracks=tracks, **newest
    )
    return History(revisions, made_of)


def write_history(path: Path, history: History) -> None:
    """Write a record whole: under another name first, then renamed.

    Raises:
        OutputError: if it cannot be written.
    """
    newest = _row(history.newest) | {"takes": [_values(take) for take in history.newest.takes]}
    revisions = [
        _row(revision) | {"moved": [_values(moved) for moved in revision.moved]}
        for revision in history.revisions
    ]
    data = {"layout": LAYOUT, "revisions": revisions, "newest": newest}
    temporary = remains.unfinished(path)
    with output_errors(path):
        remains.clear_unfinished(path)
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)


def _row(record: Snapshot | Revision) -> dict[str, Any]:
    return dict(zip((f.name for f in fields(record)), _values(record), strict=True))


def _values(record: Snapshot | Revision | Take | Moved) -> list[Any]:
    """Return a record's values as they stand: to copy the texts of a book takes long."""
    return [getattr(record, field.name) for field in fields(record)]


def with_times(takes: tuple[Take, ...], timeline: Timeline) -> tuple[Take, ...]:
    """Return takes with the times at which they are heard."""
    times = {s.id: (s.begin_samples, s.end_samples) for s in timeline.segments}
    placed = ((take, *times.get(take.id, (0, 0))) for take in takes)
    return tuple(replace(t, begin_samples=begin, end_samples=end) for t, begin, end in placed)


def extended(old: History | None, newest: Snapshot, date: str, changes: tuple[str, ...]) -> History:
    """Return the record after a build; one that changed nothing adds no revision.

    Args:
        date: given for the new revision; may be empty.
        changes: what changed, a sentence each.
    """
    duration_s = round(newest.total_samples / newest.sample_rate_hz, TIME_DIGITS)
    if old is None:
        return History((Revision(1, date, (), duration_s),), newest)
    if not changes and _same_sound(old.newest, newest):
        return History(old.revisions, newest)
    number = old.revisions[-1].number + 1
    moved = time_map(old.newest, newest)
    return History((*old.revisions, Revision(number, date, changes, duration_s, moved)), newest)


def _same_sound(old: Snapshot, new: Snapshot) -> bool:
    return [t.key for t in old.takes] == [t.key for t in new.takes] and (
        old.total_samples == new.total_samples
    )


def time_map(old: Snapshot, new: Snapshot) -> tuple[Moved, ...]:
    """Return where the stretches of an old edition are in a new one.

    Segments with the same id are the same place, re-recorded or not; neighbours that moved
    together become one stretch.
    """
    places = {t.id: t for t in new.takes if t.end_samples}
    stretches: list[tuple[int, int, int]] = []
    for take in old.takes:
        here = places.get(take.id)
        if here is None or not take.end_samples:
            continue
        length = take.end_samples - take.begin_samples
        new_length = here.end_samples - here.begin_samples
        shared = min(length, new_length)
        if stretches and _continues(stretches[-1], take, here) and length == new_length:
            begin, new_begin, _ = stretches[-1]
            stretches[-1] = (begin, new_begin, take.end_samples - begin)
        else:
            stretches.append((take.begin_samples, here.begin_samples, shared))
    return tuple(
        Moved(
            round(begin / old.sample_rate_hz, TIME_DIGITS),
            round(new_begin / new.sample_rate_hz, TIME_DIGITS),
            round(length / old.sample_rate_hz, TIME_DIGITS),
        )
        for begin, new_begin, length in stretches
    )


def _continues(stretch: tuple[int, int, int], take: Take, here: Take) -> bool:
    """Return whether a take is shifted by as much as the stretch before it."""
    begin, new_begin, length = stretch
    ahead = take.begin_samples - begin
    return ahead >= length and here.begin_samples - new_begin == ahead


def new_time_s(revision: Revision, old_time_s: float) -> float:
    """Return where a moment of the revision before is found in this one.

    A moment inside a stretch that both have moves with it; one between two stretches, or
    in one that was removed, is found where the next that is left begins.
    """
    for moved in revision.moved:
        if old_time_s < moved.old_begin_s:
            return moved.new_begin_s
        if old_time_s < moved.old_begin_s + moved.length_s:
            return moved.new_begin_s + old_time_s - moved.old_begin_s
    return revision.duration_s
