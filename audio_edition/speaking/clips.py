"""One segment's words become a clip: from the store if it was made before, else spoken."""

import json
from dataclasses import dataclass

from audio_edition.errors import SpeakingError
from audio_edition.speaking.engine import Delivery, Engine
from audio_edition.speaking.marked import speak_marked
from audio_edition.speaking.speakable import LONGEST, is_speakable
from audio_edition.speaking.store import Store, key_of
from audio_edition.speech import Clip, WordMark

CLIP_SCHEMA = 4
"""Part of every key: raise it when what a clip holds changes."""
KIND = "clips"
DEADLINE_S = 20.0
"""For the shortest sentence; a long one gets more."""
DEADLINE_S_PER_CHARACTER = 0.05


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: everything that shapes the sound but the words."""

    engine: str
    """As in `ENGINES`."""
    identity: str
    """What the engine and the voice's model are, by name, version and hash."""
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Line:
    """What one clip is made from."""

    segment: str
    """Id of the segment, for messages; no part of the key."""
    text: str
    speaker: Speaker

    @property
    def delivery(self) -> Delivery:
        """How it is spoken."""
        return self.speaker.delivery


def clip_key(line: Line) -> str:
    """Return the key of a line's clip: everything that shapes its sound, nothing else."""
    return key_of(CLIP_SCHEMA, line.text, line.speaker.identity, line.delivery)


def make_clip(line: Line, engine: Engine, store: Store) -> Clip | None:
    """Return the clip of a line, kept or new; None if there is nothing to say in it.

    Args:
        engine: the line's speaker's.

    Raises:
        SpeakingError: naming the sentence, if it is too long or the engine failed twice.
    """
    if not is_speakable(line.text):
        return None
    key = clip_key(line)
    kept = _kept(store, key)
    if kept is not None:
        return kept
    clip = _speak(line, engine)
    store.put(KIND, key, pack(clip))
    return clip


def _kept(store: Store, key: str) -> Clip | None:
    """Return a clip from the store; one that cannot be unpacked is a miss."""
    packed = store.get(KIND, key)
    if packed is None:
        return None
    try:
        return unpack(packed, key)
    except (ValueError, KeyError, TypeError):
        return None


def _speak(line: Line, engine: Engine) -> Clip:
    """Speak a line; a second try is given to an engine that failed once."""
    if len(line.text) > LONGEST:
        raise SpeakingError(
            f"Segment {line.segment} has {len(line.text)} characters, more than {LONGEST}: "
            f"“{shortened(line.text)}”.",
            "Break it into sentences in the article, or leave it out.",
        )
    deadline_s = DEADLINE_S + DEADLINE_S_PER_CHARACTER * len(line.text)
    try:
        return speak_marked(engine, line.text, line.delivery, deadline_s)
    except SpeakingError:
        pass
    try:
        return speak_marked(engine, line.text, line.delivery, deadline_s)
    except SpeakingError as error:
        problem = error.problem.rstrip(".")
        raise SpeakingError(
            f"{problem}, at segment {line.segment}: “{shortened(line.text)}”.", error.remedy
        ) from error


def shortened(text: str, longest: int = 120) -> str:
    """Return a text for a message: without control characters, not too long."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


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
