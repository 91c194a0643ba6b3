"""What takes a phrase away, and what does not; each sentence is one the rules must get right."""

import pytest

from audio_edition.narrating.warnings import assess
from audio_edition.script import Severity


@pytest.mark.parametrize(
    "text",
    [
        "The match went to a penalty shoot-out.",
        "Kill the heat and add the butter.",
        "The slave cylinder weeps, and the master cylinder should be changed too.",
        "The master node stops and the slave node takes over.",
        "No shots were fired and nobody was hurt.",
        "Their partners are not abusive and the house is warm.",
        "The mayor has not been kidnapped. He was in Rhyl.",
        "It is not, despite the title, a book about murder.",
        "The Slaughtered Lamb is a bookshop.",
        "The castle was besieged in 1644.",
        "Fields of oilseed rape lay along the road.",
        "It was a miscarriage of justice, said the baker whose sponge came second.",
    ],
)
def test_harmless(text: str) -> None:
    assert assess(text).topics == ()


@pytest.mark.parametrize(
    ("text", "topic", "term"),
    [
        ("He was jailed for raping a woman in her home.", "sexual_violence", "rape"),
        ("Her baby was stillborn at term.", "pregnancy_loss", "stillbirth"),
        ("They were forced to undergo abortions.", "pregnancy_loss", "forced abortion"),
        ("The women were trafficked across the border.", "trafficking", "human trafficking"),
        ("The tribunal found that it amounted to torture.", "torture", "torture"),
        ("He took his own life in June.", "suicide_self_harm", "suicide"),
        ("A gunman opened fire in the market.", "violence", "a shooting"),
        ("Police do not know why the two men were murdered.", "violence", "murder"),
        ("The men survived genocide as children.", "war_terror", "genocide"),
        ("The dog had been starved and beaten.", "animal_harm", "cruelty to animals"),
    ],
)
def test_the_most_specific_term(text: str, topic: str, term: str) -> None:
    judgement = assess(text)
    assert topic in judgement.topics
    assert judgement.terms[judgement.topics.index(topic)] == term


def test_a_term_never_repeats_what_the_text_says() -> None:
    judgement = assess('He called her a "useless little shit" in open court.')
    assert judgement.terms == ("strong language",)


def test_detail_is_graphic_and_a_mention_is_mild() -> None:
    assert assess("She was raped, the court heard.").severity is Severity.MILD
    detail = "She was raped. She lay bleeding and unconscious in a pool of blood."
    assert assess(detail).severity is Severity.GRAPHIC
    assert assess("The bus leaves at nine.").severity is Severity.NONE


def test_a_long_text_needs_more_than_one_likely_word() -> None:
    filler = " ".join(["The clerk wrote down the name of the street and the hour."] * 60)
    assert assess(f"{filler} The robbers fled.").topics == ()
    assert "violence" in assess(f"{filler} He was charged with murder.").topics
