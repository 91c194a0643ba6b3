"""Tags and chapter marks, read back from files by mutagen and by ffmpeg."""

import io
import json
import re
import shutil
import struct
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3
from mutagen.mp4 import MP4

from audio_edition.edition import Edition
from audio_edition.mastering import ffmpeg, id3_chapters, m4b, tags_mp3
from audio_edition.mastering.language_codes import three_letters
from audio_edition.mastering.tag_facts import tag_facts
from tests.editions import GRAPHIC, MILD, Said, Told, edition, recorded, rich

PNG = b"\x89PNG\r\n\x1a\n"
HOSTILE = 'A; title # with = \\ "quotes", a 🚢 and <b>'


def tag_of(made: Edition) -> ID3:
    return ID3(io.BytesIO(tags_mp3.mp3_tag(made, PNG)))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, Path]:
    folder = tmp_path_factory.mktemp("edition")
    made = rich()
    script = replace(made.script, title=HOSTILE)
    return recorded(replace(made, script=script), folder), folder


def test_an_mp3_says_everything_of_its_edition() -> None:
    facts = (("copyright", "© A. Sample"), ("show", "Slow Reading"), ("description", "Of fog."))
    tag = tag_of(edition(warning=MILD, metadata=facts, title="Nebel – Überfahrt", language="de"))
    assert tag.version == (2, 3, 0)
    assert str(tag["TIT2"]) == "Nebel – Überfahrt"
    assert str(tag["TPE1"]) == "Ann Sample"
    assert str(tag["TALB"]) == str(tag["TPE2"]) == "Slow Reading"
    assert str(tag["TDRC"]) == "2024-03-23"
    assert str(tag["TLAN"]) == "deu"
    assert str(tag["TCON"]) == "Speech"
    assert str(tag["TCOP"]) == "© A. Sample"
    assert tag["COMM::deu"].text[0].startswith("Audio edition in 1 chapter, read by a synthetic")
    assert tag["USLT::deu"].text == "The first sentence. A second."
    assert str(tag["TDES"]) == "Content warning: death grief. Of fog."
    assert tag["APIC:Cover"].data == PNG


def test_only_warnings_that_are_heard_make_an_edition_explicit() -> None:
    from audio_edition.script import WarningStatus

    dismissed = replace(GRAPHIC, status=WarningStatus.DISMISSED)
    given = {None: "0", MILD: "0", GRAPHIC: "1", dismissed: "0"}
    for warning, wanted in given.items():
        assert str(tag_of(edition(warning=warning))["TXXX:ITUNESADVISORY"]) == wanted


def test_what_is_not_known_has_no_frame() -> None:
    tag = tag_of(edition(author="", date="", metadata=()))
    assert not {"TDRC", "TCOP", "TDES"} & set(tag)
    assert str(tag["TPE1"]) == str(tag["TALB"]) == "The ferry & the <fog>"


def test_text_is_utf_16_only_where_latin_1_does_not_do() -> None:
    assert tag_of(edition(author="Łucja"))["TPE1"].encoding == 1
    assert tag_of(edition(author="Zoé"))["TPE1"].encoding == 0


def test_a_tag_is_the_same_every_time() -> None:
    assert tags_mp3.mp3_tag(rich(), PNG) == tags_mp3.mp3_tag(rich(), PNG)


def test_a_chapters_own_file_is_a_track_of_the_edition() -> None:
    tag = ID3(io.BytesIO(tags_mp3.mp3_chapter_tag(rich(), 2, PNG)))
    assert str(tag["TIT2"]) == "Fog (warning: torture)"
    assert str(tag["TALB"]) == "The ferry & the <fog>"
    assert str(tag["TRCK"]) == "3/3"
    assert tag["USLT::eng"].text.startswith("Fog\nThis chapter tells")
    assert str(tag["TXXX:CHAPTERWARNING"]) == "torture"
    assert not tag.getall("CHAP")


def frames_of(tag: bytes) -> list[tuple[str, bytes]]:
    """Return the frames of a tag as they stand in it."""
    found, at = [], 10
    while at < len(tag):
        name, size = struct.unpack_from(">4sI", tag, at)
        found.append((name.decode(), tag[at + 10 : at + 10 + size]))
        at += 10 + size
    return found


def chapter_times(tag: bytes) -> list[tuple[int, int]]:
    bodies = [body for name, body in frames_of(tag) if name == "CHAP"]
    return [struct.unpack_from(">II", body, body.index(b"\0") + 1) for body in bodies]


def test_chapter_frames_stand_in_the_order_heard_whatever_their_size() -> None:
    titles = ["A very long title " * 4, "B", "Middling", "Another long title " * 3]
    made = edition([Told(title, [Said("Words.")]) for title in titles])
    times = chapter_times(tags_mp3.mp3_tag(made, PNG))
    assert times == sorted(times)
    assert times[0][0] == 0
    assert [end for _, end in times[:-1]] == [begin for begin, _ in times[1:]]


def named_by(tag: ID3) -> list[str]:
    """Return every chapter that the tables name, walking them from the root."""

    def walk(id: str) -> list[str]:
        table = tag.get(f"CTOC:{id}")
        if table is None:
            return [id]
        return [name for child in table.child_element_ids for name in walk(child)]

    return walk(id3_chapters.ROOT)


LEVELS = st.lists(st.integers(1, 5), min_size=1, max_size=40)


