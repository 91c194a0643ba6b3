"""Passages in another language are said by themselves, and lose nothing of the sentence."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.article import Span
from audio_edition.narrating.structure import foreign, pauses
from tests.narrating.test_telling import told

FR = "<i lang='fr'>{}</i>".format


def heard(html: str) -> list[tuple[str, str]]:
    chapter = told(f"<h1>T</h1>{html}").chapters[1]
    return [(s.text, s.language) for s in chapter.segments]


@pytest.mark.parametrize(
    ("html", "parts"),
    [
        (
            f"She called it a {FR('fait accompli')}, and left.",
            [("She called it a", ""), ("fait accompli,", "fr"), ("and left.", "")],
        ),
        (
            f"He said, “{FR('Je ne sais quoi')}.” She nodded.",
            [("He said,", ""), ("“Je ne sais quoi.”", "fr"), ("She nodded.", "")],
        ),
        (
            f"It went{FR('—mot à mot—')}on.",
            [("It went—", ""), ("mot à mot—", "fr"), ("on.", "")],
        ),
        (
            "It says <i lang='ru'>привет</i> there.",
            [("It says", ""), ("привет", "ru"), ("there.", "")],
        ),
        (
            f"{FR('Vive la France')}, and <i lang='de'>auf Wiedersehen allerseits</i>.",
            [("Vive la France,", "fr"), ("and", ""), ("auf Wiedersehen allerseits.", "de")],
        ),
    ],
)
def test_a_passage_is_said_by_itself(html: str, parts: list[tuple[str, str]]) -> None:
    assert heard(f"<p>{html}</p>") == parts


@pytest.mark.parametrize(
    "sentence",
    [
        f"She was {FR('naïve')} then.",
        f"The {FR('grand coup')}’s end came.",
        f"In {FR('1789')} it began.",
        f"The l’{FR('amour fou')} of it.",
        "They say <span lang='en-AU'>no worries mate</span> there.",
    ],
)
def test_what_is_no_passage_stays_in_its_sentence(sentence: str) -> None:
    assert [language for _, language in heard(f"<p>{sentence}</p>")] == [""]


def test_a_heading_is_said_in_one_go() -> None:
    chapters = told(f"<h1>T</h1><h2>On the {FR('fait accompli')} now</h2><p>Yes.</p>").chapters
    assert chapters[1].segments[0].text == "On the fait accompli now"


def test_the_silence_within_a_sentence_is_short() -> None:
    html = f"<p>A {FR('fait accompli')} it was. So be it.</p>"
    chapter = told(f"<h1>T</h1>{html}").chapters[1]
    within, short, between = (s.pause_after_ms for s in chapter.segments[:3])
    assert within == short == pauses.WITHIN_SENTENCE_MS
    assert between == pauses.SENTENCE_MS


TEXTS = st.text("ab é.,—“” 'ж1", min_size=1, max_size=12)


@given(st.lists(st.tuples(TEXTS, st.sampled_from(["", "fr", "de"])), min_size=1, max_size=6))
@settings(max_examples=200, deadline=None)
def test_parts_tile_the_text_and_each_has_words(pieces: list[tuple[str, str]]) -> None:
    spans = [Span(text, 0, len(text), frozenset(), language) for text, language in pieces]
    text = "".join(span.text for span in spans)
    parts = list(foreign.parts(text, spans, [(0, len(text))], "en-GB"))
    assert parts[0][0] == 0
    assert parts[-1][1] == len(text)
    assert all(before[1] == after[0] for before, after in pairwise(parts))
    if len(parts) > 1:
        assert all(any(c.isalnum() for c in text[begin:end]) for begin, end in parts)
