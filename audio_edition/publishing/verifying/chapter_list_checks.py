"""`chapters.json` and the manifests of audiobooks: chapters, lengths, who and what.

Source: Podcasting 2.0 "JSON Chapters Format" 1.2.0; W3C Publication Manifest section 2 and
W3C Audiobooks section 2; Readium Web Publication Manifest, audiobook profile.
"""

import re
from collections.abc import Sequence
from typing import Any

from audio_edition.publishing.verifying.fault import Fault, Faults, apart, quoted, same, time
from audio_edition.publishing.verifying.marks import Mark, mark_faults
from audio_edition.publishing.verifying.opened import Opened

CHAPTERS, PUBLICATION = "chapters.json", "publication.json"
W3C_AUDIOBOOK = "https://www.w3.org/TR/audiobooks/"
READIUM_AUDIOBOOK = "https://readium.org/webpub-manifest/profiles/audiobook"
DURATION = re.compile(r"PT(\d+(?:\.\d+)?)S")
ACCESS = ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard")


def chapters(edition: Opened) -> Faults:
    """The podcast chapter list has the timeline's chapters."""
    given = edition.json(CHAPTERS)
    if given.get("version") != "1.2.0":
        yield Fault(CHAPTERS, f"its version is {given.get('version')!r}, not '1.2.0'")
    marks = [
        Mark(c["title"], 1000 * c["startTime"], 1000 * c["endTime"]) for c in given["chapters"]
    ]
    yield from mark_faults(CHAPTERS, "chapter", marks, edition)
    if not same(given.get("title", ""), edition.fact("title")):
        yield Fault(CHAPTERS, f"its title is {quoted(given.get('title', ''))}")


def publication(edition: Opened) -> Faults:
    """The W3C manifest beside the sound names every chapter's file with its length."""
    yield from w3c_manifest(PUBLICATION, edition.json(PUBLICATION), edition)
    for link in edition.json(PUBLICATION)["readingOrder"]:
        if not edition.has(link["url"]):
            yield Fault(PUBLICATION, f"it names {link['url']}, which is not there")


def w3c_manifest(file: str, given: dict[str, Any], edition: Opened) -> Faults:
    """Yield what is wrong with a W3C audiobook manifest."""
    if given.get("conformsTo") != W3C_AUDIOBOOK or given.get("type") != "Audiobook":
        yield Fault(file, "it does not say that it is a W3C audiobook")
    for name in ("id", "readBy", "dateModified", "accessibilitySummary", *ACCESS):
        if not given.get(name):
            yield Fault(file, f"it lacks {name}")
    if given.get("accessibilityHazard") != ["none"]:
        yield Fault(file, "its accessibilityHazard is not none")
    if edition.fact("language") not in given.get("inLanguage", ()):
        yield Fault(file, f"its language is not {edition.fact('language')}")
    if not same(given.get("name", ""), edition.fact("title")):
        yield Fault(file, f"its name is {quoted(given.get('name', ''))}, not the title")
    author = ", ".join(person["name"] for person in given.get("author", ()))
    yield from _people_and_topics(file, author, given.get("keywords", ()), edition)
    links = given["readingOrder"]
    lengths = [_ms(link["duration"]) for link in links]
    yield from _order(file, [link["url"] for link in links], edition)
    yield from _lengths(file, lengths, [link["name"] for link in links], edition)
    yield from _total(file, _ms(given["duration"]), lengths)


def readium_manifest(file: str, given: dict[str, Any], edition: Opened) -> Faults:
    """Yield what is wrong with a Readium audiobook manifest."""
    about = given["metadata"]
    if about.get("conformsTo") != READIUM_AUDIOBOOK:
        yield Fault(file, "it does not say that it is an audiobook")
    for name in ("identifier", "narrator", "language", "modified", "accessibility"):
        if not about.get(name):
            yield Fault(file, f"it lacks {name}")
    if about.get("accessibility", {}).get("hazard") != ["none"]:
        yield Fault(file, "its accessibility hazard is not none")
    if not same(about.get("title", ""), edition.fact("title")):
        yield Fault(file, f"its title is {quoted(about.get('title', ''))}")
    yield from _people_and_topics(file, about.get("author", ""), about.get("subject", ()), edition)
    links = given["readingOrder"]
    lengths = [1000 * link["duration"] for link in links]
    yield from _order(file, [link["href"] for link in links], edition)
    yield from _lengths(file, lengths, [link["title"] for link in links], edition)
    yield from _total(file, 1000 * about["duration"], lengths)
    titles = list(_titles(given["toc"]))
    if len(titles) != len(edition.timeline.chapters):
        yield Fault(file, f"its contents have {len(titles)} lines, not one for each chapter")


def _titles(links: Sequence[dict[str, Any]]) -> list[str]:
    """Return the titles of a table of contents, nested ones in their places."""
    return [t for link in links for t in (link["title"], *_titles(link.get("children", ())))]


def _people_and_topics(file: str, author: str, topics: Sequence[str], edition: Opened) -> Faults:
    if not same(author, edition.fact("author")):
        yield Fault(file, f"its author is {author!r}, not {edition.fact('author')!r}")
    for term in edition.warned:
        if not any(term in topic for topic in topics):
            yield Fault(file, f"it does not say that the edition warns of {term}")


def _order(file: str, names: Sequence[str], edition: Opened) -> Faults:
    """The sound files are the chapters', in order."""
    if list(names) != edition.tracks:
        yield Fault(file, "its reading order is not the chapters' sound files in order")


def _lengths(
    file: str, lengths_ms: Sequence[float], titles: Sequence[str], edition: Opened
) -> Faults:
    for number, (length_ms, title, chapter) in enumerate(
        zip(lengths_ms, titles, edition.timeline.chapters, strict=False), 1
    ):
        if apart(length_ms, edition.length_ms(chapter)):
            due = time(edition.length_ms(chapter))
            yield Fault(file, f"chapter {number} lasts {time(length_ms)}, the timeline says {due}")
        if not same(title, chapter.mark):
            yield Fault(
                file, f"chapter {number} is called {quoted(title)}, due {quoted(chapter.mark)}"
            )


def _total(file: str, total_ms: float, lengths_ms: Sequence[float]) -> Faults:
    if apart(total_ms, sum(lengths_ms)):
        due = time(sum(lengths_ms))
        yield Fault(file, f"it says it lasts {time(total_ms)}, its chapters together {due}")


def _ms(duration: str) -> float:
    """Return an ISO 8601 duration in milliseconds."""
    given = DURATION.fullmatch(duration)
    if given is None:
        raise ValueError(f"the duration {duration!r} cannot be read")
    return 1000 * float(given[1])
