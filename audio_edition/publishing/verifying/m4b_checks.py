"""M4B files: chapters of both kinds, the length that is played, and that none is cut short."""

from audio_edition.publishing.verifying.fault import Fault, Faults, apart, time
from audio_edition.publishing.verifying.marks import mark_faults
from audio_edition.publishing.verifying.mp4_file import Mp4File
from audio_edition.publishing.verifying.opened import Opened

MOST_NERO_CHAPTERS = 255
"""Their number has one byte."""


def marks(edition: Opened) -> Faults:
    """Both kinds of chapter marks are the timeline's chapters."""
    name = f"{edition.slug}.m4b"
    file = Mp4File(edition.folder / name)
    yield from mark_faults(name, "QuickTime chapter", file.quicktime_chapters(), edition)
    nero = file.nero_chapters()
    if len(edition.timeline.chapters) <= MOST_NERO_CHAPTERS or not nero:
        yield from mark_faults(name, "Nero chapter", nero, edition)


def length(edition: Opened) -> Faults:
    """What is played lasts as long as the timeline, and the file is whole."""
    name = f"{edition.slug}.m4b"
    file = Mp4File(edition.folder / name)
    due_ms = edition.ms(edition.timeline.total_samples)
    if apart(file.length_ms, due_ms, 0.1):
        yield Fault(name, f"it plays {time(file.length_ms)}, the timeline says {time(due_ms)}")
    if file.end != file.size:
        yield Fault(name, f"its boxes end at byte {file.end}, the file at {file.size}")
