"""Where on a page the article stands.

Rules: the page's own word counts (`article`, `main`, `itemprop="articleBody"`); a page
without clutter is all article; only of a page that has clutter and no such word is
trafilatura's judgement asked, and then only which element holds what it extracted.
"""

from collections.abc import Iterator

from audio_edition.reading.html_clutter import is_mostly_links, reason_to_drop
from audio_edition.reading.html_kinds import is_comment, is_comments
from audio_edition.reading.html_tree import BLOCKS, Element
from audio_edition.reading.naming import words_of

ARTICLE_SHARE = 0.5
"""An `article` is the page's article if it holds so much of the words of all of them."""
EXTRACTED_SHARE = 0.85
"""The content holds so much of what trafilatura extracted."""


def content_roots(root: Element) -> list[Element]:
    """Return the elements that hold the article, in document order.

    Beside the container these are a title above it and the readers' comments below it.
    """
    body = next((e for e in root.descendants() if e.tag == "body"), root)
    container = _stated(body) or _judged(body)
    if container is None or container is body:
        return [body]
    around = [e for e in body.descendants() if _belongs(e, container)]
    return sorted([container, *outermost(around)], key=lambda element: element.begin)


def _belongs(element: Element, container: Element) -> bool:
    """Return whether an element outside the container is the title or the comments."""
    if element is container or container in element.ancestors():
        return False
    if element in container.ancestors() or any(reason_to_drop(a) for a in element.ancestors()):
        return False
    if element.tag == "h1" and element.begin < container.begin:
        return not any(inside.tag == "h1" for inside in container.descendants())
    return is_comments(element)


def _stated(body: Element) -> Element | None:
    """Return the element that the page says is its article."""
    articles = [e for e in body.descendants() if e.tag == "article" and _is_article(e)]
    if articles:
        lengths = {article: len(article.content()) for article in articles}
        best = max(articles, key=lambda article: lengths[article])
        whole = sum(n for a, n in lengths.items() if not any(x in lengths for x in a.ancestors()))
        if lengths[best] > ARTICLE_SHARE * whole:
            return best
    mains = [e for e in body.descendants() if e.tag == "main" or "main" in e.words("role")]
    bodies = [e for e in body.descendants() if "articlebody" in e.words("itemprop")]
    return next((e for e in (*mains, *bodies) if words_of(e.content())), None)


def _is_article(element: Element) -> bool:
    """Return whether an `article` element is the page's, not a comment's or a teaser's."""
    if is_comment(element) or any(is_comments(a) or a.tag == "aside" for a in element.ancestors()):
        return False
    return bool(words_of(element.content())) and not is_mostly_links(element)


def _judged(body: Element) -> Element | None:
    """Return the smallest element that holds what trafilatura takes for the article."""
    clutter = outermost([e for e in body.descendants() if _is_clutter(e)])
    words = [len(words_of(e.content())) for e in clutter]
    if sum(words) in (0, len(words_of(body.content()))):
        return None
    from trafilatura import extract

    extracted = extract(body.source, include_comments=False, favor_recall=True) or ""
    lines = [words_of(line) for line in extracted.splitlines()]
    lines = [line for line in lines if len(line) > 3]
    return _smallest_with(body, lines) if lines else None


def outermost(elements: list[Element]) -> list[Element]:
    """Return the elements that stand in none of the others."""
    known = set(elements)
    return [e for e in elements if not any(ancestor in known for ancestor in e.ancestors())]


def _is_clutter(element: Element) -> bool:
    return element.tag in BLOCKS and (element.tag == "aside" or reason_to_drop(element) is not None)


def _smallest_with(body: Element, lines: list[list[str]]) -> Element:
    """Return the innermost element that still holds enough of some lines' words."""
    wanted = EXTRACTED_SHARE * sum(len(line) for line in lines)
    found = body
    while True:
        inner = next(
            (e for e in found.elements() if not _is_clutter(e) and _held(e, lines) >= wanted), None
        )
        if inner is None:
            return found
        found = inner


def _held(element: Element, lines: list[list[str]]) -> int:
    """Return how many words of those lines stand in an element that are there as a whole."""
    text = " " + " ".join(words_of(element.content())) + " "
    return sum(len(line) for line in lines if f" {' '.join(line)} " in text)


def outside(body: Element, roots: list[Element]) -> Iterator[Element]:
    """Yield the largest elements of a page that hold none of the roots and stand in none."""
    on_the_way = {ancestor for root in roots for ancestor in root.ancestors()}
    waiting = [body]
    while waiting:
        element = waiting.pop()
        if element in on_the_way:
            waiting += element.elements()
        elif element not in roots:
            yield element
