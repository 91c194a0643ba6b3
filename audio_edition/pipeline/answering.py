"""What was worked out for an edition's texts, kept in the store from build to build.

What is kept depends on this program and on the library that finds sentences; with others of
them it is a miss.
"""

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from audio_edition.pipeline.freshness import program
from audio_edition.recall import Answers, load, recalling
from audio_edition.speaking.store import Store, key_of

KIND = "answers"


@contextmanager
def answering(store: Store, edition: Path) -> Iterator[Answers]:
    """Let what is asked for an edition's texts be answered from its last build.

    Args:
        edition: where the edition stands or will stand.
    """
    known = store.get(KIND, _key(edition))
    answers = Answers({} if known is None else load(known), functools.partial(_table, store))
    with recalling(answers):
        yield answers


def keep(answers: Answers, store: Store, edition: Path) -> None:
    """Keep the answers of a build for the next."""
    if answers.is_news:
        store.put(KIND, _key(edition), answers.dump())


def _table(store: Store, name: str, make: Callable[[], str]) -> str:
    """Return a text that depends on this program alone."""
    key = key_of(_program(), name)
    if (kept := store.get(KIND, key)) is not None:
        return kept.decode("utf-8")
    table = make()
    store.put(KIND, key, table.encode("utf-8"))
    return table


def _key(edition: Path) -> str:
    return key_of(_program(), str(edition.resolve()))


@functools.cache
def _program() -> str:
    return key_of(program(), sys.version, version("sentencex"))
