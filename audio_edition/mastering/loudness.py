"""How loud a recording is: ITU-R BS.1770-4 through ffmpeg's `ebur128` filter.

The measurement is taken by the embedded ffmpeg because it runs on every system and every
Python we support (see `docs/decisions/0006-loudness-by-ffmpeg.md`). A mono file measures
3 LU lower than the same sound heard from two speakers, as most players give it.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from audio_edition.errors import OutputError
from audio_edition.mastering import ffmpeg

TARGET_LUFS = -19.0
"""Of the mono file: -16 as heard on two speakers."""
TRUE_PEAK_DBTP = -1.0
"""No encoded file may exceed it."""
FILTER = "ebur128=peak=true:framelog=quiet"


@dataclass(frozen=True, slots=True)
class Loudness:
    """What was measured of one recording."""

    integrated_lufs: float
    true_peak_dbtp: float


def measure_file(path: Path) -> Loudness:
    """Return the loudness of an audio file of any format.

    Raises:
        OutputError: if the file cannot be decoded.
    """
    return _measured(["-i", str(path)], None)


def measure_pcm(samples: bytes, sample_rate_hz: int) -> Loudness:
    """Return the loudness of raw samples, int16, mono, little-endian."""
    source = ["-f", "s16le", "-ar", str(sample_rate_hz), "-ac", "1", "-i", "pipe:0"]
    return _measured(source, samples)


def _measured(source: list[str], stdin: bytes | None) -> Loudness:
    import subprocess

    line = [ffmpeg.executable(), "-nostdin", "-hide_banner", "-nostats", *source]
    line += ["-map", "0:a:0", "-af", FILTER, "-f", "null", "-"]
    done = subprocess.run(line, input=stdin, capture_output=True, check=False)
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode != 0:
        raise ffmpeg.failed(done.stderr)
    integrated = re.findall(r"^\s+I:\s+(\S+) LUFS", said, re.MULTILINE)
    peak = re.findall(r"^\s+Peak:\s+(\S+) dBFS", said, re.MULTILINE)
    if not integrated or not peak:
        raise OutputError("ffmpeg did not say how loud the sound is.", "Report this.")
    return Loudness(float(integrated[-1]), float(peak[-1]))
