"""What WebVTT and SubRip share: one cue a segment, in whole milliseconds.

A cue is one line, is never empty, ends after it begins and never after the next begins.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from audio_edition.edition import Edition, TimedChapter, TimedSegment
from audio_edition.publishing.times import milliseconds


@dataclass(frozen=True, slots=True)
class Cue:
    """One segment as a line of the transcript."""

    segment: TimedSegment
    begin_ms: int
    end_ms: int
    text: str
    """One line."""
    opens: TimedChapter | None
    """The chapter whose first cue it is, else None."""


def cues(edition: Edition) -> Iterator[Cue]:
    """Yield a cue for every segment that is heard, in order."""
    rate_hz = edition.timeline.sample_rate_hz
    least_ms = 0
    for chapter in edition.timeline.chapters:
        opens: TimedChapter | None = chapter
        for segment in chapter.segments:
            begin_ms = max(milliseconds(segment.begin_samples, rate_hz), least_ms)
            least_ms = max(milliseconds(segment.end_samples, rate_hz), begin_ms + 1)
            if text := " ".join(segment.text.split()):
                yield Cue(segment, begin_ms, least_ms, text, opens)
                opens = None
