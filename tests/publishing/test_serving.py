"""The server gives editions, in pieces if asked, and nothing else."""

import asyncio
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.publishing.serving import application, media_type

SOUND = bytes(range(256)) * 40


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "output"
    edition = folder / "fog"
    (edition / "chapters").mkdir(parents=True)
    (edition / "edition.json").write_text(
        '{"title": "Fog & <more>", "duration_s": 61, "files": {}}'
    )
    (edition / "index.html").write_text("<!DOCTYPE html><title>Fog</title>")
    (edition / "fog.mp3").write_bytes(SOUND)
    (edition / "chapters.json").write_text("{}")
    (folder / "feed.xml").write_text("<rss/>")
    (folder / "fog.revisions.json").write_text("SECRET")
    (folder / "unfinished").mkdir()
    (folder / "unfinished" / "a.txt").write_text("SECRET")
    (folder / ".fog.building-x.1").mkdir()
    (folder / ".fog.building-x.1" / "edition.json").write_text("SECRET")
    (folder.parent / "secret.txt").write_text("SECRET")
    (edition / "way-out.txt").symlink_to(folder.parent / "secret.txt")
    return folder


class Answer:
    """What the server answers to one request."""

    def __init__(self, folder: Path, path: str, method: str = "GET", **headers: str) -> None:
        self.status, self.headers, self.body = 0, {}, b""
        names = {"host": "localhost", **{k.replace("_", "-"): v for k, v in headers.items()}}
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode("utf-8", "surrogatepass"),
            "root_path": "",
            "query_string": b"",
            "headers": [(k.encode(), v.encode()) for k, v in names.items()],
            "scheme": "http",
            "server": ("localhost", 80),
        }
        asyncio.run(application(folder)(scope, self._receive, self._send))

    async def _receive(self) -> dict[str, object]:
        await asyncio.Event().wait()  # the client neither says more nor goes away
        raise AssertionError("never")

    async def _send(self, message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {k.decode(): v.decode() for k, v in message["headers"]}
        else:
            self.body += message.get("body", b"")


def test_a_part_of_a_recording_can_be_had(output: Path) -> None:
    answer = Answer(output, "/fog/fog.mp3", range="bytes=100-199")
    assert answer.status == 206
    assert answer.body == SOUND[100:200]
    assert answer.headers["content-range"] == f"bytes 100-199/{len(SOUND)}"
    assert Answer(output, "/fog/fog.mp3", range="bytes=10000-").body == SOUND[10000:]
    assert Answer(output, "/fog/fog.mp3", range="bytes=-5").body == SOUND[-5:]


def test_a_part_beyond_the_end_is_refused(output: Path) -> None:
    answer = Answer(output, "/fog/fog.mp3", range="bytes=999999-")
    assert answer.status == 416


def test_a_download_goes_on_only_if_the_file_is_the_same(output: Path) -> None:
    whole = Answer(output, "/fog/fog.mp3")
    tag = whole.headers["etag"]
    assert Answer(output, "/fog/fog.mp3", range="bytes=5-", if_range=tag).status == 206
    assert Answer(output, "/fog/fog.mp3", range="bytes=5-", if_range='"other"').status == 200
    assert Answer(output, "/fog/fog.mp3", if_none_match=tag).status == 304


def test_head_says_the_size_and_sends_nothing(output: Path) -> None:
    answer = Answer(output, "/fog/fog.mp3", "HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["content-length"] == str(len(SOUND))
    assert answer.headers["accept-ranges"] == "bytes"


def test_media_types_are_what_apps_ask_for(output: Path) -> None:
    assert Answer(output, "/fog/chapters.json").headers["content-type"] == (
        "application/json+chapters"
    )
    assert Answer(output, "/feed.xml").headers["content-type"].startswith("application/rss+xml")
    assert media_type("a.m4b") == "audio/x-m4b"
    assert media_type("transcript.vtt").startswith("text/vtt")
    assert media_type("a.unknown") == "application/octet-stream"


def test_the_first_page_lists_editions_and_nothing_else(output: Path) -> None:
    page = Answer(output, "/").body.decode("utf-8")
    assert '<a href="fog/">Fog &amp; &lt;more&gt;</a>, 1 minute 1 second.' in page
    assert "unfinished" not in page
    assert "SECRET" not in page


def test_a_folder_gives_its_page(output: Path) -> None:
    assert Answer(output, "/fog/").body.startswith(b"<!DOCTYPE")
    assert Answer(output, "/fog").status == 307


def test_one_edition_can_be_served_alone(output: Path) -> None:
    assert Answer(output / "fog", "/").body.startswith(b"<!DOCTYPE")
    assert Answer(output / "fog", "/fog.mp3").body == SOUND


@pytest.mark.parametrize(
    "path",
    [
        *("/fog.revisions.json", "/unfinished/a.txt", "/.fog.building-x.1/edition.json"),
        *("/../secret.txt", "/fog/../../secret.txt", "//etc/passwd", "/fog/way-out.txt"),
        *("/fog/..\\..\\secret.txt", "/fog/chapters/", "/unfinished/", "/fog/\0"),
    ],
)
def test_what_is_not_published_is_not_served(output: Path, path: str) -> None:
    answer = Answer(output, path)
    assert answer.status == 404
    assert b"SECRET" not in answer.body


PARTS = st.sampled_from(["fog", "..", ".", "", "secret.txt", "output", "unfinished", "a.txt"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(PARTS, st.text(max_size=6)), max_size=6))
def test_no_path_leads_outside(output: Path, parts: list[str]) -> None:
    assert b"SECRET" not in Answer(output, "/" + "/".join(parts)).body


def test_only_reading_is_allowed_and_only_under_its_own_name(output: Path) -> None:
    assert Answer(output, "/fog/fog.mp3", "POST").status == 405
    assert Answer(output, "/fog/fog.mp3", host="elsewhere.test").status == 400
