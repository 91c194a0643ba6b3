"""One segment's words become a clip: from the store if it was made before, else spoken."""

import json
import unicodedata
from dataclasses import dataclass

from audio_edition.errors import SpeakingError
from audio_edition.speaking.engine import Delivery, Engine
from audio_edition.speaking.store import Store, key_of
from audio_edition.speech import Clip, WordMark

CLIP_SCHEMA = 1
"""Part of every key: raise it when what a clip holds changes."""
KIND = "clips"
DEADLINE_S = 20.0
"""For the shortest sentence; a long one gets more."""
DEADLINE_S_PER_CHARACTER = 0.05


@dataclass(frozen=True, slots=True)
class Line:
    """What one clip is made from."""

    segment: str
    """Id of the segment, for messages; no part of the key."""
    text: str
    delivery: Delivery

    def is_speakable(self) -> bool:
        """Whether there is anything a voice can say: a letter, a digit or a symbol."""
        return any(unicodedata.category(c)[0] in "LNS" for c in self.text)


def clip_key(line: Line, identity: str) -> str:
    """Return the key of a line's clip: everything that shapes its sound, nothing else."""
    d = line.delivery
    return key_of(CLIP_SCHEMA, line.text, identity, d.voice, d.rate_wpm, d.pitch)


def make_clip(line: Line, engine: Engine, identity: str, store: Store) -> Clip | None:
    """Return the clip of a line, kept or new; None if there is nothing to say in it.

    Args:
        identity: `engine.identity()`, asked once by the caller.

    Raises:
        SpeakingError: naming the sentence, if the engine failed twice.
    """
    if not line.is_speakable():
        return None
    key = clip_key(line, identity)
    kept = store.get(KIND, key)
    if kept is not None:
        return unpack(kept, key)
    clip = _speak(line, engine)
    store.put(KIND, key, pack(clip))
    return clip


def _speak(line: Line, engine: Engine) -> Clip:
    """Speak a line; a second try is given to an engine that failed once."""
    deadline_s = DEADLINE_S + DEADLINE_S_PER_CHARACTER * len(line.text)
    try:
        return engine.speak(line.text, line.delivery, deadline_s)
    except SpeakingError:
        pass
    try:
        return engine.speak(line.text, line.delivery, deadline_s)
    except SpeakingError as error:
        problem = error.problem.rstrip(".")
        raise SpeakingError(
            f"{problem}, at segment {line.segment}: “{_shortened(line.text)}”.", error.remedy
        ) from error


def _shortened(text: str, longest: int = 120) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def pack(clip: Clip) -> bytes:
    """Return a clip as bytes: one line of JSON, then the samples as they are."""
    words = [(w.begin, w.end, w.begin_samples, w.end_samples) for w in clip.words]
    head = json.dumps({"rate": clip.sample_rate_hz, "words": words}, separators=(",", ":"))
    return head.encode("ascii") + b"\n" + clip.samples.astype("<i2", copy=False).tobytes()


def unpack(packed: bytes, key: str = "") -> Clip:
    """Return the clip that `pack` made bytes of."""
    import numpy as np

    head, _, samples = packed.partition(b"\n")
    facts = json.loads(head)
    words = tuple(WordMark(*word) for word in facts["words"])
    return Clip(np.frombuffer(samples, "<i2"), facts["rate"], words, key)
