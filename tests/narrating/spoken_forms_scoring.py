"""Compares a spoken form with the accepted ones of a case file, deaf to signs and case."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Case(NamedTuple):
    """One line of a case file."""

    kind: str
    written: str
    accepted: frozenset[str]
    """In the form that `heard` gives."""


def cases(name: str) -> Iterator[Case]:
    """Yield the cases of a file beside this one."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, written, accepted = line.split("\t")
            forms = frozenset(f for choice in accepted.split(" | ") for f in _spelled_out(choice))
            yield Case(kind, written.replace("\\n", "\n"), forms)


def _spelled_out(choice: str) -> set[str]:
    """Return every form that a text with choices (this/that) stands for."""
    parts = re.split(r"\(([^()]*)\)", choice)
    options = [part.split("/") if i % 2 else [part] for i, part in enumerate(parts)]
    return {heard("".join(form)) for form in itertools.product(*options)}


def heard(text: str) -> str:
    """Return the words of a text in small letters, letters that are spelled kept apart."""
    text = re.sub(r"[’‘]", "'", text)
    text = re.sub(r"\b([A-Za-z])\.(?=[A-Za-z]\b)", r"\1 ", text).lower()
    text = re.sub(r"[^\w'\s]", " ", text)
    return " ".join(re.sub(r"(?<!\w)'|'(?!\w)", " ", text).split())
