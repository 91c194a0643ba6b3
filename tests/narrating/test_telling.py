from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audio_edition.article import Article, Block, BlockKind, Span
from audio_edition.errors import ReadingError
from audio_edition.narrating.coverage import coverage
from audio_edition.narrating.structure.running import is_speakable
from audio_edition.narrating.telling import tell
from audio_edition.reading import read_article
from audio_edition.script import ChapterKind, Role, Script
from tests.narrating.articles import articles

VERBOSITIES = ("terse", "standard", "verbose")
CORPUS = Path(__file__).parents[2] / "../shared/corpus"


def told(text: str, name: str = "piece.html", verbosity: str = "standard") -> Script:
    article = read_article(text.encode(), name)
    return tell(article, verbosity=verbosity, words_per_minute=160, show="")


def check(article: Article, script: Script) -> None:
    """What holds of every script."""
    assert coverage(article, script).lost == ()
    names = [segment.id for segment in script.segments]
    assert len(names) == len(set(names))
    chapters = [chapter.id for chapter in script.chapters]
    assert len(chapters) == len(set(chapters))
    assert all(chapter.segments and chapter.title.strip() for chapter in script.chapters)
    assert script.chapters[0].kind is ChapterKind.OPENING
    assert script.chapters[-1].kind is ChapterKind.CLOSING
    assert all(chapter.level >= 1 for chapter in script.chapters)
    assert {skipped.segment for skipped in script.skipped} <= set(names)
    assert all(segment.text.strip() and is_speakable(segment.voiced) for segment in script.segments)


@settings(max_examples=120, deadline=None)
@given(articles(), st.sampled_from(VERBOSITIES))
def test_any_article_is_told_without_loss(article: Article, verbosity: str) -> None:
    check(article, tell(article, verbosity=verbosity, words_per_minute=150, show="Show"))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["a.txt", "a.md", "a.html"]))
@example("# A\n\n> Q.\n\n- one\n  - two\n\n|a|b|\n|-|-|\n|1|2|\n\n[^1]: N.\n", "a.md")
@example("<p>One.<sup><a href='#fn1'>1</a></sup> Two&amp;three.<pre>x\ny</pre>", "a.html")
def test_any_text_read_is_told_without_loss(text: str, name: str) -> None:
    try:
        article = read_article(f"Word {text}".encode(errors="replace"), name)
    except ReadingError:
        return  # control characters: no text
    check(article, tell(article, verbosity="standard", words_per_minute=150, show=""))


@pytest.mark.skipif(not CORPUS.exists(), reason="needs ../shared/corpus")
@pytest.mark.parametrize("verbosity", VERBOSITIES)
def test_the_corpus_is_told_without_loss(verbosity: str) -> None:
    for path in sorted(CORPUS.glob("*/*.*")):
        if path.name != "girls-own-paper.txt" or verbosity == "standard":
            article = read_article(path.read_bytes(), path.name)
            check(article, tell(article, verbosity=verbosity, words_per_minute=160, show=""))


FIVE = ["The gate is open.", "A cart went by.", "It rained.", "A cart went by.", "Then it stopped."]


def ids(sentences: list[str]) -> dict[str, str]:
    script = told("<h1>Gates</h1><p>" + " ".join(sentences) + "</p>")
    return {segment.id: segment.text for segment in script.segments if segment.role == "sentence"}


def test_a_sentence_put_in_changes_no_other_name() -> None:
    before = ids(FIVE)
    after = ids([FIVE[0], "A dog barked.", *FIVE[1:]])
    assert before.items() <= after.items()
    assert len(after) == len(before) + 1


def test_sentences_moved_keep_their_names() -> None:
    assert ids(FIVE) == ids([FIVE[4], *FIVE[:4]])


def test_punctuation_set_right_keeps_the_name() -> None:
    assert set(ids(["The gate, is open."])) == set(ids(["The gate is open."]))


def test_cues_put_in_change_no_other_name() -> None:
    one = "<blockquote>Rain came.</blockquote>"
    before = told(f"<h1>T</h1><p>A b.</p>{one}")
    after = told(f"<h1>T</h1><blockquote>Snow came.</blockquote><p>A b.</p>{one}")
    assert {s.id for s in before.segments} <= {s.id for s in after.segments}


def test_a_chapter_for_each_heading_nested_as_they_nest() -> None:
    script = told("<h1>T</h1><p>Go.</p><h2>A</h2><p>x.</p><h4>B</h4><p>y.</p><h2>A</h2><p>z.</p>")
    shape = [(c.id, c.title, c.level, str(c.kind)) for c in script.chapters]
    assert shape == [
        ("c-opening", "Opening", 1, "opening"),
        ("c-introduction", "Introduction", 1, "body"),
        ("c-a", "A", 1, "body"),
        ("c-b", "B", 2, "body"),
        ("c-a-2", "A", 1, "body"),
        ("c-closing", "Closing", 1, "closing"),
    ]


def test_headings_named_like_the_fixed_chapters() -> None:
    script = told("<h1>T</h1><p>Go.</p><h2>Introduction</h2><p>x.</p><h2>Closing</h2><p>y.</p>")
    assert [chapter.title for chapter in script.chapters] == [
        *("Opening", "Beginning", "Introduction", "Closing", "Closing"),
    ]


