"""An MP4 file's boxes: the sound's length, and the chapters of both kinds.

Apple's players read a text track that the sound track refers to as `chap`; others read
Nero's list, `chpl`.

Source: ISO/IEC 14496-12 sections 8.2.2 (mvhd), 8.3.3 (tref), 8.6 (times), 8.7 (samples);
QuickTime File Format, "Chapter Lists" and "Text Media".
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from audio_edition.publishing.verifying.marks import Mark

CONTAINERS = {b"moov", b"trak", b"edts", b"mdia", b"minf", b"stbl", b"tref", b"udta"}
NERO_UNITS_A_MS = 10_000
LARGEST_MOVIE_BYTES = 256 << 20

Boxes = dict[bytes, memoryview]
"""Kind → contents of the first box of that kind."""


class Mp4File:
    """The boxes of an MP4 file whose movie box has been read."""

    def __init__(self, path: Path) -> None:
        """Read a file.

        Raises:
            ValueError: if it has no movie box.
        """
        self.path, self.size = path, path.stat().st_size
        self.end, movie = 0, b""
        with path.open("rb") as file:
            for kind, at, size in _top_boxes(file, self.size):
                self.end = at + size
                if kind == b"moov" and size <= LARGEST_MOVIE_BYTES:
                    file.seek(at + 8)
                    movie = file.read(size - 8)
        if not movie:
            raise ValueError("it has no movie box")
        self.movie: Boxes = {}
        self.tracks: list[Boxes] = []
        for kind, content in _boxes(memoryview(movie)):
            if kind == b"trak":
                self.tracks.append(_flat(content))
            elif kind in CONTAINERS:
                self.movie |= _flat(content)
            else:
                self.movie[kind] = content

    @property
    def length_ms(self) -> float:
        """Length of what the sound track's edit list plays."""
        scale = struct.unpack_from(">I", self.movie[b"mvhd"], 12)[0]
        edits = self.tracks[0][b"elst"]
        (count,) = struct.unpack_from(">I", edits, 4)
        played = sum(struct.unpack_from(">I", edits, 8 + 12 * i)[0] for i in range(count))
        return float(played * 1000 / scale)

    def nero_chapters(self) -> list[Mark]:
        """Return Nero's chapter list; none if there is none."""
        data = bytes(self.movie.get(b"chpl", b""))
        found, at = [], 9
        for _ in range(data[8] if len(data) > 8 else 0):
            begin, size = struct.unpack_from(">QB", data, at)
            title = data[at + 9 : at + 9 + size].decode("utf-8", "replace")
            found.append(Mark(title, begin / NERO_UNITS_A_MS))
            at += 9 + size
        return found

    def quicktime_chapters(self) -> list[Mark]:
        """Return the chapters of the text track; none if the sound refers to none."""
        number = self.tracks[0].get(b"chap", b"")
        track = next((t for t in self.tracks if t[b"tkhd"][12:16] == number), None)
        if not number or track is None:
            return []
        found, begin_ms = [], 0.0
        with self.path.open("rb") as file:
            for (at, size), length_ms in zip(_places(track), _lengths_ms(track), strict=True):
                file.seek(at)
                text = file.read(size)
                (length,) = struct.unpack_from(">H", text)
                title = text[2 : 2 + length].decode("utf-8", "replace")
                found.append(Mark(title, begin_ms, begin_ms + length_ms))
                begin_ms += length_ms
        return found


def _top_boxes(file: BinaryIO, size: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, offset and length of the outermost boxes."""
    at = 0
    while at + 8 <= size:
        file.seek(at)
        length, kind = struct.unpack(">I4s", file.read(8))
        if length == 1:
            (length,) = struct.unpack(">Q", file.read(8))
        if length < 8:
            raise ValueError(f"its boxes are damaged at byte {at}")
        yield kind, at, length
        at += length


def _boxes(data: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    """Yield kind and contents of the boxes side by side in some data."""
    at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        if size < 8:
            return
        yield kind, data[at + 8 : at + size]
        at += size


def _flat(data: memoryview) -> Boxes:
    """Return the first box of each kind, those inside containers too."""
    found: Boxes = {}
    for kind, content in _boxes(data):
        inside = _flat(content) if kind in CONTAINERS else {}
        found = {kind: content} | inside | found
    return found


def _places(track: Boxes) -> Iterator[tuple[int, int]]:
    """Yield offset and length of every sample of a track."""
    sizes = _sizes(track[b"stsz"])
    offsets = _offsets(track)
    runs = [struct.unpack_from(">II", track[b"stsc"], 8 + 12 * i) for i in _counted(track[b"stsc"])]
    taken = 0
    for chunk, at in enumerate(offsets, 1):
        for _ in range(next(count for first, count in reversed(runs) if first <= chunk)):
            yield at, sizes[taken]
            at += sizes[taken]
            taken += 1


def _counted(box: memoryview) -> range:
    """Return the indexes of the entries of a full box that counts them."""
    (count,) = struct.unpack_from(">I", box, 4)
    return range(count)


def _sizes(box: memoryview) -> list[int]:
    same, count = struct.unpack_from(">II", box, 4)
    if same:
        return [same] * count
    return [struct.unpack_from(">I", box, 12 + 4 * i)[0] for i in range(count)]


def _offsets(track: Boxes) -> list[int]:
    if b"co64" in track:
        box = track[b"co64"]
        return [struct.unpack_from(">Q", box, 8 + 8 * i)[0] for i in _counted(box)]
    box = track[b"stco"]
    return [struct.unpack_from(">I", box, 8 + 4 * i)[0] for i in _counted(box)]


def _lengths_ms(track: Boxes) -> Iterator[float]:
    """Yield the length of every sample of a track."""
    header = track[b"mdhd"]
    scale = struct.unpack_from(">I", header, 20 if header[0] else 12)[0]
    for i in _counted(track[b"stts"]):
        count, length = struct.unpack_from(">II", track[b"stts"], 8 + 8 * i)
        for _ in range(count):
            yield length * 1000 / scale
