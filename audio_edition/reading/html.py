"""HTML and XHTML: a saved web page with much round the article, or a clean chapter.

Rules: the title is the page's, without the site's name; what is no part of the article is
dropped with its reason; positions are those of the file as it came.

Source: HTML Living Standard; EPUB 3.3, 6.1 XHTML content documents.
"""

import re
from collections import Counter
from dataclasses import replace

from audio_edition.article import Article, Block, BlockKind, DropReason
from audio_edition.reading.block_writer import BlockWriter, account
from audio_edition.reading.html_blocks import HtmlBlocks
from audio_edition.reading.html_clutter import is_mostly_links, reason_to_drop
from audio_edition.reading.html_content import content_roots, outermost, outside
from audio_edition.reading.html_kinds import speaker_of
from audio_edition.reading.html_metadata import PageFacts, page_facts, without_site
from audio_edition.reading.html_tree import Element, Text, tree
from audio_edition.reading.known_lines import recognised, stated_author, stated_date
from audio_edition.reading.naming import same_words, words_of
from audio_edition.reading.running_text import is_invisible

SUFFIXES = (".html", ".htm", ".xhtml", ".xht")
SPEECHES = 3
"""A name in bold before a paragraph is a speaker's if the page has so many of them."""
DEFAULT_LANGUAGE = "en"

_LOOKS = re.compile(
    r"\s*(?:<!--.*?-->\s*)?<(?:\?xml|!doctype\s+html|html|head|body|article|main|section|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)


def looks_like(source: str) -> bool:
    """Return whether a text begins as HTML does."""
    return _LOOKS.match(source[:2000].lstrip("\ufeff")) is not None


def read(source: str, name: str) -> Article:
    """Return the article that a page holds.

    Args:
        source: the decoded page.
        name: the file's name, for the title of a page that has none.
    """
    root = tree(source)
    facts = page_facts(root)
    writer = BlockWriter(source)
    roots = content_roots(root)
    _drop_outside(writer, root, roots)
    blocks = HtmlBlocks(writer, facts.language or DEFAULT_LANGUAGE, _speakers(roots))
    for content in roots:
        blocks.visit_all([content] if reason_to_drop(content) is None else content.children)
    writer.end_block()
    if not writer.blocks:
        return _from_drops(source, root, facts)
    return _article(source, recognised(_retitled(writer, facts)), writer, facts)


def _article(source: str, blocks: list[Block], writer: BlockWriter, facts: PageFacts) -> Article:
    """Return the article of some blocks, what the page states filled up from them."""
    return Article(
        source=source,
        title=_title(blocks, facts),
        blocks=tuple(blocks),
        dropped=account(source, blocks, writer.drops),
        author=facts.author or stated_author(blocks),
        date=facts.date or stated_date(blocks),
        language=facts.language or DEFAULT_LANGUAGE,
        metadata=facts.metadata,
    )


def _title(blocks: list[Block], facts: PageFacts) -> str:
    """Return the title: the block's that is one, else the page's, in a heading's own words."""
    told = _texts(blocks, BlockKind.TITLE)
    if told:
        return without_site(told[0], facts.metadata.get("site", ""))
    headings = _texts(blocks, BlockKind.HEADING)
    title = next((text for text in headings if same_words(text, facts.title)), facts.title)
    return title or next(iter(headings), "")


def _retitled(writer: BlockWriter, facts: PageFacts) -> list[Block]:
    """Return the blocks, the article's own heading as the title where the first is the site's.

    Many blogs set the site's name as the page's first heading: the page's title then begins
    with another heading's words and ends with that name.
    """
    blocks, stated = writer.blocks, words_of(facts.title)
    site = next((b for b in blocks if b.kind is BlockKind.TITLE), None)
    if site is None or words_of(site.text) == stated:
        return blocks
    ending = words_of(site.text)
    for block in blocks:
        words = words_of(block.text)
        if block.kind is BlockKind.HEADING and words and words in (stated, _less(stated, ending)):
            own = replace(block, kind=BlockKind.TITLE, level=0)
            writer.drop(site.begin, site.end, DropReason.NAVIGATION)
            return [own if b is block else b for b in blocks if b is not site]
    return blocks


def _less(words: list[str], ending: list[str]) -> list[str]:
    """Return words without an ending, if they have it."""
    return words[: -len(ending)] if ending and words[-len(ending) :] == ending else words


def _texts(blocks: list[Block], kind: BlockKind) -> list[str]:
    return [block.text for block in blocks if block.kind is kind]


def _drop_outside(writer: BlockWriter, root: Element, roots: list[Element]) -> None:
    """Give the reason for everything on the page that stands outside the article."""
    for element in outside(root, roots):
        reason = reason_to_drop(element)
        if reason is None:
            links = is_mostly_links(element)
            reason = DropReason.NAVIGATION if links else DropReason.BOILERPLATE
        writer.drop(element.begin, element.end, reason)
    for element in {ancestor for content in roots for ancestor in content.ancestors()}:
        for node in element.children:
            if isinstance(node, Text) and not is_invisible(writer.source[node.begin : node.end]):
                writer.drop(node.begin, node.end, DropReason.BOILERPLATE)


def _speakers(roots: list[Element]) -> frozenset[str]:
    """Return the names in bold capitals that open the speeches of a play."""
    opening = Counter(
        speaker.content()
        for content in roots
        for element in content.descendants()
        if element.tag == "p" and (speaker := speaker_of(element)) is not None
    )
    many = sum(opening.values()) >= SPEECHES and max(opening.values()) > 1
    return frozenset(opening) if many else frozenset()


def _from_drops(source: str, root: Element, facts: PageFacts) -> Article:
    """Return a page that is nothing but what is dropped elsewhere, such as a contents list."""
    body = next((e for e in root.descendants() if e.tag == "body"), root)
    writer = BlockWriter(source)
    blocks = HtmlBlocks(writer, facts.language or DEFAULT_LANGUAGE, frozenset())
    kept = [e for e in body.descendants() if _may_be_all(e)] or [body]
    for element in outermost(kept):
        blocks.visit_all(element.children)
    writer.end_block()
    return _article(source, writer.blocks, writer, facts)


def _may_be_all(element: Element) -> bool:
    """Return whether an element that is dropped elsewhere may be a page's whole content."""
    return reason_to_drop(element) in (
        DropReason.NAVIGATION, DropReason.FORM, DropReason.BOILERPLATE, DropReason.ADVERTISING,
    )  # fmt: skip
