"""A process in which an engine's library runs, away from ours.

Libraries hang, crash, print where they should not and start threads that must not be
forked. So each runs alone: one JSON request a line goes in; one JSON line comes out, and
after it as many bytes as it says. `EngineProcess` is our end of the pipes; `serve` is the
other's. Rules obeyed:

* a deadline ends the process, and the next request starts a new one;
* a process belongs to the process that started it: a forked worker starts its own;
* what the library prints goes nowhere: answers have a descriptor of their own.
"""

import json
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Sequence
from typing import Any

from audio_edition.errors import SpeakingError

Answer = tuple[dict[str, Any], bytes]
"""Facts, and the bytes that came with them."""


class EngineProcess:
    """Our end: starts the process when it is needed, and ends it when it is late."""

    def __init__(
        self,
        module: str,
        arguments: Sequence[str] = (),
        who: str = "engine",
        start_deadline_s: float = 0.0,
    ) -> None:
        """Make one; nothing is started yet.

        Args:
            module: run with `python -m`; it calls `serve`.
            arguments: given to it.
            who: begins our messages: "The engine …".
            start_deadline_s: for a process that loads a model first; 0: it has no such need.
        """
        self._line = [sys.executable, "-m", module, *arguments]
        self._who = who
        self._start_deadline_s = start_deadline_s
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def ask(self, request: dict[str, Any], deadline_s: float) -> Answer:
        """Return the process's answer to a request.

        Raises:
            SpeakingError: if it crashed, did not answer in time, or answered with an error.
        """
        if not self._is_running() and self._start_deadline_s:
            self._answer({"do": "start"}, self._start_deadline_s)
        return self._answer(request, deadline_s)

    def _answer(self, request: dict[str, Any], deadline_s: float) -> Answer:
        process = self._running()
        late = threading.Event()
        watch = threading.Timer(deadline_s, _end_late, (process, late))
        watch.daemon = True
        watch.start()
        try:
            answer = _exchange(process, request)
        finally:
            watch.cancel()
            watch.join()
        if answer is None:
            self.close()
            how = f"did not finish within {deadline_s:g} seconds" if late.is_set() else ""
            raise self.failed(how or f"ended without an answer ({_how(process)})")
        if "error" in answer[0]:
            raise self.failed(f"said: {answer[0]['error']}")
        return answer

    def failed(self, how: str) -> SpeakingError:
        """Return an error that says how the engine failed."""
        return SpeakingError(
            f"The {self._who} {how.rstrip('.')}.",
            "Try again, change the sentence's words in the script, or choose another voice.",
        )

    def _running(self) -> "subprocess.Popen[bytes]":
        """Return the process, started if this process has none that runs."""
        if self._process is None or not self._is_running():
            self._process = subprocess.Popen(
                self._line,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._owner = os.getpid()
            weakref.finalize(self, _end, self._process, self._owner)
        return self._process

    def _is_running(self) -> bool:
        if self._owner != os.getpid():
            self._process = None  # our parent's: not ours to talk to or to end
        return self._process is not None and self._process.poll() is None

    def close(self) -> None:
        """End the process; the next request starts another."""
        if self._process is not None and self._owner == os.getpid():
            _end(self._process, self._owner)
        self._process = None


def _exchange(process: "subprocess.Popen[bytes]", request: dict[str, Any]) -> Answer | None:
    """Send a request and return the answer, or None if the process ended first."""
    assert process.stdin
    assert process.stdout
    try:
        process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
        process.stdin.flush()
        facts = json.loads(process.stdout.readline())
        payload = process.stdout.read(facts.get("bytes", 0))
    except (OSError, ValueError):
        return None
    return (facts, payload) if len(payload) == facts.get("bytes", 0) else None


def _end_late(process: "subprocess.Popen[bytes]", late: threading.Event) -> None:
    late.set()
    process.kill()


def _end(process: "subprocess.Popen[bytes]", owner: int) -> None:
    """Kill the process and close our ends of its pipes."""
    if owner != os.getpid():
        return
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:
                continue


def _how(process: "subprocess.Popen[bytes]") -> str:
    code = process.wait()
    return f"signal {-code}" if code < 0 else f"exit status {code}"


def serve(answer: Callable[[dict[str, Any]], Answer]) -> None:
    """Be the other end: answer requests until the input ends.

    Args:
        answer: makes the answer to one request; whatever it raises becomes an error.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    for line in sys.stdin.buffer:
        try:
            facts, payload = answer(json.loads(line))
        except Exception as error:  # whatever a library raises becomes an answer
            facts, payload = {"error": f"{type(error).__name__}: {error}"}, b""
        answers.write(json.dumps({**facts, "bytes": len(payload)}).encode("ascii") + b"\n")
        answers.write(payload)
        answers.flush()
