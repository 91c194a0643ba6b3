"""What every input format must keep to, whatever it is given."""

from pathlib import PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.article import Article, BlockKind, account_for
from audio_edition.errors import ReadingError
from audio_edition.reading import FORMATS, read_article

SUFFIX = {"html": ".html", "markdown": ".md", "plain_text": ".txt"}

HTML_PIECES = st.sampled_from(
    ["<p>", "</p>", "<div class='related'>", "</div>", "<h1>", "</h1>", "<h2>", "<ul><li>", "</ul>",
     "<table><tr><td>", "</td><th colspan=2>", "</table>", "<blockquote>", "</blockquote>", "<br>",
     "<a href='#fn1'>", "</a>", "<img alt='a &amp; b'>", "<script>", "</script>", "<!--", "-->",
     "&amp;", "&#173;", "&nbsp;", "<q>", "</q>", "<em lang=fr>", "</em>",
     "<sup>", "</sup>", "<pre>",
     "</pre>", "<nav>", "</nav>", "<aside>", "<dl><dt>", "<dd>", "<figure>", "<svg><title>", "<",
     ">", "<article>", "</article>", "{{ x }}", "{% image a 'b' %}", "<![CDATA[", "]]>"]
)  # fmt: skip
MARKDOWN_PIECES = st.sampled_from(
    ["# ", "## ", "> ", "- ", "1. ", "    ", "```\n", "***", "**", "*", "_", "`", "[", "](", ")",
     "](x",
     "![", "| a | b |\n|---|---|\n", "|", "\\", "\\|", "[^1]", "[^1]: ", "^[", "]", "~~", "---\n",
     "title: x\n", ":   ", "&amp;", "<b>", "</b>", "<div>\n", "</div>", "<!--", "-->", "{: .a}",
     "{{ x }}", "{% y %}", "[a]: b\n", "\t", "===\n", "<br>\n", "<script>", "</script>", "<a\n"]
)  # fmt: skip
TEXT_PIECES = st.sampled_from(
    ["TITLE", "By Ann Lee", "\n\n", "\n\n\n", "    ", "  ", "> ", "- ", "* ", "1. ", "2. ", "a) ",
     "===\n",
     "---\n", "* * *\n", "_", "*", "[1]", "[Footnote 1: ", "]", "[Illustration: ", "“", "”", ".",
     "CHAPTER I.\n", "1. Jo on May 5, 2023 at 9:15 am\n", "Disclaimer: x", "About the Author\n",
     "*** START OF THE PROJECT GUTENBERG EBOOK ***\n", "*** END OF THE PROJECT GUTENBERG", "-\n"]
)  # fmt: skip
WORDS = st.sampled_from(
    ["word ", "Two words. ", "ends here.", "naïve ", "日本語", "e\u0301", "🙂", "a"]
)
NOISE = st.sampled_from(
    ["\n", "\r\n", "\r", "\n\n", " ", "\u00a0", "\u200b", "\u00ad", "\x00",
     "\x0c",
     "\u2028", "\ufeff", "\ue000"]
)  # fmt: skip


def pieces(special: "st.SearchStrategy[str]") -> "st.SearchStrategy[str]":
    return st.lists(st.one_of(special, special, WORDS, NOISE), max_size=40).map("".join)


TEXTS = {
    "html": pieces(HTML_PIECES),
    "markdown": pieces(MARKDOWN_PIECES),
    "plain_text": pieces(TEXT_PIECES),
}


def read(source: str, format: str) -> Article:
    from audio_edition.reading import _module

    return _module(format).read(source, f"x{SUFFIX[format]}")


