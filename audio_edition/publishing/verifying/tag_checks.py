"""Tags of sound files: title, artist, language, cover, transcript, what is warned of.

Each kind of file is read into the same few facts, which are then held against the record.
"""

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audio_edition.edition import TimedChapter
from audio_edition.publishing.verifying.fault import Fault, Faults, letters, quoted, same
from audio_edition.publishing.verifying.opened import Opened

COVER = "cover.png"
FREE = "----:com.apple.iTunes:"


@dataclass(frozen=True, slots=True)
class ReadTags:
    """What the tags of one sound file say."""

    title: str
    artist: str
    album: str
    language: str
    cover: bytes
    transcript: str
    advisory: str
    """"1" where it is marked as explicit."""
    warnings: str
    """Wherever it tells what is warned of."""
    place: str = ""
    """Of a chapter among all: 3/8."""


def mp3(edition: Opened) -> Faults:
    """The whole edition's MP3 file is tagged as the edition."""
    name = f"{edition.slug}.mp3"
    yield from _whole(name, _read_mp3(edition.folder / name), edition)


def m4b(edition: Opened) -> Faults:
    """The M4B file is tagged as the edition."""
    from mutagen.mp4 import MP4

    name = f"{edition.slug}.m4b"
    tags: Any = MP4(edition.folder / name).tags or {}

    def text(key: str) -> str:
        value = tags.get(key, [""])[0]
        return bytes(value).decode() if isinstance(value, bytes) else str(value)

    given = ReadTags(
        text("\xa9nam"),
        text("\xa9ART"),
        text("\xa9alb"),
        text(f"{FREE}LANGUAGE"),
        bytes(tags.get("covr", [b""])[0]),
        text("\xa9lyr"),
        text("rtng"),
        text(f"{FREE}CONTENTWARNING"),
    )
    yield from _whole(name, given, edition)


def opus(edition: Opened) -> Faults:
    """The Opus file is tagged as the edition."""
    from mutagen.flac import Picture
    from mutagen.oggopus import OggOpus

    name = f"{edition.slug}.opus"
    tags: Any = OggOpus(edition.folder / name).tags

    def text(key: str) -> str:
        return str(tags.get(key, [""])[0])

    block = text("METADATA_BLOCK_PICTURE")
    cover = Picture(base64.b64decode(block)).data if block else b""
    language = text("LANGUAGE")
    code = edition.language_code if language == edition.fact("language") else language
    given = ReadTags(
        text("TITLE"),
        text("ARTIST"),
        text("ALBUM"),
        code,
        cover,
        text("LYRICS"),
        text("ITUNESADVISORY"),
        text("DESCRIPTION"),
    )
    yield from _whole(name, given, edition)


def tracks(edition: Opened) -> Faults:
    """Each chapter's file is tagged as that chapter of the edition."""
    chapters = edition.timeline.chapters
    for number, (name, chapter) in enumerate(zip(edition.tracks, chapters, strict=False), 1):
        given = _read_mp3(edition.folder / name)
        yield from _common(name, given, edition)
        if not same(given.title, chapter.mark):
            yield Fault(name, f"its title is {quoted(given.title)}, due {quoted(chapter.mark)}")
        if not same(given.album, edition.fact("title")):
            yield Fault(name, f"its album is {quoted(given.album)}, not the edition's title")
        if given.place != f"{number}/{len(chapters)}":
            yield Fault(name, f"it says it is chapter {given.place}, due {number}/{len(chapters)}")
        yield from _transcript(name, given.transcript, [chapter])


def _read_mp3(path: Path) -> ReadTags:
    from mutagen.id3 import ID3

    tag: Any = ID3(path)

    def text(key: str) -> str:
        return str(tag.get(key, ""))

    def first(kind: str, field: str, missing: Any) -> Any:
        frames = tag.getall(kind)
        return getattr(frames[0], field) if frames else missing

    return ReadTags(
        text("TIT2"),
        text("TPE1"),
        text("TALB"),
        text("TLAN"),
        first("APIC", "data", b""),
        first("USLT", "text", ""),
        text("TXXX:ITUNESADVISORY"),
        text("TXXX:CONTENTWARNING"),
        text("TRCK"),
    )


def _whole(name: str, given: ReadTags, edition: Opened) -> Faults:
    yield from _common(name, given, edition)
    if not same(given.title, edition.fact("title")):
        due = quoted(edition.fact("title"))
        yield Fault(name, f"its title is {quoted(given.title)}, due {due}")
    yield from _transcript(name, given.transcript, edition.timeline.chapters)


def _common(name: str, given: ReadTags, edition: Opened) -> Faults:
    """Yield what is wrong with the tags that all files of an edition share."""
    author = edition.fact("author")
    if not given.artist or (author and not same(given.artist, author)):
        yield Fault(name, f"its artist is {quoted(given.artist)}, due {quoted(author)}")
    if edition.language_code and given.language != edition.language_code:
        due = edition.language_code
        yield Fault(name, f"its language is {given.language!r}, due {due!r}")
    if given.cover != (edition.folder / COVER).read_bytes():
        yield Fault(name, f"its cover is not {COVER}" if given.cover else "it has no cover")
    explicit = bool(edition.record.get("explicit"))
    if given.advisory != str(int(explicit)):
        word = "explicit" if explicit else "not explicit"
        yield Fault(name, f"its advisory is {given.advisory!r}, but the edition is {word}")
    for term in edition.warned:
        if term not in given.warnings:
            yield Fault(name, f"its tags do not say that it warns of {term}")


def _transcript(
    name: str, found: str, chapters: "list[TimedChapter] | tuple[TimedChapter, ...]"
) -> Faults:
    due = "".join(letters(s.text) for c in chapters for s in c.segments)
    if letters(found) != due:
        yield Fault(name, "the transcript in its tags is not what is heard in it")
