"""What libespeak-ng and its binding get wrong does not reach a build."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="The embedded voice is Linux's.")

from audio_edition.errors import SettingsError, SpeakingError  # noqa: E402
from audio_edition.speaking.clips import Line, Speaker, make_clip  # noqa: E402
from audio_edition.speaking.engine import Delivery, find_voice  # noqa: E402
from audio_edition.speaking.engines import espeak, espeak_library  # noqa: E402
from audio_edition.speaking.engines.espeak import EspeakEngine  # noqa: E402
from audio_edition.speaking.store import Store  # noqa: E402
from audio_edition.speech import Clip  # noqa: E402

ENGINE = EspeakEngine()
AMERICAN = Delivery("en-us", 165)


def speak(text: str, how: Delivery = AMERICAN) -> Clip:
    return ENGINE.speak(text, how, 30.0)


def words(text: str) -> list[str]:
    return [text[w.begin : w.end] for w in speak(text).words]


def test_five_times_the_same_sentence_is_five_times_the_same_sound() -> None:
    assert len({speak("It was the same again.").samples.tobytes() for _ in range(5)}) == 1


def test_marks_meet_the_sound_from_its_first_word_to_its_end() -> None:
    clip = speak("Nobody knows how it came to such a town.")
    assert clip.words[0].begin_samples == 0
    assert clip.words[-1].end_samples == len(clip.samples)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello 😀 world.", ["Hello", "😀", "world"]),
        ("𝔘𝔫𝔦 cafe\u0301 naïve word", ["𝔘𝔫𝔦", "cafe\u0301", "naïve", "word"]),
        ("A\ud800B\x00C word", ["A", "B", "C", "word"]),
        ("don't stop—now", ["don't", "stop", "now"]),
        ("about 23 dollars", ["about", "23", "dollars"]),
    ],
)
def test_offsets_count_characters_not_bytes(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_every_voice_listed_can_speak() -> None:
    silent = []
    for voice in ENGINE.voices():
        try:
            speak("Radio 1 2 3.", Delivery(voice.id, 300))
        except SpeakingError as error:
            silent.append((voice.id, str(error)))
    assert silent == []
    assert len(ENGINE.voices()) > 100


@pytest.mark.parametrize(
    ("language", "voice"),
    [
        ("en", "en-us"),
        ("en-GB", "en-gb"),
        ("en_US", "en-us"),
        ("en-NZ", "en-us"),
        ("fr", "fr-fr"),
        ("fr-BE", "fr-be"),
        ("pt-BR", "pt-br"),
        ("de-AT", "de"),
        ("zh-Hans", "cmn"),
    ],
)
def test_a_language_has_the_voice_of_its_region_or_else_its_own(language: str, voice: str) -> None:
    assert ENGINE.default_voice(language) == voice
    assert speak("Radio.", Delivery(voice, 165)).samples.any()


def test_a_language_without_voice_is_refused() -> None:
    with pytest.raises(SettingsError, match="qaa"):
        ENGINE.default_voice("qaa")


def test_british_and_american_are_two_voices() -> None:
    british, american = (speak("The lawyer asked.", Delivery(v, 165)) for v in ("en-gb", "en-us"))
    assert british.samples.tobytes() != american.samples.tobytes()


def test_a_variant_changes_the_voice_and_one_that_is_not_there_is_named() -> None:
    assert find_voice(ENGINE, "EN-US+f2", "en") == "en-us+f2"
    plain, other = (speak("Good morning.", Delivery(v, 165)) for v in ("en-us", "en-us+f2"))
    assert plain.samples.tobytes() != other.samples.tobytes()
    for variant in ("nobody", "../../lang/gmw/en"):
        with pytest.raises(SpeakingError, match="variant"):
            speak("Good morning.", Delivery(f"en-us+{variant}", 165))


def test_a_word_gap_lengthens_what_stands_between_words() -> None:
    plain, wide = (
        speak("one two three four", Delivery("en-us", 165, word_gap_ms=gap)) for gap in (0, 50)
    )
    assert len(wide.samples) - len(plain.samples) > 0.1 * 22050


def test_the_library_holds_a_text_of_fifteen_kilobytes() -> None:
    clip = speak("and then another word " * 700)
    assert len(clip.samples) / clip.sample_rate_hz > 600
    assert len(clip.words) > 2000


def child_does(monkeypatch: pytest.MonkeyPatch, what: object) -> None:
    """Replace what a child does when it is to speak."""
    monkeypatch.setattr(espeak_library, "say", what)


@pytest.mark.parametrize(
    ("what", "told"),
    [
        (lambda *given: os.kill(os.getpid(), signal.SIGSEGV), "SIGSEGV"),
        (lambda *given: os.abort(), "SIGABRT"),
        (lambda *given: os._exit(1), "exit status 1"),
        (lambda *given: 1 // 0, "without a sound"),
        (lambda *given: (b"", []), "no sound"),
        (lambda *given: (bytes(1000), []), "no sound"),
    ],
)
def test_a_crash_stays_in_the_child_and_is_told(
    monkeypatch: pytest.MonkeyPatch, what: object, told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    child_does(monkeypatch, what)
    with pytest.raises(SpeakingError, match=told):
        speak("Good morning.")
    monkeypatch.undo()
    assert speak("Good morning.").samples.any()
    assert capfd.readouterr().out == ""


def test_a_library_that_ends_the_process_ends_only_the_child(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import ctypes

    child_does(monkeypatch, lambda *given: ctypes.CDLL(None).exit(3))
    with pytest.raises(SpeakingError, match="exit status 3"):
        speak("Good morning.")


def test_a_hang_ends_at_the_deadline_and_names_the_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    child_does(monkeypatch, lambda *given: time.sleep(60))
    monkeypatch.setattr("audio_edition.speaking.clips.DEADLINE_S", 0.2)
    monkeypatch.setattr("audio_edition.speaking.clips.DEADLINE_S_PER_CHARACTER", 0.0)
    line = Line("s1", "The ferry left.", Speaker("pyttsx3", "espeak", AMERICAN))
    began_s = time.monotonic()
    with pytest.raises(SpeakingError, match=r"0.2 seconds, at segment s1: “The ferry left.”"):
        make_clip(line, ENGINE, Store(tmp_path))
    assert time.monotonic() - began_s < 5


def own_children_and_files() -> tuple[set[str], int]:
    tasks = Path("/proc/self/task").glob("*/children")
    children = {child for task in tasks for child in task.read_text().split()}
    return children, len(list(Path("/proc/self/fd").iterdir()))


def test_no_child_and_no_pipe_is_left_behind() -> None:
    speak("Good morning.")
    before = own_children_and_files()
    for _ in range(5):
        speak("Good morning.")
    assert own_children_and_files() == before


def test_a_child_cut_short_is_an_error_not_a_shorter_sentence() -> None:
    answer = espeak.HEADER.pack(0, 1000) + bytes([1, 0] * 100)
    with pytest.raises(SpeakingError, match="only part"):
        espeak._unpack(answer, 22050, "Good morning.")


def run_python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


SPEAK_WITH_DATA_IN = """
import espeakng_loader, sys
espeakng_loader.get_data_path = lambda: {data!r}
from audio_edition.errors import SpeakingError
from audio_edition.speaking.engine import Delivery
from audio_edition.speaking.engines.espeak import EspeakEngine
try:
    print(len(EspeakEngine().speak("Good morning.", Delivery("en-us", 165), 20).samples))
