"""A whole build with the tone engine, held against what it promises."""

import contextlib
import io
import json
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4

from audio_edition.cli import run
from audio_edition.mastering import ffmpeg
from audio_edition.mastering.loudness import measure_file
from tests.mastering.sounds import decoded
from tests.workshop import EXAMPLES, Workshop, bytes_of

HARD = "the-harbour-tribunal"
HARMLESS = "the-clock-on-mill-street"
COMPANIONS = ("timeline.json", "transcript.vtt", "transcript.srt", "chapters.json", "cover.png")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the folder of one build, for tests that only look, and what the build said."""
    folder, said = tmp_path_factory.mktemp("made"), io.StringIO()
    shutil.copy(EXAMPLES / f"{HARD}.md", folder)
    with contextlib.chdir(folder), contextlib.redirect_stdout(said):
        assert run(["build", f"{HARD}.md", "--engine", "tone", "--store", "store"]) == 0
    return folder, said.getvalue()


@pytest.fixture
def built(made: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> Workshop:
    return Workshop(made[0], capsys, 0, made[1])


def test_it_says_what_to_listen_to_and_how_long_it_lasts(built: Workshop) -> None:
    assert re.search(r"“What the Harbour Tribunal Heard” lasts \d+ minutes", built.out)
    assert f"Listen to output/{HARD}/{HARD}.mp3" in built.out
    assert f"Listen to output/{HARD}/{HARD}.m4b" in built.out


def test_every_file_is_there_and_as_its_record_says(built: Workshop) -> None:
    folder = built.edition(HARD)
    edition = built.data(HARD, "edition.json")
    found = bytes_of(folder)
    assert set(edition["files"]) == set(found) - {"edition.json"}
    assert {name: len(content) for name, content in found.items() if name != "edition.json"} == {
        name: facts["bytes"] for name, facts in edition["files"].items()
    }
    for name in (*COMPANIONS, f"{HARD}.mp3", f"{HARD}.m4b"):
        assert name in found
    assert edition["account"]["lost"] == 0


def test_both_files_last_as_long_as_the_timeline(built: Workshop) -> None:
    total = built.data(HARD, "timeline.json")["total_samples"]
    for suffix in ("mp3", "m4b"):
        path = built.edition(HARD) / f"{HARD}.{suffix}"
        assert len(decoded(path)) == total
    chapters = sorted((built.edition(HARD) / "chapters").iterdir())
    assert sum(len(decoded(path)) for path in chapters) == total


def test_every_segment_begins_and_ends_where_the_timeline_says(built: Workshop) -> None:
    timeline = built.data(HARD, "timeline.json")
    tolerance = 44100 * 20 // 1000
    for suffix in ("mp3", "m4b"):
        sound = np.abs(decoded(built.edition(HARD) / f"{HARD}.{suffix}").astype(np.int32))
        for chapter in timeline["chapters"]:
            for segment in chapter["segments"]:
                begin, end = segment["begin"], segment["end"]
                early = max(begin - 4000, 0)
                loud = np.flatnonzero(sound[early : end + 4000] > 800)
                onset, last = early + loud[0], early + loud[-1]
                assert abs(onset - begin) <= tolerance, segment["text"]
                assert abs(last - end) <= tolerance + 44100 * 8 // 1000, segment["text"]


def test_cue_times_of_the_transcript_are_the_timelines(built: Workshop) -> None:
    timeline = built.data(HARD, "timeline.json")
    segments = [s for c in timeline["chapters"] for s in c["segments"]]
    text = (built.edition(HARD) / "transcript.vtt").read_text(encoding="utf-8")
    cues = dict(re.findall(r"^(\S+)\n(\d\d:\d\d:\d\d\.\d{3}) -->", text, re.MULTILINE))
    assert set(cues) == {s["id"] for s in segments}
    for segment in segments:
        hours, minutes, seconds = cues[segment["id"]].split(":")
        time_s = int(hours) * 3600 + int(minutes) * 60 + float(seconds)
        assert time_s == pytest.approx(segment["begin"] / 44100, abs=0.001)


def test_chapters_tile_the_edition_and_are_in_both_files_in_time_order(built: Workshop) -> None:
    timeline = built.data(HARD, "timeline.json")
    chapters = timeline["chapters"]
    assert chapters[0]["begin"] == 0
    assert chapters[-1]["end"] == timeline["total_samples"]
    for one, other in pairwise(chapters):
        assert one["end"] == other["begin"]
    for suffix in ("mp3", "m4b"):
        listed = listed_chapters(built.edition(HARD) / f"{HARD}.{suffix}")
        assert listed == sorted(listed)
        assert len(listed) == len(chapters)
        for begin_s, chapter in zip(listed, chapters, strict=True):
            assert begin_s == pytest.approx(chapter["begin"] / 44100, abs=0.002)


def listed_chapters(path: Path) -> list[float]:
    """Return when each chapter begins, as ffmpeg lists them."""
    said = subprocess.run(
        [ffmpeg.executable(), "-hide_banner", "-i", str(path)], capture_output=True, check=False
    ).stderr.decode()
    return [float(s) for s in re.findall(r"Chapter #\d+:\d+: start ([\d.]+)", said)]


def test_tags_are_complete(built: Workshop) -> None:
    mp3 = MP3(built.edition(HARD) / f"{HARD}.mp3").tags
    m4b = MP4(built.edition(HARD) / f"{HARD}.m4b").tags
    assert mp3["TIT2"].text == m4b["\xa9nam"] == ["What the Harbour Tribunal Heard"]
    assert mp3["TPE1"].text == m4b["\xa9ART"] == ["Ines Calder"]
    for name in ("TALB", "TCON", "TLAN", "TCOP"):
        assert str(mp3[name])
    assert mp3.getall("APIC")[0].data == (built.edition(HARD) / "cover.png").read_bytes()
    assert "Port Aldine" in mp3.getall("USLT")[0].text
    assert m4b["covr"]
    assert mp3.version[:2] == (2, 3)


def test_the_hard_example_is_warned_of_before_it_begins(built: Workshop) -> None:
    timeline = built.data(HARD, "timeline.json")
    segments = [s for c in timeline["chapters"] for s in c["segments"]]
    roles = [s["role"] for s in segments]
    warning = segments[roles.index("warning")]
    first = next(i for i, s in enumerate(segments) if s["text"].startswith("Over six weeks"))
    assert roles.index("warning") < first
    assert "forced labour" in warning["spoken"] or "trafficking" in warning["spoken"]
    assert len(warning["spoken"].split()) <= 55


def test_the_harmless_example_is_not_warned_of(workshop: Workshop) -> None:
    shutil.copy(EXAMPLES / f"{HARMLESS}.md", workshop.folder)
    workshop.run("build", f"{HARMLESS}.md", "--json")
    assert workshop.code == 0, workshop.err
    assert "warning" not in {
        s["role"]
        for c in workshop.data(HARMLESS, "timeline.json")["chapters"]
        for s in c["segments"]
    }
    assert json.loads(workshop.out)["chapters"] >= 5


def test_it_is_as_loud_as_it_should_be(workshop: Workshop) -> None:
    shutil.copy(EXAMPLES / f"{HARD}.md", workshop.folder)
    workshop.run("build", f"{HARD}.md", engine="pyttsx3")
    assert workshop.code == 0, workshop.err
    for suffix in ("mp3", "m4b"):
        measured = measure_file(workshop.edition(HARD) / f"{HARD}.{suffix}")
        assert measured.integrated_lufs == pytest.approx(-19.0, abs=1.0)
        assert measured.true_peak_dbtp <= -1.0


def test_any_number_of_workers_and_any_past_give_the_same_bytes(workshop: Workshop) -> None:
    built = workshop
    shutil.copy(EXAMPLES / f"{HARD}.md", built.folder)
    assert built.run("build", f"{HARD}.md").code == 0
    before = bytes_of(built.edition(HARD))
    article = (EXAMPLES / f"{HARD}.md").read_text(encoding="utf-8")
    built.write(f"{HARD}.md", article.replace("smells of rope", "smells of tar and rope"))
    assert built.run("build", f"{HARD}.md", "--jobs", "4").code == 0
    assert bytes_of(built.edition(HARD)) != before
    built.write(f"{HARD}.md", article)
    assert built.run("build", f"{HARD}.md", "--jobs", "1").code == 0
    assert bytes_of(built.edition(HARD)) == before
    shutil.rmtree(built.folder / "store")
    shutil.rmtree(built.folder / "output")
    assert built.run("build", f"{HARD}.md", "--jobs", "3").code == 0
    assert bytes_of(built.edition(HARD)) == before
