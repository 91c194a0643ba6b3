"""Answers of pure functions, recalled from build to build.

An edit leaves nearly every sentence as it was, and what is said of a sentence depends on the
sentence alone. So what was worked out for it is kept with the edition's other work and asked
for again by name and question. An answer is plain data, as JSON has it; whoever gives it in
must be a pure function of the question. Without `recalling`, everything is worked out anew.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Answer = TypeVar("Answer")
Known = dict[str, dict[str, Any]]
"""Name of a function → question → answer."""


class Answers:
    """What was asked and answered: before, and in this build."""

    def __init__(self, known: Known, table: Callable[[str, Callable[[], str]], str]) -> None:
        """Begin with the answers of an earlier build.

        Args:
            known: those answers.
            table: returns the text of a name, made by the given function where it is not kept.
        """
        self.table = table
        self._known = known
        self._asked: Known = {}
        self.is_news = False
        """Whether something was asked that was not known."""

    def ask(self, what: str, question: str, work: Callable[[], Answer]) -> Answer:
        """Return the answer to a question, worked out if it is not known."""
        asked = self._asked.setdefault(what, {})
        if question in asked:
            answer: Answer = asked[question]
            return answer
        known = self._known.get(what, {})
        if question in known:
            answer = known[question]
        else:
            answer, self.is_news = work(), True
        asked[question] = answer
        return answer

    def dump(self) -> bytes:
        """Return the answers to what was asked in this build, and no others."""
        return json.dumps(self._asked, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "surrogatepass"
        )


def load(data: bytes) -> Known:
    """Return what `Answers.dump` gave; nothing if it is something else."""
    try:
        known = json.loads(data.decode("utf-8", "surrogatepass"))
    except ValueError:
        return {}
    is_sound = isinstance(known, dict) and all(isinstance(a, dict) for a in known.values())
    return known if is_sound else {}


_in_force: ContextVar[Answers | None] = ContextVar("answers", default=None)


@contextmanager
def recalling(answers: Answers) -> Iterator[None]:
    """Let functions ask these answers."""
    token = _in_force.set(answers)
    try:
        yield
    finally:
        _in_force.reset(token)


def recall(what: str, question: str, work: Callable[[], Answer]) -> Answer:
    """Return the answer of a pure function, known or worked out.

    Args:
        what: the function's name.
        question: everything the answer depends on besides this program.
        work: works it out; the answer must come through JSON as it went in.
    """
    answers = _in_force.get()
    return work() if answers is None else answers.ask(what, question, work)


def recall_table(name: str, make: Callable[[], str]) -> str:
    """Return a text that depends on this program alone, kept or made."""
    answers = _in_force.get()
    return make() if answers is None else answers.table(name, make)
