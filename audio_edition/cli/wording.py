"""Whole lines for people: lengths, lists, progress."""

import time
from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audio_edition.errors import AudioEditionError
    from audio_edition.pipeline.building import Progress

LEAST_S_BETWEEN_LINES = 5.0


def spoken_length(seconds: float) -> str:
    """Return a length as a person says it: "9 minutes 12 seconds"."""
    minutes, rest_s = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "hour"), (minutes, "minute"), (rest_s, "second")]
    said = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n]
    return " ".join(said) or "0 seconds"


def counted(number: int, thing: str, things: str = "") -> str:
    """Return "1 chapter", "3 chapters"; `things` where the plural is not made with an s."""
    return f"{number} {thing if number == 1 else things or thing + 's'}"


def failure(name: str, error: "AudioEditionError") -> str:
    """Return the line that says what went wrong with an article or an edition, naming it once.

    Args:
        name: its path as it was given, or "-".
        error: what happened; its sentences may name it themselves.
    """
    path, message = "Standard input" if name == "-" else name, str(error)
    file = PurePath(path).name
    if file and message.startswith(f"{file} "):
        return f"Error: {path}{message.removeprefix(file)}"
    names_it = message.startswith(f"{path} ") or f" {path}." in message
    return f"Error: {message}" if names_it else f"Error: {path}: {message}"


def megabytes(size_bytes: int) -> str:
    """Return a size as a person says it: "12.3 megabytes"."""
    return f"{size_bytes / 1e6:.1f} megabytes"


class ProgressLines:
    """Turns progress into a few whole lines, never more often than a screen reader bears."""

    def __init__(
        self, say: Callable[[str], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Make one.

        Args:
            say: is given each line.
            clock: seconds that only go up.
        """
        self._say, self._clock = say, clock
        self._began_s = self._said_s = clock()

    def __call__(self, progress: "Progress") -> None:
        """Take note of progress, and say so if it is time."""
        if progress.waiting_for is not None:
            whose = f", process {progress.waiting_for}," if progress.waiting_for else ""
            self._say(f"Another build{whose} is making {progress.slug}: waiting for it to end.")
            return
        now_s = self._clock()
        finished = progress.done_chapters == progress.total_chapters
        if finished or now_s - self._said_s < LEAST_S_BETWEEN_LINES:
            return
        self._said_s = now_s
        share = progress.done_characters / max(progress.total_characters, 1)
        left = (now_s - self._began_s) * (1 - share) / max(share, 0.001)
        chapters = counted(progress.total_chapters, "chapter")
        self._say(
            f"Narrated {progress.done_chapters} of {chapters}, {share:.0%}".replace("%", " percent")
            + f", about {spoken_length(max(left, 1))} left."
        )
