"""MP3 files: chapters in the tag, the length they promise, and that none is cut short.

Source: ID3v2 Chapter Frame Addendum 1.0, sections 3.1 and 3.2.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from audio_edition.publishing.verifying.fault import Fault, Faults, apart, time
from audio_edition.publishing.verifying.marks import Mark, mark_faults
from audio_edition.publishing.verifying.mp3_file import read_mp3
from audio_edition.publishing.verifying.opened import Opened

TOP_LEVEL = 2
PIECE_BYTES = 1 << 20


def marks(edition: Opened) -> Faults:
    """CHAP frames stand in the order heard, and the tables name each of them once."""
    name = f"{edition.slug}.mp3"
    tag = _tag(edition.folder / name)
    chaps = tag.getall("CHAP")
    found = [Mark(_title(chap), chap.start_time, chap.end_time) for chap in chaps]
    yield from mark_faults(name, "CHAP frame", found, edition)
    tables = {table.element_id: table for table in tag.getall("CTOC")}
    tops = [table for table in tables.values() if table.flags & TOP_LEVEL]
    if len(tops) != 1:
        yield Fault(name, f"it has {len(tops)} tables of contents at the top, not one")
        return
    if list(_leaves(tops[0], tables)) != [chap.element_id for chap in chaps]:
        yield Fault(name, "its tables of contents do not name each chapter once, in order")


def _tag(path: Path) -> Any:
    """Return the tag's frames that have to do with time; to read all of a book's takes long."""
    from mutagen import id3

    kinds = (id3.CHAP, id3.CTOC, id3.TIT2, id3.TLEN)
    return id3.ID3(path, known_frames={kind.__name__: kind for kind in kinds})


def _title(chap: Any) -> str:
    title = chap.sub_frames.get("TIT2")
    return str(title) if title is not None else ""


def _leaves(table: Any, tables: dict[str, Any], depth: int = 0) -> Iterator[str]:
    """Yield the chapters that a table names, those of tables in it in their places."""
    for child in table.child_element_ids:
        if child in tables and depth < len(tables):
            yield from _leaves(tables[child], tables, depth + 1)
        else:
            yield child


def whole_length(edition: Opened) -> Faults:
    """The whole edition's file promises the timeline's length, to the sample."""
    name, total = f"{edition.slug}.mp3", edition.timeline.total_samples
    yield from _length(name, total, edition)
    stated = _tag(edition.folder / name).get("TLEN")
    if stated is None or apart(float(str(stated)), edition.ms(total)):
        yield Fault(name, f"its tag says it lasts {stated} ms, due {edition.ms(total):.0f} ms")


def track_lengths(edition: Opened) -> Faults:
    """There is one file a chapter, which promises the chapter's length."""
    chapters, tracks = edition.timeline.chapters, edition.tracks
    if len(tracks) != len(chapters):
        yield Fault("chapters", f"there are {len(tracks)} sound files for {len(chapters)} chapters")
        return
    for number, (name, chapter) in enumerate(zip(tracks, chapters, strict=True), 1):
        yield from _length(name, chapter.end_samples - chapter.begin_samples, edition)
        stem = name.removeprefix("chapters/").removesuffix(".mp3")
        place, _, words = stem.partition("-")
        if place != f"{number:0{len(place)}}" or not chapter.id.removeprefix("c-").startswith(
            words
        ):
            yield Fault(name, f"its name is not that of chapter {number}, {chapter.id}")


def _length(name: str, samples: int, edition: Opened) -> Faults:
    head = read_mp3(edition.folder / name)
    if head.samples != samples:
        found, due = edition.ms(head.samples), edition.ms(samples)
        yield Fault(name, f"it promises {time(found)} of sound, the timeline says {time(due)}")
    if head.stream_at + head.stream_bytes != head.size:
        missing = head.stream_at + head.stream_bytes - head.size
        what = (
            f"ends {missing} bytes too early" if missing > 0 else f"has {-missing} bytes too many"
        )
        yield Fault(name, f"it {what}")
    if not head.is_mono:
        yield Fault(name, "it is not mono")


def tracks_are_the_whole(edition: Opened) -> Faults:
    """The chapters' files hold, one after another, the very frames of the whole file."""
    name = f"{edition.slug}.mp3"
    with (edition.folder / name).open("rb") as whole:
        whole.seek(read_mp3(edition.folder / name).first_frame_at)
        for track in edition.tracks:
            if not _continues(whole, edition.folder / track):
                yield Fault(track, f"its sound is not that of its chapter in {name}")
                return


def _continues(whole: BinaryIO, path: Path) -> bool:
    """Return whether a file goes on with a chapter's frames; move behind them.

    The last frame of a chapter's file flushes the codec's delay and is no part of it.
    """
    head = read_mp3(path)
    left = head.size - head.first_frame_at - head.last_frame_bytes
    with path.open("rb") as track:
        track.seek(head.first_frame_at)
        while left > 0:
            piece = track.read(min(PIECE_BYTES, left))
            if not piece or whole.read(len(piece)) != piece:
                return False
            left -= len(piece)
    return True
