import tomllib
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from audio_edition.narrating.warnings import rule_table
from audio_edition.narrating.warnings.phrases import tokens_of
from audio_edition.narrating.warnings.rule_book import rule_book
from audio_edition.narrating.warnings.rule_table import read_table, write_table
from audio_edition.narrating.warnings.rules import GRAVEST_FIRST, PART_OF

from .passages import passages

FOLDER = resources.files("audio_edition.narrating.warnings").joinpath("topics")
TAXONOMY = Path(__file__).parents[3] / "../shared/evaluation/warning-taxonomy.json"
RULE_KEYS = {
    "name", "term", "gravest", "graphic", "needs", "strict",
    "alone", "likely", "cues", "company", "unless",
}  # fmt: skip
FILE_KEYS = {"spoken", "company", "blockers", "despite", "rule"}


@pytest.mark.parametrize("topic", GRAVEST_FIRST)
def test_a_file_of_rules_holds_what_it_may(topic: str) -> None:
    text = FOLDER.joinpath(f"{topic}.toml").read_text(encoding="utf-8")
    given = tomllib.loads(text)
    assert set(given) <= FILE_KEYS
    names = [rule["name"] for rule in given["rule"]]
    assert len(names) == len(set(names))
    for rule in given["rule"]:
        assert set(rule) <= RULE_KEYS, rule["name"]
        assert {"alone", "likely", "cues"} & set(rule), rule["name"]
        assert len(rule.get("term", given["spoken"]).split()) <= 6
    assert all(len(line) <= 1_200 for line in text.splitlines())


@pytest.mark.parametrize("topic", ["strong_language", "hate"])
def test_offensive_words_are_announced_to_a_reviewer(topic: str) -> None:
    text = FOLDER.joinpath(f"{topic}.toml").read_text(encoding="utf-8")
    assert "A REVIEWER SHOULD KNOW" in text.split("spoken =")[0]


def test_the_rules_load_whole() -> None:
    book = rule_book()
    assert set(book.topic_terms) == set(GRAVEST_FIRST)
    assert len(book.settings) > 10
    assert book.check() > 10_000
    assert set(PART_OF) < set(GRAVEST_FIRST)


def test_every_phrase_is_found_by_every_word_it_is_looked_up_by() -> None:
    index = rule_book().index
    vocabulary = index.vocabulary
    parts = {part for waiting in index.every() for part in waiting.written.split()}
    for part in parts - {"...", "_"}:
        for word in vocabulary.words(part):
            assert not set(vocabulary.written(word)).isdisjoint(part.split("/")), (word, part)


def test_a_word_of_a_setting_counts_once() -> None:
    for setting in rule_book().settings.values():
        assert setting.plain.isdisjoint(setting.telling)
        assert setting.helping.isdisjoint(setting.plain | setting.telling)


def test_a_word_finds_the_phrases_looked_up_by_it_in_the_order_of_the_rules() -> None:
    index = rule_book().index
    lines = [line.split("\t") for line in read_table(write_table()).lines]
    for word in sorted(
        {*tokens_of(passages("sober")[0].text), "killed", "children", "it's", "the"}
    ):
        found = [made for _, part, *made in lines if word in index.vocabulary.words(part)]
        assert [waiting.written for waiting in index[word]] == [*chain(*found)]


def test_what_is_written_wrongly_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    read = rule_table._read

    def wrong(name: str) -> dict[str, Any]:
        return {**read(name), "company": "two words"} if name == "torture" else read(name)

    monkeypatch.setattr(rule_table, "_read", wrong)
    with pytest.raises(ValueError, match=r"topics/torture\.toml: one word was expected"):
        write_table()


def test_the_topics_are_those_of_the_taxonomy() -> None:
    if not TAXONOMY.exists():
        pytest.skip("the taxonomy stands beside the repository and is not here")
    import json

    taxonomy = json.loads(TAXONOMY.read_text(encoding="utf-8"))
    assert {topic["id"]: topic["spoken"] for topic in taxonomy} == rule_book().topic_terms
