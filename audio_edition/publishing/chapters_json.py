"""`chapters.json`: the chapter list for podcast apps.

Source: Podcasting 2.0 "JSON Chapters Format" 1.2.0; times in seconds.
"""

import json
from typing import Any

from audio_edition.edition import Edition
from audio_edition.publishing.times import seconds

FILE_NAME = "chapters.json"
MEDIA_TYPE = "application/json+chapters"
VERSION = "1.2.0"


def render(edition: Edition) -> bytes:
    """Return the chapter list, every chapter in the order heard."""
    script, timeline = edition.script, edition.timeline
    given: dict[str, Any] = {
        "version": VERSION,
        "title": script.title,
        "author": script.author,
        "podcastName": dict(script.metadata).get("show", ""),
    }
    listing: dict[str, Any] = {key: value for key, value in given.items() if value}
    listing["chapters"] = [
        {
            "startTime": seconds(chapter.begin_samples, timeline.sample_rate_hz),
            "endTime": seconds(chapter.end_samples, timeline.sample_rate_hz),
            "title": chapter.mark,
        }
        for chapter in timeline.chapters
    ]
    return (json.dumps(listing, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
