"""Who speaks a segment: its editor's choice, its language's voice, its role's."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from audio_edition.errors import SettingsError
from audio_edition.pipeline.cast import Cast, cast
from audio_edition.script import Role, Segment, VoiceRole
from audio_edition.settings import Settings, changed
from audio_edition.speaking.engine import load_engine
from audio_edition.speaking.store import Store

SENTENCE = Segment("s1", Role.SENTENCE, "Good morning.", "Good morning.")


def of(tmp_path: Path, given: Mapping[str, object], language: str = "en") -> Cast:
    settings = changed(Settings(), {"engine": "tone", **given}, "The test")
    return cast(load_engine(settings.engine), settings, language, Store(tmp_path))


def who(made: Cast, segment: Segment) -> tuple[str, str]:
    speaker = made.speaker(segment)
    return speaker.engine, speaker.delivery.voice


def test_one_voice_speaks_everything_unless_told_otherwise(tmp_path: Path) -> None:
    made = of(tmp_path, {})
    assert {who(made, replace(SENTENCE, voice=role)) for role in VoiceRole} == {("tone", "low")}
    assert dict(made.named())["narrator"] == "low"


def test_a_role_has_the_voice_of_the_settings(tmp_path: Path) -> None:
    made = of(tmp_path, {"voice": "high", "voices": {"quotation": "low", "cue": "pyttsx3:en-gb"}})
    assert who(made, SENTENCE) == ("tone", "high")
    assert who(made, replace(SENTENCE, voice=VoiceRole.QUOTATION)) == ("tone", "low")
    assert who(made, replace(SENTENCE, voice=VoiceRole.CUE)) == ("pyttsx3", "en-gb")
    assert who(made, replace(SENTENCE, voice=VoiceRole.WARNING)) == ("tone", "high")


def test_an_editor_chooses_a_role_or_a_voice(tmp_path: Path) -> None:
    made = of(tmp_path, {"voices": {"quotation": "high"}})
    assert who(made, replace(SENTENCE, voice_name="quotation")) == ("tone", "high")
    assert who(made, replace(SENTENCE, voice_name="HIGH")) == ("tone", "high")
    assert who(made, replace(SENTENCE, voice_name="pyttsx3:de")) == ("pyttsx3", "de")


def test_an_editor_who_chooses_no_voice_there_is_hears_of_the_segment(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"no voice named 'nobody' \(segment s1\)\."):
        of(tmp_path, {}).speaker(replace(SENTENCE, voice_name="nobody"))


@pytest.mark.parametrize(("language", "voice"), [("fr", "fr-fr"), ("pt-BR", "pt-br")])
def test_a_passage_in_another_language_has_its_voice(
    tmp_path: Path, language: str, voice: str
) -> None:
    made = of(tmp_path, {"engine": "pyttsx3"})
    assert who(made, replace(SENTENCE, language=language)) == ("pyttsx3", voice)


@pytest.mark.parametrize("language", ["", "en", "en-GB", "EN-us", "qaa"])
def test_the_same_language_or_one_nobody_speaks_changes_nothing(
    tmp_path: Path, language: str
) -> None:
    made = of(tmp_path, {"engine": "pyttsx3"})
    assert who(made, replace(SENTENCE, language=language)) == ("pyttsx3", "en-us")


def test_the_settings_name_the_voice_of_a_language(tmp_path: Path) -> None:
    made = of(tmp_path, {"voices": {"fr": "high", "fr-CA": "pyttsx3:fr-fr"}})
    assert who(made, replace(SENTENCE, language="fr-BE")) == ("tone", "high")
    assert who(made, replace(SENTENCE, language="fr-CA")) == ("pyttsx3", "fr-fr")


def test_embedded_voices_speak_what_the_chosen_engine_cannot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = of(tmp_path, {})

    def none(language: str) -> str:
        raise SettingsError("It has none.", "Take another.")

    monkeypatch.setattr(made.engine, "default_voice", none)
    assert who(made, replace(SENTENCE, language="fr")) == ("pyttsx3", "fr-fr")
    assert who(made, replace(SENTENCE, language="qaa")) == ("tone", "low")


def test_the_fast_profile_is_faster_with_shorter_pauses(tmp_path: Path) -> None:
    clear, fast = (of(tmp_path, {"engine": "pyttsx3", "profile": p}) for p in ("clear", "fast"))
    assert fast.words_per_minute > 1.8 * clear.words_per_minute
    assert 300 <= fast.words_per_minute <= 500
    assert fast.pause_ms(SENTENCE) < clear.pause_ms(SENTENCE) == SENTENCE.pause_ms
    assert fast.speaker(SENTENCE).delivery.word_gap_ms == 0


def test_a_rate_that_was_asked_for_goes_before_the_profile(tmp_path: Path) -> None:
    made = of(tmp_path, {"engine": "pyttsx3", "profile": "fast", "rate_wpm": 200})
    assert made.speaker(SENTENCE).delivery.rate_wpm == 200


def test_a_fallback_speaks_with_its_own_voice_and_never_for_itself(tmp_path: Path) -> None:
    made = of(tmp_path, {"fallback": "pyttsx3"})
    other = made.instead_of(made.line(SENTENCE))
    assert other is not None
    assert (other.speaker.engine, other.speaker.delivery.voice) == ("pyttsx3", "en-us")
    assert other.text == SENTENCE.voiced
    assert made.instead_of(other) is None
    assert of(tmp_path, {}).instead_of(made.line(SENTENCE)) is None


def test_voices_of_two_engines_are_brought_to_one_level(tmp_path: Path) -> None:
    made = of(tmp_path, {"voices": {"cue": "pyttsx3:en-gb"}})
    low, british = (made.level(s) for s in (made.roles[r] for r in ("narrator", "cue")))  # type: ignore[index]
    assert low.gain_db != british.gain_db


def test_a_level_is_measured_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = of(tmp_path, {}).words_per_minute
    made = of(tmp_path, {})
    monkeypatch.setattr(made.engine, "speak", None)
    assert made.words_per_minute == first


def test_workers_fit_into_memory(tmp_path: Path) -> None:
    made = of(tmp_path, {})
    can = made.engine.capabilities()
    made.memory_mb = 3 * can.memory_mb + 1
    assert made.most_jobs([can]) == 3
    assert made.most_jobs([can, replace(can, most_processes=1)]) == 1
    made.memory_mb = 0
    assert made.most_jobs([can]) == 1


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"voice": "nobody"}, "no voice named 'nobody'"),
        ({"voices": {"cue": "pyttsx3:nobody"}}, "The engine pyttsx3 has no voice"),
        ({"fallback": "nobody"}, "no speech engine named"),
        ({"profile": "slow"}, "profile"),
        ({"voices": {"narator": "low"}}, "voices.narator"),
    ],
)
def test_what_is_not_there_is_named(tmp_path: Path, given: Mapping[str, object], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        of(tmp_path, given)
