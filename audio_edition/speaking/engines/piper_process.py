"""The process in which Piper runs; see `engine_process.py` for how it is talked to.

Piper says how many samples it made of each sound, not of each word. Which sounds are
which word's is found by asking how each word sounds alone and laying the two strings of
sounds side by side: a voice joins "of the", so counting the gaps would not do. Sounds of
the International Phonetic Alphabet may stand between [[ and ]]; see `given_sounds.py`.
"""

import contextlib
import json
import sys
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audio_edition.speaking.engine_process import Answer, serve
from audio_edition.speaking.given_sounds import phonemize_given, sounds_alone
from audio_edition.speaking.pieces import pieces
from audio_edition.speaking.word_marks import words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST_PIECE = 400
"""Characters spoken at a time: what a model needs grows with the square of it."""
PAUSE_S = 0.15
"""Silence between two pieces or sentences of one segment."""

Event = tuple[int, int]
"""Offset of a word in the text, its first sample."""


class Model:
    """A loaded voice."""

    def __init__(self, path: Path) -> None:
        """Load a voice's model, changed so that it tells the lengths of its sounds."""
        import onnx
        import onnxruntime
        from piper import PiperVoice, SynthesisConfig
        from piper.config import PiperConfig
        from piper.patch_voice_with_alignment import add_alignment_output

        graph = onnx.load(str(path))
        with contextlib.suppress(ValueError):  # it tells already, or cannot
            add_alignment_output(graph)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(
            graph.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )
        description = path.with_name(path.name + ".json").read_text(encoding="utf-8")
        self._voice = PiperVoice(session, PiperConfig.from_dict(json.loads(description)))
        self._read = self._voice.phonemize
        self._voice.phonemize = self._phonemize
        self._settings = SynthesisConfig
        self.rate_hz = int(self._voice.config.sample_rate)

    def _phonemize(self, text: str) -> list[list[str]]:
        """Return the sounds of each sentence of a text, those between [[ and ]] as they are."""
        return phonemize_given(text, self._read)

    def say(self, text: str, length_scale: float) -> "tuple[NDArray[np.int16], list[Event]]":
        """Return the sound of a text and when each word begins."""
        import numpy as np

        pause = np.zeros(round(PAUSE_S * self.rate_hz), np.float32)
        settings = self._settings(
            length_scale=length_scale, noise_scale=0.0, noise_w_scale=0.0, normalize_audio=False
        )
        parts: list[NDArray[np.float32]] = []
        events: list[Event] = []
        position = 0
        for offset, piece in pieces(text, LONGEST_PIECE):
            sounds: list[tuple[str, int]] = []
            for chunk in self._voice.synthesize(piece, settings, include_alignments=True):
                sounds += _sounds(chunk, position)
                parts += [chunk.audio_float_array, pause]
                position += len(chunk.audio_float_array) + len(pause)
            events += [(offset + at, first) for at, first in self._words(piece, sounds)]
        if not parts:
            raise ValueError("there is nothing to say in it")
        whole = np.clip(np.concatenate(parts[:-1]), -1.0, 1.0)
        return np.round(whole * 32767.0).astype(np.int16), events

    def _words(self, text: str, sounds: Sequence[tuple[str, int]]) -> list[Event]:
        """Return when each word of a piece begins.

        Args:
            sounds: each sound made and its first sample.
        """
        alone: list[str] = []
        begins: list[tuple[int, int]] = []
        for begin, end in words_of(text):
            begins.append((begin, len(alone)))
            sounds_of_it = sounds_alone(text, begin, end, self._read)
            alone += [sound for sound in sounds_of_it if _is_heard(sound)]
        heard = [sound for sound, _ in sounds]
        places = _places(alone, heard)
        return [(begin, sounds[places[at]][1]) for begin, at in begins if at in places]


def _sounds(chunk: Any, position: int) -> list[tuple[str, int]]:
    """Return each sound of a chunk with its first sample, marks of stress left out."""
    found = []
    for alignment in chunk.phoneme_alignments or ():
        if _is_heard(alignment.phoneme):
            found.append((alignment.phoneme, position))
        position += int(alignment.num_samples)
    return found


def _is_heard(sound: str) -> bool:
    """Return whether a phoneme is a letter; stress, length and punctuation are not."""
    return len(sound) > 0 and unicodedata.category(sound[0]) in ("Ll", "Lo", "Lu")


def _places(alone: Sequence[str], heard: Sequence[str]) -> dict[int, int]:
    """Return, for sounds of words spoken alone, which sound of the sentence they are."""
    places: dict[int, int] = {}
    for kind, a, b, c, d in SequenceMatcher(None, alone, heard, autojunk=False).get_opcodes():
        if kind in ("equal", "replace"):
            for index in range(a, b):
                places[index] = min(c + (index - a) * (d - c) // (b - a), d - 1)
    return places


def main() -> None:
    """Answer requests with the voice named on the command line."""
    loaded: list[Model] = []

    def answer(request: dict[str, Any]) -> Answer:
        if not loaded:
            loaded.append(Model(Path(sys.argv[1])))
        if request.get("do") == "start":
            return {"ready": True}, b""
        samples, events = loaded[0].say(request["text"], request["length_scale"])
        return {"rate": loaded[0].rate_hz, "words": events}, samples.tobytes()

    serve(answer)


if __name__ == "__main__":
    main()
