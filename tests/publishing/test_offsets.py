"""What companions say of time is what is heard: onsets found in the decoded files."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from audio_edition.edition import Edition
from audio_edition.publishing import chapters_json, subrip, timeline_json, webvtt
from tests.editions import Said, Told, edition, recorded
from tests.mastering.sounds import decoded

RATE_HZ = 44100
TOLERANCE_S = 0.020
WINDOW = 44
"""Samples a level is taken over: 1 ms."""
QUIET = 150
"""Of int16: the codec's own noise lies below it, the tones far above."""
GAP_WINDOWS = 120
"""Silence that parts two segments: the tone engine leaves 40 ms between words."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, Path]:
    folder = tmp_path_factory.mktemp("edition")
    chapters = [
        Told("Opening", [Said("A title."), Said("One sentence, then silence.")]),
        Told("Boats", [Said("The 3 boats wait.", spoken="The three boats wait."), Said("Fog.")], 1),
        Told("Later", [Said("They leave at noon at last."), Said("All is well.")], 2),
    ]
    return recorded(edition(chapters), folder), folder


def runs_of_sound(samples: NDArray[np.int16]) -> list[tuple[float, float]]:
    """Return when each run of sound begins and ends, in seconds."""
    whole = samples[: len(samples) // WINDOW * WINDOW].astype(np.float64).reshape(-1, WINDOW)
    loud = np.flatnonzero(np.abs(whole).max(axis=1) > QUIET)
    breaks = np.flatnonzero(np.diff(loud) > GAP_WINDOWS)
    firsts, lasts = loud[np.r_[0, breaks + 1]], loud[np.r_[breaks, len(loud) - 1]]
    return [(f * WINDOW / RATE_HZ, (e + 1) * WINDOW / RATE_HZ) for f, e in zip(firsts, lasts)]  # noqa: B905


def of_timeline(edition: Edition) -> list[tuple[float, float]]:
    data = json.loads(timeline_json.render(edition))
    rate = data["sample_rate_hz"]
    return [(s["begin"] / rate, s["end"] / rate) for c in data["chapters"] for s in c["segments"]]


def of_cues(text: str) -> list[tuple[float, float]]:
    clock = r"(\d+):(\d+):(\d+)[.,](\d+)"
    return [
        (_seconds(m.groups()[:4]), _seconds(m.groups()[4:]))
        for m in re.finditer(f"{clock} --> {clock}", text)
    ]


def _seconds(parts: tuple[str, ...]) -> float:
    hours, minutes, seconds, ms = map(int, parts)
    return hours * 3600 + minutes * 60 + seconds + ms / 1000


@pytest.mark.parametrize("suffix", ["mp3", "m4b"])
def test_every_sentence_is_heard_when_timeline_and_transcripts_say(
    made: tuple[Edition, Path], suffix: str
) -> None:
    edition, folder = made
    heard = runs_of_sound(decoded(folder / f"the-ferry.{suffix}"))
    vtt = of_cues(webvtt.render(edition).decode("utf-8"))
    srt = of_cues(subrip.render(edition).decode("utf-8"))
    for told in (of_timeline(edition), vtt, srt):
        assert len(told) == len(heard)
        for (begin, end), (first, last) in zip(told, heard, strict=True):
            assert begin == pytest.approx(first, abs=TOLERANCE_S)
            assert end == pytest.approx(last, abs=TOLERANCE_S)


def test_every_word_is_heard_when_the_timeline_says(made: tuple[Edition, Path]) -> None:
    edition, folder = made
    samples = np.abs(decoded(folder / "the-ferry.mp3").astype(np.float64))
    for segment in edition.timeline.segments:
        for word in segment.words:
            before = samples[word.begin_samples - 1200 : word.begin_samples - 882]
            inside = samples[word.begin_samples + 882 : word.end_samples - 882]
            assert inside.max() > 10 * max(before.max(), 1) or segment.words[0] is not word
            assert inside.max() > QUIET


def test_chapters_begin_in_the_silence_before_their_first_word(made: tuple[Edition, Path]) -> None:
    edition, folder = made
    heard = runs_of_sound(decoded(folder / "the-ferry.mp3"))
    listing = json.loads(chapters_json.render(edition))["chapters"]
    firsts = [heard[0][0], heard[2][0], heard[4][0]]
    for chapter, first in zip(listing, firsts, strict=True):
        assert 0 <= first - chapter["startTime"] <= 0.08
        assert not any(b < chapter["startTime"] < e for b, e in heard)


def test_the_decoded_sound_is_as_long_as_the_timeline(made: tuple[Edition, Path]) -> None:
    edition, folder = made
    for suffix in ("mp3", "m4b"):
        assert len(decoded(folder / f"the-ferry.{suffix}")) == edition.timeline.total_samples


def test_each_chapters_own_file_is_that_chapter(made: tuple[Edition, Path]) -> None:
    edition, folder = made
    for path, chapter in zip(
        sorted((folder / "chapters").iterdir()), edition.timeline.chapters, strict=True
    ):
        heard = runs_of_sound(decoded(path))
        told = [(s.begin_samples - chapter.begin_samples) / RATE_HZ for s in chapter.segments]
        assert [b for b, _ in heard] == pytest.approx(told, abs=TOLERANCE_S)
