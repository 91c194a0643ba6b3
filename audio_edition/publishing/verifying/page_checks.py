"""`index.html`: every sentence a link to its moment, every link leads somewhere."""

import re
from typing import Any
from urllib.parse import unquote, urlsplit

from audio_edition.publishing.verifying.fault import Fault, Faults, apart, quoted, same, time
from audio_edition.publishing.verifying.opened import Opened, repeated

PAGE = "index.html"
MOMENT = re.compile(r"t=(\d+(?:\.\d+)?)")
FETCHED = {"src", "poster", "srcset"}


def page(edition: Opened) -> Faults:
    """The page has every segment and chapter at its time, and fetches nothing from elsewhere."""
    from lxml import etree

    data = (edition.folder / PAGE).read_bytes()
    root: Any = etree.HTML(data, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    if root is None:
        raise ValueError("it is empty")
    elements = {e.get("id"): e for e in root.iter("*") if e.get("id")}
    for id in repeated(e.get("id") for e in root.iter("*") if e.get("id")):
        yield Fault(PAGE, f"the id {id} is there more than once")
    if not same(root.findtext("head/title") or "", edition.fact("title")):
        yield Fault(PAGE, "its title is not the edition's")
    if root.get("lang") != edition.fact("language"):
        yield Fault(PAGE, f"its language is {root.get('lang')!r}, not {edition.fact('language')!r}")
    yield from _segments(elements, edition)
    yield from _chapters(elements, edition)
    yield from _links(root, elements, edition)
    yield from _player(root, edition)
    if edition.warning is not None and "Content warning:" not in data.decode("utf-8", "replace"):
        yield Fault(PAGE, "it does not show the edition's warning")


def _segments(elements: dict[str, Any], edition: Opened) -> Faults:
    order = {id: place for place, id in enumerate(elements)}
    last = -1
    for segment in edition.timeline.segments:
        element = elements.get(segment.id)
        if element is None:
            yield Fault(PAGE, f"{segment.id} is missing")
            continue
        moment = MOMENT.search(urlsplit(element.get("href", "")).fragment)
        due = edition.ms(segment.begin_samples)
        if moment is None or apart(1000 * float(moment[1]), due):
            found = time(1000 * float(moment[1])) if moment else "nowhere"
            yield Fault(PAGE, f"{segment.id} leads to {found}, due {time(due)}")
        end = edition.ms(segment.end_samples)
        if apart(1000 * float(element.get("data-end", 0)), end):
            yield Fault(PAGE, f"{segment.id} does not end at {time(end)}")
        if not same("".join(element.itertext()), segment.text):
            yield Fault(PAGE, f"{segment.id} does not read {quoted(segment.text)}")
        if order[segment.id] < last:
            yield Fault(PAGE, f"{segment.id} is not where it is heard")
        last = order[segment.id]


def _chapters(elements: dict[str, Any], edition: Opened) -> Faults:
    for chapter in edition.timeline.chapters:
        element = elements.get(chapter.id)
        if element is None:
            yield Fault(PAGE, f"chapter {chapter.id} is missing")
            continue
        for name, samples in (("begin", chapter.begin_samples), ("end", chapter.end_samples)):
            if apart(1000 * float(element.get(f"data-{name}", -1)), edition.ms(samples)):
                yield Fault(PAGE, f"chapter {chapter.id} has a wrong {name}")
        named = ", ".join(chapter.warning.named) if chapter.warning else ""
        if element.get("data-warned", "") != named:
            yield Fault(PAGE, f"chapter {chapter.id} does not warn of {named or 'nothing'}")


def _links(root: Any, elements: dict[str, Any], edition: Opened) -> Faults:
    """Every link within the edition leads to a file and a place that are there."""
    seen: set[str] = set()
    for element in root.iter("*"):
        for name, value in element.items():
            if name not in (*FETCHED, "href") or value in seen:
                continue
            seen.add(value)
            address = urlsplit(value)
            if address.scheme or address.netloc:
                if name in FETCHED or element.tag == "link":
                    yield Fault(PAGE, f"it fetches {value} from elsewhere")
            elif address.path and not edition.has(unquote(address.path)):
                yield Fault(PAGE, f"it leads to {address.path}, which is not there")
            elif not address.path and address.fragment not in elements:
                yield Fault(PAGE, f"it leads to #{address.fragment}, which is not there")


def _player(root: Any, edition: Opened) -> Faults:
    sources = {e.get("src") for e in root.iter("source")}
    if next(root.iter("audio"), None) is None or sources != set(edition.sounds):
        yield Fault(PAGE, "its player does not offer each sound file of the edition")
