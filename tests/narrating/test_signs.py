"""The characters a rule cannot do without are never missing from a text it applies to."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.narrating.spoken_forms.clean_up import CLEAN_UP
from audio_edition.narrating.spoken_forms.english import ENGLISH
from audio_edition.narrating.spoken_forms.signs import signs_in, signs_of

NEEDS = sorted({rule.needs for rule in (*ENGLISH, *CLEAN_UP)})


@pytest.mark.parametrize(
    ("pattern", "signs"),
    [
        (r"\]\(", "](", ),
        (r"\dp\b", "0123456789"),
        ("Maj|Brig", "MB"),
        (r"[a-z.]\s?[-–—]\s?[A-Z]", "-–—"),
        (r"\d(?:bn|mn)\b", "0123456789"),
        (r"\(\d{2,5}\)", "()"),
    ],
)  # fmt: skip
def test_signs_of_a_pattern(pattern: str, signs: str) -> None:
    found = signs_of(pattern)
    assert found is not None
    assert found <= frozenset(signs)


@pytest.mark.parametrize("pattern", [r"\w+", "(?i)doi", r"(?:a|b)", r"\d*", r"1|\s", r"[^x]", "a?"])
def test_what_may_do_without_any_sign(pattern: str) -> None:
    assert signs_of(pattern) is None


@settings(max_examples=3, deadline=None)
@given(st.data())
@pytest.mark.parametrize("pattern", NEEDS)
def test_no_match_of_a_rule_is_passed_over(pattern: str, data: st.DataObject) -> None:
    signs = signs_of(pattern)
    if signs is not None:
        match = re.search(pattern, data.draw(st.from_regex(pattern)))
        assert match is not None
        assert signs & signs_in(match[0])
