"""Audiobooks: both manifests name the same files, lengths and chapters."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from audio_edition.publishing.archive import write_archive
from audio_edition.publishing.audiobook import members
from audio_edition.publishing.tracks import tracks
from tests.publishing.conftest import Book
from tests.publishing.packages import contents

ISO_DURATION = re.compile(r"PT(\d+)\.(\d{3})S")


@pytest.fixture(scope="module")
def audiobook(book: Book) -> dict[str, bytes]:
    return contents(book.folder / "harbour.audiobook")


@pytest.fixture(scope="module")
def readium(audiobook: dict[str, bytes]) -> Any:
    return json.loads(audiobook["manifest.json"])


@pytest.fixture(scope="module")
def w3c(audiobook: dict[str, bytes]) -> Any:
    return json.loads(audiobook["publication.json"])


def iso_ms(value: str) -> int:
    match = ISO_DURATION.fullmatch(value)
    assert match
    return int(match[1]) * 1000 + int(match[2])


def test_both_manifests_name_every_chapters_file(
    book: Book, audiobook: dict[str, bytes], readium: Any, w3c: Any
) -> None:
    names = [f"chapters/{track.audio_name}" for track in tracks(book.edition)]
    assert [link["href"] for link in readium["readingOrder"]] == names
    assert [link["url"] for link in w3c["readingOrder"]] == names
    assert set(names) <= set(audiobook)
    resources = [*(r["href"] for r in readium["resources"]), *(r["url"] for r in w3c["resources"])]
    assert set(resources) == {"cover.png", "index.html"}
    assert set(resources) <= set(audiobook)


def test_lengths_are_the_timelines_and_add_up(book: Book, readium: Any, w3c: Any) -> None:
    lengths = book.lengths_ms()
    assert [round(1000 * link["duration"]) for link in readium["readingOrder"]] == lengths
    assert [iso_ms(link["duration"]) for link in w3c["readingOrder"]] == lengths
    assert round(1000 * readium["metadata"]["duration"]) == sum(lengths)
    assert iso_ms(w3c["duration"]) == sum(lengths)


def test_what_w3c_requires_and_recommends_is_stated(w3c: Any) -> None:
    assert w3c["@context"][:2] == ["https://schema.org", "https://www.w3.org/ns/pub-context"]
    assert w3c["conformsTo"] == "https://www.w3.org/TR/audiobooks/"
    assert w3c["type"] == "Audiobook"
    recommended = "abridged accessMode accessModeSufficient accessibilityFeature"
    recommended += " accessibilityHazard accessibilitySummary author dateModified datePublished"
    recommended += " duration id inLanguage name publisher readBy readingOrder resources"
    assert set(recommended.split()) <= set(w3c)
    assert w3c["accessModeSufficient"] == [{"type": "ItemList", "itemListElement": ["auditory"]}]
    assert {"cover", "contents"} == {resource["rel"] for resource in w3c["resources"]}


def test_what_readium_requires_is_stated(readium: Any) -> None:
    metadata = readium["metadata"]
    assert metadata["conformsTo"] == "https://readium.org/webpub-manifest/profiles/audiobook"
    assert metadata["@type"] == "http://schema.org/Audiobook"
    assert [link["rel"] for link in readium["links"]] == ["self"]
    assert all(link["type"] == "audio/mpeg" for link in readium["readingOrder"])
    assert [entry["title"] for entry in readium["toc"]][1:] == [
        "The quay",
        "The crossing",
        "About this edition",
    ]
    (below,) = readium["toc"][1]["children"]
    assert below["title"] == "Below deck (warning: rape)"
    assert metadata["subject"] == ["Content warning: rape"]


def test_the_folder_has_the_w3c_manifest_too(book: Book) -> None:
    manifest = json.loads((book.folder / "publication.json").read_bytes())
    for link in (*manifest["readingOrder"], *manifest["resources"]):
        assert (book.folder / link["url"]).is_file()


def test_without_mp3_no_package_is_written(book: Book, tmp_path: Path) -> None:
    from audio_edition.pipeline import files

    files.write_packages(tmp_path, book.edition)
    assert list(tmp_path.iterdir()) == []


def test_the_same_edition_gives_the_same_bytes(book: Book, tmp_path: Path) -> None:
    write_archive(tmp_path / "again", members(book.edition, book.folder))
    assert (tmp_path / "again").read_bytes() == (book.folder / "harbour.audiobook").read_bytes()
