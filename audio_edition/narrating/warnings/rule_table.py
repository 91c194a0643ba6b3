"""The rules as one text, from which a few phrases are found without reading all.

The files in `topics/` are written for people. To read them and to sort their phrases by the
words they are looked up by takes longer than to look through an article. So that is done once
for each version of the program, and what comes of it is kept as a text of three parts:

1. what the files say besides phrases, by file, with words in all their forms, and the blocks
   of phrases, as JSON;
2. each word as it is written in the part that phrases are looked up by, their rarest, and in
   the next line the numbers of the lines of those phrases in what follows;
3. the phrases in the order of the rules, those of a block with the same part in one line: the
   number of the block, the part and the phrases with tabs between them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from audio_edition.narrating.warnings.phrases import word_set
from audio_edition.narrating.warnings.rules import (
    BLOCKER,
    CERTAIN,
    CUE,
    DETAIL,
    DISCLAIMER,
    GRAVEST_FIRST,
    LIKELY,
)
from audio_edition.narrating.warnings.vocabulary import Vocabulary, lines_of, variants

FOLDER = Path(__file__).with_name("topics")
SHARED = ("groups", "harmless", "register", "detail")
"""Files that serve every topic."""
Said = dict[str, dict[str, Any]]
"""File → what it says."""


class Block(NamedTuple):
    """What phrases that stand together are."""

    kind: str
    topic: str = ""
    rule: str = ""
    """Name of the rule; empty for a blocker, a disclaimer or a detail."""


@dataclass(frozen=True, slots=True)
class Table:
    """What the text holds."""

    said: Said
    blocks: Sequence[Block]
    numbers: Mapping[str, str]
    """Word as written in rules → the numbers of the lines looked up by it, with blanks between."""
    lines: Sequence[str]


def read_table(text: str) -> Table:
    """Return what a text made by `write_table` holds."""
    head, words, lines = text.split("\n\n")
    said, blocks = json.loads(head)
    cells = words.split("\n")
    numbers = dict(zip(cells[::2], cells[1::2], strict=True))
    return Table(said, [Block(*block) for block in blocks], numbers, lines.split("\n"))


def write_table() -> str:
    """Return the rules that come with the package as one text.

    Raises:
        ValueError: if a file is no TOML, lacks what it must have or has words written wrongly; the
            message names it.
    """
    said = {name: _read(name) for name in (*SHARED, *GRAVEST_FIRST)}
    _spread(said["groups"], Vocabulary({}), list(said["groups"]))
    blocks, texts = zip(*_taken_from(said), strict=True)
    phrases = _phrases(texts, vocabulary_of(said))
    _spread_all(said)
    return "\n\n".join([json.dumps([said, blocks], ensure_ascii=False), *phrases])


def _phrases(texts: Iterable[str], vocabulary: Vocabulary) -> tuple[str, str]:
    """Return the second and third part of the table for the texts of the blocks."""
    numbers: dict[str, list[str]] = {}
    lines: list[str] = []
    for block, text in enumerate(texts):
        for part, together in _by_part(text, vocabulary).items():
            for word in part.split("/") if "/" in part else (part,):
                numbers.setdefault(word, []).append(str(len(lines)))
            lines.append("\t".join((str(block), part, *together)))
    words = (f"{word}\n{' '.join(found)}" for word, found in numbers.items())
    return "\n".join(words), "\n".join(lines)


def vocabulary_of(said: Said) -> Vocabulary:
    """Return the vocabulary that phrases are written in.

    A process that makes the table goes on with what it has worked out for that.
    """
    return _vocabulary(tuple(said["groups"].items()))


@cache
def _vocabulary(groups: tuple[tuple[str, str], ...]) -> Vocabulary:
    return Vocabulary({name: word_set(text) for name, text in groups}, either_number=True)


def _read(name: str) -> dict[str, Any]:
    import tomllib  # only where the table is made

    try:
        return tomllib.loads(FOLDER.joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"topics/{name}.toml: {error}") from error


def _spread_all(said: Said) -> None:
    """Write what the files say in words, each of its forms, with blanks between them."""
    vocabulary = Vocabulary(vocabulary_of(said).groups)
    for given in said["harmless"].values():
        _spread(given, vocabulary, ("plain", "telling", "helping"))
    _spread(said["register"], vocabulary, ("grave",))
    for topic in GRAVEST_FIRST:
        try:
            for given in (said[topic], *said[topic]["rule"]):
                _spread(given, vocabulary, ("company", "unless"))
        except ValueError as error:
            raise ValueError(f"topics/{topic}.toml: {error}") from error


def _spread(given: dict[str, Any], vocabulary: Vocabulary, names: Iterable[str]) -> None:
    for name in names:
        if name in given:
            given[name] = " ".join(sorted(vocabulary.words_of(given[name])))


def _taken_from(said: Said) -> Iterator[tuple[Block, str]]:
    """Yield the blocks of phrases, and take them away from what the files say besides."""
    for given in said["harmless"].values():
        yield Block(BLOCKER), given.pop("phrases", "")
        yield Block(DISCLAIMER), given.pop("sentences", "")
    yield Block(DETAIL), said["detail"].pop("detail")
    for topic in GRAVEST_FIRST:
        try:
            yield from _taken_from_topic(topic, said[topic])
        except KeyError as error:
            raise ValueError(f"topics/{topic}.toml: {error}") from error


def _taken_from_topic(topic: str, given: dict[str, Any]) -> Iterator[tuple[Block, str]]:
    for made in given["rule"]:
        name = f"{topic}/{made['name']}"
        for kind in (CERTAIN, LIKELY, CUE):
            yield Block(kind, topic, name), made.pop(kind, "")
    yield Block(BLOCKER, topic), given.pop("blockers", "")


def _by_part(text: str, vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Return the phrases of a block, by the part by whose words they are looked up."""
    by_part: dict[str, list[str]] = {}
    key_of = vocabulary.key_of
    for written in lines_of(text) if text else ():
        for line in variants(written) if "_" in written else (written,):
            by_part.setdefault(key_of(line) if " " in line else line, []).append(line)
    return by_part
