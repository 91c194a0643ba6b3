"""What the elements of a page mean: which kind of block, which marks, which note.

Rules: what an element says of itself (`epub:type`, `role`) counts before its tag, and its
tag before its class.

Source: HTML Living Standard, 4; EPUB 3 Structural Semantics Vocabulary 1.1; DAISY Z39.98
Structural Semantics Vocabulary; DPUB-ARIA 1.0.
"""

import re

from audio_edition.article import BlockKind, Mark
from audio_edition.reading.html_clutter import names
from audio_edition.reading.html_tree import Element, Text
from audio_edition.reading.naming import words_of

INLINE_MARKS = {
    "em": Mark.EMPHASIS,
    "i": Mark.EMPHASIS,
    "cite": Mark.EMPHASIS,
    "dfn": Mark.EMPHASIS,
    "var": Mark.EMPHASIS,
    "u": Mark.EMPHASIS,
    "strong": Mark.STRONG,
    "b": Mark.STRONG,
    "code": Mark.CODE,
    "kbd": Mark.CODE,
    "samp": Mark.CODE,
    "tt": Mark.CODE,
    "sub": Mark.SUBSCRIPT,
    "sup": Mark.SUPERSCRIPT,
    "del": Mark.DELETED,
    "s": Mark.DELETED,
    "strike": Mark.DELETED,
}
HEADINGS = {f"h{level}": level for level in range(1, 7)}

_KIND_BY_TYPE = {
    "footnote": BlockKind.FOOTNOTE,
    "endnote": BlockKind.FOOTNOTE,
    "rearnote": BlockKind.FOOTNOTE,
    "note": BlockKind.FOOTNOTE,
    "pullquote": BlockKind.PULL_QUOTE,
    "stage-direction": BlockKind.STAGE_DIRECTION,
    "subtitle": BlockKind.DEK,
    "disclaimer": BlockKind.DISCLAIMER,
}
_KIND_BY_NAME = (
    (BlockKind.PULL_QUOTE, {"pullquote", "pull-quote", "pull_quote"}),
    (BlockKind.BYLINE, {"byline", "p-author", "authors", "post-author", "article-author"}),
    (
        BlockKind.DEK,
        {"dek", "deck", "standfirst", "subtitle", "subheadline", "article-subtitle", "lede-dek"},
    ),
    (BlockKind.DATELINE, {"dateline", "published", "publish-date", "post-date", "posted-on"}),
    (
        BlockKind.AUTHOR_NOTE,
        {"author-bio", "about-author", "about-the-author", "author-box", "author-info"},
    ),
    (BlockKind.EDITOR_NOTE, {"editors-note", "editor-note", "correction"}),
    (BlockKind.DISCLAIMER, {"disclaimer"}),
)
_VERSE = {"poem", "verse", "hymn", "song", "stanza"}
_LETTER = {"letter"}
_NOTES = {"endnotes", "footnotes", "rearnotes"}
_NOTE_ADDRESS = re.compile(r"#_?(?:fn|ftn|footnote|note|endnote|en|cite_note)[-_:]?\w*$", re.I)
_BACK_ADDRESS = re.compile(r"#_?(?:fnref|ftnref|footnoteref|noteref|cite_ref|ref-?fn)", re.I)
_SPEAKER = re.compile(r"[^a-z]*[A-Z][^a-z]*[.:]$")


def classes(element: Element) -> set[str]:
    """Return the whole words of an element's class and id, lower case."""
    return element.words("class") | element.words("id")


def kind_of(element: Element) -> BlockKind | None:
    """Return the kind of block that an element says it is, or nothing."""
    for name in element.types():
        if name in _KIND_BY_TYPE:
            return _KIND_BY_TYPE[name]
    if element.tag in ("html", "body", "main", "article", "section", "h1"):
        return None
    said = classes(element)
    return next((kind for kind, words in _KIND_BY_NAME if words & said), None)


def is_verse(element: Element) -> bool:
    """Return whether the lines inside an element are lines of verse."""
    return bool((element.types() | element.words("class")) & _VERSE)


def is_letter(element: Element) -> bool:
    """Return whether an element holds a letter."""
    return bool(element.types() & _LETTER)


def holds_notes(element: Element) -> bool:
    """Return whether an element is a list of footnotes or endnotes."""
    return bool((element.types() | classes(element)) & _NOTES)


def is_comments(element: Element) -> bool:
    """Return whether an element holds the readers' comments."""
    if element.tag not in ("section", "div", "ol", "ul", "aside", "footer"):
        return False
    said = classes(element)
    return bool(
        said & {"comments", "commentlist", "comment-list", "comments-area", "disqus_thread"}
    )


def is_comment(element: Element) -> bool:
    """Return whether an element is one reader's comment."""
    if element.tag not in ("li", "article", "div"):
        return False
    return "comment" in classes(element) or "Comment" in element.get("itemtype")


def is_note_reference(element: Element) -> bool:
    """Return whether a link is the mark of a footnote in running text."""
    if element.tag != "a" or is_back_link(element):
        return False
    if "noteref" in element.types() or names(element) & {"footnote", "noteref", "fnref"}:
        return True
    address = _NOTE_ADDRESS.search(element.get("href"))
    mark = element.content().strip("[]()*†‡§ .")
    return address is not None and (not mark or mark.isdigit() or len(mark) == 1)


def is_back_link(element: Element) -> bool:
    """Return whether a link leads from a note back to its place in the text."""
    if element.tag != "a":
        return False
    if "backlink" in element.types() or names(element) & {"backref", "reversefootnote", "backlink"}:
        return True
    mark = element.content().strip()
    arrow = mark in ("↩", "↩︎", "↑", "^", "⏎", "←", "back", "Back", "[back]")
    return (arrow and "#" in element.get("href")) or (
        _BACK_ADDRESS.search(element.get("href")) is not None and element.get("href")[:1] == "#"
    )


def is_whole(element: Element, type_name: str) -> bool:
    """Return whether an element holds nothing beside descendants of one type."""
    parts = [
        child
        for child in element.children
        if not (isinstance(child, Text) and not element.source[child.begin : child.end].strip())
    ]
    return bool(parts) and all(
        isinstance(child, Element) and type_name in child.types() for child in parts
    )


def speaker_of(paragraph: Element) -> Element | None:
    """Return the element naming who speaks, at the head of a paragraph of a play, if any."""
    for child in paragraph.children:
        if isinstance(child, Text):
            if paragraph.source[child.begin : child.end].strip():
                return None
            continue
        if "persona" in child.types():
            return child
        capitals = child.tag in ("b", "strong", "span") and _SPEAKER.match(child.content())
        return child if capitals else None
    return None


def is_ordinal(element: Element) -> bool:
    """Return whether a heading is only a number, to be heard before the title beside it."""
    if "ordinal" in element.types() or any("ordinal" in e.types() for e in element.descendants()):
        return True
    words = words_of(element.content())
    return 0 < len(words) <= 2 and re.fullmatch(r"\d+|[ivxlcdm]+", words[-1]) is not None
