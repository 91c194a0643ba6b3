"""Decoded sound, read once from beginning to end, of which only a window is held.

A file is decoded by ffmpeg into a pipe at the recogniser's rate. Whoever listens asks for
ranges, in order, and says what is no longer needed: a book takes no more memory than the
minute that is being looked at.
"""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from audio_edition.errors import ReadingError
from audio_edition.mastering import ffmpeg
from audio_edition.mastering.hearing.recogniser import RATE_HZ

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEP_SAMPLES = RATE_HZ // 100
"""Levels are taken of every 10 ms."""
READ_BYTES = 1 << 16


class Sound:
    """The decoded sound of a file, by steps of 10 ms from its first sample."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Take int16 samples, one channel, at `RATE_HZ`, from a stream."""
        self._stream = stream
        self._held = bytearray()
        self._first = 0
        """Step at which what is held begins."""
        self.is_over = False
        """Whether the stream has been read to its end."""

    @property
    def _end(self) -> int:
        return self._first + len(self._held) // (2 * STEP_SAMPLES)

    def end_within(self, step: int) -> int:
        """Return the lesser of a step and the sound's end; reads as far as needed."""
        self._read_to(step)
        return min(step, self._end)

    def _read_to(self, step: int) -> None:
        while not self.is_over and self._end < step:
            data = self._stream.read(READ_BYTES)
            self.is_over = not data
            self._held += data

    def between(self, begin: int, end: int) -> "NDArray[np.float32]":
        """Return the samples from one step to another, full scale 1; less at the ends."""
        import numpy as np

        assert begin >= self._first or self._first == 0, "it was let go of"
        self._read_to(end)
        first, last = (2 * STEP_SAMPLES * max(s - self._first, 0) for s in (begin, end))
        data = bytes(self._held[first:last])
        samples = np.frombuffer(data[: len(data) // 2 * 2], "<i2")
        return samples.astype(np.float32) / np.float32(32768)

    def levels_dbfs(self, begin: int, end: int) -> "NDArray[np.float32]":
        """Return the level of each step; -120 before the beginning and after the end."""
        import numpy as np

        levels = np.full(max(end - begin, 0), -120.0, np.float32)
        first = max(begin, self._first)
        samples = self.between(first, end)
        steps = samples[: len(samples) // STEP_SAMPLES * STEP_SAMPLES].reshape(-1, STEP_SAMPLES)
        power = np.einsum("ij,ij->i", steps, steps) / STEP_SAMPLES
        levels[first - begin : first - begin + len(power)] = 10 * np.log10(power + 1e-12)
        return levels

    def forget(self, before: int) -> None:
        """Let go of what lies before a step."""
        steps = min(max(before - self._first, 0), len(self._held) // (2 * STEP_SAMPLES))
        del self._held[: 2 * STEP_SAMPLES * steps]
        self._first += steps


@contextmanager
def decoded(path: Path) -> Iterator[Sound]:
    """Decode a file while the block lasts.

    Raises:
        ReadingError: at the end, if the file cannot be decoded.
    """
    line = ["-i", str(path), "-map", "0:a:0", "-f", "s16le", "-ac", "1", "-ar", str(RATE_HZ)]
    with tempfile.TemporaryFile() as complaints:
        decoder = subprocess.Popen(
            ffmpeg.command([*line, "pipe:1"]), stdout=subprocess.PIPE, stderr=complaints
        )
        assert decoder.stdout
        try:
            sound = Sound(decoder.stdout)
            yield sound
            is_over = sound.is_over
        finally:
            decoder.stdout.close()
            if decoder.poll() is None and not sound.is_over:
                decoder.kill()
            decoder.wait()
        complaints.seek(0)
        if is_over and decoder.returncode != 0:
            why = ffmpeg.failed(complaints.read()).problem
            raise ReadingError(f"{path.name} cannot be decoded. {why}", "Build the edition again.")
