"""The `[feed]` table of `audio-edition.toml`: what a podcast feed says of its show.

Source: Apple Podcasts for Creators, "Podcast RSS feed requirements" and "Apple Podcasts
categories"; Podcast Standards Project, PSP-1; Podcasting 2.0 namespace, "medium".
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from audio_edition.errors import SettingsError

MEDIUMS = ("podcast", "audiobook")
TYPES = ("episodic", "serial")
CATEGORIES: dict[str, str] = {
    "Arts": "Books, Design, Fashion & Beauty, Food, Performing Arts, Visual Arts",
    "Business": "Careers, Entrepreneurship, Investing, Management, Marketing, Non-Profit",
    "Comedy": "Comedy Interviews, Improv, Stand-Up",
    "Education": "Courses, How To, Language Learning, Self-Improvement",
    "Fiction": "Comedy Fiction, Drama, Science Fiction",
    "Government": "",
    "Health & Fitness": (
        "Alternative Health, Fitness, Medicine, Mental Health, Nutrition, Sexuality"
    ),
    "History": "",
    "Kids & Family": "Education for Kids, Parenting, Pets & Animals, Stories for Kids",
    "Leisure": (
        "Animation & Manga, Automotive, Aviation, Crafts, Games, Hobbies, Home & Garden, "
        "Video Games"
    ),
    "Music": "Music Commentary, Music History, Music Interviews",
    "News": (
        "Business News, Daily News, Entertainment News, News Commentary, Politics, Sports News, "
        "Tech News"
    ),
    "Religion & Spirituality": (
        "Buddhism, Christianity, Hinduism, Islam, Judaism, Religion, Spirituality"
    ),
    "Science": (
        "Astronomy, Chemistry, Earth Sciences, Life Sciences, Mathematics, Natural Sciences, "
        "Nature, Physics, Social Sciences"
    ),
    "Society & Culture": (
        "Documentary, Personal Journals, Philosophy, Places & Travel, Relationships"
    ),
    "Sports": (
        "Baseball, Basketball, Cricket, Fantasy Sports, Football, Golf, Hockey, Rugby, Running, "
        "Soccer, Swimming, Tennis, Volleyball, Wilderness, Wrestling"
    ),
    "TV & Film": "After Shows, Film History, Film Interviews, Film Reviews, TV Reviews",
    "Technology": "",
    "True Crime": "",
}
"""Apple's categories and what stands under each."""


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """What a feed says of its show; each field is a key of the `[feed]` table."""

    title: str = ""
    """Name of the show; empty: the setting `show`."""
    description: str = ""
    """What the show is about, in a sentence or two."""
    site: str = ""
    """Address of the show's page, under which the output folder is served."""
    address: str = ""
    """The feed's own address; empty: `feed.xml` under the site."""
    guid: str = ""
    """The show's `podcast:guid` for good, if its address has changed; empty: by the address."""
    author: str = ""
    """Who makes the show; empty: the owner, or the title."""
    owner: str = ""
    """Name of the person or house to write to."""
    email: str = ""
    """Address to write to; directories use it to make sure of the owner."""
    category: str = "News"
    """One of Apple's categories, or one under another: "News > Politics"."""
    image: str = ""
    """Address or path of a square picture, 1400 to 3000 pixels; empty: one is drawn."""
    language: str = "en"
    """BCP 47 tag."""
    copyright: str = ""
    funding: str = ""
    """Address of a page where listeners can give money."""
    funding_text: str = "Support this show"
    type: str = "episodic"
    """episodic: newest first; serial: to be heard from the first on."""
    medium: str = "podcast"
    """podcast or audiobook."""
    locked: bool = True
    """Whether other hosts are asked not to take the feed over."""

    @property
    def base(self) -> str:
        """Address under which the output folder is served, ending with a slash."""
        return self.site.rstrip("/") + "/"

    @property
    def feed_address(self) -> str:
        """The feed's own address."""
        return self.address or f"{self.base}feed.xml"


def feed_settings(given: Mapping[str, Any], where: str) -> FeedSettings:
    """Return the settings of a feed, each checked.

    Args:
        given: the `[feed]` table.
        where: who gave it, for messages.

    Raises:
        SettingsError: naming the key, what is wrong with it, and what it takes.
    """
    known = {f.name: type(getattr(FeedSettings(), f.name)) for f in fields(FeedSettings)}
    for key, value in given.items():
        if key not in known:
            raise SettingsError(
                f"{where} has a setting feed.{key} that does not exist.",
                f"The settings of a feed are: {', '.join(known)}.",
            )
        if not isinstance(value, known[key]):
            wanted = "true or false" if known[key] is bool else "text"
            raise SettingsError(
                f"{where} sets feed.{key} to {value!r}.", f"Give feed.{key} as {wanted}."
            )
    settings = FeedSettings(**given)
    _check_choices(settings, where)
    _check_addresses(settings, where)
    return settings


def _check_choices(settings: FeedSettings, where: str) -> None:
    for key, value, choices in (
        ("medium", settings.medium, MEDIUMS),
        ("type", settings.type, TYPES),
    ):
        if value not in choices:
            raise SettingsError(
                f"{where} sets feed.{key} to {value!r}.", f"Choose from: {', '.join(choices)}."
            )
    main, _, under = (part.strip() for part in settings.category.partition(">"))
    if main not in CATEGORIES:
        raise SettingsError(
            f"{where} sets feed.category to {settings.category!r}, which directories refuse.",
            f"Choose from: {', '.join(CATEGORIES)}.",
        )
    if under and under not in CATEGORIES[main].split(", "):
        raise SettingsError(
            f"{where} sets feed.category to {settings.category!r}, which directories refuse.",
            f"Under {main} choose from: {CATEGORIES[main] or 'nothing; leave it out'}.",
        )


def _check_addresses(settings: FeedSettings, where: str) -> None:
    addresses = {"site": settings.site, "address": settings.address, "funding": settings.funding}
    for key, value in addresses.items():
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.netloc):
            raise SettingsError(
                f"{where} sets feed.{key} to {value!r}, which is no web address.",
                "Give a whole address, such as https://example.org/listen.",
            )
    if settings.guid and not _is_uuid(settings.guid):
        raise SettingsError(
            f"{where} sets feed.guid to {settings.guid!r}, which is no UUID.",
            "Give the podcast:guid that the feed had at its first address.",
        )
    if settings.email and ("@" not in settings.email or " " in settings.email):
        raise SettingsError(
            f"{where} sets feed.email to {settings.email!r}, which is no mail address.",
            "Give one such as editors@example.org.",
        )


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False
