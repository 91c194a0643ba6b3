"""Which voice speaks what, and at which level."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from audio_edition.errors import SettingsError
from audio_edition.mastering.voice_level import CALIBRATION_TEXTS, VoiceLevel, measure_voice
from audio_edition.script import Segment, VoiceRole
from audio_edition.settings import Settings
from audio_edition.speaking.clips import CLIP_SCHEMA, Line, make_clip
from audio_edition.speaking.engine import Delivery, Engine, find_voice
from audio_edition.speaking.store import Store, key_of

LEVEL_SCHEMA = 1
"""Part of every level's key: raise it when clips are mastered in another way."""
KIND = "levels"


@dataclass(slots=True)
class Cast:
    """The voices of one edition; a foreign language's voice joins when first needed."""

    engine: Engine
    identity: str
    language: str
    store: Store
    rate_wpm: int
    roles: Mapping[VoiceRole, Delivery]
    levels: dict[Delivery, VoiceLevel] = field(default_factory=dict)
    foreign: dict[str, Delivery] = field(default_factory=dict)

    def delivery(self, segment: Segment) -> Delivery:
        """Return how a segment is spoken: by its role, or by its own language."""
        base = segment.language.partition("-")[0].casefold()
        if not base or base == self.language.partition("-")[0].casefold():
            return self.roles[segment.voice]
        if segment.language not in self.foreign:
            self.foreign[segment.language] = self._of_language(segment)
        return self.foreign[segment.language]

    def _of_language(self, segment: Segment) -> Delivery:
        """Return the voice of a foreign passage, or its role's if there is none."""
        try:
            voice = self.engine.default_voice(segment.language)
        except SettingsError:
            return self.roles[segment.voice]
        return Delivery(voice, self.rate_wpm)

    def line(self, segment: Segment) -> Line:
        """Return what a segment's clip is made from."""
        return Line(segment.id, segment.voiced, self.delivery(segment))

    def level(self, delivery: Delivery) -> VoiceLevel:
        """Return a voice's level, measured now if it never was.

        Raises:
            SpeakingError: if the voice cannot speak the calibration text.
        """
        if delivery not in self.levels:
            self.levels[delivery] = self._measured(delivery)
        return self.levels[delivery]

    def _measured(self, delivery: Delivery) -> VoiceLevel:
        key = key_of(LEVEL_SCHEMA, CLIP_SCHEMA, CALIBRATION_TEXTS, self.identity, delivery)
        kept = self.store.get(KIND, key)
        if kept is not None:
            return VoiceLevel(**json.loads(kept))
        lines = [Line("calibration", text, delivery) for text in CALIBRATION_TEXTS]
        clips = [make_clip(line, self.engine, self.identity, self.store) for line in lines]
        level = measure_voice([clip for clip in clips if clip is not None])
        facts = {"gain_db": level.gain_db, "words_per_minute": level.words_per_minute}
        self.store.put(KIND, key, json.dumps(facts).encode("ascii"))
        return level

    @property
    def words_per_minute(self) -> int:
        """How fast the narrator really speaks."""
        return self.level(self.roles[VoiceRole.NARRATOR]).words_per_minute

    def named(self) -> tuple[tuple[str, str], ...]:
        """Return (role, voice id) of each role, for the edition's record."""
        return tuple((str(role), delivery.voice) for role, delivery in self.roles.items())


def cast(engine: Engine, settings: Settings, language: str, store: Store) -> Cast:
    """Return the voices that the settings ask for.

    Args:
        language: BCP 47 tag of the article.

    Raises:
        SettingsError: if a voice that was asked for is not there.
        SpeakingError: if the engine cannot be started.
    """
    narrator = find_voice(engine, settings.voices.get("narrator", settings.voice), language)
    rate_wpm = settings.rate_wpm or engine.capabilities().default_rate_wpm
    roles = {}
    for role in VoiceRole:
        wanted = settings.voices.get(str(role), "")
        voice = find_voice(engine, wanted, language) if wanted else narrator
        roles[role] = Delivery(voice, rate_wpm)
    return Cast(engine, engine.identity(), language, store, rate_wpm, roles)
