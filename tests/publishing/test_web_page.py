"""The page as a file: whole without its script, well-formed, nothing fetched."""

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from audio_edition.edition import Edition
from audio_edition.publishing import web_page
from audio_edition.script import Role
from tests.editions import MILD, Said, Told, edition, rich


def page_of(made: Edition) -> html.HtmlElement:
    return html.document_fromstring(web_page.render(made).decode("utf-8"))


def test_every_segment_is_a_link_to_its_moment() -> None:
    made = rich()
    links = page_of(made).find_class("said")
    assert [a.get("id") for a in links] == [s.id for s in made.timeline.segments]
    for link, segment in zip(links, made.timeline.segments, strict=True):
        assert link.get("href") == f"the-ferry.mp3#t={segment.begin_samples / 44100:.3f}"
        assert link.text_content() == segment.text


def test_chapters_are_listed_with_times_and_warnings() -> None:
    entries = page_of(rich()).xpath("//ol[@class='chapters']/li")
    items = [" ".join(entry.text_content().split()) for entry in entries]
    assert items[0].startswith("Opening at 0:00, lasts ")
    assert items[2].endswith("Warning: torture.")


def test_a_warned_chapter_offers_to_be_passed_and_leads_to_the_next() -> None:
    warned = Told("Dark", [Said("Dark", Role.HEADING), Said("Mind.", Role.WARNING)], warning=MILD)
    page = page_of(edition([warned, Told("Light", [Said("Light.")])]))
    assert [a.get("href") for a in page.find_class("pass")] == ["#c-2"]
    assert page.get_element_by_id("c-2") is not None


def test_only_formats_that_exist_are_offered() -> None:
    made = replace(rich(), formats=("m4b",))
    text = web_page.render(made).decode("utf-8")
    assert "the-ferry.m4b#t=" in text
    assert ".mp3" not in text


def test_links_of_the_article_stand_in_a_list() -> None:
    links = [a.get("href") for a in page_of(rich()).xpath("//main/ul//a")]
    assert links == ["https://x.test/"]


def test_nothing_is_fetched() -> None:
    text = web_page.render(rich()).decode("utf-8")
    assert re.findall(r'(?:src|srcset)="([^"]*)"', text) == [
        "cover.png",
        "the-ferry.m4b",
        "the-ferry.mp3",
    ]
    assert "@import" not in text
    assert "url(" not in text
    assert "<link" not in text


def test_no_id_stands_twice() -> None:
    ids = [e.get("id") for e in page_of(rich()).iter() if e.get("id")]
    assert len(ids) == len(set(ids))


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_no_text_becomes_markup(title: str, author: str, sentence: str) -> None:
    made = edition([Told(title, [Said(f"<b>&{sentence}</a>")])], title=title, author=author)
    page = page_of(made)
    assert len(page.find_class("said")) == 1
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//a//b")


def test_the_files_it_offers_are_those_that_are_made() -> None:
    from importlib import import_module

    from audio_edition.publishing import PACKAGES

    made = rich()
    offered = {a.get("href") for a in page_of(made).xpath("//footer//a")}
    packages = {import_module(m).FILE_NAME.format(slug=made.slug) for m in PACKAGES.values()}
    assert packages <= offered
    rest = {a.get("href") for a in page_of(replace(made, formats=("m4b",))).xpath("//footer//a")}
    assert rest == {"the-ferry.m4b", "transcript.vtt"}
