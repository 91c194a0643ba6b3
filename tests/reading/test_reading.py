"""Choosing the format, decoding, and refusing what cannot be read."""

import pytest

from audio_edition.errors import ReadingError
from audio_edition.reading import read_article, title_from_name
from audio_edition.reading.naming import author_names, iso_date

TEXT = "Café “déjà vu” — it cost £4… or so they say.\n\nThe naïve reader paid five."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-32"), "utf-32"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_encodings_are_found(data: bytes, encoding: str) -> None:
    article = read_article(data, "x.txt")
    assert article.encoding == encoding
    assert " ".join(b.text for b in article.blocks) == " ".join(TEXT.split())


def test_latin_1_is_read() -> None:
    text = "Ça va à Besançon, où l'été s'achève. Blåbærgrød på øen, sagde hun."
    assert read_article(text.encode("latin-1"), "x.txt").blocks[0].text == text


def test_a_page_may_state_its_encoding() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Łódź i Gdańsk</p></body></html>'
    article = read_article(page.encode("iso-8859-2"), "x.html")
    assert article.blocks[0].text == "Łódź i Gdańsk"


def test_broken_utf_8_is_read_as_something() -> None:
    article = read_article(b"Good words, then " + b"\xc3\x28\xff and more words.", "x.txt")
    assert "Good words" in article.blocks[0].text
    assert "more words." in article.blocks[0].text


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"...", "— … — “”".encode(), b"\xef\xbb\xbf"])
def test_nothing_to_read_is_refused(data: bytes) -> None:
    with pytest.raises(ReadingError) as raised:
        read_article(data, "folder/empty.txt")
    assert "empty.txt" in raised.value.problem
    assert raised.value.exit_code == 3


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("empty.html", "<html><head><script>var a = 1</script></head><body></body></html>"),
        ("empty.html", "<!-- nothing here yet -->"),
        ("empty.md", "---\ndate: 2024-05-06\n---\n\n***\n"),
    ],
)
def test_markup_around_nothing_is_refused(name: str, source: str) -> None:
    with pytest.raises(ReadingError, match="holds nothing that can be read aloud"):
        read_article(source.encode(), name)


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"PK\x03\x04\x14\x00\x00\x00",
     b"\xff\xfeA\x00\x00\x00",
     b"{\\rtf1\\ansi Some words.}", b"%PDF-1.4\n1 0 obj", b"%!PS-Adobe-3.0\nshowpage",
     bytes(range(256)) * 4, b"\x01\x02\x03\x04\x05\x06\x07 word"],
)  # fmt: skip
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(ReadingError, match="is not text"):
        read_article(data, "picture.txt")


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ReadingError, match="Choose one of: html, markdown, plain_text"):
        read_article(b"Words.", "x", "docx")


@pytest.mark.parametrize(
    ("source", "format"),
    [
        ("<!DOCTYPE html><p>Hello there.", "html"),
        ("<?xml version='1.0'?><html><body><p>Hello.</p></body></html>", "html"),
        ("# A title\n\nSome words.", "markdown"),
        ("---\ntitle: A\n---\nSome words.", "markdown"),
        ("Words with a [link](https://example.org/).", "markdown"),
        ("Just words, and a hash #tag and 2 * 3 * 4 = 24.", "plain_text"),
        ("Dashes - and 1. numbers.\n\n- a list\n- of two", "plain_text"),
    ],
)
def test_standard_input_tells_its_format(source: str, format: str) -> None:
    assert read_article(source.encode(), "-").format == format


@pytest.mark.parametrize(
    ("name", "title"),
    [("a/my-first_piece.md", "My first piece"), ("-", "Untitled article"), ("x.tar.txt", "X.tar")],
)
def test_a_title_from_a_file_name(name: str, title: str) -> None:
    assert title_from_name(name) == title


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("By Ida Thorsen", "Ida Thorsen"),
        ("By Ida Thorsen, Harbour Correspondent", "Ida Thorsen"),
        ("Posted by Ann Lee on March 3, 2020", "Ann Lee"),
        ("Written by Ann Lee | 4 May 2023", "Ann Lee"),
        ("By A. B. Cole, Jr., and Dee Fox", "A. B. Cole, Jr. and Dee Fox"),
        ("By Jan Marsh, Mae May & Sept Omber", "Jan Marsh, Mae May and Sept Omber"),
    ],
)
def test_authors_are_named_as_a_listener_should_hear_them(byline: str, author: str) -> None:
    assert author_names(byline) == author


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("4 May 2023", "2023-05-04"),
        ("Published Sept. 3rd, 1999 at noon", "1999-09-03"),
        ("2023-05-04T08:00Z", "2023-05-04"),
        ("2023-13-04", ""),
        ("31 April 2020", ""),
        ("In May 2020 it rained", ""),
    ],
)
def test_only_a_certain_date_is_one(written: str, date: str) -> None:
    assert iso_date(written) == date
