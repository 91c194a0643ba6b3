"""After an edit, what is recalled from before gives the warnings that would be worked out anew."""

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.narrating.telling import tell
from audio_edition.narrating.warnings import propose_warnings
from audio_edition.narrating.warnings.rule_table import write_table
from audio_edition.reading import read_article
from audio_edition.recall import Answers, load, recalling
from audio_edition.script import Chapter, Role, Script, Segment
from audio_edition.settings import Settings

from .passages import passages
from .scripts import GRAPHIC, HARMLESS, MILD, chapter, script

EXAMPLES = Path(__file__).parents[3] / "examples"
PACE = 150
TRAPS = (
    "Nobody was killed.",
    "The castle was besieged in 1644, and 300 were hanged.",
    "Kill the heat, beat the eggs and add the butter.",
    "The Killing of a Stranger is at the Grand.",
    "He was beaten by two guards, and his sister was shot dead.",
    "What a bloody shame! She died. They wept at the funeral, he said.",
    "A lone surrogate \ud83d and a \x00 are words of nobody.",
)
"""Sentences that stand or fall by themselves, by what is around them, or by their signs."""


def of_passages(name: str, first: int, count: int) -> Script:
    """Return a script of passages, a chapter each: more than a thousand words, or fewer."""
    made = [replace_ends(p.text) for p in passages(name)[first : first + count]]
    return script(*(chapter(f"{name}{i}", text) for i, text in enumerate(made)))


def replace_ends(text: str) -> str:
    return text.replace("? ", ". ").replace("! ", ". ")


def of_example(name: str) -> Script:
    """Return an example told."""
    given_ = Settings()
    article = read_article((EXAMPLES / name).read_bytes(), name)
    return tell(
        article, verbosity=given_.verbosity, words_per_minute=PACE, show=given_.show, corrected=""
    )


SCRIPTS: dict[str, Callable[[], Script]] = {
    "tribunal": lambda: of_example("the-harbour-tribunal.md"),
    "clock": lambda: of_example("the-clock-on-mill-street.md"),
    "short": lambda: script(chapter("One", GRAPHIC), chapter("Two", HARMLESS), front=MILD),
    "sober": lambda: of_passages("sober", 40, 9),
    "harmless": lambda: of_passages("harmless", 40, 14),
    "mixed": lambda: of_passages("written", 100, 30),
}


@cache
def made(name: str) -> Script:
    return SCRIPTS[name]()


@cache
def table() -> str:
    return write_table()


@cache
def pool() -> list[str]:
    """Return sentences to put in."""
    found = [s.text for name in SCRIPTS for s in made(name).segments if s.role is Role.SENTENCE]
    return sorted({*found, *TRAPS})


def answers(before: bytes = b"{}") -> Answers:
    return Answers(load(before), lambda _, __: table())


def proposed(told: Script, known: Answers) -> Script:
    with recalling(known):
        return propose_warnings(told, words_per_minute=PACE)


def edited(told: Script, by: random.Random) -> Script:
    """Return a script with a sentence changed, put in, taken out or moved."""
    chapters = [[*c.segments] for c in told.chapters]
    at = by.choice([n for n, segments in enumerate(chapters) if segments])
    place = by.randrange(len(chapters[at]))
    here = chapters[at][place]
    other = by.choice(pool())
    new = replace(here, text=by.choice([other, f"{here.text} {other}", _word_changed(here, by)]))
    to = chapters[by.randrange(len(chapters))]
    change = by.choice(["change", "insert", "delete", "move", "skip"])
    if change in ("delete", "move"):
        del chapters[at][place]
    if change in ("change", "skip"):
        chapters[at][place] = new if change == "change" else replace(here, read=False)
    if change in ("insert", "move"):
        to.insert(by.randrange(len(to) + 1), new if change == "insert" else here)
    return replace(told, chapters=tuple(map(_with, told.chapters, chapters)))


def _word_changed(segment: Segment, by: random.Random) -> str:
    words = segment.text.split() or [""]
    words[by.randrange(len(words))] = by.choice(["not", "killed", "his father", "1745", "film"])
    return " ".join(words)


def _with(old: Chapter, segments: list[Segment]) -> Chapter:
    return replace(old, segments=tuple(segments))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(SCRIPTS)), st.integers(0, 2**32))
def test_what_is_recalled_is_what_would_be_worked_out(name: str, seed: int) -> None:
    by, told = random.Random(seed), made(name)
    known = answers()
    assert proposed(told, known) == propose_warnings(told, words_per_minute=PACE)
    for _ in range(by.randrange(1, 5)):
        told = edited(told, by)
        known = answers(known.dump())
        assert proposed(told, known) == propose_warnings(told, words_per_minute=PACE)


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_nothing_is_worked_out_where_nothing_changed(name: str) -> None:
    known = answers()
    before = proposed(made(name), known)
    again = answers(known.dump())
    assert proposed(made(name), again) == before
    assert not again.is_news
    assert again.dump() == known.dump()


def test_a_text_that_grows_long_is_looked_through_by_the_rules_for_long_texts() -> None:
    """Some rules hold for a few sentences only, so what is recalled must know the length."""
    short = script(chapter("One", " ".join([GRAPHIC, MILD])), chapter("Two", HARMLESS))
    known = answers()
    proposed(short, known)
    filler = " ".join(["The clerk wrote down the name of the street and the hour."] * 90)
    long = script(short.chapters[1], chapter("Two", HARMLESS), chapter("Three", filler))
    assert proposed(long, answers(known.dump())) == propose_warnings(long, words_per_minute=PACE)
    back = answers(known.dump())
    assert proposed(short, back) == propose_warnings(short, words_per_minute=PACE)
