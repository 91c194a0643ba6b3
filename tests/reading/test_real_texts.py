"""Real texts, where the folder that holds them is there: nothing of them is lost."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest

from audio_edition.article import Article, BlockKind, GroupKind, account_for
from audio_edition.reading import read_article
from audio_edition.reading.naming import words_of

SHARED = Path(__file__).parents[3] / "shared"
TEXTS = [p for folder in ("corpus", "edits") for p in sorted((SHARED / folder).glob("*/*.*"))]
FIRST = SHARED / "articles" / "first-article.txt"
BLOCK_TAGS = {"p", "div", "li", "h1", "h2", "h3", "h4", "td", "br", "section", "dt", "dd"}

needs_texts = pytest.mark.skipif(not TEXTS, reason="the folder ../shared is not here")


def html_text(source: str) -> str:
    """Return all text of a page's body and its pictures, by lxml."""
    parser = lxml.html.HTMLParser(encoding="utf-8")
    body = lxml.html.document_fromstring(source.encode(), parser=parser).find(".//body")
    return "".join(_walk(body)) if body is not None else ""


def _walk(element: "lxml.html.HtmlElement") -> Iterator[str]:
    if isinstance(element.tag, str):
        yield " " if element.tag in BLOCK_TAGS else ""
        yield f" {element.get('alt')} " if element.get("alt") else ""
        yield element.text or ""
        for child in element:
            yield from _walk(child)
    yield element.tail or ""


def markdown_text(source: str) -> str:
    """Return a Markdown text with its signs crudely stripped."""
    for pattern, words in [
        (r"\A---\n(?s:.*?)\n---\n", ""),
        (r"(?m)^(```|~~~)(?s:.*?)^\1", ""),
        (r"(?s)<!--.*?-->", ""),
        (r"(?s)\{%.*?%\}|\{\{.*?\}\}|\{:.*?\}", ""),
        (r"\]\([^)\s]*(\s\"[^\"]*\")?\)", " "),
        (r"(?m)^\[[^\]]*\]:.*$", ""),
        (r"<img[^>]*alt=\"([^\"]*)\"[^>]*>", r" \1 "),
        (r"<strong<|<\s*strong=\"\">|</strong<agency:<>", " "),
        (r"</?[a-z][^<>]*>", ""),
        (r"(?m)^\s*\d+\.\s", ""),
    ]:
        source = re.sub(pattern, words, source)
    return html.unescape(source)


def plain_text(source: str) -> str:
    return source.replace("[Illustration", "")


STRIPPED = {"html": html_text, "markdown": markdown_text, "plain_text": plain_text}


def told(article: Article) -> list[str]:
    """Return every word told, a speaker's name before each speech."""
    pieces: list[str] = []
    for block in article.blocks:
        pieces += [block.label] if block.kind is BlockKind.SPEECH else []
        pieces.append(block.text)
    return words_of(" ".join(pieces).replace("\u00ad", ""))


@needs_texts
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_word_of_a_real_text_is_lost(path: Path) -> None:
    article = read_article(path.read_bytes(), path.name)
    account_for(article)
    assert article.blocks
    wanted = words_of(STRIPPED[article.format](article.source).replace("\u00ad", ""))
    remaining = iter(told(article))
    lost = [word for word in wanted if not any(word == other for other in remaining)]
    assert lost == []


@pytest.mark.skipif(not FIRST.exists(), reason="the folder ../shared is not here")
def test_the_first_article_has_its_structure() -> None:
    article = read_article(FIRST.read_bytes(), FIRST.name)
    account_for(article)
    kinds = [block.kind for block in article.blocks]
    assert kinds[:5] == [
        BlockKind.TITLE, BlockKind.PULL_QUOTE, BlockKind.BYLINE, BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
    ]  # fmt: skip
    headings = [block for block in article.blocks if block.kind is BlockKind.HEADING]
    assert len(headings) == 7
    assert {block.level for block in headings} == {2}
    assert kinds[-5:] == [
        BlockKind.HEADING, BlockKind.AUTHOR_NOTE, BlockKind.DISCLAIMER, BlockKind.COMMENT,
        BlockKind.COMMENT,
    ]  # fmt: skip
    comments = {group for block in article.blocks[-2:] for group in block.groups}
    assert [group.kind for group in comments] == [GroupKind.COMMENT]
    assert article.author
    assert article.title == article.blocks[0].text
