"""`feed.xml` beside the edition: what directories require, and that it tells of this edition.

Source: RSS 2.0; PSP-1 (Podcast Standards Project); Apple Podcasts for Creators, "Podcast
RSS feed requirements"; Podcasting 2.0 namespace (guid, transcript, chapters).
"""

import email.utils
import uuid
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from audio_edition.publishing.feed import FILE_NAME, ITUNES, PODCAST
from audio_edition.publishing.verifying.clips import parsed
from audio_edition.publishing.verifying.fault import Fault, Faults, same
from audio_edition.publishing.verifying.opened import Opened, repeated

NAMES = {"itunes": ITUNES, "podcast": PODCAST, "atom": "http://www.w3.org/2005/Atom"}
CHANNEL = (
    "title",
    "link",
    "description",
    "language",
    "itunes:explicit",
    "podcast:guid",
    "podcast:locked",
)
"""Elements of a channel that must say something."""
HASH_DIGITS = 12
"""Of a file's hash, in its address."""


def feed(edition: Opened) -> Faults:
    """The feed obeys the directories' rules, and its item is this edition as it stands."""
    path = edition.folder.parent / FILE_NAME
    if not path.is_file():
        return
    channel = parsed(path.read_bytes()).find("channel")
    if channel is None:
        raise ValueError("it has no channel")
    yield from _channel(channel)
    items = channel.findall("item")
    for guid in repeated(item.findtext("guid") or "" for item in items):
        yield Fault(FILE_NAME, f"the guid {guid!r} is there more than once")
    own = [item for item in items if _slug(item) == edition.slug]
    if len(own) != 1:
        yield Fault(FILE_NAME, f"it has {len(own)} items for {edition.slug}, not one")
    for item in own:
        yield from _item(item, edition)


def _channel(channel: Any) -> Faults:
    for name in CHANNEL:
        if not (channel.findtext(name, namespaces=NAMES) or "").strip():
            yield Fault(FILE_NAME, f"its channel lacks {name}")
    for name, attribute in (("itunes:image", "href"), ("itunes:category", "text")):
        element = channel.find(name, NAMES)
        if element is None or not element.get(attribute):
            yield Fault(FILE_NAME, f"its channel lacks {name}")
    link = channel.find("atom:link[@rel='self']", NAMES)
    if link is None:
        yield Fault(FILE_NAME, "it does not name its own address")
        return
    if not _is_uuid(channel.findtext("podcast:guid", "", NAMES)):
        yield Fault(FILE_NAME, "its podcast:guid is no UUID")


def _is_uuid(text: str) -> bool:
    """Return whether a text is one; a show that moved keeps the guid of its first address."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def _slug(item: Any) -> str:
    """Return the name of the edition an item is of: the folder its sound stands in."""
    enclosure = item.find("enclosure")
    address = enclosure.get("url", "") if enclosure is not None else ""
    return PurePosixPath(unquote(urlsplit(address).path)).parent.name


def _item(item: Any, edition: Opened) -> Faults:
    slug = edition.slug
    if not same(item.findtext("title") or "", edition.fact("title")):
        yield Fault(FILE_NAME, f"the title of {slug} is {item.findtext('title')!r}")
    guid = item.find("guid")
    if guid is None or not guid.text or guid.get("isPermaLink") != "false":
        yield Fault(FILE_NAME, f"{slug} has no guid that is no address")
    explicit = str(bool(edition.record.get("explicit"))).lower()
    if item.findtext("itunes:explicit", "", NAMES) != explicit:
        yield Fault(FILE_NAME, f"itunes:explicit of {slug} is not {explicit}")
    length_s = round(float(edition.record.get("duration_s", 0)))
    if item.findtext("itunes:duration", "", NAMES) != str(length_s):
        yield Fault(FILE_NAME, f"itunes:duration of {slug} is not {length_s}")
    yield from _date(item.findtext("pubDate"), edition)
    yield from _addresses(item, edition)


def _date(stated: str | None, edition: Opened) -> Faults:
    """The date is the article's, as RFC 2822 has dates."""
    if stated is None:
        if edition.fact("date"):
            yield Fault(FILE_NAME, f"{edition.slug} has no date, though its article has")
        return
    try:
        day = email.utils.parsedate_to_datetime(stated).date().isoformat()
    except ValueError:
        day = ""
    if day != edition.fact("date")[:10]:
        yield Fault(FILE_NAME, f"the date of {edition.slug} is {stated!r}, not its article's")


def _addresses(item: Any, edition: Opened) -> Faults:
    """Every file an item names is there, as long as it says, in the version it names."""
    enclosure = item.find("enclosure")
    name = PurePosixPath(unquote(urlsplit(enclosure.get("url", "")).path)).name
    listed = edition.record["files"].get(name)
    if listed and enclosure.get("length") != str(listed["bytes"]):
        yield Fault(FILE_NAME, f"the length of {name} is not {listed['bytes']} bytes")
    if not enclosure.get("type", "").startswith("audio/"):
        yield Fault(FILE_NAME, f"{name} has the type {enclosure.get('type')!r}")
    for element in item.iter("*"):
        for attribute in ("url", "uri", "href"):
            if address := element.get(attribute):
                yield from _address(address, edition)
    for kind in ("transcript", "chapters"):
        if item.find(f"podcast:{kind}", NAMES) is None:
            yield Fault(FILE_NAME, f"{edition.slug} has no podcast:{kind}")


def _address(address: str, edition: Opened) -> Faults:
    parts = urlsplit(address)
    path = PurePosixPath(unquote(parts.path))
    if path.parent.name != edition.slug:
        return
    listed = edition.record["files"].get(path.name)
    version = parse_qs(parts.query).get("v", [""])[0]
    if listed is None:
        yield Fault(FILE_NAME, f"it leads to {path.name} of {edition.slug}, which is not there")
    elif version and version != listed["sha256"][:HASH_DIGITS]:
        yield Fault(FILE_NAME, f"it leads to an older version of {path.name}: write it again")
