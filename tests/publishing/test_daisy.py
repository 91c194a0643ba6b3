"""DAISY 2.02: files that hang together, levels, exact totals, clips that touch."""

from pathlib import Path
from typing import Any

import pytest

from audio_edition.publishing.archive import write_archive
from audio_edition.publishing.daisy202 import members
from audio_edition.publishing.tracks import tracks
from tests.publishing import books
from tests.publishing.conftest import Book
from tests.publishing.packages import (
    XHTML,
    clips,
    clock_ms,
    contents,
    faults_of,
    ids,
    parsed,
    without_marks,
)

ALLOWED = """
html head title meta body div h1 h2 h3 h4 h5 h6 p span a em strong code sub sup del b
ul ol li dl dt dd blockquote pre table caption tr th td
"""
TRANSITIONAL = set(ALLOWED.split())
"""Elements that a text may have: all of them are in XHTML 1.0 Transitional."""


@pytest.fixture(scope="module")
def daisy(book: Book) -> dict[str, bytes]:
    return contents(book.folder / "harbour-daisy202.zip")


def facts(document: Any) -> dict[str, str]:
    """Return what a file's `meta` elements say."""
    return {
        meta.get("name"): meta.get("content")
        for meta in document.iter("meta", f"{XHTML}meta")
        if meta.get("name")
    }


def headings(daisy: dict[str, bytes]) -> list[tuple[int, str, str]]:
    """Return level, text and target of every heading of the control centre."""
    body = parsed(daisy["ncc.html"]).find(f"{XHTML}body")
    return [(int(h.tag[-1]), h[0].text, h[0].get("href")) for h in body]


def test_the_control_centre_comes_first_and_begins_with_the_title(daisy: dict[str, bytes]) -> None:
    assert next(iter(daisy)) == "ncc.html"
    body = parsed(daisy["ncc.html"]).find(f"{XHTML}body")
    assert (body[0].tag, body[0].get("class")) == (f"{XHTML}h1", "title")


def test_headings_are_at_their_levels_and_lead_to_what_is_heard_first(
    daisy: dict[str, bytes],
) -> None:
    found = headings(daisy)
    assert [level for level, _, _ in found] == [1, 1, 2, 1, 1]
    assert found[2][1] == "Below deck (warning: rape)"
    for _, _, target in found:
        name, _, id = target.partition("#")
        smil = parsed(daisy[name])
        assert next(e.get("id") for e in smil.iter("text")) == id


