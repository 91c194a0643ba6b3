"""Which voice speaks what, and at which level.

A segment is spoken by the voice its editor has chosen, else by the voice of its language
if that is not the article's, else by the voice of its role. A voice may be of another
engine: it is then written with the engine's name before it, `piper:en_US-joe-medium`.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from audio_edition.errors import SettingsError
from audio_edition.mastering.voice_level import CALIBRATION_TEXTS, VoiceLevel, measure_voice
from audio_edition.script import Segment, VoiceRole
from audio_edition.settings import Settings
from audio_edition.speaking.clips import CLIP_SCHEMA, Line, Speaker, make_clip
from audio_edition.speaking.engine import (
    ENGINES,
    Capabilities,
    Delivery,
    Engine,
    find_voice,
    load_engine,
    voice_named,
)
from audio_edition.speaking.profiles import PROFILES, Profile
from audio_edition.speaking.store import Store, key_of
from audio_edition.speech import Voice

LEVEL_SCHEMA = 4
"""Part of every level's key: raise it when clips are mastered in another way."""
KIND = "levels"
MOST_JOBS = 256
POLYGLOT = "pyttsx3"
"""Speaks a passage in a language for which the chosen engine has no voice."""


@dataclass(slots=True)
class Cast:
    """The voices of one edition; others join when a segment first needs them."""

    engine: Engine
    """The one the settings name; most of an edition is spoken by it."""
    language: str
    """BCP 47 tag of the article."""
    store: Store
    rate_wpm: int
    """Words a minute asked for; 0: each engine's own."""
    profile: Profile
    roles: Mapping[VoiceRole, Speaker]
    languages: Mapping[str, str]
    """BCP 47 tag → the voice that was asked for it."""
    instead: Speaker | None = None
    """Speaks a sentence at which the chosen voice fails; None: such a build stops."""
    memory_mb: int = 1 << 20
    """Megabytes that workers may use together."""
    engines: dict[str, Engine] = field(default_factory=dict)
    levels: dict[Speaker, VoiceLevel] = field(default_factory=dict)
    foreign: dict[str, Speaker | None] = field(default_factory=dict)
    chosen: dict[tuple[str, str], Speaker] = field(default_factory=dict)

    @property
    def identity(self) -> str:
        """What the narrator's engine and model are."""
        return self.roles[VoiceRole.NARRATOR].identity

    def speaker(self, segment: Segment) -> Speaker:
        """Return who speaks a segment.

        Raises:
            SettingsError: if its editor has chosen a voice that is not there.
        """
        if segment.voice_id:
            return self._chosen(segment)
        if _base(segment.language) not in ("", _base(self.language)):
            if segment.language not in self.foreign:
                self.foreign[segment.language] = self._of_language(segment.language)
            foreign = self.foreign[segment.language]
            if foreign is not None:
                return foreign
        return self.roles[segment.voice_role]

    def _chosen(self, segment: Segment) -> Speaker:
        """Return the speaker an editor has chosen by name."""
        wanted = (segment.voice_id, segment.language or self.language)
        if wanted not in self.chosen:
            try:
                self.chosen[wanted] = self._speaker(*wanted)
            except SettingsError as error:
                problem = error.problem.rstrip(".")
                raise SettingsError(f"{problem} (segment {segment.id}).", error.remedy) from error
        return self.chosen[wanted]

    def _of_language(self, language: str) -> Speaker | None:
        """Return the speaker of a foreign language, or None if there is none."""
        asked = {_folded(tag): voice for tag, voice in self.languages.items()}
        wanted = asked.get(_folded(language)) or asked.get(_base(language))
        if wanted:
            return self._speaker(wanted, language)
        for engine in (self.engine.name, POLYGLOT):
            try:
                return self._speaker(f"{engine}:", language)
            except SettingsError:
                continue
        return None

    def _speaker(self, wanted: str, language: str) -> Speaker:
        """Return the speaker of a voice as it is written in settings and scripts."""
        engine, voice = self._split(wanted)
        return speaker(engine, find_voice(engine, voice, language), self.rate_wpm, self.profile)

    def take_roles(self, voices: Iterable[tuple[str, str]]) -> None:
        """Give roles the voices that a script names for them.

        Args:
            voices: (role, voice as it is written in settings and scripts).

        Raises:
            SettingsError: if a voice is not there.
        """
        given = {VoiceRole(role): self._speaker(name, self.language) for role, name in voices}
        self.roles = {**self.roles, **given}

    def _split(self, wanted: str) -> tuple[Engine, str]:
        name, colon, voice = wanted.partition(":")
        if colon and name in ENGINES:
            return self.engine_named(name), voice
        return self.engine, wanted

    def engine_named(self, name: str) -> Engine:
        """Return an engine of this cast, loaded when first asked for."""
        if name == self.engine.name:
            return self.engine
        if name not in self.engines:
            self.engines[name] = load_engine(name)
        return self.engines[name]

    def capabilities(self, name: str) -> Capabilities:
        """Return what an engine of this cast can do."""
        return self.engine_named(name).capabilities()

    def most_jobs(self, engines: Iterable[Capabilities]) -> int:
        """Return how many workers are of use to these engines and fit into memory."""
        limits = [MOST_JOBS]
        for can in engines:
            limits += [can.most_processes or MOST_JOBS, self.memory_mb // can.memory_mb]
        return max(min(limits), 1)

    def line(self, segment: Segment) -> Line:
        """Return what a segment's clip is made from."""
        return Line(segment.id, segment.given, self.speaker(segment))

    def instead_of(self, line: Line) -> Line | None:
        """Return how a line is spoken if its own voice fails at it; None: not at all."""
        if self.instead is None or self.instead.engine == line.speaker.engine:
            return None
        return Line(line.segment, line.text, self.instead)

    def pause_ms(self, segment: Segment) -> int:
        """Return the silence after a segment, in milliseconds."""
        return segment.pause_ms * self.profile.pause_percent // 100

    def level(self, speaker: Speaker) -> VoiceLevel:
        """Return a voice's level, measured now if it never was.

        Raises:
            SpeakingError: if the voice cannot speak the calibration text.
        """
        if speaker not in self.levels:
            self.levels[speaker] = self._measured(speaker)
        return self.levels[speaker]

    def _measured(self, speaker: Speaker) -> VoiceLevel:
        key = key_of(LEVEL_SCHEMA, CLIP_SCHEMA, CALIBRATION_TEXTS, speaker)
        kept = self.store.get(KIND, key)
        if kept is not None:
            return VoiceLevel(**json.loads(kept))
        engine = self.engine_named(speaker.engine)
        lines = [Line("calibration", text, speaker) for text in CALIBRATION_TEXTS]
        clips = [make_clip(line, engine, self.store) for line in lines]
        level = measure_voice([clip for clip in clips if clip is not None])
        facts = {"gain_db": level.gain_db, "words_per_minute": level.words_per_minute}
        self.store.put(KIND, key, json.dumps(facts).encode("ascii"))
        return level

    @property
    def words_per_minute(self) -> int:
        """How fast the narrator really speaks."""
        return self.level(self.roles[VoiceRole.NARRATOR]).words_per_minute

    def named(self) -> tuple[tuple[str, str], ...]:
        """Return (role or language, voice id) of each role and foreign language, for the record."""
        roles = [(str(role), who.delivery.voice) for role, who in self.roles.items()]
        foreign = ((tag, who.delivery.voice) for tag, who in self.foreign.items() if who)
        return (*roles, *sorted(foreign))

    def identities(self) -> tuple[tuple[str, str, str], ...]:
        """Return (engine, voice, identity) of everybody, the one who would help out included."""
        everybody = (*self._joined(), self.instead)
        named = {(w.engine, w.delivery.voice, w.identity) for w in everybody if w is not None}
        return tuple(sorted(named))

    def _joined(self) -> tuple[Speaker | None, ...]:
        return (*self.roles.values(), *self.foreign.values(), *self.chosen.values())

    def voices(self) -> tuple[Voice, ...]:
        """Return the voices of all roles and of whoever has joined, for the credits."""
        named = {(who.engine, who.delivery.voice) for who in self._joined() if who is not None}
        return tuple(voice_named(self.engine_named(e), voice) for e, voice in sorted(named))

    def credits(self) -> tuple[str, ...]:
        """Return a sentence for each voice heard that has a model of its own."""
        return tuple(
            " ".join(filter(None, [f"Voice {v.name} ({v.engine}), {v.licence}.", v.attribution]))
            for v in self.voices()
            if v.model
        )

    def close(self) -> None:
        """End the processes of the engines that joined."""
        for engine in self.engines.values():
            engine.close()


def _folded(tag: str) -> str:
    return tag.casefold().replace("_", "-")


def _base(tag: str) -> str:
    return _folded(tag).partition("-")[0]


def speaker(engine: Engine, voice: str, rate_wpm: int, profile: Profile) -> Speaker:
    """Return the speaker of one of an engine's voices.

    Args:
        voice: id of the voice, as `find_voice` gives it.
        rate_wpm: words a minute; 0: the profile's, or else the engine's own.
        profile: fast or clear.
    """
    can: Capabilities = engine.capabilities()
    rate_wpm = rate_wpm or profile.rate_wpm or can.default_rate_wpm
    gap_ms = can.default_word_gap_ms if profile.word_gap_ms is None else profile.word_gap_ms
    delivery = Delivery(voice, rate_wpm, word_gap_ms=gap_ms)
    return Speaker(engine.name, identity(engine, voice), delivery)


def identity(engine: Engine, voice: str) -> str:
    """Return what an engine and a voice's model are, by name, version and hash.

    Raises:
        SpeakingError: if the engine cannot be started.
    """
    model = voice_named(engine, voice).model
    return " ".join(filter(None, [engine.identity(), model]))


def _free_memory_mb() -> int:
    """Return how much memory is free; much, where the system does not say."""
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") >> 20
    except (AttributeError, ValueError, OSError):
        return 1 << 20


def cast(engine: Engine, settings: Settings, language: str, store: Store) -> Cast:
    """Return the voices that the settings ask for.

    Args:
        language: BCP 47 tag of the article.

    Raises:
        SettingsError: if a voice or an engine that was asked for is not there.
        SpeakingError: if the engine cannot be started.
    """
    profile = PROFILES[settings.profile]
    roles: dict[VoiceRole, Speaker] = {}
    languages = {tag: v for tag, v in settings.voices.items() if tag not in tuple(VoiceRole)}
    made = Cast(engine, language, store, settings.rate_wpm, profile, roles, languages)
    made.memory_mb = _free_memory_mb()
    resolve = cache(made._speaker)
    narrator = settings.voices.get("narrator", settings.voice)
    for role in VoiceRole:
        roles[role] = resolve(settings.voices.get(str(role), narrator), language)
    if settings.fallback:
        other = made.engine_named(settings.fallback)
        made.instead = resolve(f"{other.name}:", language)
    return made
