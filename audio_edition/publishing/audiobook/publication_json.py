"""`publication.json`: the edition as a W3C audiobook, chapter by chapter.

Source: W3C Publication Manifest (REC-pub-manifest-20201110) section 2; W3C Audiobooks
(REC-audiobooks-20201110) sections 2 to 4.
"""

import json
from typing import Any

from audio_edition.edition import Edition
from audio_edition.publishing import about
from audio_edition.publishing.tracks import CHAPTER_FOLDER, Track, tracks

FILE_NAME = "publication.json"
MEDIA_TYPE = "application/ld+json"
CONFORMS_TO = "https://www.w3.org/TR/audiobooks/"


def render(edition: Edition) -> bytes:
    """Return the manifest of an edition's folder."""
    return manifest(edition)


def manifest(edition: Edition, contents: str = "") -> bytes:
    """Return the manifest.

    Args:
        contents: name of a page with the table of contents; empty: there is none.
    """
    chapters = tracks(edition)
    resources = [{"url": "cover.png", "encodingFormat": "image/png", "rel": "cover"}]
    resources[0]["name"] = "Cover"
    if contents:
        resources.append({"url": contents, "encodingFormat": "text/html", "rel": "contents"})
    given: dict[str, Any] = {
        "@context": [
            "https://schema.org",
            "https://www.w3.org/ns/pub-context",
            {"language": edition.script.language},
        ],
        "conformsTo": CONFORMS_TO,
        "type": "Audiobook",
        **_bibliography(edition),
        **_access(edition),
        "duration": _duration(sum(track.length_ms for track in chapters)),
        "readingOrder": [_link(track) for track in chapters],
        "resources": [{"type": "LinkedResource", **resource} for resource in resources],
    }
    listing = {key: value for key, value in given.items() if value}
    return (json.dumps(listing, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _bibliography(edition: Edition) -> dict[str, Any]:
    script, show = edition.script, about.fact(edition, "show")
    return {
        "id": about.identifier(edition),
        "name": " ".join(script.title.split()),
        "author": [{"type": "Person", "name": script.author}] if script.author else [],
        "readBy": [{"type": "Person", "name": about.narrator(edition)}],
        "publisher": [{"type": "Organization", "name": show}] if show else [],
        "inLanguage": [script.language],
        "datePublished": about.published(edition),
        "dateModified": about.modified(edition),
        "abridged": bool(script.skipped),
        "copyrightNotice": about.fact(edition, "copyright"),
        "description": about.fact(edition, "description"),
        "keywords": [f"Content warning: {topic}" for topic in about.warned_of(edition)],
    }


def _access(edition: Edition) -> dict[str, Any]:
    access = about.access(edition, with_text=False)
    sufficient = [{"type": "ItemList", "itemListElement": [*s]} for s in access.sufficient]
    return {
        "accessMode": list(access.modes),
        "accessModeSufficient": sufficient,
        "accessibilityFeature": list(access.features),
        "accessibilityHazard": ["none"],
        "accessibilitySummary": access.summary,
    }


def _link(track: Track) -> dict[str, str]:
    return {
        "type": "LinkedResource",
        "url": f"{CHAPTER_FOLDER}/{track.audio_name}",
        "encodingFormat": "audio/mpeg",
        "name": track.chapter.mark,
        "duration": _duration(track.length_ms),
    }


def _duration(ms: int) -> str:
    """Return a length as ISO 8601 has it: PT61.005S."""
    return f"PT{ms // 1000}.{ms % 1000:03}S"
