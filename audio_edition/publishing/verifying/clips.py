"""Clips of EPUB's Media Overlays and DAISY's SMIL files against a chapter of the timeline.

Validators do not notice a clip that ends after its sound, clips that leave a gap, or totals
that do not add up.
"""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from audio_edition.edition import TimedChapter
from audio_edition.publishing.verifying.fault import Fault, Faults, apart, time
from audio_edition.publishing.verifying.opened import Opened

PIECE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class ReadClip:
    """One clip as a package has it."""

    text: str
    """File of the text, without its folders."""
    id: str
    """What it marks there."""
    sound: str
    """File of the sound, without its folders."""
    begin_ms: float
    end_ms: float


def parsed(data: bytes) -> Any:
    """Return the root of an XML file; nothing is fetched for it."""
    from lxml import etree

    parser = etree.XMLParser(
        load_dtd=False, no_network=True, resolve_entities=False, huge_tree=True
    )
    return etree.fromstring(data, parser)


def clock_ms(value: str) -> float:
    """Return a clock value (0:01:02.345, 62.345s, npt=62.345s) in milliseconds.

    Source: SMIL 3.0 section 5.4.3 (clock values); SMIL 1.0 section 4.2.3 (`npt=`).
    """
    seconds = 0.0
    for part in value.removeprefix("npt=").removesuffix("s").split(":"):
        seconds = seconds * 60 + float(part)
    return seconds * 1000


def read_clips(smil: Any, begin: str, end: str) -> list[ReadClip]:
    """Return the clips of a SMIL file, in order.

    Args:
        smil: its root.
        begin: name of the attribute that says when a clip begins; `end` likewise.
    """
    found = []
    for par in smil.iter("{*}par"):
        text, audio = par.find("{*}text"), par.find("{*}audio")
        if text is None or audio is None:
            raise ValueError(f"{par.get('id')} lacks its text or its sound")
        file, _, id = text.get("src").rpartition("#")
        found.append(
            ReadClip(
                file.rpartition("/")[2],
                id,
                audio.get("src").rpartition("/")[2],
                clock_ms(audio.get(begin)),
                clock_ms(audio.get(end)),
            )
        )
    return found


def clip_faults(
    file: str, clips: Sequence[ReadClip], chapter: TimedChapter, track: str, edition: Opened
) -> Faults:
    """Yield what is wrong with a chapter's clips.

    Args:
        track: name of the chapter's sound file.
    """
    length_ms = edition.length_ms(chapter)
    due = [segment.id for segment in chapter.segments] or [chapter.id]
    found = [clip.id for clip in clips]
    if found != due:
        wrong = next((id for id in found if id not in due), None)
        missing = next((id for id in due if id not in found), None)
        what = f"{missing} is missing" if missing else f"{wrong} does not belong there"
        yield Fault(file, what if wrong or missing else "its clips are not in the order heard")
    if clips and clips[0].begin_ms != 0:
        yield Fault(file, f"its first clip begins at {time(clips[0].begin_ms)}")
    if clips and clips[-1].end_ms > length_ms + 1e-6:
        yield Fault(
            file, f"{clips[-1].id} ends at {time(clips[-1].end_ms)}, its sound at {time(length_ms)}"
        )
    elif clips and apart(clips[-1].end_ms, length_ms):
        yield Fault(file, f"its clips end at {time(clips[-1].end_ms)}, the sound goes on")
    for one, other in pairwise(clips):
        if one.end_ms != other.begin_ms:
            yield Fault(file, f"between {one.id} and {other.id} there is a gap or an overlap")
    begins = {s.id: edition.ms(s.begin_samples - chapter.begin_samples) for s in chapter.segments}
    for clip in clips:
        if clip.end_ms <= clip.begin_ms:
            yield Fault(file, f"{clip.id} lasts no time")
        if clip is not clips[0] and apart(clip.begin_ms, begins.get(clip.id, clip.begin_ms)):
            begins_at = time(begins[clip.id])
            yield Fault(file, f"{clip.id} begins at {time(clip.begin_ms)}, due at {begins_at}")
        if clip.sound != track.rpartition("/")[2]:
            yield Fault(file, f"{clip.id} is heard in {clip.sound}, due in {track}")


def sizes_agree(
    file: str, archive: zipfile.ZipFile, copies: dict[str, str], edition: Opened
) -> Faults:
    """Yield each file of an archive that is not as long as the edition's own.

    Args:
        file: name of the archive.
        copies: name within it → name in the edition's folder.
    """
    held = {info.filename: info.file_size for info in archive.infolist()}
    for name, original in copies.items():
        if name not in held:
            yield Fault(f"{file}/{name}", "it is missing")
        elif edition.has(original) and held[name] != (edition.folder / original).stat().st_size:
            yield Fault(f"{file}/{name}", f"it is not the same as {original}")


def contents_agree(file: str, copies: dict[str, str], edition: Opened) -> Faults:
    """Yield each file of an archive that is damaged or not the same as the edition's own."""
    with edition.archive(file) as archive:
        for info in archive.infolist():
            name = f"{file}/{info.filename}"
            try:
                if not _is_copy(archive, info, copies, edition):
                    yield Fault(name, f"it is not the same as {copies[info.filename]}")
            except (zipfile.BadZipFile, OSError, ValueError, EOFError):
                yield Fault(name, "it is damaged within the archive")


def _is_copy(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, copies: dict[str, str], edition: Opened
) -> bool:
    """Read a member to its end, which checks its checksum; hold it against its original."""
    original = copies.get(info.filename, "")
    path = edition.folder / original if edition.has(original) else None
    with archive.open(info) as member:
        if path is None:
            while member.read(PIECE_BYTES):
                pass
            return True
        return all(one == other for one, other in _pieces(member, path))


def _pieces(member: Any, path: Path) -> Iterator[tuple[bytes, bytes]]:
    with path.open("rb") as file:
        while True:
            pair = member.read(PIECE_BYTES), file.read(PIECE_BYTES)
            yield pair
            if not pair[0]:
                return
