import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_edition.narrating.warnings.phrases import tokens_of
from audio_edition.narrating.warnings.vocabulary import (
    Vocabulary,
    inflected,
    lines_of,
    may_be_forms_of,
    numbers,
)

GROUPS = {"child": frozenset({"boy", "girl", "children"})}


def found(phrase: str, text: str) -> str | None:
    """Return the words a phrase finds in a text, or None."""
    tokens = tokens_of(text)
    compiled = Vocabulary(GROUPS).phrase(phrase)
    for at, token in enumerate(tokens):
        if token in (compiled.steps[compiled.key] or ()) and (match := compiled.find(tokens, at)):
            return " ".join(tokens[match[0] : match[1] + 1])
    return None


@pytest.mark.parametrize(
    ("phrase", "text", "words"),
    [
        ("shoot out", "A penalty shoot-out followed.", "shoot out"),
        ("took his/her own life", "She took her own life.", "took her own life"),
        ("stab+", "He was stabbed.", "stabbed"),
        ("bury+", "They buried him.", "buried"),
        ("@child ... locked", "The children were often locked in.", "children were often locked"),
        ("pool of _", "A pool of water.", "pool of water"),
        ("coroner+", "The coroner’s words.", "coroner"),
        ("child's coffin", "A child’s coffin.", "child coffin"),
        ("took his own life", "He took a year of his own life to write.", None),
        ("@child ... locked", "The boy said that all of the doors there were locked.", None),
    ],
)
def test_a_phrase_finds_what_it_says(phrase: str, text: str, words: str | None) -> None:
    assert found(phrase, text) == words


def test_a_phrase_with_a_gap_can_be_turned_round() -> None:
    turned = Vocabulary(GROUPS).phrase("leg ... torn off").turned()
    assert turned is not None
    assert [sorted(step or ()) for step in turned.steps] == [["torn"], ["off"], ["leg"]]
    assert turned.gaps == (0, 0, 4)


def test_endings() -> None:
    assert {"stabs", "stabbed", "stabbing"} <= inflected("stab")
    assert {"abuses", "abused", "abusing"} <= inflected("abuse")
    assert {"bodies"} <= inflected("body")
    assert {"lashes", "lashed"} <= inflected("lash")


@given(st.text(string.ascii_lowercase, min_size=4, max_size=12))
def test_a_word_is_found_by_each_of_its_forms(word: str) -> None:
    for form in inflected(word) | numbers(word):
        assert word in may_be_forms_of(form), form


def test_comments_and_empty_parts_are_no_phrases() -> None:
    assert lines_of("one, two\n# a remark\nthree,\n") == ["one", "two", "three"]


@pytest.mark.parametrize("line", ["shoot-out", "@nobody", "his//her"])
def test_a_phrase_that_can_never_be_found_is_refused(line: str) -> None:
    with pytest.raises(ValueError):
        Vocabulary(GROUPS).phrase(line)
