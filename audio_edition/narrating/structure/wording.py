"""Words of the cues: short, plain, the same each time."""

from audio_edition.narrating.spoken_forms import spoken_form
from audio_edition.narrating.structure import pauses
from audio_edition.narrating.structure.lines import Line
from audio_edition.script import Role, VoiceRole

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number(count: int) -> str:
    """Return a number as a cue writes it: words up to ten, then digits."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number of things: "one item", "three items"."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def capital(text: str) -> str:
    """Return a text whose first letter is a capital."""
    return text[:1].upper() + text[1:]


def cue(
    text: str,
    at: int,
    beside: str = "",
    pause_ms: int = pauses.LEAD_IN_MS,
    announces: tuple[tuple[int, int, str], ...] = (),
) -> Line:
    """Return the line of a cue.

    Args:
        text: the words, ending with a full stop or colon.
        at: source offset where it stands.
        beside: the words it stands by: what is quoted, listed, pictured.
        pause_ms: silence after it.
        announces: what it says is not read.
    """
    return Line(
        Role.CUE,
        text,
        capital(spoken_form(text)),
        VoiceRole.CUE,
        pause_ms,
        begin=at,
        end=at,
        beside=beside,
        announces=announces,
    )
