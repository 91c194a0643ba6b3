"""The length that is announced is that of what is heard, and so is the number of chapters."""

from dataclasses import replace

import pytest

from audio_edition.narrating import announce_length, place_warnings, propose_warnings
from audio_edition.narrating.lasting import is_length, length_in_words
from audio_edition.narrating.pace import CHARACTERS_A_WORD, segments_ms
from audio_edition.narrating.telling import tell
from audio_edition.reading import read_article
from audio_edition.script import ContentWarning, Script, Segment, Severity

SENTENCE = "The ferry left the harbour with every passenger on deck, and nobody said a word. "


def told(sentences: int) -> Script:
    page = f"<h1>Tide</h1><p>{SENTENCE * sentences}</p><h2>Ebb</h2><p>It rains.</p>"
    article = read_article(page.encode(), "page.html")
    return tell(article, verbosity="standard", words_per_minute=150, show="")


def length(script: Script) -> Segment:
    return next(segment for segment in script.segments if is_length(segment))


def test_chapters_are_counted_as_players_list_them() -> None:
    script = told(1)
    assert [c.title for c in script.chapters] == ["Opening", "Introduction", "Ebb", "Closing"]
    assert length(script).text == "This edition lasts less than a minute, in four chapters."


def test_a_chapter_nobody_hears_is_not_counted() -> None:
    script = told(1)
    unheard = tuple(replace(segment, read=False) for segment in script.chapters[2].segments)
    chapters = [*script.chapters]
    chapters[2] = replace(chapters[2], segments=unheard)
    script = announce_length(replace(script, chapters=tuple(chapters)), words_per_minute=150)
    assert "in three chapters" in length(script).text


def test_warnings_count_before_they_are_placed_and_after() -> None:
    warning = ContentWarning(("violence",), Severity.MILD, "Content warning. " + SENTENCE * 12)
    script = replace(told(40), warning=warning)
    without = length(announce_length(replace(script, warning=None), words_per_minute=150)).text
    before = announce_length(script, words_per_minute=150)
    after = announce_length(place_warnings(before), words_per_minute=150)
    assert length(before) == length(after)
    assert length(before).text != without


def test_its_name_does_not_change_with_the_length() -> None:
    assert length(told(1)).id == length(told(90)).id
    assert length(told(1)).text != length(told(90)).text


def test_half_the_pauses_make_it_shorter() -> None:
    segments = told(30).segments
    whole, half = segments_ms(segments, 150), segments_ms(segments, 150, pause_percent=50)
    assert whole - half == pytest.approx(sum(s.pause_ms for s in segments) / 2)


def test_the_voice_is_measured_by_text_of_the_same_density() -> None:
    voice_level = pytest.importorskip("audio_edition.mastering.voice_level")
    texts = voice_level.CALIBRATION_TEXTS
    average = sum(map(len, texts)) / sum(len(text.split()) for text in texts)
    assert average == pytest.approx(CHARACTERS_A_WORD, rel=0.01)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0.5, "less than a minute"),
        (1.2, "about one minute"),
        (10.6, "about 11 minutes"),
        (33, "about 35 minutes"),
        (58, "about an hour"),
        (88, "about an hour and a half"),
        (136, "about two and a quarter hours"),
    ],
)
def test_lengths_are_rounded(minutes: float, words: str) -> None:
    assert length_in_words(minutes * 60_000) == words


def test_a_script_without_chapters_stays_as_it_is() -> None:
    empty = Script("Tide", "en", ())
    assert announce_length(propose_warnings(empty, words_per_minute=150), words_per_minute=150) == (
        empty
    )
