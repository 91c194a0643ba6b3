"""Downloads against a server that cuts off, stalls, lies and will not go on."""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from audio_edition.errors import SpeakingError
from audio_edition.speaking.catalogue import RemoteFile
from audio_edition.speaking.downloading import download

BODY = bytes(range(256)) * 400
Manner = Callable[["Server", BaseHTTPRequestHandler, int], None]


class Server(ThreadingHTTPServer):
    """Answers each request in a manner of its own, the last one for all that follow."""

    daemon_threads = True

    def __init__(self, *manners: Manner) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.manners = list(manners)
        self.ranges: list[str | None] = []
        self.over = threading.Event()

    def file(self, body: bytes = BODY) -> RemoteFile:
        address = f"http://127.0.0.1:{self.server_port}/voice.onnx"
        return RemoteFile("voice.onnx", address, len(body), hashlib.sha256(body).hexdigest())


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.ranges.append(self.headers.get("Range"))
        manners = self.server.manners
        manner = manners.pop(0) if len(manners) > 1 else manners[0]
        asked = self.headers.get("Range")
        manner(self.server, self, int(asked[6:-1]) if asked else 0)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


def answer(handler: BaseHTTPRequestHandler, begin: int, body: bytes, promised: int) -> None:
    handler.send_response(206 if begin else 200)
    if begin:
        handler.send_header("Content-Range", f"bytes {begin}-{begin + promised - 1}/{len(BODY)}")
    handler.send_header("Content-Length", str(promised))
    handler.end_headers()
    handler.wfile.write(body)
    handler.wfile.flush()


def whole(server: Server, handler: BaseHTTPRequestHandler, begin: int) -> None:
    answer(handler, begin, BODY[begin:], len(BODY) - begin)


def cut_off(server: Server, handler: BaseHTTPRequestHandler, begin: int) -> None:
    answer(handler, begin, BODY[begin : begin + 40_000], len(BODY) - begin)
    handler.connection.close()


def stalled(server: Server, handler: BaseHTTPRequestHandler, begin: int) -> None:
    answer(handler, begin, BODY[begin : begin + 30_000], len(BODY) - begin)
    server.over.wait(20)


def deaf(server: Server, handler: BaseHTTPRequestHandler, begin: int) -> None:
    """Answer with everything although only the rest was asked for."""
    answer(handler, 0, BODY, len(BODY))


def elsewhere(server: Server, handler: BaseHTTPRequestHandler, begin: int) -> None:
    """Go on from another place than was asked for."""
    answer(handler, begin + 7, BODY[begin + 7 :], len(BODY) - begin - 7)


def lying(server: Server, handler: BaseHTTPRequestHandler, begin: int) -> None:
    answer(handler, begin, b"x" * (len(BODY) - begin), len(BODY) - begin)


def endless(server: Server, handler: BaseHTTPRequestHandler, begin: int) -> None:
    handler.send_response(200)
    handler.end_headers()
    while not server.over.is_set():
        handler.wfile.write(BODY)


def refused(server: Server, handler: BaseHTTPRequestHandler, begin: int) -> None:
    handler.send_error(404)


def not_satisfiable(server: Server, handler: BaseHTTPRequestHandler, begin: int) -> None:
    handler.send_error(416)


@pytest.fixture
def serving() -> Iterator[Callable[..., Server]]:
    servers: list[Server] = []

    def start(*manners: Manner) -> Server:
        server = Server(*manners)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
        return server

    yield start
    for server in servers:
        server.over.set()
        server.shutdown()
        server.server_close()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_comes_whole(serving: Callable[..., Server], tmp_path: Path) -> None:
    server = serving(whole)
    assert download(server.file(), tmp_path).read_bytes() == BODY
    assert names(tmp_path) == ["voice.onnx"]
    assert server.ranges == [None]


def test_a_connection_that_is_cut_is_gone_on_with(
    serving: Callable[..., Server], tmp_path: Path
) -> None:
    server = serving(cut_off, cut_off, whole)
    assert download(server.file(), tmp_path).read_bytes() == BODY
    assert server.ranges == [None, "bytes=40000-", "bytes=80000-"]


def test_a_connection_that_stalls_is_given_up_and_gone_on_with(
    serving: Callable[..., Server], tmp_path: Path
) -> None:
    server = serving(stalled, whole)
    began_s = time.monotonic()
    assert download(server.file(), tmp_path, stall_s=0.3).read_bytes() == BODY
    assert time.monotonic() - began_s < 10
    assert len(server.ranges) == 2


def test_a_later_command_goes_on_where_the_first_stopped(
    serving: Callable[..., Server], tmp_path: Path
) -> None:
    server = serving(cut_off)
    with pytest.raises(SpeakingError, match="goes on where it stopped"):
        download(server.file(), tmp_path, tries=1)
    assert names(tmp_path) == ["voice.onnx.part"]
    server.manners = [whole]
    assert download(server.file(), tmp_path).read_bytes() == BODY
    assert server.ranges[-1] == "bytes=40000-"


@pytest.mark.parametrize("manner", [deaf, elsewhere])
def test_a_server_that_goes_on_elsewhere_means_starting_over(
    serving: Callable[..., Server], tmp_path: Path, manner: Manner
) -> None:
    server = serving(cut_off, manner, whole)
    try:
        got = download(server.file(), tmp_path).read_bytes()
    except SpeakingError as error:
        assert "SHA-256" in str(error)  # noqa: PT017
        assert names(tmp_path) == []
        got = download(server.file(), tmp_path).read_bytes()
    assert got == BODY


def test_a_part_that_no_longer_fits_is_fetched_anew(
    serving: Callable[..., Server], tmp_path: Path
) -> None:
    (tmp_path / "voice.onnx.part").write_bytes(BODY[:50_000])
    server = serving(not_satisfiable, whole)
    assert download(server.file(), tmp_path).read_bytes() == BODY


@pytest.mark.parametrize("manner", [lying, endless])
def test_a_wrong_file_is_refused_and_nothing_stays(
    serving: Callable[..., Server], tmp_path: Path, manner: Manner
) -> None:
    server = serving(manner)
    with pytest.raises(SpeakingError, match="is not the one in the catalogue"):
        download(server.file(), tmp_path)
    assert names(tmp_path) == []


def test_a_file_that_is_not_there_is_told_with_another_way(
    serving: Callable[..., Server], tmp_path: Path
) -> None:
    server = serving(refused)
    with pytest.raises(SpeakingError, match=r"could not be downloaded: Not Found\. .*--from"):
        download(server.file(), tmp_path)


def test_no_network_is_told(tmp_path: Path) -> None:
    file = RemoteFile("voice.onnx", "http://127.0.0.1:9/voice.onnx", 10, "0" * 64)
    with pytest.raises(SpeakingError, match="could not be downloaded"):
        download(file, tmp_path, tries=2)
