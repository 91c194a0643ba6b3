"""Sound that is heard at once, or written as a WAV file: what `say` and `voices sample` share."""

import shutil
import subprocess
import tempfile
import wave
from pathlib import Path
from typing import TYPE_CHECKING

from audio_edition import remains
from audio_edition.errors import OutputError, UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PLAYERS = (
    ("aplay", "-q"),
    ("afplay",),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    ("mpv", "--really-quiet"),
)
"""Each with what keeps it silent on the screen; the first that is found plays."""


def find_player() -> tuple[str, ...]:
    """Return the command that plays a file.

    Raises:
        UsageError: if none of those known is installed.
    """
    for name, *quiet in PLAYERS:
        path = shutil.which(name)
        if path:
            return (path, *quiet)
    names = ", ".join(name for name, *_ in PLAYERS)
    raise UsageError(f"No player was found: none of {names}.", "Write a file with --out FILE.wav.")


def write_wav(path: Path, samples: "NDArray[np.int16]", sample_rate_hz: int) -> None:
    """Write sound as a WAV file: 16 bits, mono.

    Args:
        samples: shape (n_samples,).

    Raises:
        OutputError: if it cannot be written.
    """
    try:
        with path.open("wb") as file, wave.open(file, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(sample_rate_hz)
            sound.writeframes(samples.astype("<i2").tobytes())
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"{path} cannot be written: {reason}.", "Choose another place with --out."
        ) from error


def play(samples: "NDArray[np.int16]", sample_rate_hz: int, player: tuple[str, ...]) -> None:
    """Play sound to its end.

    Args:
        samples: int16, mono, shape (n_samples,).
        player: as `find_player` gives it.

    Raises:
        OutputError: if the player fails.
    """
    with tempfile.TemporaryDirectory(prefix=remains.prefix(remains.TEMPORARY)) as folder:
        path = Path(folder) / "sound.wav"
        write_wav(path, samples, sample_rate_hz)
        played = subprocess.run([*player, str(path)], check=False, capture_output=True)
    if played.returncode != 0:
        raise OutputError(
            f"The player {player[0]} could not play the sound.",
            "Write a file with --out FILE.wav and play it otherwise.",
        )
