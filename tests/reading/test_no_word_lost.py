"""No word is lost between signs that are not the words' own."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from audio_edition.reading import FORMATS, read_article

TAGS = (
    "<p> </p> <div> </div> <h1> </h1> <h2> <ul><li> </ul> <table><tr><td> </td><th> "
    "</table> <blockquote> </blockquote> <br> <a/href='x'> </a> &amp; <q> </q> <em> </em> <pre> "
    "</pre> <dl><dt> <dd> <figure> < <tr> <li> <td> <caption> <b> </i> <figcaption>"
)
SIGNS = {
    "html": TAGS.split(),
    "markdown": ["# ", "## ", "> ", "- ", "1. ", "    ", "```\n", "***", "**", "*", "_", "`", "[",
                 "| a | b |\n|---|---|\n", "|", "\\", "\\|", "[^1]", "[^1]: x\n", "^[", "]", "~~",
                 "---\n", "===\n", ":   ", "&amp;", "{: .a}", "\t", "+ ", "word\n: word"],
    "plain_text": ["TITLE", "By Ann Lee", "\n\n\n", "    ", "  ", "> ", "- ", "1. ", "2. ", "a) ",
                   "===\n", "---\n", "* * *\n", "_", "*", "[1]", "[Footnote 1: ", "]", "“", "”",
                   "[Illustration: ", ".", "CHAPTER I.\n", "1. Jo on May 5, 2023 at 9:15 am\n",
                   "Disclaimer: x", "About the Author\n", "JO. ", "-\n"],
}  # fmt: skip
WORDS = ["word ", "word", "word\n", "word. ", "A word\n\n", "Word word word.\n\n"]
SPACE = ["\n", "\r\n", "\n\n", " "]
FENCE_INFO = re.compile(r"(```|~~~).*word")
"""The name of a code block's language, which is not read."""


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_no_word_is_lost(format: str, data: st.DataObject) -> None:
    piece = st.one_of(*map(st.sampled_from, (SIGNS[format], WORDS, SPACE)))
    source = "".join(data.draw(st.lists(piece, max_size=25)))
    assume("word" in source and not (format == "markdown" and FENCE_INFO.search(source)))
    article = read_article(source.encode(), "x", format)
    told = [text.lower() for block in article.blocks for text in (block.text, block.label)]
    assert sum(text.count("word") for text in told) >= source.lower().count("word")


@pytest.mark.parametrize("depth", [10, 80, 300])
@pytest.mark.parametrize(
    "sign", ["> ", "- ", "1. ", "<div>", "<ul><li>", "<b>", "*", "[", "<table><td>"]
)
def test_deep_nesting_loses_nothing(sign: str, depth: int) -> None:
    for format in FORMATS:
        article = read_article(f"{sign * depth}deepest".encode(), "x", format)
        assert article.blocks[-1].text.endswith("deepest")
