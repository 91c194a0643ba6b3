"""One phrase, spoken as an edition would speak it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio_edition.errors import UsageError
from audio_edition.mastering.clip_sound import EDITION_RATE_HZ, master_clip
from audio_edition.narrating import spoken_form
from audio_edition.pipeline import cast as casting
from audio_edition.pipeline import pronouncing
from audio_edition.pronunciation import without_marks
from audio_edition.script import Role, Segment, VoiceRole
from audio_edition.settings import Settings
from audio_edition.speaking.clips import make_clip
from audio_edition.speaking.engine import Engine
from audio_edition.speaking.store import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LANGUAGE = "en"
"""Of a phrase, where neither settings nor command say."""


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """A phrase as it is heard."""

    spoken: str
    """What is said of it: numbers, abbreviations and signs as words."""
    given: str
    """The same with the lexicon's pronunciations, as `audio_edition.pronunciation` marks them."""
    samples: "NDArray[np.int16]"
    """Mono, shape (n_samples,), as loud as in the edition."""
    sample_rate_hz: int


def speak_phrase(
    text: str, slug: str, role: VoiceRole, engine: Engine, settings: Settings, store: Store
) -> Phrase:
    """Return the sound of a phrase.

    Args:
        text: as an article would write it.
        slug: of the article whose lexicon counts besides the project's, or empty.
        role: whose voice speaks it.

    Raises:
        UsageError: if there is nothing to say in it.
        SettingsError: if a lexicon is damaged or a voice is not there.
        SpeakingError: if the engine fails.
    """
    language = settings.language or LANGUAGE
    cast = casting.cast(engine, settings, language, store)
    spoken = spoken_form(without_marks(text), language)
    given = pronouncing.lexicon_of(slug, settings).voiced(spoken)
    pronounced = given if given != spoken else ""
    segment = Segment("phrase", Role.SENTENCE, text, spoken, voice=role, pronounced=pronounced)
    line = cast.line(segment)
    clip = make_clip(line, engine, store)
    if clip is None:
        raise UsageError("There is nothing to say in the phrase.", "Give at least one word.")
    mastered = master_clip(clip, cast.level(line.speaker).gain_db)
    return Phrase(spoken, given, mastered.samples, EDITION_RATE_HZ)
