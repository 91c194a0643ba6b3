"""The feed, read back by a podcast app's own parser and by lxml."""

import email.utils
import io
from pathlib import Path
from typing import Any

import podcastparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from audio_edition.errors import SettingsError
from audio_edition.feed_settings import CATEGORIES, FeedSettings, feed_settings
from audio_edition.publishing import feed
from audio_edition.publishing.catalogue import Recorded

SHOW = FeedSettings(
    title="Slow Reading",
    description="Articles, read aloud.",
    site="https://example.org/listen",
    owner="Ann Sample",
    email="ann@example.org",
    category="News > Politics",
    funding="https://example.org/give",
)
IMAGE = "https://example.org/listen/cover.png"
NAMES = {"itunes": feed.ITUNES, "podcast": feed.PODCAST, "atom": feed.ATOM}


def recorded(slug: str = "fog", sha256: str = "ab" * 32, **facts: Any) -> Recorded:
    names = (f"{slug}.mp3", f"{slug}.m4b", "transcript.vtt", "transcript.srt", "chapters.json")
    files = {name: {"bytes": 1000 + len(name), "sha256": sha256} for name in (*names, "cover.png")}
    told = {"title": "Fog", "author": "Bo", "date": "2024-03-23", "language": "en-GB"}
    return Recorded(
        Path(slug), {**told, "duration_s": 61.4, "explicit": False, "files": files, **facts}
    )


def channel_of(*editions: Recorded, show: FeedSettings = SHOW) -> etree._Element:
    return etree.fromstring(feed.render(editions, show, IMAGE)).find("channel")


def test_a_podcast_app_reads_it() -> None:
    warning = {"terms": ["torture"]}
    data = feed.render([recorded(warning=warning, explicit=True)], SHOW, IMAGE)
    read = podcastparser.parse(SHOW.feed_address, io.BytesIO(data))
    assert read["title"] == "Slow Reading"
    assert read["description"] == "Articles, read aloud."
    assert read["cover_url"] == IMAGE
    assert read["language"] == "en"
    assert read["explicit"] is True
    assert read["itunes_categories"] == [["News", "Politics"]]
    assert read["itunes_owner"] == {"name": "Ann Sample", "email": "ann@example.org"}
    [episode] = read["episodes"]
    assert episode["title"] == "Fog"
    assert episode["total_time"] == 61
    assert episode["explicit"] is True
    assert episode["description"].startswith("Content warning: torture. By Bo.")
    [enclosure] = episode["enclosures"]
    assert enclosure["url"] == "https://example.org/listen/fog/fog.mp3?v=abababababab"
    assert (enclosure["file_size"], enclosure["mime_type"]) == (1007, "audio/mpeg")


def test_it_has_what_psp_1_requires_and_recommends() -> None:
    channel = channel_of(recorded())
    for path in (
        *("title", "link", "description", "language", "itunes:category", "itunes:explicit"),
        *("itunes:image", "atom:link[@rel='self']", "itunes:author", "podcast:guid"),
        *("podcast:locked", "podcast:medium", "podcast:funding", "itunes:type"),
        *("item/title", "item/enclosure", "item/guid", "item/link", "item/pubDate"),
        *("item/description", "item/itunes:duration", "item/itunes:image"),
        *("item/itunes:explicit", "item/podcast:transcript", "item/podcast:chapters"),
        *("item/podcast:person", "item/podcast:alternateEnclosure/podcast:source"),
    ):
        assert channel.find(path, NAMES) is not None, path


def test_the_guid_is_podcasting_2s_own() -> None:
    # The example that the namespace's page gives.
    known = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    assert str(feed.feed_guid("https://mp3s.nashownotes.com/pc20rss.xml")) == known


def test_a_show_that_moves_keeps_its_guid_and_its_episodes() -> None:
    from dataclasses import replace

    before = channel_of(recorded())
    guid = before.findtext("podcast:guid", namespaces=NAMES)
    moved = replace(SHOW, site="https://elsewhere.example.org/", guid=guid)
    after = channel_of(recorded(), show=moved)
    assert after.findtext("podcast:guid", namespaces=NAMES) == guid
    assert after.findtext("item/guid") == before.findtext("item/guid")
    assert after.find("item/enclosure").get("url").startswith("https://elsewhere.example.org/")


def test_texts_are_no_longer_than_directories_take() -> None:
    long = recorded(title="A very long title " * 30, description="磨坊街的钟 " * 900)
    item = channel_of(long).find("item")
    for path in ("title", "itunes:title"):
        title = item.findtext(path, namespaces=NAMES)
        assert title.endswith("…")
        assert 240 < len(title) <= 255
    told = item.findtext("description")
    assert told.endswith("…")
    assert 3900 < len(told.encode("utf-8")) <= 4000
    assert "\ufffd" not in told


def test_an_edit_changes_the_enclosure_but_not_the_guid() -> None:
    before, after = (channel_of(recorded(sha256=c * 64)).find("item") for c in "ab")
    assert before.findtext("guid") == after.findtext("guid")
    assert before.find("enclosure").get("url") != after.find("enclosure").get("url")


def test_dates_are_rfc_2822_and_the_newest_comes_first() -> None:
    old, new = recorded("old", date="2023-01-05"), recorded("new", date="2024-03-23")
    dates = [item.findtext("pubDate") for item in channel_of(old, new).findall("item")]
    assert dates == ["Sat, 23 Mar 2024 00:00:00 +0000", "Thu, 05 Jan 2023 00:00:00 +0000"]
    assert all(email.utils.parsedate_to_datetime(date) for date in dates)


def test_a_serial_show_is_told_from_the_first() -> None:
    from dataclasses import replace

    old, new = recorded("old", date="2023-01-05"), recorded("new")
    channel = channel_of(new, old, show=replace(SHOW, type="serial"))
    numbers = channel.findall("item/itunes:episode", NAMES)
    assert [n.text for n in numbers] == ["1", "2"]
    assert "/old/" in channel.find("item/enclosure").get("url")


def test_no_date_means_no_pub_date() -> None:
    assert channel_of(recorded(date="")).find("item/pubDate") is None


def test_an_edition_without_mp3_is_offered_as_m4b_and_one_without_sound_not_at_all() -> None:
    files = {"fog.m4b": {"bytes": 5, "sha256": "cd" * 32}}
    enclosure = channel_of(recorded(files=files)).find("item/enclosure")
    assert enclosure.get("type") == "audio/x-m4a"
    assert channel_of(recorded(files={})).find("item") is None


def test_the_feed_is_the_same_every_time() -> None:
    assert feed.render([recorded()], SHOW, IMAGE) == feed.render([recorded()], SHOW, IMAGE)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_the_xml_is_valid_whatever_a_title_holds(title: str, author: str) -> None:
    channel = channel_of(recorded(title=title, author=author))
    assert channel.find("item/guid") is not None


def test_settings_are_checked() -> None:
    for wrong in (
        {"titel": "x"},
        {"title": 3},
        {"locked": "yes"},
        {"category": "Gossip"},
        {"category": "News > Books"},
        {"site": "example.org"},
        {"email": "nobody"},
        {"guid": "my-show"},
        {"medium": "film"},
    ):
        with pytest.raises(SettingsError):
            feed_settings(wrong, "The test")


def test_every_category_of_apples_can_be_chosen() -> None:
    for main, under in CATEGORIES.items():
        for name in filter(None, under.split(", ")):
            assert feed_settings({"category": f"{main} > {name}"}, "The test")
