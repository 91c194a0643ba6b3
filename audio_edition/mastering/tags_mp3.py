"""ID3 tags, as the bytes that stand at the head of an MP3 file.

* ID3v2.3, which every player reads; text is UTF-16 where Latin-1 does not do.
* mutagen writes each frame; they are put together here, because it would order the chapter
  frames by their size and not by time.
* Nothing is padded and nothing comes from the clock: equal editions have equal tags.

Source: ID3 tag version 2.3.0, sections 3.1 and 4; for `ITUNESADVISORY` (0 none, 1
explicit) the practice of Apple's and other players; TDES is Apple's podcast description.
"""

import io
from typing import Any

from audio_edition.edition import Edition, TimedChapter
from audio_edition.mastering import id3_chapters
from audio_edition.mastering.id3_chapters import encoding
from audio_edition.mastering.tag_facts import (
    PROGRAM,
    TagFacts,
    milliseconds,
    tag_facts,
    transcript,
)

HEADER_BYTES = 10
LARGEST_SYNCSAFE = 1 << 28


def mp3_tag(edition: Edition, cover_png: bytes) -> bytes:
    """Return the tag of the whole edition's file, with every chapter.

    Args:
        cover_png: the cover picture.
    """
    facts, timeline = tag_facts(edition), edition.timeline
    frames = _facts(facts, facts.title)
    frames += _length(timeline.total_samples, timeline.sample_rate_hz)
    frames += _texts(facts, transcript(timeline.chapters))
    marks = id3_chapters.marks(timeline.chapters, timeline.sample_rate_hz)
    return _tag([*frames, _picture(cover_png), *id3_chapters.frames(marks)])


def mp3_chapter_tag(edition: Edition, index: int, cover_png: bytes) -> bytes:
    """Return the tag of one chapter's own file.

    Args:
        index: of the chapter, from 0.
        cover_png: the cover picture.
    """
    from mutagen import id3

    chapters = edition.timeline.chapters
    chapter, facts = chapters[index], tag_facts(edition)
    frames = _facts(facts, chapter.mark)
    frames[_index_of(frames, "TALB")] = _text(id3.TALB, facts.title)
    frames.append(_text(id3.TRCK, f"{index + 1}/{len(chapters)}"))
    length = chapter.end_samples - chapter.begin_samples
    frames += _length(length, edition.timeline.sample_rate_hz)
    frames += _texts(facts, transcript([chapter]))
    frames += _advisory_of(chapter)
    return _tag([*frames, _picture(cover_png)])


def _index_of(frames: list[Any], name: str) -> int:
    return next(i for i, frame in enumerate(frames) if frame.FrameID == name)


def _facts(facts: TagFacts, title: str) -> list[Any]:
    """Return the short text frames; a fact that is empty has none."""
    from mutagen import id3

    year, _, day = facts.date.partition("-")
    month_day = day.replace("-", "")
    texts = (
        (id3.TIT2, title),
        (id3.TPE1, facts.artist),
        (id3.TALB, facts.album),
        (id3.TPE2, facts.album_artist),
        (id3.TCON, facts.genre),
        (id3.TYER, year),
        (id3.TDAT, month_day[2:] + month_day[:2] if len(month_day) == 4 else ""),
        (id3.TLAN, facts.language),
        (id3.TCOP, facts.copyright),
        (id3.TSSE, PROGRAM),
    )
    return [_text(kind, text) for kind, text in texts if text]


def _text(kind: Any, text: str) -> Any:
    return kind(encoding=encoding(text), text=[text])


def _length(samples: int, sample_rate_hz: int) -> list[Any]:
    from mutagen import id3

    return [_text(id3.TLEN, str(milliseconds(samples, sample_rate_hz)))]


def _texts(facts: TagFacts, lyrics: str) -> list[Any]:
    """Return what is written at length: comment, description, transcript, warnings."""
    from mutagen import id3

    language = facts.language
    comment = {"encoding": encoding(facts.comment), "text": [facts.comment]}
    made: list[Any] = [
        id3.COMM(lang=language, desc="", **comment),
        id3.USLT(lang=language, desc="", encoding=encoding(lyrics), text=lyrics),
    ]
    if facts.description:
        made.append(_text(id3.TDES, facts.description))
    if facts.warnings:
        made.append(_user_text("CONTENTWARNING", ", ".join(facts.warnings)))
    made.append(_user_text("ITUNESADVISORY", str(int(facts.explicit))))
    return made


def _user_text(name: str, text: str) -> Any:
    from mutagen import id3

    return id3.TXXX(encoding=encoding(text), desc=name, text=[text])


def _advisory_of(chapter: TimedChapter) -> list[Any]:
    """Return the frame that names what a chapter itself warns of."""
    if chapter.warning is None or not chapter.warning.is_heard:
        return []
    return [_user_text("CHAPTERWARNING", ", ".join(chapter.warning.named))]


def _picture(png: bytes) -> Any:
    from mutagen import id3

    return id3.APIC(encoding=0, mime="image/png", type=3, desc="Cover", data=png)


def _tag(frames: list[Any]) -> bytes:
    """Return a whole tag of frames in exactly this order."""
    body = b"".join(_written(frame) for frame in frames)
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + body


def _written(frame: Any) -> bytes:
    """Return one frame as mutagen writes it in a tag of its own."""
    from mutagen.id3 import ID3

    tag = ID3()
    tag.add(frame)
    buffer = io.BytesIO()
    tag.save(buffer, v1=0, v2_version=3, padding=lambda info: 0)
    return buffer.getvalue()[HEADER_BYTES:]
