"""The curated rules: read from `topics/*.toml`, one file a topic, once a process.

What a file may hold is said in `topics/README.md`.
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from audio_edition.narrating.warnings.index import Index
from audio_edition.narrating.warnings.rules import (
    BLOCKER,
    CERTAIN,
    CUE,
    DETAIL,
    DISCLAIMER,
    GRAVEST_FIRST,
    LIKELY,
    Rule,
)
from audio_edition.narrating.warnings.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting in which strong words are harmless."""

    plain: frozenset[str]
    """Words that tell it alone."""
    telling: frozenset[str]
    """Words that tell it with one that helps."""
    helping: frozenset[str]
    """Words that help."""


@dataclass(slots=True)
class RuleBook:
    """All rules, indexed."""

    index: Index
    """The phrases of all rules."""
    settings: dict[str, Setting] = field(default_factory=dict)
    """Harmless settings by name: sport, cookery …"""
    setting_words: frozenset[str] = frozenset()
    """Every word of every harmless setting."""
    grave: frozenset[str] = frozenset()
    """Words of courts, rescue and care: where several are, no setting is harmless."""
    topic_terms: dict[str, str] = field(default_factory=dict)
    """Topic → what a warning calls it when no rule is more specific."""

    def check(self) -> int:
        """Read every phrase, and return how many there are.

        Raises:
            ValueError: if one of them is written wrongly.
        """
        return sum(len(waiting.entries) for waiting in self.index.every())


@cache
def rule_book() -> RuleBook:
    """Return the rules that come with the package.

    Raises:
        ValueError: if a file of rules is wrong; the message names it. A phrase that is written
            wrongly is only found by `RuleBook.check`.
    """
    folder = Path(__file__).with_name("topics")
    plain = Vocabulary({})
    groups = {name: plain.words_of(text) for name, text in _read(folder, "groups").items()}
    book = RuleBook(Index(Vocabulary(groups, either_number=True)))
    as_written = Vocabulary(groups)
    for name, given in _read(folder, "harmless").items():
        _add_harmless(book, as_written, name, given)
    book.setting_words = frozenset().union(
        *(s.plain | s.telling | s.helping for s in book.settings.values())
    )
    book.grave = as_written.words_of(_read(folder, "register")["grave"])
    book.index.add(_read(folder, "detail")["detail"], DETAIL)
    for topic in GRAVEST_FIRST:
        try:
            _add_topic(book, as_written, topic, _read(folder, topic))
        except (ValueError, KeyError) as error:
            raise ValueError(f"topics/{topic}.toml: {error}") from error
    return book


def _read(folder: Path, name: str) -> dict[str, Any]:
    return tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def _add_harmless(book: RuleBook, words: Vocabulary, name: str, given: dict[str, Any]) -> None:
    """Add one harmless setting, or the idioms that hold everywhere."""
    book.index.add(given.get("phrases", ""), BLOCKER)
    book.index.add(given.get("sentences", ""), DISCLAIMER)
    if "plain" in given or "telling" in given:
        plain, telling, helping = (
            words.words_of(given.get(kind, "")) for kind in ("plain", "telling", "helping")
        )
        book.settings[name] = Setting(plain, telling - plain, helping - telling - plain)


def _add_topic(book: RuleBook, words: Vocabulary, topic: str, given: dict[str, Any]) -> None:
    spoken = book.topic_terms[topic] = given["spoken"]
    words_of = words.words_of
    shared = words_of(given.get("company", ""))
    for order, made in enumerate(given["rule"]):
        rule = Rule(
            name=f"{topic}/{made['name']}",
            topic=topic,
            term=made.get("term", spoken),
            order=order,
            gravest=made.get("gravest", False),
            graphic=made.get("graphic", False),
            company=words_of(made["company"]) if "company" in made else shared,
            needs=made.get("needs", 1),
            strict=made.get("strict", False),
            despite=frozenset(given.get("despite", ())),
            unless=words_of(made.get("unless", "")),
        )
        for kind in (CERTAIN, LIKELY, CUE):
            book.index.add(made.get(kind, ""), kind, rule)
    book.index.add(given.get("blockers", ""), BLOCKER, topic=topic)
