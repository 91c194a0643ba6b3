"""Worker processes: forked where that is cheap, replaced when one of them dies.

They end with the process that started them, even if it is killed: left to themselves they
would wait for work for ever.
"""

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

P = ParamSpec("P")
R = TypeVar("R")


class InProcess(Executor):
    """Does the work at once, here."""

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        """Run the call now and return a future that is done."""
        future: Future[object] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Workers:
    """As many worker processes as are wanted, or this one where one is enough."""

    def __init__(self, count: int, *, apart: bool = False) -> None:
        """Make workers; no process starts before there is work.

        Args:
            count: how many; one or fewer means this process.
            apart: whether a single worker is another process, too.
        """
        self.count = count
        self._make = _processes if apart else _executor
        self._executor = self._make(count)

    def submit(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> "Future[R]":
        """Hand work to a worker; workers that have died answer with `BrokenProcessPool`."""
        try:
            with _QuietFork():
                return self._executor.submit(work, *args, **kwargs)
        except BrokenProcessPool as error:
            future: Future[R] = Future()
            future.set_exception(error)
            return future

    def alone(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do work in a process of its own, and wait for it.

        Raises:
            BrokenProcessPool: if the process ended over it.
        """
        with _QuietFork(), _processes(1) as executor:
            return executor.submit(work, *args, **kwargs).result()

    def replace(self) -> None:
        """Take new workers for those that died."""
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = self._make(self.count)

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *raised: object) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def beside(work: Callable[[], R]) -> Iterator[Callable[[], R]]:
    """Begin work in a copy of this process; give what waits for its result.

    What the work needs is not copied out, and only its result comes back. Where there are no
    copies, or one ended without a word, the work is done here when its result is asked for.

    Raises:
        Exception: what the work raised, when its result is asked for.
    """
    if sys.platform != "linux":
        yield work
        return
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    copy = context.Process(target=_tell, args=(work, sender, os.getpid()))
    with _QuietFork():
        copy.start()
    sender.close()
    try:
        yield lambda: _heard(copy, receiver, work)
    finally:
        _end(copy)
        receiver.close()


def _tell(work: Callable[[], object], sender: "Connection", parent: int) -> None:
    """Do work and tell its result or its fault; runs in the copy."""
    _end_with(parent)
    try:
        told: tuple[object, Exception | None] = work(), None
    except Exception as error:
        told = None, error
    with contextlib.suppress(Exception):  # what cannot be told is met again by the parent
        sender.send(told)


def _heard(copy: BaseProcess, receiver: "Connection", work: Callable[[], R]) -> R:
    """Return what a copy told, or what the work gives here if it told nothing."""
    told: tuple[object, Exception | None] | None = None
    with contextlib.suppress(Exception):
        if receiver.poll(PATIENCE_S):
            told = receiver.recv()
    if told is None:
        _end(copy)
        return work()
    result, error = told
    if error is not None:
        raise error
    return cast(R, result)


def _end(copy: BaseProcess) -> None:
    copy.kill()
    copy.join()


def _executor(count: int) -> Executor:
    return InProcess() if count <= 1 else _processes(count)


def _processes(count: int) -> Executor:
    # Forked workers start in a few milliseconds. It is safe here: an engine's own process
    # is never shared with a worker, and libespeak-ng has not spoken in this process.
    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(count, context, _end_with, (os.getpid(),))


PATIENCE_S = 900.0
"""A copy that has told nothing after so long is given up."""
PR_SET_PDEATHSIG = 1
"""Linux, prctl(2): which signal a process gets when its parent has ended."""


def _end_with(parent: int) -> None:
    """Have this worker end with its parent, and at Ctrl-C without a word; runs in the worker."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)  # it ended meanwhile
    elif (process := multiprocessing.parent_process()) is not None:
        threading.Thread(target=_exit_after, args=(process,), daemon=True).start()


def _exit_after(process: multiprocessing.process.BaseProcess) -> None:
    process.join()
    os._exit(1)


class _QuietFork(warnings.catch_warnings):
    """Silences Python's remark on forking beside the idle threads of numerical libraries."""

    def __enter__(self) -> None:
        super().__enter__()
        warnings.simplefilter("ignore", DeprecationWarning)
