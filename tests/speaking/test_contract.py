"""Every engine is held to what `engine.py` says of engines.

An engine that is not installed here is skipped, with its own reason. The natural voices
are run by `make test-all`.
"""

import multiprocessing
import re
import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest

from audio_edition.errors import SettingsError, SpeakingError
from audio_edition.speaking.engine import (
    ENGINES,
    Delivery,
    Engine,
    WordTiming,
    find_voice,
    load_engine,
    voice_named,
)
from audio_edition.speaking.speakable import harmless
from audio_edition.speaking.word_marks import words_of
from audio_edition.speech import Clip

from .available import available

DEADLINE_S = 60.0
SENTENCES = (
    "The ferry left the harbour at half past seven.",
    "“How long have you lived on the island?” she asked.",
    "Nobody, at the end of it, said very much.",
)
SLOW = ("piper", "kokoro", "pyttsx3-system")
NATURAL = ("piper", "kokoro")


@pytest.fixture(
    scope="module",
    params=[pytest.param(n, marks=pytest.mark.heavy if n in NATURAL else ()) for n in ENGINES],
)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    yield from available(request.param)


def delivery(engine: Engine, voice: str = "") -> Delivery:
    can = engine.capabilities()
    return Delivery(voice or engine.default_voice("en"), can.default_rate_wpm)


def speak(engine: Engine, text: str) -> Clip:
    return engine.speak(text, delivery(engine), DEADLINE_S)


def clip_or_clear_error(engine: Engine, text: str) -> Clip | None:
    """Return the clip of a text, or None where it was refused in two whole sentences."""
    error: SpeakingError
    try:
        return engine.speak(text, delivery(engine), 300.0)
    except SpeakingError as raised:
        error = raised
    assert re.fullmatch(r"[A-Z].*\.", error.problem, re.DOTALL)
    assert re.fullmatch(r"[A-Z].*\.", error.remedy, re.DOTALL)
    return None


def spoken_by_another_process(name: str, text: str, pipe: object) -> None:
    engine = load_engine(name)
    pipe.send(speak(engine, text).samples.tobytes())  # type: ignore[attr-defined]
    engine.close()


def test_it_says_what_it_is(engine: Engine) -> None:
    assert engine.name in ENGINES
    assert engine.identity() == engine.identity() != ""
    can = engine.capabilities()
    assert 8000 <= can.sample_rate_hz <= 48000
    slowest, fastest = can.rates_wpm
    assert slowest < can.default_rate_wpm < fastest
    assert can.memory_mb > 0
    assert can.most_processes >= 0


def test_its_voices_have_ids_names_and_languages(engine: Engine) -> None:
    voices = engine.voices()
    assert voices
    ids = [voice.id for voice in voices]
    assert ids == sorted(set(ids))
    for voice in voices:
        assert voice.name
        assert voice.languages
        assert voice.engine == engine.name
        assert find_voice(engine, voice.id, "en") == voice.id
        assert voice_named(engine, voice.id) == voice
    assert engine.default_voice("en") in ids


def test_a_voice_that_is_not_there_is_refused_with_near_ones(engine: Engine) -> None:
    near = engine.default_voice("en")[:-1] + "§"
    with pytest.raises(SettingsError, match="no voice named"):
        find_voice(engine, near, "en")


def test_a_voice_that_is_not_there_cannot_speak(engine: Engine) -> None:
    if engine.name == "tone":
        pytest.skip("The tone engine has a tone for every voice.")
    with pytest.raises(SpeakingError):
        engine.speak("Good morning.", delivery(engine, "no-such-voice"), DEADLINE_S)
    assert speak(engine, "Good morning.").samples.any()


def test_sound_comes_out(engine: Engine) -> None:
    clip = speak(engine, SENTENCES[0])
    assert clip.samples.dtype == np.int16
    assert clip.samples.ndim == 1
    assert np.abs(clip.samples.astype(int)).max() > 1000
    assert 1.0 < len(clip.samples) / clip.sample_rate_hz < 8.0
    assert clip.key == ""


@pytest.mark.parametrize("text", SENTENCES)
def test_every_word_lies_in_one_mark(engine: Engine, text: str) -> None:
    clip = speak(engine, text)
    if engine.capabilities().word_timing is WordTiming.NONE:
        assert clip.words == ()
        return
    assert_marks_hold(text, clip)
    assert len(clip.words) >= len(words_of(text)) - 3  # an engine may join "of it"


def assert_marks_hold(text: str, clip: Clip) -> None:
    """Check the rules that `word_marks` promises."""
    words = words_of(harmless(text))
    held = []
    for before, mark in zip((None, *clip.words), clip.words, strict=False):
        assert 0 <= mark.begin < mark.end <= len(text)
        assert 0 <= mark.begin_samples < mark.end_samples <= len(clip.samples)
        if before is not None:
            assert before.end <= mark.begin
            assert before.end_samples <= mark.begin_samples
        while len(held) < len(words) and mark.begin <= words[len(held)][0] < mark.end:
            held.append(words[len(held)])
        assert held
        assert held[-1][1] == mark.end
    if clip.words:
        assert held == words


