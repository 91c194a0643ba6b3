"""`timeline.json`: who speaks when, in integer samples; all other companions derive from it.

Fields (see `docs/formats.md`): `schema`, `slug`, `title`, `language`, `sample_rate_hz`,
`total_samples` and `chapters`. A chapter has `id`, `title`, `level`, `kind`, `begin`,
`end`, `warning` (null, or `topics`, `terms`, `severity`) and `segments`; a segment `id`,
`begin`, `end`, `role`, `text`, `spoken` and `words`, each word being [first character, after
the last, first sample, after the last], the characters counted in `text`. One segment
stands on one line, so that two timelines compare well.
"""

import json
from collections.abc import Iterator
from typing import Any

from audio_edition.edition import Edition, TimedChapter, TimedSegment
from audio_edition.script import ContentWarning

FILE_NAME = "timeline.json"
MEDIA_TYPE = "application/json"
SCHEMA = 1


def render(edition: Edition) -> bytes:
    """Return the timeline as JSON."""
    timeline = edition.timeline
    head = {
        "schema": SCHEMA,
        "slug": edition.slug,
        "title": edition.script.title,
        "language": edition.script.language,
        "sample_rate_hz": timeline.sample_rate_hz,
        "total_samples": timeline.total_samples,
    }
    lines = [f'{_json(head)[:-1]}, "chapters": [']
    for number, chapter in enumerate(timeline.chapters, 1):
        lines += _chapter_lines(chapter, "," if number < len(timeline.chapters) else "")
    return ("\n".join([*lines, "]}"]) + "\n").encode("utf-8", "replace")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _chapter_lines(chapter: TimedChapter, comma: str) -> Iterator[str]:
    head = {
        "id": chapter.id,
        "title": chapter.title,
        "level": chapter.level,
        "kind": chapter.kind,
        "begin": chapter.begin_samples,
        "end": chapter.end_samples,
        "warning": warning_facts(chapter.warning),
    }
    yield f'{_json(head)[:-1]}, "segments": ['
    yield ",\n".join(_json(_segment_facts(segment)) for segment in chapter.segments)
    yield f"]}}{comma}"


def warning_facts(warning: ContentWarning | None) -> dict[str, Any] | None:
    """Return what a heard warning says, or None where nothing is heard."""
    if warning is None or not warning.is_heard:
        return None
    return {
        "topics": warning.topics,
        "terms": warning.named,
        "severity": str(warning.severity),
        "status": str(warning.status),
        "spoken": warning.spoken,
    }


def _segment_facts(segment: TimedSegment) -> dict[str, Any]:
    words = [(w.begin, w.end, w.begin_samples, w.end_samples) for w in segment.words]
    return {
        "id": segment.id,
        "begin": segment.begin_samples,
        "end": segment.end_samples,
        "role": segment.role,
        "text": segment.text,
        "spoken": segment.spoken,
        "words": words,
    }
