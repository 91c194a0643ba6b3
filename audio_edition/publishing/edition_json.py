"""`edition.json`: what an edition is, and what every other file of it must be.

It is written last, so a folder that holds it is complete; `verify`, `feed` and `serve`
begin with it. Sizes are in bytes, hashes are SHA-256 in hexadecimal.
"""

import json
from collections.abc import Mapping
from typing import Any

from audio_edition.edition import Edition
from audio_edition.publishing.timeline_json import warning_facts
from audio_edition.publishing.times import seconds

SCHEMA = 1
MEDIA_TYPE = "application/json"


def render(edition: Edition, files: Mapping[str, tuple[int, str]]) -> bytes:
    """Return the record of an edition.

    Args:
        files: name in the edition's folder → (size in bytes, SHA-256) of every other file.
    """
    script, timeline = edition.script, edition.timeline
    record: dict[str, Any] = {
        "schema": SCHEMA,
        "slug": edition.slug,
        "title": script.title,
        "author": script.author,
        "date": script.date,
        "language": script.language,
        **{key: value for key, value in script.metadata if key in CARRIED and value},
        "duration_s": seconds(timeline.total_samples, timeline.sample_rate_hz),
        "chapters": len(timeline.chapters),
        "segments": len(timeline.segments),
        "engine": edition.engine,
        "voices": dict(edition.voices),
        "credits": list(edition.credits),
        "fallbacks": dict(edition.fallbacks),
        "verbosity": script.verbosity,
        "explicit": edition.is_explicit,
        "warning": warning_facts(script.warning),
        "chapter_warnings": _chapter_warnings(edition),
        "account": dict(edition.account),
        "files": {n: {"bytes": size, "sha256": sha256} for n, (size, sha256) in files.items()},
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


CARRIED = ("description", "show", "copyright", "genre", "site", "url")
"""Facts of the script that the feed and the web page tell on."""


def _chapter_warnings(edition: Edition) -> dict[str, Any]:
    """Return the warnings that chapters give, by the chapter's id."""
    given = ((c.id, warning_facts(c.warning)) for c in edition.timeline.chapters)
    return {chapter: facts for chapter, facts in given if facts is not None}
