"""The process in which Kokoro runs; see `engine_process.py` for how it is talked to."""

import os
import sys
from typing import TYPE_CHECKING, Any

from audio_edition.speaking.engine_process import Answer, serve
from audio_edition.speaking.given_sounds import phonemize_given
from audio_edition.speaking.pieces import pieces
from audio_edition.speaking.word_marks import spread

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST_PIECE = 220
"""Characters spoken at a time: the model takes 510 sounds at most."""
PAUSE_S = 0.12
"""Silence between two pieces of one segment."""
STEP_SAMPLES = 120
"""5 ms."""
AUDIBLE = 10 ** (-50.0 / 20)
"""Sound whose every sample is below it, of 1.0, is silence."""

Event = tuple[int, int]
"""Offset of a word in the text, its first sample."""


class Model:
    """The loaded model."""

    def __init__(self, model: str, vectors: str) -> None:
        """Load the model and its voices' vectors."""
        import onnxruntime
        from kokoro_onnx import SAMPLE_RATE, EspeakConfig, Kokoro

        from audio_edition.speaking.engines import espeak_library

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        data = os.path.join(espeak_library.short_data_folder(), espeak_library.DATA_FOLDER)
        config = EspeakConfig(lib_path=espeak_library.library_path(), data_path=data)
        self._kokoro = Kokoro.from_session(session, vectors, config)
        self.rate_hz = int(SAMPLE_RATE)

    def say(
        self, text: str, voice: str, language: str, speed: float
    ) -> "tuple[NDArray[np.int16], list[Event]]":
        """Return the sound of a text and about when each word begins."""
        import numpy as np

        pause = np.zeros(round(PAUSE_S * self.rate_hz), np.float32)
        parts: list[NDArray[np.float32]] = []
        events: list[Event] = []
        position = 0
        for offset, piece in pieces(text, LONGEST_PIECE):
            said: list[NDArray[np.float32]] = []
            for sounds in self._batches(piece, language):
                audio, _ = self._kokoro.create(
                    sounds, voice, speed, language, is_phonemes=True, trim=True
                )
                said += [audio.astype(np.float32), pause]
            if said:
                sound = np.concatenate(said)
                events += [(offset + at, position + first) for at, first in _words(piece, sound)]
                position += len(sound)
            parts += said
        if not parts:
            raise ValueError("there is nothing to say in it")
        whole = np.clip(np.concatenate(parts[:-1]), -1.0, 1.0)
        return np.round(whole * 32767.0).astype(np.int16), events

    def _batches(self, text: str, language: str) -> list[str]:
        """Return the sounds of a piece, in runs the model can take; empty if it has none."""
        tokenizer = self._kokoro.tokenizer

        def read(words: str) -> list[list[str]]:
            return [list(tokenizer.phonemize(words, language))]

        signs = "".join(sign for s in phonemize_given(text, read) for sign in s)
        sounds = " ".join(tokenizer.known(signs).split())
        return [run for _, run in pieces(sounds, 500) if any(c.isalpha() for c in run)]


def _words(piece: str, sound: "NDArray[np.float32]") -> list[Event]:
    """Return about when each word of a piece begins: silence is no word's."""
    import numpy as np

    steps = sound[: len(sound) // STEP_SAMPLES * STEP_SAMPLES].reshape(-1, STEP_SAMPLES)
    loud = np.flatnonzero(np.abs(steps).max(axis=1, initial=0) > AUDIBLE)
    marks = spread(piece, len(loud) * STEP_SAMPLES)
    places = [(w.begin, *divmod(w.begin_samples, STEP_SAMPLES)) for w in marks]
    return [(begin, int(loud[step]) * STEP_SAMPLES + rest) for begin, step, rest in places]


def main() -> None:
    """Answer requests with the model named on the command line."""
    loaded: list[Model] = []

    def answer(request: dict[str, Any]) -> Answer:
        if not loaded:
            loaded.append(Model(sys.argv[1], sys.argv[2]))
        if request.get("do") == "start":
            return {"ready": True}, b""
        samples, events = loaded[0].say(
            request["text"], request["voice"], request["language"], request["speed"]
        )
        return {"rate": loaded[0].rate_hz, "words": events}, samples.tobytes()

    serve(answer)


if __name__ == "__main__":
    main()
