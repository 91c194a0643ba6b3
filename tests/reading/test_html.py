"""Saved pages: where the article stands in them, and what becomes of the rest."""

from pathlib import Path

import pytest

from audio_edition.article import BlockKind, Mark, account_for
from audio_edition.reading import read_article
from tests.reading.listing import listing

PAGE = (Path(__file__).parent / "cases" / "saved-page.html").read_text(encoding="utf-8")
CLUTTER = {
    "We use cookies": "boilerplate",
    "Skip to content": "navigation",
    "Tides</a>": "navigation",
    "Home</a>": "navigation",
    "Share on": "boilerplate",
    "New boots": "advertising",
    "Seals return": "navigation",
    "Never miss": "advertising",
    "© 2023": "boilerplate",
    "not text": "metadata",
}


@pytest.mark.parametrize(("words", "reason"), CLUTTER.items())
def test_clutter_is_dropped_with_its_reason(words: str, reason: str) -> None:
    article = read_article(PAGE.encode(), "saved.html")
    at = article.source.index(words)
    what = next(what for begin, end, what in account_for(article) if begin <= at < end)
    assert what == reason


@pytest.mark.parametrize("tag", ["article", "main", "section", 'div itemprop="articleBody"'])
def test_the_article_is_found_whatever_holds_it(tag: str) -> None:
    bare = read_article(PAGE.encode(), "x.html")
    body, _, rest = PAGE.replace('<div class="post">', f"<{tag}>").partition(
        '<div class="newsletter-signup">'
    )
    head, _, _ = body.rpartition("</div>")
    page = f'{head}</{tag.split()[0]}>\n<div class="newsletter-signup">{rest}'
    assert listing(read_article(page.encode(), "x.html")) == listing(bare)


def test_a_page_without_clutter_is_all_article() -> None:
    page = "<p>One.</p><div class='social-policy'><p>Social policy is a long story.</p></div>"
    assert [b.text for b in read_article(page.encode(), "x.html").blocks] == [
        "One.",
        "Social policy is a long story.",
    ]


def test_the_language_of_a_phrase_reaches_its_span() -> None:
    page = "<html lang=en><p>A <i lang=fr>mot <b>juste</b></i> <span lang=en>here</span></p></html>"
    spans = read_article(page.encode(), "x.html").blocks[0].spans
    assert [(s.text.strip(), s.language) for s in spans if s.text.strip()] == [
        ("A", ""),
        ("mot", "fr"),
        ("juste", "fr"),
        ("here", ""),
    ]


def test_offsets_are_those_of_the_words() -> None:
    page = "<p>Fish &amp; <b>chips</b>,\n\tsaid\u00a0he, co\u00adop.</p>"
    article = read_article(page.encode(), "x.html")
    block = article.blocks[0]
    assert block.text == "Fish & chips, said he, coop."
    for word in ("Fish", "&", "chips", "said"):
        at = block.text.index(word)
        begin, end = block.source_range(at, at + len(word))
        assert article.source[begin:end] in (word, "&amp;")


def test_a_note_mark_is_marked_and_its_back_link_dropped() -> None:
    page = (
        '<p>So.<a href="#fn1">1</a></p>'
        '<ol class="footnotes"><li id="fn1">Yes.<a href="#fnref1">↩</a></ol>'
    )
    text, note = read_article(page.encode(), "x.html").blocks
    assert Mark.NOTE_REFERENCE in text.spans[-1].marks
    assert (note.kind, note.label, note.text) == (BlockKind.FOOTNOTE, "1", "Yes.")


def test_what_stands_in_a_table_outside_its_cells_is_read_before_it() -> None:
    page = "<table><p>Loose.</p><tr><td>a<th>b</tr><td>c<tr><p>d<th>e</table>"
    blocks = read_article(page.encode(), "x.html").blocks
    assert [(b.kind, b.text) for b in blocks] == [
        (BlockKind.PARAGRAPH, "Loose."),
        (BlockKind.PARAGRAPH, "c"),
        (BlockKind.PARAGRAPH, "d"),
        (BlockKind.TABLE_CELL, "a"),
        (BlockKind.TABLE_CELL, "b"),
        (BlockKind.TABLE_CELL, "e"),
    ]
