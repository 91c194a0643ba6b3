"""The M4B writer's boxes, beyond what the tests of joining decode."""

import struct
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.mp4 import MP4

from audio_edition.mastering import m4b, mp4_boxes
from audio_edition.mastering.stretch import Run, Stretch
from audio_edition.publishing.verifying.mp4_file import Mp4File

FRAME = 1024
GRID = 9 * FRAME


def stretch_of(lengths: list[int], folder: Path) -> Stretch:
    """Return frames of so many bytes each, every one made of its own number."""
    frames, sizes = folder / "aac.frames", folder / "aac.sizes"
    frames.write_bytes(b"".join(bytes([n % 251]) * length for n, length in enumerate(lengths)))
    sizes.write_bytes(struct.pack(f">{len(lengths)}I", *lengths))
    total = len(lengths) * FRAME
    return Stretch((Run(frames, 0, sum(lengths)),), b"tail", total, sizes, 0, len(lengths))


def places_of(path: Path) -> list[tuple[int, int]]:
    """Return offset and length of every sample of the sound, as the checks of editions find."""
    from audio_edition.publishing.verifying import mp4_file

    return list(mp4_file._places(Mp4File(path).tracks[0]))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 700), min_size=1, max_size=140), st.integers(0, 5000))
def test_every_frame_lies_where_the_boxes_say_whatever_the_tags_take(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[int], tag_size: int
) -> None:
    folder = tmp_path_factory.mktemp("m4b")
    path = folder / "a.m4b"

    def add_tags(unfinished: Path) -> None:
        file = MP4(unfinished)
        file["\xa9lyr"] = ["l" * tag_size]
        file.save(padding=lambda info: 0)

    marks = [m4b.ChapterMark("One; # =", 0), m4b.ChapterMark("Zwei 🚢", FRAME // 2)]
    m4b.write_file(path, marks, stretch_of(lengths, folder), add_tags)
    data = path.read_bytes()
    found = [data[at : at + size] for at, size in places_of(path)]
    wanted = [bytes([n % 251]) * length for n, length in enumerate(lengths)]
    assert found == [*wanted, b"tail"]
    file = Mp4File(path)
    assert file.end == file.size
    assert [m.title for m in file.quicktime_chapters()] == ["One; # =", "Zwei 🚢"]
    assert [m.title for m in file.nero_chapters()] == ["One; # =", "Zwei 🚢"]
    assert file.length_ms == pytest.approx(len(lengths) * FRAME / 44.1)


def test_the_tags_writer_is_given_a_file_without_sound(tmp_path: Path) -> None:
    sizes: list[int] = []
    stretch = stretch_of([600] * 1000, tmp_path)
    m4b.write_file(
        tmp_path / "a.m4b",
        [m4b.ChapterMark("All", 0)],
        stretch,
        lambda path: sizes.append(path.stat().st_size),
    )
    assert sizes[0] < 10_000


def test_a_stretch_in_the_middle_has_its_own_sizes(tmp_path: Path) -> None:
    whole = stretch_of([3, 4, 5, 6], tmp_path)
    part = replace(whole, runs=(Run(whole.runs[0].file, 7, 12),), first_frame=2, frame_count=1)
    assert part.frame_sizes() == struct.pack(">I", 5)


def test_more_than_255_chapters_are_in_the_chapter_track_alone() -> None:
    listed = b"".join(mp4_boxes.nero_chapters([(n, str(n)) for n in range(300)], 44100))
    assert listed[16] == 255


def test_durations_beyond_27_hours_and_offsets_beyond_4_gb_take_64_bits(tmp_path: Path) -> None:
    total = 30 * 3600 * 44100
    frames = mp4_boxes.samples(struct.pack(">I", 5) * 90, [(90, total // 90)], 43, True)
    frames = replace(frames, begin=1 << 33)
    texts = mp4_boxes.samples(struct.pack(">I", 5) * 2, [(2, total // 2)], 2, True)
    track = mp4_boxes.sound_track(44100, total, 1024, frames, 2)
    chapters = mp4_boxes.chapter_track(2, 44100, total, texts)
    path = tmp_path / "long.m4b"
    movie = mp4_boxes.movie(44100, total, track, chapters)
    path.write_bytes(b"".join(mp4_boxes.file_type() + movie))
    track = b"".join(track)
    assert MP4(path).info.length == pytest.approx(30 * 3600)
    at = track.index(b"co64") + 8
    assert struct.unpack_from(">IQQ", track, at) == (3, 1 << 33, (1 << 33) + 215)
    at = track.index(b"elst") + 4
    assert struct.unpack_from(">BxxxIQq", track, at) == (1, 1, total, 1024)
    assert mp4_boxes.media_data_header(1 << 33) == b"\0\0\0\1mdat" + struct.pack(
        ">Q", (1 << 33) + 16
    )
