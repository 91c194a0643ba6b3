"""Reading: bytes → Article, for every input format this program knows.

Rules: no file is opened here and nothing outside the arguments is looked at; every
character of the input ends up in one span or in one dropped range; what an input cannot
be read for is said in a `ReadingError`.

A new input format is one module with `SUFFIXES`, `looks_like` and `read`, and one line in
`FORMATS`. The order of `FORMATS` is the order in which the modules are asked whether they
recognise a text; plain text, which anything is, comes last.
"""

import re
from dataclasses import replace
from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

from audio_edition.article import Article
from audio_edition.errors import ReadingError
from audio_edition.reading.decoding import decode

FORMATS = {
    "html": "audio_edition.reading.html",
    "markdown": "audio_edition.reading.markdown",
    "plain_text": "audio_edition.reading.plain_text",
}


class Format(Protocol):
    """What a module that reads one input format offers."""

    SUFFIXES: tuple[str, ...]
    """File name endings, lower case, with the point."""

    def looks_like(self, source: str) -> bool:
        """Return whether a text without a telling name is in this format."""

    def read(self, source: str, name: str) -> Article:
        """Return the article that a decoded text in this format holds."""


def read_article(data: bytes, name: str, format: str | None = None) -> Article:
    """Return the article that a file's bytes hold.

    Args:
        data: the file's whole content.
        name: the file's name, or "-" for standard input: its suffix tells the format, and
            its stem is the title where the article has none.
        format: a key of `FORMATS`, to overrule what name and content tell.

    Raises:
        ReadingError: if the bytes are no text, hold nothing to read, or `format` is unknown.
    """
    source, encoding = decode(data, name)
    if not _has_words(source):
        raise _nothing_to_read(name)
    chosen = format or _format_of(source, name)
    article = _module(chosen).read(source, name)
    if not any(_has_words(block.text + block.label) for block in article.blocks):
        raise _nothing_to_read(name)
    title = article.title or title_from_name(name)
    return replace(article, title=title, encoding=encoding, format=chosen)


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _nothing_to_read(name: str) -> ReadingError:
    return ReadingError(
        f"{shown_name(name)} holds nothing that can be read aloud.",
        "Give a file with at least one word of text in it.",
    )


def shown_name(name: str) -> str:
    """Return how messages name an input: the file's name, or "Standard input"."""
    return "Standard input" if name in ("", "-") else PurePath(name).name


def title_from_name(name: str) -> str:
    """Return a title made from a file's name: "my-first_piece.md" is "My first piece"."""
    words = " ".join(re.split(r"[\s_-]+", PurePath(name).stem)).strip()
    return words[:1].upper() + words[1:] if words else "Untitled article"


def _format_of(source: str, name: str) -> str:
    """Return the format that the name's suffix tells, else the first that recognises it."""
    suffix = PurePath(name).suffix.lower()
    for format_name in reversed(FORMATS):  # the cheapest to load come last
        if suffix in _module(format_name).SUFFIXES:
            return format_name
    return next(name for name in FORMATS if _module(name).looks_like(source))


def _module(format_name: str) -> Format:
    """Return the module of a format, loaded now if it was not."""
    if format_name not in FORMATS:
        known = ", ".join(sorted(FORMATS))
        raise ReadingError(
            f"There is no input format called “{format_name}”.", f"Choose one of: {known}."
        )
    return cast(Format, import_module(FORMATS[format_name]))
