"""What a page says about its article outside the article: its head, JSON-LD, its markup.

Rules: what the page states for machines counts before what is guessed from its looks; the
name of the site is no part of the title.

Source: HTML Living Standard, 4.2 Document metadata; schema.org; the Open Graph protocol;
Dublin Core (DCMI).
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from audio_edition.reading.html_tree import Element
from audio_edition.reading.naming import author_names, iso_date, language_tag, words_of

_SITE_SUFFIX = re.compile(r"\s+[|–—·»:-]\s+([^|–—·»]{2,60})$")
_FIELDS = {
    "description": ("description", "og:description", "dcterms.description", "dc.description"),
    "site": ("og:site_name", "application-name"),
    "copyright": ("copyright", "dcterms.rights", "dc.rights"),
    "licence": ("dcterms.license", "license"),
    "cover": ("og:image", "twitter:image"),
    "url": ("og:url",),
    "genre": ("article:section", "genre"),
}
_TITLES = ("og:title", "twitter:title", "dcterms.title", "dc.title", "title")
_AUTHORS = ("author", "article:author", "dcterms.creator", "dc.creator", "parsely-author")
_DATES = (
    "article:published_time", "date", "dcterms.date", "dc.date", "dcterms.issued",
    "datepublished", "pubdate", "publish-date", "parsely-pub-date",
)  # fmt: skip


@dataclass(slots=True)
class PageFacts:
    """What a page states about its article."""

    title: str = ""
    author: str = ""
    date: str = ""
    language: str = ""
    metadata: dict[str, str] = field(default_factory=dict)


def page_facts(root: Element) -> PageFacts:
    """Return what a page states about its article."""
    elements = list(root.descendants())
    said = _meta(elements)
    linked = dict(_linked_data(elements))
    facts = PageFacts(
        author=author_names(linked.get("author") or _authors(said, elements)),
        date=iso_date(linked.get("date") or _first(said, _DATES) or _time(elements)),
        language=_language(elements),
    )
    for key, names in _FIELDS.items():
        if value := _first(said, names) or linked.get(key, ""):
            facts.metadata[key] = value
    for key, rel in (("licence", "license"), ("url", "canonical")):
        if key not in facts.metadata and (href := _link(elements, rel)):
            facts.metadata[key] = href
    title = _first(said, _TITLES) or linked.get("title", "") or _title(elements)
    facts.title = without_site(title, facts.metadata.get("site", ""))
    return facts


def without_site(title: str, site: str) -> str:
    """Return a page's title without the site's name after it.

    A bar always sets a site's name apart; after a dash or a colon it must be the known name.
    """
    found = _SITE_SUFFIX.search(title)
    if found is None:
        return title
    is_bar = any(sign in found[0] for sign in "|»·")
    if is_bar or (site and words_of(found[1]) == words_of(site)):
        return title[: found.start()].rstrip()
    return title


def _meta(elements: list[Element]) -> dict[str, list[str]]:
    """Return what the page's `meta` elements say, by name in lower case."""
    said: dict[str, list[str]] = {}
    for element in elements:
        if element.tag == "meta" and (value := element.get("content")):
            for attribute in ("name", "property", "itemprop"):
                if name := element.get(attribute).lower():
                    said.setdefault(name, []).append(" ".join(value.split()))
    return said


def _first(said: dict[str, list[str]], names: tuple[str, ...]) -> str:
    return next((said[name][0] for name in names if name in said), "")


def _authors(said: dict[str, list[str]], elements: list[Element]) -> list[str]:
    """Return the authors that `meta` states, else those that links mark as authors."""
    for name in _AUTHORS:
        if found := [value for value in said.get(name, []) if "://" not in value]:
            return found
    marked = [e for e in elements if "author" in e.words("rel") and e.tag == "a"]
    marked = marked or [e for e in elements if "author" in e.words("itemprop") and e.tag != "meta"]
    return [name for e in marked[:4] if 0 < len(name := e.content()) <= 80]


def _time(elements: list[Element]) -> str:
    """Return the first date that a `time` element of the page states."""
    return next((e.get("datetime") or e.content() for e in elements if e.tag == "time"), "")


def _language(elements: list[Element]) -> str:
    for element in elements:
        stated = element.get("xml:lang") or element.get("lang")
        if element.tag in ("html", "body") and (tag := language_tag(stated)):
            return tag
    return ""


def _link(elements: list[Element], rel: str) -> str:
    return next((e.get("href") for e in elements if rel in e.words("rel") and e.get("href")), "")


def _title(elements: list[Element]) -> str:
    return next((e.content() for e in elements if e.tag == "title" and e.raw), "")


def _linked_data(elements: list[Element]) -> Iterator[tuple[str, str]]:
    """Yield (what, value) pairs of the article that the page describes as JSON-LD."""
    for element in elements:
        if element.tag == "script" and element.get("type").lower() == "application/ld+json":
            inside = element.source[element.begin : element.end]
            try:
                data = json.loads(inside[inside.index(">") + 1 : inside.rindex("<")])
            except (ValueError, RecursionError):
                continue  # Many pages carry broken JSON-LD; the page itself remains.
            for thing in _articles(data):
                yield from _article_facts(thing)


def _articles(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-LD document that describe an article."""
    things = data if isinstance(data, list) else [data]
    for thing in things:
        if not isinstance(thing, dict):
            continue
        if isinstance(graph := thing.get("@graph"), list):
            yield from _articles(graph)
        if str(thing.get("@type", "")).rstrip("]'").endswith(("Article", "Posting", "Report")):
            yield thing


def _article_facts(thing: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what a JSON-LD object says of an article, under this module's names."""
    authors = thing.get("author", [])
    authors = authors if isinstance(authors, list) else [authors]
    named = [a.get("name", "") if isinstance(a, dict) else a for a in authors]
    publisher = thing.get("publisher")
    pairs = {
        "title": thing.get("headline"),
        "author": author_names(name for name in named if isinstance(name, str)),
        "date": thing.get("datePublished"),
        "description": thing.get("description"),
        "licence": thing.get("license"),
        "site": publisher.get("name") if isinstance(publisher, dict) else None,
    }
    yield from ((key, value) for key, value in pairs.items() if isinstance(value, str) and value)
