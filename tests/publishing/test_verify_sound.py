"""Sound that is not what the timeline says is heard, whatever the tags and hashes say."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from audio_edition.cli import run
from audio_edition.mastering import ffmpeg
from audio_edition.mastering.sound_checks import Levels, Listening, levels_dbfs, sound_faults
from audio_edition.pipeline.verification import verify
from audio_edition.publishing.verifying.opened import read_timeline
from tests.publishing.breaking import reseal, track, with_record

ARTICLE = """# A day at sea

By Ada Finch

The boat left early, and nobody on it said very much for an hour or two.

## The morning

We saw three whales. Nobody said a word. The captain smiled and went below for his coat.

## The evening

The lights of the town came up one after another. We were tired, and hungry, and happy.
"""
UNMEASURED = Listening()
ENCODERS = {
    "mp3": ("-c:a", "libmp3lame", "-b:a", "64k", "-id3v2_version", "3"),
    "m4b": ("-c:a", "aac", "-b:a", "64k", "-f", "ipod"),
    "opus": ("-c:a", "libopus", "-b:a", "48k"),
}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sea")
    (folder / "sea.md").write_text(ARTICLE, encoding="utf-8")
    places = ["--script-dir", str(folder / "script"), "--store", str(folder / "store")]
    formats = [f"--format={name}" for name in ENCODERS]
    line = ["build", str(folder / "sea.md"), *places, "--engine", "tone", *formats]
    assert run([*line, "--out", str(folder / "output")]) == 0
    return folder / "output" / "sea"


@pytest.fixture
def edition(good: Path, tmp_path: Path) -> Path:
    """Return a copy of the good edition that may be spoilt."""
    shutil.copytree(good, tmp_path / "output" / "sea")
    return tmp_path / "output" / "sea"


def encoded_again(path: Path, change: Sequence[str]) -> None:
    """Encode a sound file again with a change, as another program would; keep its tags."""
    aside = path.with_name(f"old{path.suffix}")
    path.rename(aside)
    ffmpeg.run(["-i", str(aside), *change, *ENCODERS[path.suffix[1:]], str(path)])
    aside.unlink()


def heard(folder: Path, name: str, listening: Listening = UNMEASURED) -> list[str]:
    """Return what is wrong with the sound of a file that holds the whole edition."""
    timeline, _ = read_timeline(folder, with_words=True)
    faults = sound_faults(folder / name, timeline.chapters, timeline.sample_rate_hz, listening)
    return list(faults)


def between_words(folder: Path) -> tuple[float, float]:
    """Return the beginning and the end of the longest sentence, in seconds."""
    timeline, _ = read_timeline(folder)
    longest = max(timeline.segments, key=lambda s: s.end_samples - s.begin_samples)
    return timeline.seconds(longest.begin_samples), timeline.seconds(longest.end_samples)


@pytest.mark.parametrize("suffix", ENCODERS)
def test_good_sound_has_no_fault(good: Path, suffix: str) -> None:
    loudness = Listening(measures_loudness=True, holds_target=False)
    assert heard(good, f"sea.{suffix}", loudness) == []


@pytest.mark.parametrize("suffix", ENCODERS)
def test_encoding_again_by_itself_is_no_fault(edition: Path, suffix: str) -> None:
    encoded_again(edition / f"sea.{suffix}", ["-map", "0:a"])
    assert [f for f in heard(edition, f"sea.{suffix}") if "pause" not in f] == []


@pytest.mark.parametrize(
    ("suffix", "ms"), [("mp3", 100), ("mp3", -100), ("m4b", 100), ("opus", -100)]
)
def test_sound_that_is_late_or_early_is_heard(edition: Path, suffix: str, ms: int) -> None:
    timeline, _ = read_timeline(edition)
    move = f"adelay={ms}" if ms > 0 else f"atrim=start={-ms / 1000},apad=pad_dur={-ms / 1000}"
    filters = f"{move},atrim=end={timeline.duration_s}"
    encoded_again(edition / f"sea.{suffix}", ["-map", "0:a", "-af", filters])
    found = heard(edition, f"sea.{suffix}")
    where = "silent at its beginning" if ms > 0 else "cut short"
    assert sum(where in fault for fault in found) >= len(timeline.segments) - 2


@pytest.mark.parametrize("suffix", ENCODERS)
def test_a_silent_stretch_is_heard(edition: Path, suffix: str) -> None:
    begin_s, end_s = between_words(edition)
    hush = f"volume=volume=0:enable='between(t,{begin_s + 0.5},{end_s - 0.5})'"
    encoded_again(edition / f"sea.{suffix}", ["-map", "0:a", "-af", hush])
    found = " ".join(heard(edition, f"sea.{suffix}"))
    assert "of silence within it" in found
    assert "the word “" in found


def test_a_silent_sentence_is_heard(edition: Path) -> None:
    begin_s, end_s = between_words(edition)
    hush = f"volume=volume=0:enable='between(t,{begin_s - 0.05},{end_s + 0.05})'"
    encoded_again(edition / "sea.mp3", ["-map", "0:a", "-af", hush])
    assert any("is silent" in fault for fault in heard(edition, "sea.mp3"))


def test_something_in_a_pause_is_heard(edition: Path) -> None:
    hum = ["-f", "lavfi", "-i", "sine=frequency=300:sample_rate=44100"]
    mix = "[0:a][1:a]amix=inputs=2:duration=first:weights=1 0.2:normalize=0"
    encoded_again(edition / "sea.mp3", [*hum, "-filter_complex", mix])
    assert any("where a pause is due" in fault for fault in heard(edition, "sea.mp3"))


@pytest.mark.parametrize("suffix", ENCODERS)
def test_half_of_the_sound_is_not_enough(edition: Path, suffix: str) -> None:
    encoded_again(edition / f"sea.{suffix}", ["-map", "0:a", "-t", "8"])
    assert any("of sound, the timeline says" in f for f in heard(edition, f"sea.{suffix}"))


def test_sound_that_is_too_loud_is_measured(edition: Path) -> None:
    encoded_again(edition / "sea.mp3", ["-map", "0:a", "-af", "volume=14dB"])
    found = heard(edition, "sea.mp3", Listening(True, holds_target=False))
    assert any("true peak" in fault for fault in found)


def test_a_voice_must_have_the_target_loudness(edition: Path) -> None:
    encoded_again(edition / "sea.m4b", ["-map", "0:a", "-af", "volume=-5dB"])
    with_record(lambda record: record.update(engine="pyttsx3 2.99"))(edition)
    reseal(edition)
    found = [str(f) for f in verify(edition, edition, 2, lambda name: None).faults]
    assert any(f.startswith("sea.m4b: its loudness is") for f in found)


def test_a_chapter_of_another_edition_is_heard(edition: Path) -> None:
    encoded_again(track(edition, 3), ["-map", "0:a", "-af", "areverse"])
    reseal(edition)
    found = [str(f) for f in verify(edition, edition, 2, lambda name: None).faults]
    assert any(f.startswith("chapters/03") and "pause" in f for f in found)
    assert any(f.startswith("chapters/03") and "not that of its chapter" in f for f in found)


def test_what_cannot_be_decoded_is_a_fault(edition: Path) -> None:
    (edition / "sea.opus").write_bytes(b"OggS but no more")
    assert any("cannot be decoded" in fault for fault in heard(edition, "sea.opus"))


def test_levels_are_those_of_the_samples() -> None:
    import numpy as np

    steps = np.repeat([0, 32767, 3277], 288).astype("<i2").tobytes()
    assert levels_dbfs(steps) == pytest.approx([-120, 0, -20], abs=0.01)
    levels = Levels(levels_dbfs(steps), 1000, 44100)
    assert list(levels.between(1000 + 288, 1000 + 576)) == pytest.approx([0], abs=0.01)
    assert len(levels.between(1001, 1000 + 287)) == 0
