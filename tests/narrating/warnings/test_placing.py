"""Where warnings stand: heard before what they warn of, and passed with one press of next."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.narrating.warnings import place_warnings, propose_warnings
from audio_edition.script import (
    ChapterKind,
    ContentWarning,
    Role,
    Script,
    Severity,
    VoiceRole,
    WarningStatus,
)

from .scripts import GRAPHIC, HARMLESS, MILD, chapter, script


def warned(made: Script, about: frozenset[int] = frozenset()) -> Script:
    return place_warnings(propose_warnings(made, words_per_minute=160, about=about))


def ids(made: Script) -> list[str]:
    return [s.id for s in made.segments if s.role is Role.WARNING]


def test_nothing_found_nothing_said() -> None:
    made = warned(script(chapter("One", HARMLESS)))
    assert ids(made) == []
    assert made.warning is None


def test_a_mild_mention_has_the_editions_warning_only() -> None:
    made = warned(script(chapter("One", HARMLESS), chapter("Two", MILD)))
    assert ids(made) == ["w-edition"]
    assert made.warning is not None
    assert made.warning.severity is Severity.MILD
    assert made.warning.spoken == (
        "Content warning. This article mentions suicide, without going into detail, for less "
        "than a minute in all. To pass a mention when it comes, go to the next chapter."
    )


def test_notes_after_the_text_count_and_what_is_about_the_article_does_not() -> None:
    closing = chapter("Notes", MILD, ChapterKind.CLOSING)
    closing = replace(closing, segments=tuple(replace(s, paragraph=7) for s in closing.segments))
    made = script(chapter("One", HARMLESS))
    made = replace(made, chapters=(*made.chapters[:-1], closing))
    assert propose_warnings(made, words_per_minute=160).warning is not None
    assert propose_warnings(made, words_per_minute=160, about={7}).warning is None


def test_the_editions_warning_follows_the_opening_words_and_precedes_the_dek() -> None:
    made = warned(script(chapter("One", MILD), front="A line under the title."))
    roles = [s.id for s in made.chapters[0].segments]
    assert roles == ["s-title", "s-by", "s-length", "w-edition", "s-front-0"]


def test_a_graphic_chapter_in_a_mild_article_opens_with_its_warning() -> None:
    made = warned(script(chapter("One", MILD), chapter("Two", GRAPHIC), chapter("Three", HARMLESS)))
    assert ids(made) == ["w-edition", "w-c-Two"]
    first = made.chapters[2].segments[0]
    assert (first.id, first.role, first.voice) == ("w-c-Two", Role.WARNING, VoiceRole.WARNING)
    assert first.spoken == (
        "Warning. This chapter, less than a minute long, describes rape and torture in detail. "
        "To pass it, go to the next chapter."
    )
    assert made.warning is not None
    assert made.warning.severity is Severity.GRAPHIC
    assert "in one chapter" in made.warning.spoken


def test_lines_above_the_text_that_go_into_detail_are_passed_with_the_editions_warning() -> None:
    made = warned(script(chapter("One", HARMLESS), front=GRAPHIC))
    assert ids(made) == ["w-edition"]
    assert made.warning is not None
    assert "in the lines that follow" in made.warning.spoken


def test_an_article_that_is_one_chapter() -> None:
    made = warned(script(chapter("One", MILD)))
    assert made.warning is not None
    assert made.warning.spoken.endswith("It is one chapter: to pass it, go to the next.")
    graphic = warned(script(chapter("One", GRAPHIC)))
    assert ids(graphic) == ["w-edition", "w-c-One"]


def test_the_last_chapter_cannot_be_passed_to_another() -> None:
    made = script(chapter("One", GRAPHIC))
    made = replace(made, chapters=made.chapters[:-1])
    last = warned(made).chapters[-1].warning
    assert last is not None
    assert "stop here" in last.spoken


def test_what_is_skipped_and_cues_do_not_count() -> None:
    body = chapter("One", HARMLESS)
    skipped = replace(body, segments=tuple(replace(s, skip=True) for s in body.segments))
    graphic = chapter("Two", GRAPHIC)
    silent = replace(graphic, segments=tuple(replace(s, skip=True) for s in graphic.segments))
    assert ids(warned(script(skipped, silent))) == []
    cues = replace(graphic, segments=tuple(replace(s, role=Role.CUE) for s in graphic.segments))
    assert ids(warned(script(body, cues))) == []


def test_a_dismissed_warning_is_not_heard_and_comes_back_when_approved() -> None:
    made = warned(script(chapter("One", GRAPHIC)))
    assert made.warning is not None
    dismissed = replace(made, warning=replace(made.warning, status=WarningStatus.DISMISSED))
    assert ids(place_warnings(dismissed)) == ["w-c-One"]
    again = replace(dismissed, warning=replace(made.warning, status=WarningStatus.APPROVED))
    assert ids(place_warnings(again)) == ["w-edition", "w-c-One"]


def test_an_editors_words_for_a_warning_and_its_pause_are_kept() -> None:
    made = warned(script(chapter("One", MILD)))
    segments = tuple(
        replace(s, say="My words.", pause_after_ms=50) if s.id == "w-edition" else s
        for s in made.chapters[0].segments
    )
    edited = replace(
        made, chapters=(replace(made.chapters[0], segments=segments), *made.chapters[1:])
    )
    placed = next(s for s in place_warnings(edited).segments if s.id == "w-edition")
    assert (placed.voiced, placed.pause_after_ms) == ("My words.", 50)


def test_an_editors_own_warning_is_placed() -> None:
    own = ContentWarning(("torture",), Severity.MILD, "A word first.", WarningStatus.ADDED)
    made = replace(script(chapter("One", HARMLESS)), warning=own)
    assert ids(place_warnings(made)) == ["w-edition"]


texts = st.lists(st.sampled_from([HARMLESS, MILD, GRAPHIC]), min_size=1, max_size=5)


@settings(max_examples=40, deadline=None)
@given(texts, st.sampled_from(["", MILD, GRAPHIC]))
def test_placing_holds_whatever_the_chapters_are(bodies: list[str], front: str) -> None:
    made = script(*(chapter(f"N{i}", text) for i, text in enumerate(bodies)), front=front)
    placed = warned(made)
    assert place_warnings(placed) == placed
    assert len(set(ids(placed))) == len(ids(placed))
    without = [s for s in placed.segments if s.role is not Role.WARNING]
    assert without == list(made.segments)
    for one in placed.chapters[1:]:
        where = [i for i, s in enumerate(one.segments) if s.role is Role.WARNING]
        assert where in ([], [0])
    if placed.warning:
        texts_by_id = {s.id: s.text for s in placed.segments}
        assert all(e.text in texts_by_id[e.segment] for e in placed.warning.evidence)


def test_the_first_article() -> None:
    from pathlib import Path

    path = Path(__file__).parents[3] / "../shared/articles/first-article.txt"
    if not path.exists():
        pytest.skip("the first article stands beside the repository and is not here")
    from audio_edition.narrating import tell
    from audio_edition.pipeline.narration import ABOUT
    from audio_edition.reading import read_article

    article = read_article(path.read_bytes(), path.name)
    told = tell(article, verbosity="standard", words_per_minute=165, show="")
    made = warned(told, frozenset(i for i, b in enumerate(article.blocks) if b.kind in ABOUT))
    assert made.warning is not None
    for term in ("exploitation of girls", "rape", "trafficking", "torture", "forced abortion"):
        assert term in made.warning.spoken
    assert len(made.warning.spoken.split()) <= 50
    opening = made.chapters[0].segments
    at = next(i for i, s in enumerate(opening) if s.id == "w-edition")
    assert all(s.role in (Role.TITLE, Role.OPENING, Role.SENTENCE) for s in opening[:at])
    assert any(s.role is Role.QUOTATION for s in opening[at:])
    closing = {s.id for c in made.chapters if c.kind is ChapterKind.CLOSING for s in c.segments}
    assert not closing & {e.segment for e in made.warning.evidence}
