"""What can only be known by listening: the decoded sound against the timeline.

* A file is decoded by ffmpeg into a pipe and looked at in steps of 6.5 ms; only one
  chapter's levels are held, never its sound, so a book of ten hours takes no more memory
  than its longest chapter's levels.
* Clips are cut to within 8 ms of speech (`clip_sound.py`), so a segment is heard within the
  first and the last 40 ms of its time, and pauses are silent but for what the codec smears.
* Loudness is measured in the same pass (ITU-R BS.1770-4, ffmpeg's `ebur128`).
"""

import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audio_edition.edition import TimedChapter, TimedSegment
from audio_edition.mastering import ffmpeg
from audio_edition.mastering.loudness import FILTER, TARGET_LUFS, TRUE_PEAK_DBTP

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEP_SAMPLES = 288
"""6.5 ms at 44.1 kHz; chapters, multiples of 9216 samples, are whole steps."""
READ_STEPS = 4096
AUDIBLE_DBFS = -66.0
"""A segment has a step above it at each of its ends."""
SILENT_DBFS = -48.0
"""No step within a pause is above it."""
EDGE_MS = 40
"""In which a segment must be heard at each of its ends."""
SMEAR_MS = 60
"""How far a codec lets speech run into a pause: Opus fades by 1 dB in 6 ms."""
LONGEST_SILENCE_MS = 1200
"""Within one segment; a voice's own pauses are shorter."""
LEAST_WORD_MS = 100
"""Words shorter than that are not looked at by themselves."""
LENGTH_TOLERANCE_MS = 2.0
LOUDNESS_TOLERANCE_LU = 1.0
PEAK_TOLERANCE_DB = 0.05
LEAST_MEASURED_S = 20.0
"""A shorter edition's loudness is chance."""


@dataclass(frozen=True, slots=True)
class Listening:
    """How a file is to be listened to."""

    measures_loudness: bool = False
    """Whether its peak must stay below the limit."""
    holds_target: bool = True
    """Whether it must have the target loudness too."""


def sound_faults(
    path: Path, chapters: Sequence[TimedChapter], sample_rate_hz: int, listening: Listening
) -> Iterator[str]:
    """Yield what is wrong with the sound of a file, each in words without a full stop.

    Args:
        path: the file; its first sample is the first chapter's.
        chapters: what it holds, in order.
        sample_rate_hz: of the timeline.
    """
    listener = _Listener(chapters, sample_rate_hz)
    arguments = ["-i", str(path), "-map", "0:a:0"]
    if listening.measures_loudness:
        arguments += ["-af", FILTER]
    arguments += ["-f", "s16le", "-ac", "1", "-ar", str(sample_rate_hz), "pipe:1"]
    line = [ffmpeg.executable(), "-nostdin", "-hide_banner", "-nostats", *arguments]
    with tempfile.TemporaryFile() as complaints:
        with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=complaints) as decoder:
            assert decoder.stdout
            while data := decoder.stdout.read(2 * STEP_SAMPLES * READ_STEPS):
                yield from listener.hear(data)
        complaints.seek(0)
        said = complaints.read()
    if decoder.returncode != 0:
        yield f"it cannot be decoded: {ffmpeg.failed(said).problem.rstrip('.')}"
        return
    yield from _damage(said)
    yield from listener.finish()
    if listening.measures_loudness:
        long_enough = listener.heard_samples >= LEAST_MEASURED_S * sample_rate_hz
        yield from _loudness(said, listening.holds_target and long_enough)


def _damage(said: bytes) -> Iterator[str]:
    """Yield what the decoder complained of on its way."""
    words = said.decode("utf-8", "replace")
    found = re.search(r"(Header missing|Error (?:submitting|while decoding|decoding)[^\n]*)", words)
    if found:
        yield f"the decoder stumbles: {found[1].strip()}"


