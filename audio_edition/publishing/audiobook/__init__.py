"""`<slug>.audiobook`: the chapters' sound files with two manifests, one for each kind of app.

Readium's apps read `manifest.json`; those that follow W3C Audiobooks read
`publication.json`, packed as its Lightweight Packaging Format wants it. Both name the same
files.

Source: Readium Web Publication Manifest, "Audiobook Profile" (packaging); W3C Lightweight
Packaging Format, section 4.
"""

from collections.abc import Iterator
from pathlib import Path

from audio_edition.edition import Edition
from audio_edition.publishing.archive import Member
from audio_edition.publishing.audiobook import contents, publication_json, readium
from audio_edition.publishing.tracks import CHAPTER_FOLDER, tracks

FILE_NAME = "{slug}.audiobook"
MEDIA_TYPE = "application/audiobook+zip"


def members(edition: Edition, folder: Path) -> Iterator[Member]:
    """Yield the files of an edition's audiobook.

    Args:
        folder: the edition's folder, which holds the cover and the chapters' MP3 files.
    """
    chapters = tracks(edition)
    yield Member("manifest.json", readium.render(edition, chapters))
    yield Member("publication.json", publication_json.manifest(edition, contents.FILE_NAME))
    yield Member(contents.FILE_NAME, contents.render(edition, chapters))
    yield Member("cover.png", folder / "cover.png")
    for track in chapters:
        yield Member(f"{CHAPTER_FOLDER}/{track.audio_name}", track.audio_path(folder))
