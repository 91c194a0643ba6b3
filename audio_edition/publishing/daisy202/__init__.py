"""DAISY 2.02: a talking book with the whole text, for libraries and players for the blind.

One text, one SMIL and one sound file a chapter, the navigation control centre `ncc.html`
that every player opens first, and `master.smil`, which plays all of it in order.

Source: DAISY 2.02 Specification (Recommendation of 28 February 2001), section 2 and
appendix 2 (metadata); DAISY 2.02 Skippable Structures Recommendation (2003).
"""

from collections.abc import Iterator
from pathlib import Path

from audio_edition.edition import Edition
from audio_edition.publishing import structure
from audio_edition.publishing.archive import Member
from audio_edition.publishing.daisy202 import control_centre, smil, text
from audio_edition.publishing.tracks import tracks

FILE_NAME = "{slug}-daisy202.zip"
MEDIA_TYPE = "application/zip"


def members(edition: Edition, folder: Path) -> Iterator[Member]:
    """Yield the files of an edition's talking book, the control centre first.

    Args:
        folder: the edition's folder, which holds the chapters' MP3 files.
    """
    chapters = tracks(edition)
    levels = control_centre.levels(chapters)
    files = [Member("master.smil", smil.render_master(edition, chapters))]
    for section, track in zip(structure.sections(edition), chapters, strict=True):
        document = text.render(edition, section, levels[track.number - 1])
        files.append(Member(f"{track.stem}.html", document))
        files.append(Member(f"{track.stem}.smil", smil.render(edition, track)))
        files.append(Member(track.audio_name, track.audio_path(folder)))
    sizes = [_size(member) for member in files]
    yield Member("ncc.html", control_centre.render(edition, chapters, len(files), sum(sizes)))
    yield from files


def _size(member: Member) -> int:
    content = member.content
    return content.stat().st_size if isinstance(content, Path) else len(content)
