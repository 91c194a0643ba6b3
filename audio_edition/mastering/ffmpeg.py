"""The embedded ffmpeg: found, run, and its complaints turned into our errors."""

import functools
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from audio_edition.errors import OutputError

LONGEST_COMPLAINT = 300
"""Characters of ffmpeg's own words that a message quotes."""


@functools.cache
def executable() -> str:
    """Return the path of the ffmpeg that comes with `imageio-ffmpeg`.

    Raises:
        OutputError: if the package has none for this system.
    """
    import imageio_ffmpeg

    shipped = list(Path(imageio_ffmpeg.__file__).parent.glob("binaries/ffmpeg-*"))
    if len(shipped) == 1 and not os.environ.get("IMAGEIO_FFMPEG_EXE"):
        return str(shipped[0])  # asking the package would run it once to see whether it can
    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise OutputError(
            "The encoder ffmpeg is missing.", "Install the package `imageio-ffmpeg` again."
        ) from error


def command(arguments: Sequence[str]) -> list[str]:
    """Return a whole ffmpeg command line that says nothing unless something is wrong."""
    return [executable(), "-nostdin", "-v", "error", "-y", *arguments]


def start(arguments: Sequence[str]) -> "subprocess.Popen[bytes]":
    """Start ffmpeg with a pipe into it and its complaints kept."""
    return subprocess.Popen(
        command(arguments), stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.PIPE
    )


def run(arguments: Sequence[str], stdin: bytes | None = None) -> bytes:
    """Run ffmpeg to its end and return what it wrote to standard output.

    Raises:
        OutputError: with ffmpeg's own last words, if it failed.
    """
    done = subprocess.run(command(arguments), input=stdin, capture_output=True, check=False)
    if done.returncode != 0:
        raise failed(done.stderr)
    return done.stdout


def failed(stderr: bytes) -> OutputError:
    """Return the error for an ffmpeg run that failed."""
    words = stderr.decode("utf-8", "replace")
    if "No space left" in words:
        return OutputError(
            "The disk is full.",
            "Free some space, or choose another --out, or another TMPDIR for temporary files.",
        )
    lines = [line.strip().rstrip(".") for line in words.splitlines() if line.strip()]
    why = "; ".join(lines)[:LONGEST_COMPLAINT] or "it gave no reason"
    return OutputError(
        f"The encoder ffmpeg failed: {why}.",
        "Check the free space and the rights of the output folder.",
    )