def test_the_same_sentence_gives_the_same_samples_in_any_order(engine: Engine) -> None:
    if not engine.capabilities().repeatable:
        pytest.skip("It does not promise to.")
    first = {text: speak(engine, text).samples.tobytes() for text in SENTENCES}
    again = {text: speak(engine, text).samples.tobytes() for text in reversed(SENTENCES)}
    assert first == again
    other = load_engine(engine.name)
    assert speak(other, SENTENCES[1]).samples.tobytes() == first[SENTENCES[1]]
    other.close()


def test_another_process_gives_the_same_samples(engine: Engine) -> None:
    if not engine.capabilities().repeatable:
        pytest.skip("It does not promise to.")
    ours, theirs = multiprocessing.Pipe()
    here = speak(engine, SENTENCES[2]).samples.tobytes()
    context = multiprocessing.get_context("spawn")
    other = context.Process(
        target=spoken_by_another_process, args=(engine.name, SENTENCES[2], theirs)
    )
    other.start()
    assert ours.recv() == here
    other.join()


def test_what_was_spoken_before_leaves_no_trace(engine: Engine) -> None:
    if not engine.capabilities().repeatable:
        pytest.skip("It does not promise to.")
    before = speak(engine, SENTENCES[0])
    can = engine.capabilities()
    odd = Delivery(engine.voices()[0].id, can.rates_wpm[1], 80, 50)
    for text in ("<speak xml:lang='fr'>Bonjour", "[[h@'loU]] &amp; «et cetera»", "1 2 3 ¿?"):
        try:
            engine.speak(text, odd, DEADLINE_S)
        except SpeakingError:
            continue
    after = speak(engine, SENTENCES[0])
    assert after.samples.tobytes() == before.samples.tobytes()
    assert after.words == before.words


def test_a_faster_rate_takes_less_time_and_a_float_will_do(engine: Engine) -> None:
    voice, can = engine.default_voice("en"), engine.capabilities()
    slow, fast = (
        engine.speak(SENTENCES[0], Delivery(voice, can.default_rate_wpm * share), DEADLINE_S)  # type: ignore[arg-type]
        for share in (0.8, 1.6)
    )
    assert len(fast.samples) < 0.75 * len(slow.samples)


def test_rates_out_of_range_are_the_nearest_it_can(engine: Engine) -> None:
    voice = engine.default_voice("en")
    for rate_wpm in (1, 10_000):
        clip = engine.speak("Good morning.", Delivery(voice, rate_wpm), DEADLINE_S)
        assert clip.samples.any()


@pytest.mark.parametrize(
    "text",
    [
        "The \x00 ferry\x01 left\x1b the harbour\x7f.",
        "The ferry \ud800 left \udfff the harbour.",
        "The\tferry\r\nleft\x0b the\x85 harbour\u2028.",
    ],
)
def test_control_characters_are_harmless(engine: Engine, text: str) -> None:
    clip = speak(engine, text)
    assert clip.samples.any()
    if clip.words:
        assert_marks_hold(text, clip)
        assert text[clip.words[-1].begin : clip.words[-1].end] == "harbour"


@pytest.mark.parametrize(
    "text",
    [
        "…!?—“”,.;",
        "     ",
        "😀😀 🇫🇷 👩‍👩‍👧",
        "Это другой алфавит.",
        "这是另一种文字。",
        "هذا نص بالعربية.",
        "Ʈħĩṡ ĩṡ ṽɇᵲý öđđ.",
        "e\u0301 n\u0303 a\u0308\u0323\u0301\u0301\u0301",
        "<speak><break time='99s'/>word</speak>",
        "[[test]] [[",
        "--help",
        "%s %d {} ${HOME} `id`",
        "\N{RIGHT-TO-LEFT OVERRIDE}abc\u200b\ufeff",
    ],
)
def test_odd_text_ends_well_or_in_a_clear_error(engine: Engine, text: str) -> None:
    clip = clip_or_clear_error(engine, text)
    if clip is None:
        return
    assert len(clip.samples) / clip.sample_rate_hz < 60
    assert_marks_hold(text, clip)


@pytest.mark.parametrize("unit", ["many words of it, ", "unbroken"])
def test_ten_thousand_characters_in_one_sentence(engine: Engine, unit: str) -> None:
    if engine.name == "kokoro":
        unit = unit[:9]
    text = (unit * 10_000)[: 600 if engine.name in SLOW else 10_000]
    clip = clip_or_clear_error(engine, text)
    if clip is None:
        return
    assert_marks_hold(text, clip)
    if " " in unit:
        assert len(clip.samples) / clip.sample_rate_hz > 20


def test_a_deadline_that_has_passed_is_an_error_and_the_engine_goes_on(engine: Engine) -> None:
    if engine.name == "tone":
        pytest.skip("The tone engine is its own clock.")
    speak(engine, "Good morning.")  # loaded, so that what is late is the speaking
    began_s = time.monotonic()
    with pytest.raises(SpeakingError, match="did not finish within"):
        engine.speak("many words of it, " * 500, delivery(engine), 0.001)
    assert time.monotonic() - began_s < 10
    assert speak(engine, "Good morning.").samples.any()


def test_nothing_is_printed(engine: Engine, capfd: pytest.CaptureFixture[str]) -> None:
    speak(engine, SENTENCES[0])
    assert capfd.readouterr() == ("", "")


def test_it_may_be_closed_and_used_again(engine: Engine) -> None:
    threads = threading.active_count()
    engine.close()
    assert speak(engine, "Good morning.").samples.any()
    assert threading.active_count() <= threads
