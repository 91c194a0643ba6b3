"""The tags of an M4B file, in the atoms Apple's and other players read.

Source: QuickTime File Format, "Metadata" and "Language Code Values"; for the atoms' names
and the values of `rtng` (0 none, 1 explicit) and `stik` (2 audiobook) the practice of
Apple's players, as mutagen documents it.
"""

import struct
from pathlib import Path
from typing import Any

from audio_edition.edition import Edition
from audio_edition.errors import OutputError
from audio_edition.mastering.tag_facts import PROGRAM, TagFacts, tag_facts, transcript

AUDIOBOOK = 2
SHORT_DESCRIPTION_CHARACTERS = 255
LANGUAGE_ATOM = "----:com.apple.iTunes:LANGUAGE"
WARNING_ATOM = "----:com.apple.iTunes:CONTENTWARNING"


def write_m4b_tags(path: Path, edition: Edition, cover_png: bytes) -> None:
    """Write the tags into an M4B file, whose chapters stay as they are.

    Args:
        path: the finished file.
        cover_png: the cover picture.

    Raises:
        OutputError: if the file is not an MP4 file or cannot be written.
    """
    from mutagen import MutagenError
    from mutagen.mp4 import MP4

    facts = tag_facts(edition)
    try:
        file: Any = MP4(path)
        if file.tags is None:
            file.add_tags()
        file.tags.clear()
        file.tags.update(_atoms(facts, transcript(edition.timeline.chapters), cover_png))
        file.save(padding=lambda info: 0)
        _set_language(path, facts.language)
    except MutagenError as error:
        raise OutputError(
            f"The tags of {path.name} cannot be written: {error}.", "Check the free space."
        ) from error


def _atoms(facts: TagFacts, text: str, cover_png: bytes) -> dict[str, Any]:
    """Return every atom that has something to say."""
    from mutagen.mp4 import MP4Cover, MP4FreeForm

    texts = {
        "\xa9nam": facts.title,
        "\xa9ART": facts.artist,
        "aART": facts.album_artist,
        "\xa9alb": facts.album,
        "\xa9day": facts.date,
        "\xa9gen": facts.genre,
        "\xa9cmt": facts.comment,
        "\xa9lyr": text,
        "desc": facts.description[:SHORT_DESCRIPTION_CHARACTERS],
        "ldes": facts.description,
        "cprt": facts.copyright,
        "\xa9too": PROGRAM,
    }
    atoms: dict[str, Any] = {name: [value] for name, value in texts.items() if value}
    atoms["stik"], atoms["rtng"] = [AUDIOBOOK], [int(facts.explicit)]
    atoms["covr"] = [MP4Cover(cover_png, MP4Cover.FORMAT_PNG)]
    free = {LANGUAGE_ATOM: facts.language, WARNING_ATOM: ", ".join(facts.warnings)}
    atoms |= {name: [MP4FreeForm(value.encode())] for name, value in free.items() if value}
    return atoms


def _set_language(path: Path, language: str) -> None:
    """Set the language of every track's media header."""
    from mutagen.mp4._atom import Atoms

    packed = 0
    for letter in language:
        packed = packed << 5 | (ord(letter) - 0x60)
    with path.open("r+b") as file:
        for track in Atoms(file)[b"moov"].findall(b"trak"):
            header = track[b"mdia", b"mdhd"]
            file.seek(header.offset + 8)
            version = file.read(1)[0]
            file.seek(header.offset + (40 if version else 28))
            file.write(struct.pack(">H", packed))