def test_the_announcement_comes_before_dek_and_pull_quote() -> None:
    page = (
        "<h1>Tides</h1><p class='dek'>Why the sea moves.</p><p class='byline'>By Ada Reed</p>"
        "<p class='pullquote'>The moon pulls.</p><p>It does. So it goes.</p><h2>More</h2><p>x.</p>"
    )
    article = read_article(page.encode(), "a.html")
    script = tell(article, verbosity="standard", words_per_minute=160, show="The Shore")
    texts = [segment.text for segment in script.chapters[0].segments]
    assert texts == [
        "The Shore.",
        "Tides",
        "By Ada Reed",
        "This edition lasts less than a minute, in four chapters.",
        "Why the sea moves.",
        "Highlighted quote.",
        "The moon pulls.",
        "End quote.",
    ]


def test_author_and_date_are_announced_if_no_byline_says_them() -> None:
    article = Article("x", "Tides", (), (), "Ada Reed", "2024-03-23")
    said = [
        s.spoken for s in tell(article, verbosity="terse", words_per_minute=160, show="").segments
    ]
    assert said[1:3] == [
        "By Ada Reed.",
        "Published on the twenty-third of March, twenty twenty-four.",
    ]


def test_a_small_edit_does_not_change_the_length_announced() -> None:
    page = "<h1>T</h1>" + "<p>The cat sat on the mat and looked at the sea for a while.</p>" * 80
    before, after = told(page), told(page + "<p>One more.</p>")
    assert before.chapters[0].segments == after.chapters[0].segments


def test_language_of_a_sentence_and_of_cues() -> None:
    script = told(
        "<h1>T</h1><p>He spoke. <i lang='fr'>Il pleut.</i> Then <i lang='fr'>non</i>.</p>"
    )
    assert [s.language for s in script.chapters[1].segments] == ["", "fr", ""]
    german = told("<html lang='de'><h1>T</h1><blockquote>Es regnet.</blockquote>")
    cues = [s for s in german.segments if s.role is Role.CUE]
    assert cues
    assert {s.language for s in cues} == {"en"}


def test_an_editor_may_unskip_what_is_skipped() -> None:
    script = told("<h1>T</h1><p>Run it.</p><pre>go()\nstop()</pre><p>Done.</p>")
    skipped = [segment for segment in script.segments if segment.skip]
    assert [segment.text for segment in skipped] == ["go()", "stop()"]
    cue = next(s for s in script.segments if s.id == script.skipped[0].segment)
    assert cue.text == "Two lines of code are not read in this edition."


def test_a_block_of_many_spans_is_told_in_proportion() -> None:
    text = "The cat sat on the mat. "
    spans = tuple(Span(text, i * 24, i * 24 + 24) for i in range(20_000))
    article = Article(text * 20_000, "T", (Block(BlockKind.PARAGRAPH, spans),), ())
    script = tell(article, verbosity="standard", words_per_minute=160, show="")
    assert coverage(article, script).lost == ()
    assert len({segment.id for segment in script.segments}) == 20_003


def test_whose_a_quotation_is_comes_after_its_end() -> None:
    page = "# T\n\n> The bell is old.\n>\n> — from the log of J. Marsh\n\nIt rang.\n"
    for verbosity, cues in [("standard", ["Quote.", "End quote."]), ("terse", ["Quote."])]:
        lines = [
            (str(s.role), s.spoken) for s in told(page, "a.md", verbosity).chapters[1].segments
        ]
        expected = [("cue", cues[0]), ("quotation", "The bell is old.")]
        expected += [("cue", cue) for cue in cues[1:]]
        expected += [("sentence", "from the log of J Marsh"), ("sentence", "It rang.")]
        assert lines == expected


def test_a_dash_that_opens_talk_names_nobody() -> None:
    page = "# T\n\n> Who rang?\n>\n> — Was it you?\n"
    said = [s.spoken for s in told(page, "a.md").chapters[1].segments]
    assert said[-1] == "End quote."


def test_the_end_names_the_title_as_it_was_said() -> None:
    last = [
        told(f"<h1>{title}</h1><p>It rained.</p>").segments[-1] for title in ("V. Of Rain", "I")
    ]
    assert [s.text for s in last] == ["End of V. Of Rain.", "End of I."]
    assert [s.spoken for s in last] == ["End of Five. Of Rain.", "End of One."]


def test_a_cell_that_says_i_is_no_numeral() -> None:
    page = "# T\n\n|Long|Short|\n|-|-|\n|the undersigned|I|\n"
    assert "I" in [s.spoken for s in told(page, "a.md").segments]


def test_a_stage_direction_with_names_in_it_is_one() -> None:
    page = (
        "<h1>T</h1><table epub:type='z3998:drama'><tr><td epub:type='z3998:persona'>Ada</td>"
        "<td>Go. <i epub:type='z3998:stage-direction'>Enter <b>Ben</b> and <b>Cy</b>.</i> "
        "Stay.</td></tr></table>"
    )
    said = [s.spoken for s in told(f"<html>{page}</html>", "a.xhtml").chapters[1].segments]
    assert said == ["Ada:", "Go.", "Direction:", "Enter Ben and Cy.", "Stay."]
