"""Chapter marks, from whatever file, against the timeline's chapters."""

from collections.abc import Sequence
from dataclasses import dataclass

from audio_edition.publishing.verifying.fault import (
    TOLERANCE_MS,
    Fault,
    Faults,
    apart,
    quoted,
    same,
    time,
)
from audio_edition.publishing.verifying.opened import Opened


@dataclass(frozen=True, slots=True)
class Mark:
    """One chapter mark as a file has it."""

    title: str
    begin_ms: float
    end_ms: float | None = None
    """None where the file does not say."""


def mark_faults(
    file: str,
    kind: str,
    found: Sequence[Mark],
    edition: Opened,
    tolerance_ms: float = TOLERANCE_MS,
) -> Faults:
    """Yield every difference of a file's chapter marks from the timeline's chapters.

    Args:
        kind: what faults call a mark: "CHAP frame", "chapter".
        tolerance_ms: how far its times may lie apart.
    """
    chapters = edition.timeline.chapters
    if len(found) != len(chapters):
        yield Fault(file, f"it has {len(found)} of {len(chapters)} chapters as {kind}s")
    for number, (mark, chapter) in enumerate(zip(found, chapters, strict=False), 1):
        begin_ms, end_ms = edition.ms(chapter.begin_samples), edition.ms(chapter.end_samples)
        name = f"{kind} {number}, {quoted(chapter.title)},"
        if not same(mark.title, chapter.mark):
            yield Fault(file, f"{kind} {number} is called {quoted(mark.title)}, due {name[:-1]}")
        if apart(mark.begin_ms, begin_ms, tolerance_ms):
            yield Fault(
                file, f"{name} begins at {time(mark.begin_ms)}, the timeline says {time(begin_ms)}"
            )
        if mark.end_ms is not None and apart(mark.end_ms, end_ms, tolerance_ms):
            yield Fault(
                file, f"{name} ends at {time(mark.end_ms)}, the timeline says {time(end_ms)}"
            )
