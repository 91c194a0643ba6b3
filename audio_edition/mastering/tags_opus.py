"""The comment header of an Opus file: tags, cover and chapter marks.

Chapter marks are comments of their own, because what ffmpeg makes of its chapters in an
Ogg file has wrong times.

Source: RFC 7845 section 5.2 (comment header); the Vorbis comment field names; Xiph wiki,
"Chapter Extension" (`CHAPTERnnn`, `CHAPTERnnnNAME`).
"""

import base64
import re
import struct
from collections.abc import Iterator

from audio_edition.edition import Edition
from audio_edition.mastering.tag_facts import PROGRAM, milliseconds, tag_facts, transcript

MOST_CHAPTERS = 999
"""Their number has three digits."""
UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
COVER_FRONT = 3


def opus_comments(edition: Edition, cover_png: bytes) -> bytes:
    """Return the comment header of an edition's Opus file.

    Args:
        cover_png: the cover picture.
    """
    comments = [f"{key}={UNWRITABLE.sub('', value)}" for key, value in _facts(edition) if value]
    comments += [f"{key}={value}" for key, value in _chapters(edition)]
    comments.append(f"METADATA_BLOCK_PICTURE={_picture(cover_png)}")
    encoded = [comment.encode("utf-8") for comment in (PROGRAM, *comments)]
    vendor, *rest = (struct.pack("<I", len(data)) + data for data in encoded)
    return b"OpusTags" + vendor + struct.pack("<I", len(rest)) + b"".join(rest)


def _facts(edition: Edition) -> Iterator[tuple[str, str]]:
    facts = tag_facts(edition)
    yield from (("TITLE", facts.title), ("ARTIST", facts.artist), ("ALBUM", facts.album))
    yield from (("ALBUMARTIST", facts.album_artist), ("DATE", facts.date))
    yield from (("GENRE", facts.genre), ("LANGUAGE", edition.script.language))
    yield from (("DESCRIPTION", facts.description), ("COMMENT", facts.comment))
    yield from (("COPYRIGHT", facts.copyright), ("ITUNESADVISORY", str(int(facts.explicit))))
    yield "LYRICS", transcript(edition.timeline.chapters)


def _chapters(edition: Edition) -> Iterator[tuple[str, str]]:
    timeline = edition.timeline
    for number, chapter in enumerate(timeline.chapters[:MOST_CHAPTERS], 1):
        key = f"CHAPTER{number:03}"
        yield key, _clock(milliseconds(chapter.begin_samples, timeline.sample_rate_hz))
        yield f"{key}NAME", UNWRITABLE.sub("", chapter.mark)


def _clock(ms: int) -> str:
    """Return a time as hh:mm:ss.mmm."""
    minutes, ms = divmod(ms, 60000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{ms // 1000:02}.{ms % 1000:03}"


def _picture(cover_png: bytes) -> str:
    """Return the cover as a FLAC picture block in base 64."""
    from mutagen.flac import Picture

    picture = Picture()
    picture.data, picture.type, picture.mime = cover_png, COVER_FRONT, "image/png"
    picture.desc = "Cover"
    return base64.b64encode(picture.write()).decode("ascii")