except SpeakingError as error:
    print(error)
"""


def test_a_data_path_of_more_than_160_characters_is_reached(tmp_path: Path) -> None:
    import espeakng_loader

    deep = tmp_path.joinpath(*["a-folder-with-a-long-name"] * 7)
    deep.mkdir(parents=True)
    data = deep / "espeak-ng-data"
    data.symlink_to(espeakng_loader.get_data_path())
    assert len(str(data)) > 160
    done = run_python(SPEAK_WITH_DATA_IN.format(data=str(data)))
    assert done.stdout.strip() == str(len(speak("Good morning.").samples))


@pytest.mark.parametrize("kept", [None, "phontab"])
def test_missing_or_damaged_data_is_an_error_not_the_end(tmp_path: Path, kept: str | None) -> None:
    data = tmp_path / "espeak-ng-data"
    if kept:
        import espeakng_loader

        data.mkdir()
        shutil.copy(Path(espeakng_loader.get_data_path(), kept), data)
    done = run_python(SPEAK_WITH_DATA_IN.format(data=str(data)))
    assert done.returncode == 0, done.stderr
    assert "cannot be used" in done.stdout
    assert "pip install" in done.stdout


def test_probing_says_why_not(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> espeak_library.Library:
        raise SpeakingError("It is not here.", "Install it.")

    monkeypatch.setattr(espeak_library, "start", broken)
    there = EspeakEngine().probe()
    assert (there.is_available, there.reason, there.remedy) == (
        False,
        "It is not here.",
        "Install it.",
    )
