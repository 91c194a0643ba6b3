"""`feed` and `serve` as they are called."""

import json
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from audio_edition.cli import run
from audio_edition.publishing import edition_json
from tests.editions import edition

SETTINGS = """
out = "{out}"
show = "Slow Reading"
[feed]
description = "Articles, read aloud."
site = "https://example.org/listen"
email = "ann@example.org"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "output" / "the-ferry"
    made.mkdir(parents=True)
    (made / "the-ferry.mp3").write_bytes(b"sound")
    files = {"the-ferry.mp3": (5, "ab" * 32)}
    (made / "edition.json").write_bytes(edition_json.render(edition(), files))
    text = SETTINGS.format(out=made.parent.as_posix())
    (tmp_path / "audio-edition.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_feed_says_where_it_is_to_be_served(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["feed", "--settings", str(folder / "audio-edition.toml"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["items"] == 1
    assert told["address"] == "https://example.org/listen/feed.xml"
    assert Path(told["feed"]).read_bytes().startswith(b"<?xml")


def test_feed_without_a_site_is_a_fault_of_the_settings(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = folder / "audio-edition.toml"
    settings.write_text(settings.read_text("utf-8").replace("site", "funding"), encoding="utf-8")
    assert run(["feed", "--settings", str(settings)]) == 6
    assert "The feed has no site." in capsys.readouterr().err


def test_serve_gives_what_it_says_it_serves(folder: Path) -> None:
    line = [sys.executable, "-m", "audio_edition", "serve", str(folder / "output"), "--port", "0"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        assert server.stdout is not None
        try:
            address = re.search(rb"http://127\.0\.0\.1:\d+/", server.stdout.readline())
            assert address is not None
            url = f"{address[0].decode('ascii')}the-ferry/the-ferry.mp3"
            with urllib.request.urlopen(url, timeout=20) as answer:
                assert answer.read() == b"sound"
        finally:
            server.terminate()


def test_serve_refuses_a_folder_that_is_not_there(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", str(folder / "nowhere")]) == 2
    assert "There is no folder" in capsys.readouterr().err


def test_serve_refuses_a_port_that_is_taken(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert run(["serve", str(folder / "output"), "--port", port]) == 2
    assert "--port" in capsys.readouterr().err
