"""How long words take to say.

Rule obeyed here: a length is counted in characters, since the words of an article are longer
than those by which a voice's speed was measured.
"""

from collections.abc import Iterable

from audio_edition.script import Segment

CHARACTERS_A_WORD = 5.72
"""Of the text by which a voice's words a minute are measured, the space or sign included."""


def speech_ms(characters: int, words_per_minute: int) -> float:
    """Return about how long a voice takes for so many characters, in milliseconds.

    Args:
        characters: of spoken text, spaces and signs included.
        words_per_minute: how fast it speaks ordinary narration.
    """
    return characters * 60_000 / (CHARACTERS_A_WORD * words_per_minute)


def segments_ms(
    segments: Iterable[Segment], words_per_minute: int, pause_percent: int = 100
) -> float:
    """Return about how long segments last, in milliseconds; those not read last no time."""
    heard = [s for s in segments if not s.is_skipped]
    spoken_ms = speech_ms(sum(len(s.voiced) for s in heard), words_per_minute)
    return spoken_ms + sum(s.pause_ms for s in heard) * pause_percent / 100
