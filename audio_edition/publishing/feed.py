"""The podcast feed of all editions in a folder.

* An item's guid follows from the show's and the edition's name and never changes; its
  enclosure's address carries the file's hash, so that nobody gets the old sound for the new.
* The show's guid follows from the address it had when it got it: one that moves keeps it.
* Dates are the articles'; nothing comes from the clock. An article without a date gives an
  item without one.
* `itunes:explicit` is true where a warning that is heard says so.
* Whatever a title holds, the XML is valid: lxml writes it, and characters that XML does not
  have are left out.

Source: RSS 2.0; Podcast Standards Project, PSP-1; Apple Podcasts for Creators, "Podcast RSS
feed requirements"; Podcasting 2.0 namespace (guid, locked, medium, funding, person,
transcript, chapters, alternateEnclosure); RFC 2822 section 3.3 for dates.
"""

import re
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import quote

from audio_edition.feed_settings import FeedSettings
from audio_edition.publishing.catalogue import Recorded

FILE_NAME = "feed.xml"
MEDIA_TYPE = "application/rss+xml"
COVER = "cover.png"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
ATOM = "http://www.w3.org/2005/Atom"
NAMESPACES = {"itunes": ITUNES, "podcast": PODCAST, "atom": ATOM}
GUID_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""Of `podcast:guid`, as the Podcasting 2.0 namespace gives it."""
LONGEST_DESCRIPTION_BYTES = 4000
"""In UTF-8; PSP-1 and Apple."""
LONGEST_TITLE = 255
"""Characters; PSP-1, for every text that has no limit of its own."""
OPUS = "audio/ogg"
ENCLOSURES = (("mp3", "audio/mpeg"), ("m4b", "audio/x-m4a"), ("opus", OPUS))
"""Format and media type, the one that directories take first."""
TRANSCRIPTS = (("transcript.vtt", "text/vtt"), ("transcript.srt", "application/x-subrip"))
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(editions: Iterable[Recorded], settings: FeedSettings, image: str) -> bytes:
    """Return the feed.

    Args:
        editions: in any order; those without sound are left out.
        settings: title, description and site must not be empty.
        image: address of the show's picture.
    """
    from lxml import etree

    rss = etree.Element("rss", nsmap=NAMESPACES, version="2.0")
    channel = etree.SubElement(rss, "channel")
    shown = ordered([e for e in editions if sound_of(e) is not None], settings)
    _channel(channel, settings, image, shown)
    for number, edition in enumerate(shown, 1):
        _item(etree.SubElement(channel, "item"), edition, settings, number)
    etree.indent(rss, " ")
    data: bytes = etree.tostring(rss, xml_declaration=True, encoding="UTF-8")
    return data + b"\n"


def ordered(editions: Sequence[Recorded], settings: FeedSettings) -> list[Recorded]:
    """Return editions newest first, or oldest first for a serial show; then by name."""
    by_name = sorted(editions, key=lambda e: e.slug)
    newest_first = settings.type != "serial"
    return sorted(by_name, key=lambda e: e.text("date"), reverse=newest_first)


def _channel(
    channel: Any, settings: FeedSettings, image: str, editions: Sequence[Recorded]
) -> None:
    """Fill in what is said of the show."""
    author = settings.author or settings.owner or settings.title
    _add(channel, "title", _title(settings.title))
    _add(channel, "link", settings.site)
    _add(channel, "description", _shortened(settings.description))
    _add(channel, "language", settings.language)
    _add(channel, "copyright", settings.copyright or None)
    _add(channel, "generator", "audio-edition")
    _add(channel, "pubDate", max((d for e in editions if (d := _when(e))), default=None))
    _add(channel, f"{{{ATOM}}}link", rel="self", type=MEDIA_TYPE, href=settings.feed_address)
    _add(channel, f"{{{ITUNES}}}author", author)
    _add(channel, f"{{{ITUNES}}}type", settings.type)
    explicit = any(e.facts.get("explicit") for e in editions)
    _add(channel, f"{{{ITUNES}}}explicit", str(explicit).lower())
    _add(channel, f"{{{ITUNES}}}image", href=image)
    picture = _add(channel, "image")
    for name, text in (("url", image), ("title", settings.title), ("link", settings.site)):
        _add(picture, name, text)
    _category(channel, settings.category)
    if settings.owner or settings.email:
        owner = _add(channel, f"{{{ITUNES}}}owner")
        _add(owner, f"{{{ITUNES}}}name", settings.owner or author)
        _add(owner, f"{{{ITUNES}}}email", settings.email)
    _podcasting_2(channel, settings)


def _category(channel: Any, category: str) -> None:
    main, _, under = (part.strip() for part in category.partition(">"))
    outer = _add(channel, f"{{{ITUNES}}}category", text=main)
    if under:
        _add(outer, f"{{{ITUNES}}}category", text=under)


def _podcasting_2(channel: Any, settings: FeedSettings) -> None:
    """Add the elements of the Podcasting 2.0 namespace that concern the whole show."""
    _add(channel, f"{{{PODCAST}}}guid", str(show_guid(settings)))
    locked = {"owner": settings.email} if settings.email else {}
    _add(channel, f"{{{PODCAST}}}locked", "yes" if settings.locked else "no", **locked)
    _add(channel, f"{{{PODCAST}}}medium", settings.medium)
    if settings.funding:
        _add(channel, f"{{{PODCAST}}}funding", settings.funding_text, url=settings.funding)


def feed_guid(address: str) -> uuid.UUID:
    """Return the UUIDv5 of a feed's address without its scheme and last slashes."""
    return uuid.uuid5(GUID_NAMESPACE, re.sub(r"^\w+://", "", address).rstrip("/"))


