"""Chapters encoded apart and joined are what one encoding of the whole would be."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4

from audio_edition.errors import OutputError
from audio_edition.mastering import frames, m4b, mp3, passage_sound
from audio_edition.mastering.assembly import Assembly, assemble
from audio_edition.mastering.passage_sound import GRID_SAMPLES
from tests.mastering.sounds import chapter_of, decoded, pcm_of, signal_to_noise_db

CHAPTERS = (
    ("The first chapter begins.", "It has a second sentence."),
    ("Another one.",),
    ("The last chapter is longer than the others.", "And it ends", "as loudly as it began."),
)
MARKS = (m4b.ChapterMark("One", 0), m4b.ChapterMark("Two; = #", 44100))


@pytest.fixture(scope="module")
def made() -> list[passage_sound.EncodedPassage]:
    return [chapter_of(texts) for texts in CHAPTERS]


@pytest.fixture(scope="module")
def whole(made: list[passage_sound.EncodedPassage]) -> np.ndarray:
    return np.concatenate([pcm_of(c, t) for c, t in zip(made, CHAPTERS, strict=True)])


@pytest.fixture
def assembly(made: list[passage_sound.EncodedPassage], tmp_path: Path) -> Assembly:
    return assemble(([m] for m in made), ("mp3", "aac"), tmp_path)


def test_a_chapter_is_a_whole_number_of_both_codecs_frames(
    made: list[passage_sound.EncodedPassage],
) -> None:
    for chapter in made:
        assert chapter.total_samples % GRID_SAMPLES == 0
        for codec, stream in chapter.streams.items():
            kind = frames.KINDS[codec]
            if codec == "mp3":
                count = len(frames.bounds(stream, kind)) - 1
            else:
                sizes = np.frombuffer(chapter.sizes[codec], ">u4")
                count = len(sizes)
                assert sizes.sum() == len(stream)
            assert count * kind.samples == chapter.total_samples


def test_the_joined_mp3_decodes_to_the_timeline_sample_by_sample(
    assembly: Assembly, whole: np.ndarray, tmp_path: Path
) -> None:
    path = tmp_path / "whole.mp3"
    mp3.write_file(path, b"", assembly.whole["mp3"])
    sound = decoded(path)
    assert len(sound) == len(whole)
    assert signal_to_noise_db(whole, sound) > 20
    assert MP3(path).info.length == pytest.approx(len(whole) / 44100, abs=0.001)


def test_the_joined_m4b_decodes_to_the_timeline_sample_by_sample(
    assembly: Assembly, whole: np.ndarray, tmp_path: Path
) -> None:
    path = tmp_path / "whole.m4b"
    m4b.write_file(path, MARKS, assembly.whole["aac"])
    sound = decoded(path)
    assert len(sound) == len(whole)
    assert signal_to_noise_db(whole, sound) > 20
    # mutagen reads the media's length, which counts the 1024 samples before the sound.
    assert MP4(path).info.length == pytest.approx((len(whole) + 1024) / 44100, abs=0.001)


@pytest.mark.parametrize("codec", ["mp3", "aac"])
def test_nothing_is_heard_at_a_join(
    made: list[passage_sound.EncodedPassage], assembly: Assembly, tmp_path: Path, codec: str
) -> None:
    path = tmp_path / "joined"
    if codec == "mp3":
        mp3.write_file(path, b"", assembly.whole["mp3"])
    else:
        m4b.write_file(path.with_suffix(".m4b"), MARKS, assembly.whole["aac"])
        path = path.with_suffix(".m4b")
    sound = decoded(path).astype(np.int32)
    joins = np.cumsum([c.total_samples for c in made])[:-1]
    for join in joins:
        assert np.abs(sound[join - 400 : join + 400]).max() < 40  # -58 dBFS


def test_a_single_chapter_file_lasts_as_long_as_its_chapter(
    made: list[passage_sound.EncodedPassage], assembly: Assembly, tmp_path: Path
) -> None:
    for number, (chapter, stretch) in enumerate(zip(made, assembly.chapters["mp3"], strict=True)):
        path = tmp_path / f"{number}.mp3"
        mp3.write_file(path, b"", stretch)
        assert len(decoded(path)) == chapter.total_samples


def test_a_chapter_encoded_again_has_the_same_bytes(
    made: list[passage_sound.EncodedPassage],
) -> None:
    assert passage_sound.pack(chapter_of(CHAPTERS[0])) == passage_sound.pack(made[0])


def test_a_packed_chapter_comes_back_as_it_was(made: list[passage_sound.EncodedPassage]) -> None:
    assert passage_sound.unpack(passage_sound.pack(made[2])) == made[2]


def test_words_lie_inside_their_segments(made: list[passage_sound.EncodedPassage]) -> None:
    for chapter in made:
        for placed in chapter.placed:
            assert placed.words
            for _, _, first, last in placed.each_word():
                assert 0 <= first < last <= placed.end_samples - placed.begin_samples


def test_damaged_frames_are_refused() -> None:
    stream = chapter_of(CHAPTERS[1], ("mp3",)).streams["mp3"]
    damaged = stream[:500] + b"xx" + stream[500:]
    with pytest.raises(OutputError, match="damaged"):
        frames.bounds(damaged, frames.KINDS["mp3"])


def test_an_encoder_that_fails_is_reported_with_its_own_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(passage_sound.CODECS, "mp3", ("-c:a", "no-such-codec", "-f", "mp3"))
    with pytest.raises(OutputError, match="no-such-codec"):
        chapter_of(CHAPTERS[1], ("mp3",))


def test_the_information_frame_says_how_many_samples_to_leave_out(
    assembly: Assembly,
) -> None:
    stretch = replace(assembly.whole["mp3"])
    header = stretch.runs[0].file.read_bytes()[:4]
    frame = mp3.information_frame(header, 9216, 5000)
    assert frame[21:25] == b"Info"
    at = frame.index(b"LAME") + 21
    delay_and_padding = int.from_bytes(frame[at : at + 3], "big")
    delay, padding = delay_and_padding >> 12, delay_and_padding & 0xFFF
    count = int.from_bytes(frame[29:33], "big")
    assert count * 1152 - delay - padding == 9216
