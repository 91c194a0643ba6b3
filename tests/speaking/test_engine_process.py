"""A library's process: its crashes, hangs and chatter stay with it."""

import os
import threading
import time
from collections.abc import Iterator

import pytest

from audio_edition.errors import SpeakingError
from audio_edition.speaking.engine_process import EngineProcess

STAND_IN = "tests.speaking.stand_in_library"


@pytest.fixture
def process() -> Iterator[EngineProcess]:
    made = EngineProcess(STAND_IN, who="stand-in")
    yield made
    made.close()


def test_an_answer_has_facts_and_bytes(process: EngineProcess) -> None:
    facts, payload = process.ask({"do": "echo", "text": "é\ud800\x00"}, 30)
    assert facts["text"] == "é\ud800\x00"
    assert payload == b"\n\x00sound"


def test_it_runs_until_it_is_closed(process: EngineProcess) -> None:
    first = process.ask({"do": "pid"}, 30)[0]["pid"]
    assert process.ask({"do": "pid"}, 30)[0]["pid"] == first
    process.close()
    assert process.ask({"do": "pid"}, 30)[0]["pid"] != first


def test_what_a_library_prints_is_no_answer(
    process: EngineProcess, capfd: pytest.CaptureFixture[str]
) -> None:
    assert process.ask({"do": "print"}, 30)[0]["printed"] is True
    assert capfd.readouterr() == ("", "")


def test_what_a_library_raises_is_told(process: EngineProcess) -> None:
    with pytest.raises(SpeakingError, match="stand-in said: ZeroDivisionError"):
        process.ask({"do": "raise"}, 30)


@pytest.mark.parametrize(
    ("request_", "told"), [("crash", "signal 11"), ("leave", "exit status 3"), ("babble", "")]
)
def test_a_crash_is_told_and_the_next_request_starts_anew(
    process: EngineProcess, request_: str, told: str
) -> None:
    with pytest.raises(SpeakingError, match=rf"ended without an answer.*{told}"):
        process.ask({"do": request_}, 30)
    assert process.ask({"do": "pid"}, 30)


def test_a_hang_ends_at_the_deadline(process: EngineProcess) -> None:
    process.ask({"do": "pid"}, 30)
    began_s = time.monotonic()
    with pytest.raises(SpeakingError, match=r"did not finish within 0\.3 seconds"):
        process.ask({"do": "hang"}, 0.3)
    assert time.monotonic() - began_s < 10
    assert process.ask({"do": "pid"}, 30)


def test_no_thread_waits_between_requests(process: EngineProcess) -> None:
    threads = threading.active_count()
    process.ask({"do": "pid"}, 30)
    assert threading.active_count() == threads


@pytest.mark.skipif(not hasattr(os, "fork"), reason="There is no fork here.")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_worker_has_a_process_of_its_own(process: EngineProcess) -> None:
    ours = process.ask({"do": "pid"}, 30)[0]["pid"]
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            theirs = process.ask({"do": "pid"}, 30)[0]["pid"]
            process.close()
            os.write(writer, str(theirs).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        theirs = int(pipe.read())
    os.waitpid(child, 0)
    assert theirs != ours
    assert process.ask({"do": "pid"}, 30)[0]["pid"] == ours


def test_a_module_that_is_not_there_is_an_error() -> None:
    with pytest.raises(SpeakingError, match="ended without an answer"):
        EngineProcess("no.such.module", who="stand-in").ask({}, 30)


def test_loading_has_a_deadline_of_its_own() -> None:
    slow = EngineProcess(STAND_IN, ["slow"], "stand-in", start_deadline_s=30.0)
    slow.ask({"do": "pid"}, 0.25)  # loading takes longer than that
    slow.close()
