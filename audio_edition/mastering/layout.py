"""The timeline: what was laid out chapter by chapter, as one edition."""

from collections.abc import Iterable, Sequence

from audio_edition.edition import TimedChapter, TimedSegment, TimedWords, Timeline
from audio_edition.mastering.clip_sound import EDITION_RATE_HZ
from audio_edition.mastering.passage_sound import Placed
from audio_edition.mastering.word_alignment import written_ranges
from audio_edition.script import Chapter, Segment


def timeline(sounds: Iterable[tuple[Chapter, int, Sequence[Placed]]]) -> Timeline:
    """Return the timeline of an edition.

    Args:
        sounds: for each chapter in order, the chapter, its length in samples, and where
            its segments lie in it; segments that made no sound are left out of it.
    """
    chapters, position = [], 0
    for chapter, length, placed in sounds:
        by_id = {segment.id: segment for segment in chapter.segments}
        segments = tuple(_segment(by_id[p.segment], p, position) for p in placed)
        end = position + length
        chapters.append(
            TimedChapter(
                chapter.id,
                chapter.title,
                chapter.level,
                str(chapter.kind),
                position,
                end,
                segments,
                chapter.warning,
            )
        )
        position = end
    return Timeline(EDITION_RATE_HZ, position, tuple(chapters))


def _segment(segment: Segment, placed: Placed, offset: int) -> TimedSegment:
    """Return a segment with its times counted from the edition's first sample."""
    return TimedSegment(
        segment.id,
        offset + placed.begin_samples,
        offset + placed.end_samples,
        str(segment.role),
        segment.text,
        segment.voiced,
        TimedWords(_words(segment, placed, offset + placed.begin_samples)),
    )


def _words(segment: Segment, placed: Placed, offset: int) -> list[tuple[int, int, int, int]]:
    """Return the words as written, each with the time of all that was said for it."""
    words = placed.each_word()
    ranges = written_ranges(segment.text, segment.given, [(begin, end) for begin, end, *_ in words])
    timed: list[tuple[int, int, int, int]] = []
    for (begin, end), (_, _, first, last) in zip(ranges, words, strict=True):
        if timed and timed[-1][:2] == (begin, end):
            timed[-1] = (begin, end, timed[-1][2], offset + last)
        elif end > begin:
            timed.append((begin, end, offset + first, offset + last))
    return timed
