"""EPUB 3.3 with Media Overlays: the article's text, sentence by sentence with the voice.

One text, one overlay and one sound file a chapter. Everything is derived from the timeline
(`tracks.py`) and the article's structure (`structure.py`).

Source: EPUB 3.3 (W3C Recommendation), section 4 for the container.
"""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from audio_edition.edition import Edition
from audio_edition.publishing import structure
from audio_edition.publishing.archive import Member
from audio_edition.publishing.epub import chapter_document, navigation, overlay, package_document
from audio_edition.publishing.tracks import tracks

FILE_NAME = "{slug}.epub"
MEDIA_TYPE = "application/epub+zip"
CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""


def members(edition: Edition, folder: Path) -> Iterator[Member]:
    """Yield the files of an edition's EPUB.

    Args:
        folder: the edition's folder, which holds the cover and the chapters' MP3 files.
    """
    chapters = tracks(edition)
    yield Member("mimetype", MEDIA_TYPE.encode("ascii"), stored=True)
    yield Member("META-INF/container.xml", CONTAINER)
    yield Member("EPUB/package.opf", package_document.render(edition, chapters))
    yield Member("EPUB/nav.xhtml", navigation.render(edition, chapters))
    yield Member("EPUB/style.css", files(__package__).joinpath("style.css").read_bytes())
    yield Member("EPUB/cover.png", folder / "cover.png")
    following = (*chapters[1:], None)
    for section, track, after in zip(structure.sections(edition), chapters, following, strict=True):
        text = chapter_document.render(edition, section, track, after)
        yield Member(f"EPUB/text/{track.stem}.xhtml", text)
        yield Member(f"EPUB/smil/{track.stem}.smil", overlay.render(track))
        yield Member(f"EPUB/audio/{track.audio_name}", track.audio_path(folder))
