"""`manifest.json`: the edition as Readium's apps read it.

Source: Readium Web Publication Manifest (readium.org/webpub-manifest) and its audiobook
profile; JSON schemas in its folder `schema`.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from audio_edition.edition import Edition
from audio_edition.publishing import about
from audio_edition.publishing.outline import Entry, outline
from audio_edition.publishing.tracks import CHAPTER_FOLDER, Track

PROFILE = "https://readium.org/webpub-manifest/profiles/audiobook"
KBIT_S = 64
"""Of the chapters' MP3 files."""


def render(edition: Edition, tracks: Sequence[Track]) -> bytes:
    """Return the manifest.

    Args:
        tracks: the edition's chapters, in order.
    """
    manifest = {
        "@context": "https://readium.org/webpub-manifest/context.jsonld",
        "metadata": _metadata(edition, tracks),
        "links": [{"rel": "self", "href": "manifest.json", "type": "application/audiobook+json"}],
        "readingOrder": [_link(track) for track in tracks],
        "resources": [{"rel": "cover", "href": "cover.png", "type": "image/png"}],
        "toc": _nested(outline(map(_entry, tracks))),
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _metadata(edition: Edition, tracks: Iterable[Track]) -> dict[str, Any]:
    given = {
        "@type": "http://schema.org/Audiobook",
        "conformsTo": PROFILE,
        "identifier": about.identifier(edition),
        "title": " ".join(edition.script.title.split()),
        "author": edition.script.author,
        "narrator": about.narrator(edition),
        "publisher": about.fact(edition, "show"),
        "language": edition.script.language,
        "published": about.published(edition),
        "modified": about.modified(edition),
        "description": about.fact(edition, "description"),
        "subject": [f"Content warning: {topic}" for topic in about.warned_of(edition)],
        "duration": sum(track.length_ms for track in tracks) / 1000,
        "accessibility": _access(edition),
    }
    return {key: value for key, value in given.items() if value}


def _access(edition: Edition) -> dict[str, Any]:
    access = about.access(edition, with_text=False)
    return {
        "accessMode": list(access.modes),
        "accessModeSufficient": [list(together) for together in access.sufficient],
        "feature": list(access.features),
        "hazard": ["none"],
        "summary": access.summary,
    }


def _href(track: Track) -> str:
    return f"{CHAPTER_FOLDER}/{track.audio_name}"


def _link(track: Track) -> dict[str, Any]:
    return {
        "href": _href(track),
        "type": "audio/mpeg",
        "bitrate": KBIT_S,
        "duration": track.length_ms / 1000,
        "title": track.chapter.mark,
    }


def _entry(track: Track) -> Entry:
    return Entry(track.chapter.level, track.chapter.mark, _href(track))


def _nested(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Return a table of contents as links within links."""
    top: list[dict[str, Any]] = []
    open_links: list[dict[str, Any]] = []
    for entry in entries:
        del open_links[entry.level - 1 :]
        link: dict[str, Any] = {"href": entry.target, "title": entry.title}
        siblings = open_links[-1].setdefault("children", []) if open_links else top
        siblings.append(link)
        open_links.append(link)
    return top
