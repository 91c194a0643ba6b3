"""Faults of this program itself, told like any other error."""

import os

from audio_edition.errors import AudioEditionError


class Fault(AudioEditionError):
    """Something happened that no stage provides for."""

    exit_code = 70
    """sysexits.h EX_SOFTWARE: a fault of this program."""


def told(error: Exception) -> Fault:
    """Return the fault that an unforeseen exception shows.

    Raises:
        Exception: the exception itself, if AUDIO_EDITION_TRACEBACK asks to see where it
            came from.
    """
    if os.environ.get("AUDIO_EDITION_TRACEBACK"):
        raise error
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    return Fault(
        f"This is a fault in audio-edition itself: {what}.",
        "Please report it, with what AUDIO_EDITION_TRACEBACK=1 shows.",
    )