def _loudness(said: bytes, holds_target: bool) -> Iterator[str]:
    """Yield what is wrong with the loudness ffmpeg has measured."""
    words = said.decode("utf-8", "replace")
    integrated = re.findall(r"^\s+I:\s+(\S+) LUFS", words, re.MULTILINE)
    peak = re.findall(r"^\s+Peak:\s+(\S+) dBFS", words, re.MULTILINE)
    if not integrated or not peak:
        yield "how loud it is cannot be measured"
        return
    loudness_lufs, peak_dbtp = float(integrated[-1]), float(peak[-1])
    if holds_target and not abs(loudness_lufs - TARGET_LUFS) <= LOUDNESS_TOLERANCE_LU + 0.05:
        yield f"its loudness is {loudness_lufs} LUFS, due {TARGET_LUFS:g} within 1"
    if peak_dbtp > TRUE_PEAK_DBTP + PEAK_TOLERANCE_DB:
        yield f"its true peak is {peak_dbtp} dBTP, at most {TRUE_PEAK_DBTP:g} is allowed"


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """How loud each step of a stretch of sound is."""

    dbfs: "NDArray[np.float32]"
    """Root mean square of each step, shape (n_steps,), -120 for digital silence."""
    begin_samples: int
    """Of the first step, on the timeline."""
    sample_rate_hz: int

    def between(self, begin: int, end: int) -> "NDArray[np.float32]":
        """Return the levels of the steps that lie within a range of samples."""
        first = max(-(-(begin - self.begin_samples) // STEP_SAMPLES), 0)
        last = max((end - self.begin_samples) // STEP_SAMPLES, first)
        return self.dbfs[first:last]

    def samples(self, ms: float) -> int:
        """Return a time as samples."""
        return round(ms * self.sample_rate_hz / 1000)

    def clock(self, samples: int) -> str:
        """Return a place on the timeline as faults name it."""
        return f"{samples / self.sample_rate_hz:.3f} s"


def levels_dbfs(pcm: bytes) -> "NDArray[np.float32]":
    """Return the level of each step of int16 samples, a whole number of steps."""
    import numpy as np

    samples = np.frombuffer(pcm, "<i2").astype(np.float32).reshape(-1, STEP_SAMPLES)
    power = np.einsum("ij,ij->i", samples, samples) / (STEP_SAMPLES * 32768.0**2)
    return np.asarray(10 * np.log10(np.maximum(power, 1e-12)), np.float32)


class _Listener:
    """Takes decoded sound as it comes, and tells of each chapter when it has ended."""

    def __init__(self, chapters: Sequence[TimedChapter], sample_rate_hz: int) -> None:
        self._left, self._rate_hz = list(chapters), sample_rate_hz
        self._position = chapters[0].begin_samples if chapters else 0
        """Of the first step held, on the timeline."""
        self._due = (chapters[-1].end_samples - self._position) if chapters else 0
        self._rest = b""
        self._held: list[NDArray[np.float32]] = []
        self._steps = 0
        self.heard_samples = 0

    def hear(self, data: bytes) -> Iterator[str]:
        """Take more sound; yield what is wrong with chapters that are complete by it."""
        self.heard_samples += len(data) // 2
        data = self._rest + data
        whole = len(data) // (2 * STEP_SAMPLES) * 2 * STEP_SAMPLES
        self._rest = data[whole:]
        if whole:
            self._held.append(levels_dbfs(data[:whole]))
            self._steps += whole // (2 * STEP_SAMPLES)
        while self._left and self._position + self._steps * STEP_SAMPLES >= self._end():
            yield from self._tell()

    def finish(self) -> Iterator[str]:
        """Yield what is wrong with the rest, and with the length of it all."""
        while self._left:
            yield from self._tell()
        late_ms = (self.heard_samples - self._due) * 1000 / self._rate_hz
        if abs(late_ms) > LENGTH_TOLERANCE_MS:
            found, due = (n / self._rate_hz for n in (self.heard_samples, self._due))
            yield f"it gives {found:.3f} s of sound, the timeline says {due:.3f} s"

    def _end(self) -> int:
        return self._left[0].end_samples

    def _tell(self) -> Iterator[str]:
        """Yield what is wrong with the next chapter, and let go of its levels."""
        import numpy as np

        held = np.concatenate(self._held) if self._held else np.zeros(0, np.float32)
        chapter = self._left.pop(0)
        yield from chapter_faults(chapter, Levels(held, self._position, self._rate_hz))
        done = max((chapter.end_samples - self._position) // STEP_SAMPLES, 0)
        self._held, self._steps = [held[done:]], max(self._steps - done, 0)
        self._position += done * STEP_SAMPLES


def chapter_faults(chapter: TimedChapter, levels: Levels) -> Iterator[str]:
    """Yield what is wrong with the sound of a chapter: its segments and its pauses."""
    position = chapter.begin_samples
    for segment in chapter.segments:
        yield from _pause(position, segment.begin_samples, levels)
        yield from _speech(segment, levels)
        position = segment.end_samples
    yield from _pause(position, chapter.end_samples, levels)


def _pause(begin: int, end: int, levels: Levels) -> Iterator[str]:
    """A pause of the timeline is one of the sound."""
    smear = levels.samples(SMEAR_MS)
    inside = levels.between(begin + smear, end - smear)
    if len(inside) and inside.max() > SILENT_DBFS:
        at = begin + smear + int(inside.argmax()) * STEP_SAMPLES
        yield f"at {levels.clock(at)} something is heard where a pause is due"


def _speech(segment: TimedSegment, levels: Levels) -> Iterator[str]:
    """A segment is heard from its beginning to its end, without a hole."""
    begin, end, edge = segment.begin_samples, segment.end_samples, levels.samples(EDGE_MS)
    where = f"{segment.id}, at {levels.clock(begin)},"
    inside = levels.between(begin, end)
    audible = inside > AUDIBLE_DBFS
    if not audible.any():
        yield f"{where} is silent"
        return
    first = levels.between(begin, min(begin + edge, end))
    last = levels.between(max(end - edge, begin), end)
    if len(first) and first.max() <= AUDIBLE_DBFS:
        yield f"{where} is silent at its beginning: the pause before it is longer than planned"
    if len(last) and last.max() <= AUDIBLE_DBFS:
        yield f"{where} is cut short: its end is silent"
    hole_ms = _longest_run(~audible) * STEP_SAMPLES * 1000 / levels.sample_rate_hz
    if hole_ms > LONGEST_SILENCE_MS:
        yield f"{where} has {hole_ms / 1000:.1f} s of silence within it"
    yield from _words(segment, levels)


def _words(segment: TimedSegment, levels: Levels) -> Iterator[str]:
    """Every word of some length is heard."""
    least = levels.samples(LEAST_WORD_MS)
    for word in segment.words:
        inside = levels.between(word.begin_samples, word.end_samples)
        long_enough = word.end_samples - word.begin_samples >= least
        if long_enough and len(inside) and inside.max() <= AUDIBLE_DBFS:
            text, at = segment.text[word.begin : word.end], levels.clock(word.begin_samples)
            yield f"the word “{text}” of {segment.id}, at {at}, is silent"


def _longest_run(flags: "NDArray[np.bool_]") -> int:
    """Return the length of the longest run of true values."""
    import numpy as np

    bounds = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return int((bounds[1::2] - bounds[::2]).max(initial=0))
