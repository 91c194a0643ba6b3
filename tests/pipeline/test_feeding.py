"""The feed of an output folder."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from audio_edition.errors import ReadingError, SettingsError
from audio_edition.pipeline.feeding import write_feed
from audio_edition.publishing import edition_json
from audio_edition.settings import Settings, changed
from tests.editions import edition

SHOW = {"description": "Read aloud.", "site": "https://example.org/listen/"}


def settings_of(folder: Path, **show: str) -> Settings:
    given = {"out": str(folder), "show": "Slow Reading", "feed": {**SHOW, **show}}
    return changed(Settings(), given, "The test")


def put_edition(folder: Path) -> None:
    made = folder / "the-ferry"
    made.mkdir(parents=True)
    files = {"the-ferry.mp3": (12, "ab" * 32)}
    (made / "edition.json").write_bytes(edition_json.render(edition(), files))


def test_it_lists_editions_and_draws_the_shows_picture(tmp_path: Path) -> None:
    put_edition(tmp_path)
    fed = write_feed(settings_of(tmp_path))
    assert fed.items == 1
    assert fed.address == "https://example.org/listen/feed.xml"
    text = fed.path.read_text("utf-8")
    assert "<title>The ferry &amp; the &lt;fog&gt;</title>" in text
    assert 'url="https://example.org/listen/the-ferry/the-ferry.mp3?v=abababababab"' in text
    with Image.open(tmp_path / "cover.png") as picture:
        assert picture.size == (1400, 1400)


def test_what_every_directory_asks_for_must_be_set(tmp_path: Path) -> None:
    for key in ("description", "site"):
        with pytest.raises(SettingsError, match=f"no {key}"):
            write_feed(settings_of(tmp_path, **{key: ""}))


def test_a_picture_that_directories_refuse_is_refused(tmp_path: Path) -> None:
    small = io.BytesIO()
    Image.new("RGB", (600, 600)).save(small, "PNG")
    (tmp_path / "small.png").write_bytes(small.getvalue())
    with pytest.raises(SettingsError, match="600 by 600"):
        write_feed(settings_of(tmp_path, image=str(tmp_path / "small.png")))


def test_an_empty_folder_gives_an_empty_feed_and_says_so(tmp_path: Path) -> None:
    fed = write_feed(settings_of(tmp_path / "new"))
    assert fed.items == 0
    assert "There is no edition yet; build one first." in fed.remarks


def test_a_damaged_record_is_named(tmp_path: Path) -> None:
    put_edition(tmp_path)
    (tmp_path / "the-ferry" / "edition.json").write_text(json.dumps([1]))
    with pytest.raises(ReadingError, match="Build the edition again"):
        write_feed(settings_of(tmp_path))


def test_an_edition_that_apple_refuses_is_named(tmp_path: Path) -> None:
    put_edition(tmp_path)
    assert not any("Opus" in remark for remark in write_feed(settings_of(tmp_path)).remarks)
    files = {"the-ferry.opus": (12, "ab" * 32)}
    (tmp_path / "the-ferry" / "edition.json").write_bytes(edition_json.render(edition(), files))
    assert any(
        "the-ferry is there as Opus alone" in r for r in write_feed(settings_of(tmp_path)).remarks
    )
