"""Editions in other languages: which way they are written, and what in them is English."""

from dataclasses import replace

import pytest
from lxml import etree, html

from audio_edition.edition import Edition
from audio_edition.publishing import web_page
from audio_edition.publishing.daisy202 import control_centre, text
from audio_edition.publishing.epub import chapter_document, navigation, package_document
from audio_edition.publishing.languages import direction, in_english, marked
from audio_edition.publishing.structure import sections
from audio_edition.publishing.tracks import tracks
from audio_edition.script import ContentWarning, Role, Severity
from tests.editions import Said, Told, edition

WARNING = ContentWarning(("torture",), Severity.GRAPHIC, "Warning.", terms=("torture",))
CHAPTERS = (
    Told("السوق", [Said("Warning.", Role.WARNING), Said("كان يا ما كان.")], warning=WARNING),
    Told("البيت", [Said("Quote.", Role.CUE), Said("انتهت القصة.")]),
)


@pytest.mark.parametrize(
    ("tag", "turned"),
    [
        *(("ar", True), ("he-IL", True), ("fa", True), ("UR_PK", True), ("az-Arab", True)),
        *(("en", False), ("ar-Latn", False), ("zh-Hant", False), ("de-1996", False)),
    ],
)
def test_direction_follows_from_the_tag(tag: str, turned: bool) -> None:
    assert direction(tag) == (' dir="rtl"' if turned else "")


def test_words_are_marked_only_in_a_text_of_another_language() -> None:
    assert in_english("en-GB") == marked("fr", "fr-CA") == marked("", "fr") == ""
    assert in_english("fr") == ' lang="en"'
    assert in_english("ar", xml=True) == ' lang="en" xml:lang="en" dir="ltr"'
    assert marked("he", "ar") == ' lang="he"'


def in_language(language: str) -> Edition:
    """Return an edition whose cues and warnings are English."""
    made = edition(CHAPTERS, title="الساعة", language=language)
    own = (Role.CUE, Role.WARNING)
    chapters = tuple(
        replace(
            c,
            segments=tuple(replace(s, language="en" if s.role in own else "") for s in c.segments),
        )
        for c in made.script.chapters
    )
    return replace(made, script=replace(made.script, chapters=chapters))


def test_the_page_says_what_is_english() -> None:
    page = html.document_fromstring(web_page.render(in_language("ar")).decode("utf-8"))
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    for id in ("listen", "chapters-title", "transcript-title", "hint", "s1", "s3"):
        element = page.get_element_by_id(id)
        assert (element.get("lang"), element.get("dir")) == ("en", "ltr"), id
    assert page.get_element_by_id("s2").get("lang") is None
    assert all(e.get("lang") == "en" for name in ("pass", "when") for e in page.find_class(name))
    english = web_page.render(in_language("en-GB")).decode("utf-8")
    assert ' lang="en"' not in english
    assert ' dir="' not in english


def test_packages_are_read_from_right_to_left() -> None:
    made = in_language("ar")
    chapters = tracks(made)
    section = next(iter(sections(made)))
    epub = chapter_document.render(made, section, chapters[0], chapters[1])
    for data in (
        *(epub, navigation.render(made, chapters), text.render(made, section, 1)),
        control_centre.render(made, chapters, 1, 1),
    ):
        assert etree.fromstring(data).get("dir") == "rtl"
    assert b'<spine page-progression-direction="rtl">' in package_document.render(made, chapters)
    assert b"page-progression" not in package_document.render(in_language("fr"), chapters)
    spans = {e.get("id"): e for e in etree.fromstring(epub).iter("{*}span")}
    assert spans["s1"].get("lang") == "en"
    assert spans["s2"].get("lang") is None
    way_past = next(etree.fromstring(epub).iter("{*}a"))
    assert (way_past.get("lang"), way_past[0].get("lang")) == ("en", "ar")