def show_guid(settings: FeedSettings) -> uuid.UUID:
    """Return the guid that a show keeps from its first address on."""
    return uuid.UUID(settings.guid) if settings.guid else feed_guid(settings.feed_address)


def _item(item: Any, edition: Recorded, settings: FeedSettings, number: int) -> None:
    """Fill in what is said of one edition."""
    _add(item, "title", _title(edition.text("title")))
    _add(item, "guid", str(item_guid(edition, settings)), isPermaLink="false")
    _add(item, "link", _address(edition, "index.html", settings, versioned=False))
    _add(item, "description", _shortened(description(edition)))
    _add(item, "pubDate", _when(edition))
    name, kind = sound_of(edition) or ("", "")
    size = (edition.file(name) or (0, ""))[0]
    address = _address(edition, name, settings)
    _add(item, "enclosure", url=address, length=str(size), type=kind)
    _add(item, f"{{{ITUNES}}}title", _title(edition.text("title")))
    _add(item, f"{{{ITUNES}}}author", edition.text("author") or None)
    _add(item, f"{{{ITUNES}}}duration", str(round(edition.facts.get("duration_s", 0))))
    _add(item, f"{{{ITUNES}}}explicit", str(bool(edition.facts.get("explicit"))).lower())
    _add(item, f"{{{ITUNES}}}episodeType", "full")
    if settings.type == "serial":
        _add(item, f"{{{ITUNES}}}episode", str(number))
    if edition.file(COVER):
        _add(item, f"{{{ITUNES}}}image", href=_address(edition, COVER, settings))
    _companions(item, edition, settings)


def _companions(item: Any, edition: Recorded, settings: FeedSettings) -> None:
    """Add transcripts, chapters, people and the other files of an edition."""
    language = edition.text("language") or settings.language
    for name, kind in TRANSCRIPTS:
        if edition.file(name):
            address = _address(edition, name, settings)
            _add(item, f"{{{PODCAST}}}transcript", url=address, type=kind, language=language)
    if edition.file("chapters.json"):
        address = _address(edition, "chapters.json", settings)
        kind = "application/json+chapters"
        _add(item, f"{{{PODCAST}}}chapters", url=address, type=kind)
    if author := edition.text("author") or settings.author:
        _add(item, f"{{{PODCAST}}}person", author, role="author", group="writing")
    first = sound_of(edition)
    for format, kind in ENCLOSURES:
        name = f"{edition.slug}.{format}"
        facts = edition.file(name)
        if facts and first is not None and name != first[0]:
            attributes = {"type": kind, "length": str(facts[0]), "title": format.upper()}
            other = _add(item, f"{{{PODCAST}}}alternateEnclosure", **attributes)
            _add(other, f"{{{PODCAST}}}source", uri=_address(edition, name, settings))


def item_guid(edition: Recorded, settings: FeedSettings) -> uuid.UUID:
    """Return an edition's guid, which outlives every edit."""
    return uuid.uuid5(show_guid(settings), edition.slug)


def sound_of(edition: Recorded) -> tuple[str, str] | None:
    """Return name and media type of the sound that directories get, or None."""
    named = ((f"{edition.slug}.{format}", kind) for format, kind in ENCLOSURES)
    return next(((name, kind) for name, kind in named if edition.file(name)), None)


def description(edition: Recorded) -> str:
    """Return what an edition warns of, then what its article says of itself."""
    warning = f"Content warning: {', '.join(edition.warnings)}." if edition.warnings else ""
    about = edition.text("description")
    by = f"By {edition.text('author')}. " if edition.text("author") else ""
    told = about or f"{by}An audio edition of “{edition.text('title')}”."
    return " ".join(filter(None, (warning, told)))


def _title(text: str) -> str:
    """Return a text on one line and no longer than directories take."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1].rstrip()}…"


def _shortened(text: str) -> str:
    """Return a description no longer than directories take."""
    text = text.strip()
    data = text.encode("utf-8", "ignore")
    if len(data) <= LONGEST_DESCRIPTION_BYTES:
        return text
    room = LONGEST_DESCRIPTION_BYTES - len("…".encode())
    return f"{data[:room].decode('utf-8', 'ignore').rstrip()}…"


def _address(edition: Recorded, name: str, settings: FeedSettings, versioned: bool = True) -> str:
    """Return where one of an edition's files is served; a new version has a new address."""
    facts = edition.file(name) if versioned else None
    version = f"?v={facts[1][:12]}" if facts else ""
    return f"{settings.base}{quote(edition.slug)}/{quote(name)}{version}"


def _when(edition: Recorded) -> "datetime | None":
    """Return the article's day at midnight, universal time, if it has one."""
    try:
        day = datetime.fromisoformat(edition.text("date")[:10])
    except ValueError:
        return None
    return day.replace(tzinfo=UTC)


def _add(parent: Any, name: str, content: Any = "", /, **attributes: str) -> Any:
    """Add an element; one with neither content nor attributes nor children to come is left out.

    Args:
        content: text, a moment, or None for an element that is not to be.
    """
    from lxml import etree

    if content is None:
        return None
    text = format_datetime(content) if isinstance(content, datetime) else str(content)
    clean = {key: NOT_IN_XML.sub("", value) for key, value in attributes.items()}
    element = etree.SubElement(parent, name, clean)
    element.text = NOT_IN_XML.sub("", text) or None
    return element
