"""The chapters' own sound files: of a new edition, or shared with the one that stands there.

After an edit nearly every chapter is as it was. Its file gets a second name (a hard link) in
the new folder and is read once, to see that it is what the record of its edition says; one that
is not is written. So is every file where the system gives no second names.
"""

import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from audio_edition.edition import Edition
from audio_edition.errors import AudioEditionError
from audio_edition.mastering import mp3, tags_mp3
from audio_edition.mastering.stretch import Stretch
from audio_edition.pipeline.freshness import program
from audio_edition.pipeline.hashing import Hashing
from audio_edition.publishing.catalogue import Recorded, read_record
from audio_edition.publishing.folder import MARKER
from audio_edition.publishing.tracks import CHAPTER_FOLDER, chapter_file_name
from audio_edition.speaking.store import key_of

Keys = Mapping[str, str]
"""Name of a chapter's file in its edition's folder → hash of all it is made of."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The chapters' files of the edition that stands there."""

    folder: Path
    keys: Keys

    def shared(self, wanted: Keys) -> dict[str, tuple[Path, str]]:
        """Return those files that are wanted again, and the SHA-256 each must have.

        Args:
            wanted: the new edition's.
        """
        there = {key: name for name, key in self.keys.items()}
        again = {name: there[key] for name, key in wanted.items() if key in there}
        if not again:
            return {}
        try:
            record = Recorded(self.folder, read_record(self.folder / MARKER))
            found = {name: record.file(old) for name, old in again.items()}
        except (AudioEditionError, LookupError, TypeError):
            return {}
        return {n: (self.folder / again[n], file[1]) for n, file in found.items() if file}


@dataclass(frozen=True, slots=True)
class Track:
    """A chapter's file to be made."""

    name: str
    key: str
    write: Callable[[Path], None]


def tracks(
    edition: Edition,
    stretches: Sequence[Stretch],
    passages: Sequence[Sequence[str]],
    cover_png: bytes,
) -> Iterator[Track]:
    """Yield the chapters' files of an edition, in order.

    Args:
        stretches: each chapter's MP3 frames.
        passages: the keys of what they were made of.
        cover_png: the cover picture.
    """
    made_by = key_of(program())
    for index, (stretch, keys) in enumerate(zip(stretches, passages, strict=True)):
        tag = tags_mp3.mp3_chapter_tag(edition, index, cover_png)
        name = f"{CHAPTER_FOLDER}/{chapter_file_name(edition, index)}"
        yield Track(
            name, key_of(made_by, tag, keys), partial(mp3.write_file, tag=tag, stretch=stretch)
        )


def write_tracks(folder: Path, made: Sequence[Track], standing: Standing, hashes: Hashing) -> None:
    """Write the chapters' files, or give those that stand there already a second name.

    Args:
        folder: the edition's new folder.
        made: the files.
        standing: what stands there; none of it where nothing may be shared.
        hashes: told of every file.
    """
    (folder / CHAPTER_FOLDER).mkdir()
    shared = standing.shared({track.name: track.key for track in made})
    linked = {track.name for track in made if _link(shared.get(track.name), folder / track.name)}
    for track in made:
        if track.name not in linked:
            track.write(folder / track.name)
        hashes.finished(folder / track.name)
    for track in made:
        path = folder / track.name
        if track.name in linked and not _is(path, shared[track.name][1], hashes):
            path.unlink()  # the other name keeps what it has
            track.write(path)
            hashes.again(path)


def _link(there: tuple[Path, str] | None, path: Path) -> bool:
    """Return whether a file that stands there could be given a second name."""
    if there is None:
        return False
    try:
        if not stat.S_ISREG(there[0].lstat().st_mode):
            return False
        os.link(there[0], path)
    except OSError:
        return False
    return True


def _is(path: Path, sha256: str, hashes: Hashing) -> bool:
    """Return whether a file can be read and has a hash."""
    try:
        return hashes.sha256(path) == sha256
    except OSError:
        return False
