"""The metadata block at the head of a Markdown file.

Rules: only a block that is a mapping is front matter, so that a text between two rules is
never taken for one; broken YAML still gives its plain lines; a value that is read aloud,
the title or the subtitle, is found again in the source.

Source: YAML 1.2; the front matter of Jekyll, which others follow.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from audio_edition.article import Span
from audio_edition.reading.naming import author_names, iso_date, language_tag
from audio_edition.reading.running_text import RunningText

_BLOCK = re.compile(
    r"\ufeff?---[ \t]*(?:\r\n|\r|\n)(.*?)^(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.S | re.M
)
_LINE = re.compile(r"^([A-Za-z][\w-]*)[ \t]*:[ \t]*(\S[^\r\n]*)$", re.MULTILINE)
_KEYS = {
    "description": ("description", "excerpt", "summary", "abstract"),
    "site": ("site", "publication"),
    "copyright": ("copyright", "rights"),
    "licence": ("licence", "license"),
    "genre": ("genre", "category"),
    "cover": ("cover", "image"),
    "url": ("url", "canonical_url", "link"),
}


@dataclass(slots=True)
class FrontMatter:
    """What the metadata block of a file says."""

    end: int = 0
    """Offset after the block; 0 if there is none."""
    title: str = ""
    title_spans: tuple[Span, ...] = ()
    subtitle_spans: tuple[Span, ...] = ()
    author: str = ""
    date: str = ""
    language: str = ""
    metadata: dict[str, str] = field(default_factory=dict)


def front_matter(source: str) -> FrontMatter:
    """Return what the metadata block at the head of a file says."""
    block = _BLOCK.match(source)
    stated = _mapping(block[1]) if block else {}
    if block is None or not stated:
        return FrontMatter()
    said = {str(key).lower(): value for key, value in stated.items()}
    title, subtitle = _plain(said, ("title",)), _plain(said, ("subtitle", "dek", "subheading"))
    return FrontMatter(
        block.end(),
        title,
        _spans(source, title, *block.span(1)),
        _spans(source, subtitle, *block.span(1)),
        author_names(_names(said.get("author") or said.get("authors"))),
        iso_date(_plain(said, ("date", "published", "pubdate"))),
        language_tag(_plain(said, ("lang", "language", "locale"))),
        {key: value for key, names in _KEYS.items() if (value := _plain(said, names))},
    )


def _mapping(text: str) -> dict[Any, Any]:
    """Return a YAML block as a mapping; empty if it is none."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        stated = yaml.load(text, loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {key: value.strip("\"'") for key, value in _LINE.findall(text)}
    return stated if isinstance(stated, dict) else {}


def _plain(said: dict[str, Any], names: Iterable[str]) -> str:
    """Return the first value that some keys have, as one line of text."""
    for name in names:
        value = said.get(name)
        if value is not None and not isinstance(value, (dict, list, bool)):
            return " ".join(str(value).split())
    return ""


def _names(value: Any) -> list[str]:
    """Return the authors that a value names, however it lists them."""
    entries = value if isinstance(value, list) else [value]
    named = [entry.get("name") if isinstance(entry, dict) else entry for entry in entries]
    return [str(name) for name in named if name]


def _spans(source: str, value: str, begin: int, end: int) -> tuple[Span, ...]:
    """Return the spans of a value where the block states it, if it stands there as it is."""
    pattern = r"\s+".join(map(re.escape, value.split()))
    found = re.compile(pattern).search(source, begin, end) if value else None
    text = RunningText()
    if found is not None:
        text.add(found[0], found.start())
    return text.spans()
