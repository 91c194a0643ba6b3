"""What the script file may hold is what the rest of narrating makes."""

import json
from pathlib import Path

import pytest

from audio_edition.narrating.script_keys import ORDINARY_PAUSE_MS, TOPICS
from audio_edition.narrating.structure import pauses
from audio_edition.narrating.warnings.rule_book import rule_book

TAXONOMY = Path(__file__).parents[2] / "../shared/evaluation/warning-taxonomy.json"


def test_the_topics_are_those_there_are_rules_for() -> None:
    assert set(TOPICS) == set(rule_book().topic_terms)


@pytest.mark.skipif(not TAXONOMY.exists(), reason="needs ../shared/evaluation")
def test_the_topics_are_those_of_the_taxonomy() -> None:
    topics = json.loads(TAXONOMY.read_text(encoding="utf-8"))
    assert set(TOPICS) == {topic["id"] for topic in topics}


def test_an_ordinary_pause_is_that_after_a_sentence() -> None:
    assert ORDINARY_PAUSE_MS == pauses.SENTENCE_MS
