"""Opus: chapters encoded apart, joined with silence, with chapter marks whose times are right."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.oggopus import OggOpus

from audio_edition.article import Article
from audio_edition.edition import Edition, TimedChapter, Timeline
from audio_edition.errors import OutputError
from audio_edition.mastering import ffmpeg, opus
from audio_edition.mastering.assembly import Assembly, assemble
from audio_edition.mastering.passage_sound import EncodedPassage
from audio_edition.mastering.tags_opus import opus_comments
from audio_edition.script import Script
from tests.mastering.sounds import chapter_of, pcm_of

RATE_HZ = 44100
TEXTS = (
    ("The first chapter begins.", "It has a second sentence."),
    ("Another one.",),
    ("The last chapter is longer than the others.", "And it ends", "as loudly as it began."),
)
TITLES = ("Opening", "A; B = C #1", "Zürich\nand after")


@pytest.fixture(scope="module")
def made() -> list[EncodedPassage]:
    return [chapter_of(texts, ("opus",)) for texts in TEXTS]


@pytest.fixture(scope="module")
def assembly(made: list[EncodedPassage], tmp_path_factory: pytest.TempPathFactory) -> Assembly:
    return assemble(([m] for m in made), ("opus",), tmp_path_factory.mktemp("frames"))


def edition_of(made: list[EncodedPassage]) -> Edition:
    chapters, begin = [], 0
    for title, chapter in zip(TITLES, made, strict=True):
        end = begin + chapter.total_samples
        chapters.append(TimedChapter(f"c-{begin}", title, 1, "body", begin, end, ()))
        begin = end
    script = Script("A title", "en", (), "Ada Writer", "2024-03-23")
    timeline = Timeline(RATE_HZ, begin, tuple(chapters))
    article = Article("", "A title", (), ())
    return Edition("a-title", article, script, timeline, "tone", (("narrator", "low"),), ())


@pytest.fixture(scope="module")
def path(
    made: list[EncodedPassage], assembly: Assembly, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    path = tmp_path_factory.mktemp("opus") / "whole.opus"
    comments = opus_comments(edition_of(made), b"\x89PNG" + bytes(100_000))
    opus.write_file(path, comments, assembly.chapters["opus"], RATE_HZ)
    return path


def decoded(path: Path) -> np.ndarray:
    raw = ffmpeg.run(["-i", str(path), "-map", "0:a", "-f", "s16le", "-ac", "1", "-"])
    return np.frombuffer(raw, np.int16).astype(np.float64)


def delay_of(signal: np.ndarray, other: np.ndarray) -> int:
    """Return how many samples later `other` is than `signal`, by cross-correlation."""
    size = 1 << (2 * len(signal) - 1).bit_length()
    product = np.fft.rfft(other, size) * np.conj(np.fft.rfft(signal, size))
    delay = int(np.argmax(np.fft.irfft(product, size)))
    return delay - size if delay > size // 2 else delay


def test_it_lasts_as_long_as_the_timeline(made: list[EncodedPassage], path: Path) -> None:
    total = opus.rescaled(sum(c.total_samples for c in made), RATE_HZ)
    assert len(decoded(path)) == total
    assert OggOpus(path).info.length == pytest.approx(total / 48000, abs=1e-6)


def test_every_chapter_sounds_where_the_timeline_has_it(
    made: list[EncodedPassage], path: Path
) -> None:
    sound, begin = decoded(path), 0
    for chapter, texts in zip(made, TEXTS, strict=True):
        pcm = pcm_of(chapter, texts).astype(np.float64)
        at = np.arange(opus.rescaled(len(pcm), RATE_HZ)) * RATE_HZ / 48000
        wanted = np.interp(at, np.arange(len(pcm)), pcm)
        first = opus.rescaled(begin, RATE_HZ)
        heard = sound[first : first + len(wanted)]
        assert abs(delay_of(wanted, heard)) <= 61  # 1.25 ms, and half a sample of rounding
        begin += chapter.total_samples


def test_chapter_marks_have_the_timelines_times(made: list[EncodedPassage], path: Path) -> None:
    tags = OggOpus(path)
    begins_ms = np.cumsum([0] + [c.total_samples for c in made])[:-1] * 1000 / RATE_HZ
    for number, begin_ms in enumerate(begins_ms, 1):
        hours, minutes, seconds = tags[f"chapter{number:03}"][0].split(":")
        found_ms = 1000 * (3600 * int(hours) + 60 * int(minutes) + float(seconds))
        assert found_ms == pytest.approx(begin_ms, abs=0.5)
    assert tags["chapter002name"] == ["A; B = C #1"]
    assert tags["chapter003name"] == ["Zürich and after"]
    assert tags["title"] == ["A title"]
    assert "metadata_block_picture" in tags


def test_ffmpeg_reads_the_chapters_back(made: list[EncodedPassage], path: Path) -> None:
    line = ["-i", str(path), "-f", "ffmetadata", "-"]
    found = [
        int(row.partition("=")[2])
        for row in ffmpeg.run(line).decode().splitlines()
        if row.startswith("START=")
    ]
    begins = np.cumsum([0] + [c.total_samples for c in made])[:-1] / RATE_HZ
    assert [value / 1000 for value in found] == pytest.approx(list(begins), abs=0.001)


def test_nothing_is_heard_at_a_join(made: list[EncodedPassage], path: Path) -> None:
    sound = decoded(path)
    for join in np.cumsum([c.total_samples for c in made])[:-1]:
        at = opus.rescaled(int(join), RATE_HZ)
        assert np.abs(sound[at - 400 : at + 400]).max() < 40  # -58 dBFS


def test_the_same_chapters_give_the_same_bytes(
    made: list[EncodedPassage], assembly: Assembly, path: Path, tmp_path: Path
) -> None:
    comments = opus_comments(edition_of(made), b"\x89PNG" + bytes(100_000))
    opus.write_file(tmp_path / "again.opus", comments, assembly.chapters["opus"], RATE_HZ)
    assert (tmp_path / "again.opus").read_bytes() == path.read_bytes()


def test_a_damaged_encoding_is_refused(made: list[EncodedPassage]) -> None:
    with pytest.raises(OutputError, match="damaged"):
        opus.chapter_packets(b"OggS" + bytes(50), 9216, 9216, RATE_HZ)


@settings(max_examples=100, deadline=None)
@given(st.integers(-59, 2000))
def test_a_gap_is_filled_to_the_nearest_packet(missing: int) -> None:
    filled = sum(opus._filling(missing))
    assert abs(missing - filled) <= 60


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(2, 60), min_size=1, max_size=60))
def test_the_error_does_not_add_up(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[int]
) -> None:
    """Chapters of any length on the grid begin within 1.25 ms of where they are due."""
    folder = tmp_path_factory.mktemp("many")
    chapters = []
    for length in lengths:
        total = 9216 * length
        count = total * 48000 // RATE_HZ // 960
        stream = b"\x00\x03\xf8\xff\xfe" * count
        chapters.append(replace(EMPTY, total_samples=total, streams={"opus": stream}))
    stretches = assemble(([c] for c in chapters), ("opus",), folder).chapters["opus"]
    path = folder / "many.opus"
    opus.write_file(path, b"OpusTags" + bytes(8), stretches, RATE_HZ)
    position = sum(samples for samples, _ in opus._joined(stretches, RATE_HZ)) - 3840
    due = opus.rescaled(9216 * sum(lengths), RATE_HZ)
    assert due - 60 <= position - 120 <= due + 60
    assert OggOpus(path).info.length == pytest.approx(due / 48000, abs=1e-6)


EMPTY = EncodedPassage(0, (), {}, {"opus": b""}, {"opus": b""})
