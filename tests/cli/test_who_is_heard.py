"""From an article and the settings to the file: each role and each language has its own voice."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from audio_edition.mastering.clip_sound import EDITION_RATE_HZ, master_clip
from audio_edition.speaking.engine import Delivery, load_engine
from tests.mastering.sounds import decoded
from tests.workshop import Workshop

FRENCH = "Le bateau est parti sans nous."
ARTICLE = f"""<!doctype html><html lang="en"><head><title>The ferry</title></head><body><article>
<h1>The ferry</h1>
<p>It left the harbour at seven.</p>
<blockquote><p>Nobody on board knew the island.</p></blockquote>
<p lang="fr">{FRENCH}</p>
<h2>The court</h2>
<p>The court heard that he was tortured and murdered.</p>
</article></body></html>
"""
BASE_HZ = {"low": 220.0, "high": 440.0}
embedded = pytest.mark.skipif(
    sys.platform != "linux", reason="the embedded voice is Linux's default"
)


@dataclass(frozen=True)
class Heard:
    """One segment of a built edition."""

    text: str
    role: str
    sound: NDArray[np.int16]
    words: list[tuple[str, NDArray[np.int16]]]


def heard(workshop: Workshop) -> Iterator[Heard]:
    """Yield the segments of the edition, cut out of its file."""
    sound = decoded(workshop.edition("ferry") / "ferry.mp3")
    for chapter in workshop.data("ferry", "timeline.json")["chapters"]:
        for segment in chapter["segments"]:
            words = [
                (segment["spoken"][begin:end], sound[first:last])
                for begin, end, first, last in segment["words"]
            ]
            piece = sound[segment["begin"] : segment["end"]]
            yield Heard(segment["text"], segment["role"], piece, words)


def tone_voice(segment: Heard) -> str:
    """Return which voice of the tone engine is heard in a segment, from the sound alone."""
    fits = dict.fromkeys(BASE_HZ, 0)
    for word, sound in segment.words:
        spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 16))
        loudest_hz = spectrum.argmax() * EDITION_RATE_HZ / (1 << 16)
        digest = blake2b(word.casefold().encode(), digest_size=2).digest()
        for voice, base_hz in BASE_HZ.items():
            due_hz = base_hz * 2 ** (int.from_bytes(digest) % 24 / 12)
            fits[voice] += abs(loudest_hz / due_hz - 1) < 0.02
    (best, count), *_ = sorted(fits.items(), key=lambda item: -item[1])
    assert count == len(segment.words), f"{segment.text}: {fits}"
    return best


def espeak_length(text: str, voice: str) -> int:
    """Return how many samples a sentence of the embedded voice takes in an edition."""
    engine = load_engine("pyttsx3")
    can = engine.capabilities()
    how = Delivery(voice, can.default_rate_wpm, word_gap_ms=can.default_word_gap_ms)
    return len(master_clip(engine.speak(text, how, 20.0), 0.0).samples)


def build(workshop: Workshop, voices: str, *options: str, engine: str = "tone") -> list[Heard]:
    workshop.write("ferry.html", ARTICLE)
    workshop.write("audio-edition.toml", f"[voices]\n{voices}\n")
    workshop.run("build", "ferry.html", "--format", "mp3", "--jobs", "1", *options, engine=engine)
    assert workshop.code == 0, workshop.err
    return list(heard(workshop))


@pytest.mark.parametrize(
    ("setting", "roles"),
    [
        ("quotation", {"quotation"}),
        ("warning", {"warning"}),
        ("cue", {"cue", "opening"}),
        ("narrator", {"title", "heading", "sentence"}),
    ],
)
def test_a_role_is_heard_in_its_voice_and_the_others_are_not(
    workshop: Workshop, setting: str, roles: set[str]
) -> None:
    segments = build(workshop, f'{setting} = "high"\n' + others(setting))
    voices = {(s.role, tone_voice(s)) for s in segments if s.text != FRENCH}
    assert {role for role, voice in voices if voice == "high"} == roles
    assert not {role for role, voice in voices if voice == "low"} & roles
    assert workshop.data("ferry", "edition.json")["voices"][setting] == "high"


def others(setting: str) -> str:
    """Return settings that leave the other roles at the low voice."""
    if setting != "narrator":
        return ""
    return "\n".join(f'{role} = "low"' for role in ("quotation", "cue", "warning"))


@embedded
@pytest.mark.parametrize(("engine", "voices"), [("pyttsx3", ""), ("tone", 'fr = "pyttsx3:fr-fr"')])
def test_a_french_sentence_is_spoken_in_french(
    workshop: Workshop, engine: str, voices: str
) -> None:
    segments = {s.text: s for s in build(workshop, voices, engine=engine)}
    due = espeak_length(FRENCH, "fr-fr")
    assert due != espeak_length(FRENCH, "en-us")
    assert len(segments[FRENCH].sound) == due
    english = "It left the harbour at seven."
    if engine == "tone":
        assert tone_voice(segments[english]) == "low"
    else:
        assert len(segments[english].sound) == espeak_length(english, "en-us")


@embedded
def test_an_editors_choice_in_the_script_goes_before_the_language(workshop: Workshop) -> None:
    build(workshop, 'fr = "pyttsx3:fr-fr"')
    script = workshop.folder / "script" / "ferry.yaml"
    text = script.read_text(encoding="utf-8")
    assert text.count("    language: fr\n") == 1
    script.write_text(text.replace("    language: fr\n", "    language: fr\n    voice: high\n"))
    workshop.run("plan", "ferry.html", "--format", "mp3", "--check")
    assert workshop.code == 1
    assert "Segments: 0 new, 1 changed" in workshop.out
    workshop.run("build", "ferry.html", "--format", "mp3", "--jobs", "1")
    french = next(s for s in heard(workshop) if s.text == FRENCH)
    assert tone_voice(french) == "high"


def test_the_fast_profile_is_an_option_of_every_command_that_narrates(workshop: Workshop) -> None:
    segments = build(workshop, "")
    slow = sum(len(s.sound) for s in segments)
    workshop.run("plan", "ferry.html", "--format", "mp3", "--profile", "fast", "--check")
    assert workshop.code == 1
    assert f"Segments: 0 new, {len(segments)} changed" in workshop.out
    fast = sum(len(s.sound) for s in build(workshop, "", "--profile", "fast"))
    assert fast < 0.6 * slow
    for command in ("script", "changes"):
        workshop.run(command, "ferry.html", "--profile", "breathless")
        assert workshop.code == 2
        assert "'breathless' is not one of 'clear', 'fast'" in workshop.err


def test_the_helper_out_may_be_named_on_the_command_line(workshop: Workshop) -> None:
    workshop.write("ferry.html", ARTICLE)
    workshop.run("build", "ferry.html", "--fallback", "nobody")
    assert workshop.code == 6
    assert "no speech engine named 'nobody'" in workshop.err


def test_a_settings_file_beside_the_article_stays_as_it_is(workshop: Workshop) -> None:
    build(workshop, 'cue = "high"', "--profile", "fast")
    assert Path("audio-edition.toml").read_text() == '[voices]\ncue = "high"\n'