def test_totals_are_exact(book: Book, daisy: dict[str, bytes]) -> None:
    ncc = facts(parsed(daisy["ncc.html"]))
    elapsed_ms = 0
    for track in tracks(book.edition):
        smil = parsed(daisy[f"{track.stem}.smil"])
        stated = facts(smil)
        lengths = [end - begin for _, _, begin, end in clips(smil, "clip-begin", "clip-end")]
        assert clock_ms(stated["ncc:timeInThisSmil"]) == sum(lengths)
        assert clock_ms(smil.find("body/seq").get("dur")) == sum(lengths)
        assert clock_ms(stated["ncc:totalElapsedTime"]) == elapsed_ms
        elapsed_ms += sum(lengths)
    assert clock_ms(ncc["ncc:totalTime"]) == 1000 * round(elapsed_ms / 1000)
    master = facts(parsed(daisy["master.smil"]))
    assert clock_ms(master["ncc:timeInThisSmil"]) == elapsed_ms
    assert int(ncc["ncc:tocItems"]) == len(headings(daisy))
    assert int(ncc["ncc:depth"]) == max(level for level, _, _ in headings(daisy))
    assert int(ncc["ncc:files"]) == len(daisy)
    assert int(ncc["ncc:kByteSize"]) == -(-sum(map(len, daisy.values())) // 1024)
    assert int(ncc["ncc:prodNotes"]) == 2


def test_what_the_specification_requires_is_stated(daisy: dict[str, bytes]) -> None:
    ncc = facts(parsed(daisy["ncc.html"]))
    required = "dc:creator dc:date dc:format dc:identifier dc:language dc:publisher dc:title"
    required += " ncc:charset ncc:pageFront ncc:pageNormal ncc:pageSpecial ncc:tocItems"
    required += " ncc:totalTime"
    assert set(required.split()) <= set(ncc)
    assert ncc["dc:format"] == "Daisy 2.02"
    assert ncc["ncc:multimediaType"] == "audioFullText"
    assert ncc["dc:date"] == "2024-03-23"
    assert ncc["ncc:narrator"] == "Synthetic voice low (tone 1)"


def test_clips_touch_are_in_order_and_end_with_their_sound(
    book: Book, daisy: dict[str, bytes]
) -> None:
    texts = {n: ids(parsed(data)) for n, data in daisy.items() if n.endswith(".html")}
    for track, length_ms in zip(tracks(book.edition), book.lengths_ms(), strict=True):
        found = clips(parsed(daisy[f"{track.stem}.smil"]), "clip-begin", "clip-end")
        assert faults_of(found, length_ms, texts, "") == []
        assert {audio for _, audio, _, _ in found} == {track.audio_name}
        assert track.audio_name in daisy


def test_ids_are_unique_in_every_file(daisy: dict[str, bytes]) -> None:
    for name, data in daisy.items():
        if name.endswith((".html", ".smil")):
            found = ids(parsed(data))
            assert len(found) == len(set(found)), name


def test_the_master_plays_every_chapter_in_order(book: Book, daisy: dict[str, bytes]) -> None:
    refs = [ref.get("src") for ref in parsed(daisy["master.smil"]).iter("ref")]
    assert refs == [f"{track.stem}.smil" for track in tracks(book.edition)]


def test_texts_hold_only_what_xhtml_1_knows(daisy: dict[str, bytes]) -> None:
    for name, data in daisy.items():
        if name.endswith(".html"):
            for element in parsed(data).iter():
                assert element.tag.removeprefix(XHTML) in TRANSITIONAL, name
                assert not {"role", "aria-label"} & set(element.attrib)
            assert b'charset=utf-8"' in data
            assert data.startswith(b'<?xml version="1.0" encoding="utf-8"?>')


def test_the_heading_in_the_text_has_the_level_of_the_control_centre(
    book: Book, daisy: dict[str, bytes]
) -> None:
    for (level, _, _), track in zip(headings(daisy), tracks(book.edition), strict=True):
        root = parsed(daisy[f"{track.stem}.html"])
        tags = {e.tag.removeprefix(XHTML) for e in root.iter() if e.tag[-2] == "h"}
        assert tags - {"th"} <= {f"h{level}"}


def test_each_sentence_stands_in_the_text_as_it_is_written(
    book: Book, daisy: dict[str, bytes]
) -> None:
    for track in tracks(book.edition):
        root = parsed(daisy[f"{track.stem}.html"])
        held = {e.get("id"): "".join(e.itertext()) for e in root.iter() if e.get("id")}
        for segment in track.chapter.segments:
            wanted = segment.text.replace("\x0b", "�")
            assert without_marks(held[segment.id]) == without_marks(wanted)


def test_warnings_are_notes_that_a_player_can_leave_out(daisy: dict[str, bytes]) -> None:
    pars = list(parsed(daisy["03-below-deck.smil"]).iter("par"))
    assert [par.get("system-required") for par in pars] == ["prodnote-on", None, None, None, None]
    text = parsed(daisy["03-below-deck.html"])
    (note,) = (e for e in text.iter() if e.get("class") == "optional-prodnote")
    assert note.get("id") == "s013"


def test_a_chapter_in_which_nothing_can_be_heard_is_one_clip(tmp_path: Path) -> None:
    """An engine may make no sound of a segment (an emoji): the chapter must still be valid."""
    from dataclasses import replace

    script = books.script_of()
    made = books.encoded(script)
    silent = replace(made[3], placed=())
    edition = books.edition_of(script, [*made[:3], silent, made[4]])
    books.fill(tmp_path, edition, made)
    write_archive(tmp_path / "book.zip", members(edition, tmp_path))
    daisy = contents(tmp_path / "book.zip")
    found = clips(parsed(daisy["04-the-crossing.smil"]), "clip-begin", "clip-end")
    length_ms = silent.total_samples * 1000 // 44100
    assert found == [("04-the-crossing.html#c-the-crossing", "04-the-crossing.mp3", 0, length_ms)]
    assert "c-the-crossing" in ids(parsed(daisy["04-the-crossing.html"]))


def test_the_same_edition_gives_the_same_bytes(book: Book, tmp_path: Path) -> None:
    write_archive(tmp_path / "again.zip", members(book.edition, book.folder))
    first = (book.folder / "harbour-daisy202.zip").read_bytes()
    assert (tmp_path / "again.zip").read_bytes() == first
