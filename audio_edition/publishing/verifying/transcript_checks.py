"""Transcripts, WebVTT and SubRip, read back cue by cue.

Source: W3C WebVTT sections 4.1 and 6.4 (cue identifiers, timings); SubRip as players take it.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from audio_edition.publishing.verifying.fault import Fault, Faults, apart, quoted, same, time
from audio_edition.publishing.verifying.opened import Opened, repeated

VTT, SRT = "transcript.vtt", "transcript.srt"
TIMES = re.compile(r"(\d\d+):(\d\d):(\d\d)[.,](\d{3}) --> (\d\d+):(\d\d):(\d\d)[.,](\d{3})")
TAG = re.compile(r"</?c[^>]*>")


@dataclass(frozen=True, slots=True)
class ReadCue:
    """One cue as a transcript has it."""

    id: str
    """Its identifier, in SubRip its number."""
    begin_ms: int
    end_ms: int
    text: str
    warns: bool
    """Whether it is marked as a warning."""


def webvtt(edition: Opened) -> Faults:
    """Every segment is a cue of its own id, at its time, with its words."""
    header, *blocks = edition.text(VTT).strip().split("\n\n")
    if header.splitlines()[0] != "WEBVTT":
        yield Fault(VTT, "it does not begin with WEBVTT")
    cues = list(_read((b for b in blocks if not b.startswith("NOTE")), html.unescape))
    due = [s.id for s in edition.timeline.segments if s.text.strip()]
    found = [cue.id for cue in cues]
    for id in repeated(found):
        yield Fault(VTT, f"the id {id} is there more than once")
    if found != due:
        yield from _first_difference(VTT, found, due)
    yield from _cue_faults(VTT, cues, edition)
    yield from _chapter_notes(edition, blocks)


def _chapter_notes(edition: Opened, blocks: Sequence[str]) -> Faults:
    """A note names each chapter, and another what it warns of."""
    noted = [b.removeprefix("NOTE Chapter: ") for b in blocks if b.startswith("NOTE Chapter: ")]
    due = [c.title for c in edition.timeline.chapters if c.segments]
    if len(noted) != len(due) or not all(map(same, noted, due)):
        yield Fault(VTT, "its notes do not name the chapters in order")
    warned = sum(block.startswith("NOTE Content warning: ") for block in blocks)
    if warned != sum(c.warning is not None and bool(c.segments) for c in edition.timeline.chapters):
        yield Fault(VTT, "its notes do not say which chapters have a warning")


def subrip(edition: Opened) -> Faults:
    """Every segment is a cue, numbered from 1, at its time, with its words."""
    cues = list(_read(edition.text(SRT).strip().split("\n\n"), str))
    due = [s for s in edition.timeline.segments if s.text.strip()]
    if len(cues) != len(due):
        yield Fault(SRT, f"it has {len(cues)} cues, the timeline {len(due)} segments")
    if [cue.id for cue in cues] != [str(n) for n in range(1, len(cues) + 1)]:
        yield Fault(SRT, "its cues are not numbered from 1 without a gap")
    yield from _cue_faults(SRT, cues, edition)


def _read(blocks: Iterable[str], unescaped: Callable[[str], str]) -> Iterator[ReadCue]:
    """Yield the cues of a transcript's blocks; only WebVTT escapes its text."""
    for block in blocks:
        id, times, *lines = block.splitlines()
        given = TIMES.fullmatch(times)
        if given is None:
            raise ValueError(f"the cue {id} has no times")
        numbers = [int(number) for number in given.groups()]
        text = " ".join(lines)
        warns = text.startswith(("<c.warning>", "["))
        plain = unescaped(TAG.sub("", text))
        yield ReadCue(id, _ms(numbers[:4]), _ms(numbers[4:]), plain, warns)


def _ms(numbers: Sequence[int]) -> int:
    hours, minutes, seconds, ms = numbers
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms


def _first_difference(file: str, found: Sequence[str], due: Sequence[str]) -> Faults:
    missing, extra = sorted(set(due) - set(found)), sorted(set(found) - set(due))
    for id in missing:
        yield Fault(file, f"{id} is missing")
    for id in extra:
        yield Fault(file, f"{id} is not in the timeline")
    if not missing and not extra:
        first = next((d for f, d in zip(found, due, strict=False) if f != d), due[-1])
        yield Fault(file, f"its cues are not in order from {first} on")


def _cue_faults(file: str, cues: Sequence[ReadCue], edition: Opened) -> Faults:
    """Yield what differs between cues and the segments in the same places."""
    segments = [s for s in edition.timeline.segments if s.text.strip()]
    for cue, segment in zip(cues, segments, strict=False):
        begin_ms, end_ms = edition.ms(segment.begin_samples), edition.ms(segment.end_samples)
        if apart(cue.begin_ms, begin_ms):
            yield Fault(
                file, f"{segment.id} begins at {time(cue.begin_ms)}, due at {time(begin_ms)}"
            )
        if apart(cue.end_ms, max(end_ms, cue.begin_ms + 1)):
            yield Fault(file, f"{segment.id} ends at {time(cue.end_ms)}, due at {time(end_ms)}")
        if not same(cue.text, segment.text):
            yield Fault(file, f"{segment.id} reads {quoted(cue.text)}, due {quoted(segment.text)}")
        if segment.role == "warning" and not cue.warns:
            yield Fault(file, f"{segment.id} is a warning, but not marked as one")
