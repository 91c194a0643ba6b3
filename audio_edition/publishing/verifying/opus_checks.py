"""Opus files: chapter comments and length.

Source: RFC 7845 sections 4 and 5.2; Xiph wiki, "Chapter Extension".
"""

from collections.abc import Sequence
from typing import Any

from audio_edition.publishing.verifying.fault import Fault, Faults, apart, time
from audio_edition.publishing.verifying.marks import Mark, mark_faults
from audio_edition.publishing.verifying.opened import Opened

MOST_CHAPTERS = 999


def marks(edition: Opened) -> Faults:
    """The chapter comments are the timeline's chapters."""
    from mutagen.oggopus import OggOpus

    name = f"{edition.slug}.opus"
    tags: Any = OggOpus(edition.folder / name).tags
    found = []
    for number in range(1, MOST_CHAPTERS + 1):
        key = f"CHAPTER{number:03}"
        if key not in tags:
            break
        found.append(Mark(tags.get(f"{key}NAME", [""])[0], _ms(tags[key][0].split(":"))))
    if len(edition.timeline.chapters) <= MOST_CHAPTERS:
        yield from mark_faults(name, "chapter comment", found, edition)


def _ms(clock: Sequence[str]) -> float:
    hours, minutes, seconds = clock
    return ((int(hours) * 60 + int(minutes)) * 60 + float(seconds)) * 1000


def length(edition: Opened) -> Faults:
    """The last page ends where the timeline does."""
    from mutagen.oggopus import OggOpus

    name = f"{edition.slug}.opus"
    info: Any = OggOpus(edition.folder / name).info
    found_ms = 1000 * info.length
    due_ms = edition.ms(edition.timeline.total_samples)
    if apart(found_ms, due_ms, 0.1):
        yield Fault(name, f"it plays {time(found_ms)}, the timeline says {time(due_ms)}")