@settings(max_examples=80, deadline=None)
@given(LEVELS)
def test_every_chapter_is_named_once_and_in_order(levels: list[int]) -> None:
    tag = tag_of(edition([Told(f"T{i}", [Said("W.")], level) for i, level in enumerate(levels)]))
    assert named_by(tag) == [f"c{number}" for number in range(1, len(levels) + 1)]


def test_tables_nest_where_headings_nest() -> None:
    tag = tag_of(edition([Told(t, [Said("W.")], len(t)) for t in ("A", "BB", "CCC", "DD", "E")]))
    tables = {t.element_id: t.child_element_ids for t in tag.getall("CTOC")}
    assert tables == {
        "toc": ["toc-c1", "c5"],
        "toc-c1": ["c1", "toc-c2", "c4"],
        "toc-c2": ["c2", "c3"],
    }


def test_seven_hundred_chapters_are_named_and_no_table_is_too_large() -> None:
    made = edition([Told(f"Part {n}", [Said("W.")]) for n in range(700)])
    tag = tag_of(made)
    assert named_by(tag) == [f"c{number}" for number in range(1, 701)]
    assert all(len(t.child_element_ids) <= 250 for t in tag.getall("CTOC"))


def test_titles_of_m4b_chapters_are_whole_lines_and_short() -> None:
    assert m4b.title_line("a;b#c=d\\e\nf\x07") == r"a;b#c=d\e f"
    long = m4b.title_line("🚢" * 100)
    assert len(long.encode("utf-8")) <= 250
    assert long.endswith("🚢…")


def chapters_of(path: Path) -> list[tuple[float, str]]:
    """Return beginning, in seconds, and title of each chapter, as ffmpeg reads them."""
    listing = ffmpeg.run(["-i", str(path), "-f", "ffmetadata", "-"]).decode("utf-8")
    found = []
    for part in re.split(r"^\[CHAPTER\]\n", listing, flags=re.M)[1:]:
        facts = dict(re.findall(r"^(\w+)=((?:\\.|[^\\\n])*)$", part, flags=re.M))
        scale = int(facts["TIMEBASE"].partition("/")[2])
        title = re.sub(r"\\(.)", r"\1", facts["title"])
        found.append((int(facts["START"]) / scale, title))
    return found


@pytest.mark.parametrize(("suffix", "shift_s"), [("mp3", 1105 / 44100), ("m4b", 0.0)])
def test_ffmpeg_reads_the_timelines_chapters(
    files: tuple[Edition, Path], suffix: str, shift_s: float
) -> None:
    # When it copies chapters, ffmpeg takes from them what MP3's delay made the file begin with.
    made, folder = files
    read = chapters_of(folder / f"the-ferry.{suffix}")
    assert [title for _, title in read] == [c.mark for c in made.timeline.chapters]
    for (begin_s, _), chapter in zip(read, made.timeline.chapters, strict=True):
        wanted_s = max(chapter.begin_samples / 44100 - shift_s, 0)
        assert begin_s == pytest.approx(wanted_s, abs=0.001)


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not installed")
@pytest.mark.parametrize("suffix", ["mp3", "m4b"])
def test_ffprobe_lists_more_than_255_chapters_in_time_order(tmp_path: Path, suffix: str) -> None:
    titles = [f"{'A long title ' * (n % 7)}{n}; # = \\ 🚢" for n in range(300)]
    made = recorded(
        edition([Told(t, [Said("a")], 1 + n % 3) for n, t in enumerate(titles)]), tmp_path
    )
    line = ["ffprobe", "-v", "error", "-show_chapters", "-of", "json"]
    done = subprocess.run(
        [*line, tmp_path / f"the-ferry.{suffix}"], capture_output=True, check=True
    )
    listed = json.loads(done.stdout)["chapters"]
    assert [c["tags"]["title"] for c in listed] == titles
    for chapter, timed in zip(listed, made.timeline.chapters, strict=True):
        assert float(chapter["start_time"]) == pytest.approx(timed.begin_samples / 44100, abs=0.001)


def test_an_m4b_says_everything_of_its_edition(files: tuple[Edition, Path]) -> None:
    tags = MP4(files[1] / "the-ferry.m4b").tags
    assert tags["\xa9nam"] == [HOSTILE]
    assert tags["\xa9ART"] == ["Ann Sample"]
    assert tags["\xa9alb"] == tags["aART"] == ["Slow Reading"]
    assert tags["\xa9day"] == ["2024-03-23"]
    assert tags["stik"] == [2]
    assert tags["rtng"] == [1]
    assert "We wait. Always." in tags["\xa9lyr"][0]
    assert bytes(tags["covr"][0]).startswith(PNG)
    assert bytes(tags["----:com.apple.iTunes:CONTENTWARNING"][0]) == b"death grief, torture"


def test_the_m4bs_sound_says_its_language(files: tuple[Edition, Path]) -> None:
    path = files[1] / "the-ferry.m4b"
    done = subprocess.run([ffmpeg.executable(), "-i", path], capture_output=True, check=False)
    assert b"(eng)" in next(line for line in done.stderr.splitlines() if b"Audio: aac" in line)


def test_facts_are_whole_lines() -> None:
    assert tag_facts(edition(title="A\n  title")).title == "A title"


def test_language_codes() -> None:
    tags = {"en-GB": "eng", "de": "deu", "cmn": "zho", "haw": "haw", "x-own": "und", "": "und"}
    assert {tag: three_letters(tag) for tag in tags} == tags