def check(article: Article) -> None:
    """Hold an article to what every article must keep."""
    account_for(article)
    for block in article.blocks:
        assert block.text or block.kind is BlockKind.FIGURE
        assert block.text == block.text.strip()
        assert "\n" not in block.text
        for span in block.spans:
            if len(span.text) == span.end - span.begin:
                written = article.source[span.begin : span.end]
                same = [a == b or a in " “”‘’" for a, b in zip(span.text, written, strict=True)]
                assert (
                    all(same)
                    or "&" in written
                    or "\\" in written
                    or "{" in written
                    or span.text in "“”‘’"
                ), span


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_every_character_is_accounted_for(format: str, data: st.DataObject) -> None:
    check(read(data.draw(TEXTS[format]), format))


@pytest.mark.parametrize("format", FORMATS)
@given(source=st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_is_accounted_for(format: str, source: str) -> None:
    check(read(source, format))


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.binary(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_read_or_refused_in_two_sentences(format: str, data: bytes) -> None:
    article, refusal = None, None
    try:
        article = read_article(data, "x", format)
    except ReadingError as error:
        refusal = error
    if article is not None:
        check(article)
        assert article.title
    if refusal is not None:
        assert refusal.problem.endswith(".")
        assert refusal.remedy.endswith(".")


@pytest.mark.parametrize("format", FORMATS)
@given(words=st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=60))
@settings(max_examples=50, deadline=None)
def test_no_word_of_plain_paragraphs_is_lost_or_doubled(format: str, words: list[str]) -> None:
    paragraphs = [" ".join(words[i : i + 7]) for i in range(0, len(words), 7)]
    article = read("\n\n".join(paragraphs), format)
    assert " ".join(block.text for block in article.blocks).split() == words


@pytest.mark.parametrize("format", FORMATS)
def test_an_article_of_one_word_is_heard_and_named_after_its_file(format: str) -> None:
    article = read_article(b"Hello", f"my-first_piece{SUFFIX[format]}")
    assert [(b.kind, b.text) for b in article.blocks] == [(BlockKind.PARAGRAPH, "Hello")]
    assert article.title == "My first piece"
    assert article.format == format


@pytest.mark.parametrize("format", FORMATS)
def test_a_paragraph_alone_is_never_a_title(format: str) -> None:
    text = "The boat left on time. Nobody was on it but the geese."
    article = read_article(text.encode(), f"boat{SUFFIX[format]}")
    assert [(b.kind, b.text) for b in article.blocks] == [(BlockKind.PARAGRAPH, text)]
    assert article.title == "Boat"


@pytest.mark.parametrize("format", FORMATS)
def test_three_hundred_headings(format: str) -> None:
    mark = {
        "html": "<h2>{0}</h2>\n<p>{1}</p>",
        "markdown": "## {0}\n\n{1}",
        "plain_text": "{0}\n\n{1}",
    }
    said = "It rained on the harbour all that day, and all the next, and the geese were delighted."
    source = "\n\n".join(mark[format].format(f"The {n} Day", said) for n in range(300))
    article = read_article(source.encode(), f"days{SUFFIX[format]}")
    account_for(article)
    heads = [b for b in article.blocks if b.kind in (BlockKind.HEADING, BlockKind.TITLE)]
    assert len(heads) == 300
    assert len(article.blocks) == 600


@pytest.mark.parametrize("format", FORMATS)
def test_a_heading_with_every_awkward_sign(format: str) -> None:
    signs = 'Salt; tide # 2 = “spray” " and 🙂'
    source = {
        "html": f"<h1>Title</h1><h2>{signs}</h2><p>It rained.</p>",
        "markdown": f"# Title\n\n## {signs}\n\nIt rained.",
        "plain_text": f"Title\n=====\n\n{signs}\n-----\n\nIt rained.",
    }[format]
    article = read_article(source.encode(), f"x{SUFFIX[format]}")
    assert [b.text for b in article.blocks if b.kind is BlockKind.HEADING] == [signs]


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_name_tells_its_format(format: str) -> None:
    article = read_article(b"Some words.", str(PurePath("folder") / f"x{SUFFIX[format].upper()}"))
    assert article.format == format
