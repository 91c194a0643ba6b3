"""What packages say of an edition as a whole: its name for machines, date, voice, access.

No clock and no chance: an edition built twice says the same.
"""

import uuid
from dataclasses import dataclass
from datetime import date

from audio_edition.article import BlockKind
from audio_edition.edition import Edition
from audio_edition.publishing.inline import escaped

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_OID, "audio-edition")
"""Of the identifiers of editions (RFC 9562 section 5.5)."""
NO_DATE = "1980-01-01"
"""Stands for the date of an article without one where a format demands a date."""
GENERATOR = "audio-edition"


@dataclass(frozen=True, slots=True)
class Access:
    """How an edition can be read, in the words of schema.org's accessibility properties."""

    modes: tuple[str, ...]
    """Senses it speaks to: textual, auditory."""
    sufficient: tuple[tuple[str, ...], ...]
    """Sets of senses each of which is enough for the whole of it."""
    features: tuple[str, ...]
    summary: str
    """One short paragraph for a person."""


def identifier(edition: Edition) -> str:
    """Return the edition's name for machines: the same for each build while it keeps its title."""
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, f'{edition.slug}/{edition.script.title}')}"


def published(edition: Edition) -> str:
    """Return the article's date (2024-03-23), or nothing if it has none that is one."""
    try:
        return date.fromisoformat(edition.script.date[:10]).isoformat()
    except ValueError:
        return ""


def modified(edition: Edition) -> str:
    """Return the moment the edition is said to date from: its article's day at midnight."""
    return f"{published(edition) or NO_DATE}T00:00:00Z"


def narrator(edition: Edition) -> str:
    """Return who speaks: that the voice is synthetic, and which."""
    voices = dict(edition.voices)
    voice = voices.get("narrator") or next(iter(voices.values()), "")
    return f"Synthetic voice {voice}".strip() + f" ({edition.engine})"


def author(edition: Edition) -> str:
    """Return the author's name, or that there is none."""
    return edition.script.author or "Unknown author"


def fact(edition: Edition, key: str) -> str:
    """Return one of the facts for tags (description, copyright, show …), or nothing."""
    return dict(edition.script.metadata).get(key, "")


def warned_of(edition: Edition) -> tuple[str, ...]:
    """Return what the edition and its chapters warn of, each once, in words."""
    named = (term for warning in edition.heard_warnings for term in warning.named)
    return tuple(dict.fromkeys(named))


def access(edition: Edition, with_text: bool) -> Access:
    """Return how the edition can be read.

    Args:
        with_text: whether the package holds the article's text in step with the sound.
    """
    heard_whole = not edition.script.skipped and not any(
        s.is_skipped for s in edition.script.segments
    )
    auditory = (("auditory",),) if heard_whole or not with_text else ()
    if not with_text:
        return Access(("auditory",), auditory, _features(edition, False), _summary(edition, False))
    sufficient = (("textual",), *auditory, ("textual", "auditory"))
    features = _features(edition, True)
    return Access(("textual", "auditory"), sufficient, features, _summary(edition, True))


def _features(edition: Edition, with_text: bool) -> tuple[str, ...]:
    features = ["tableOfContents", "structuralNavigation", "readingOrder"]
    if with_text:
        features += ["displayTransformability", "synchronizedAudioText"]
        if any(block.kind is BlockKind.FIGURE for block in edition.article.blocks):
            features.append("alternativeText")
    return tuple(features)


def _summary(edition: Edition, with_text: bool) -> str:
    parts = ["Read aloud by a synthetic voice; every chapter can be reached from the contents."]
    if with_text:
        whole = "The whole text is included" + (
            " but for readers' comments" if _leaves_comments_out(edition) else ""
        )
        parts.append(f"{whole}, and each sentence is marked while it is heard.")
        parts.append("The cover is the only picture.")
    if edition.script.skipped:
        parts.append("What the voice leaves out is announced where it stands.")
    if edition.heard_warnings:
        parts.append(
            "Spoken content warnings are passages of their own, at the beginning of the chapters "
            "they concern, and can be passed together with the chapter."
        )
    return " ".join(parts)


def _leaves_comments_out(edition: Edition) -> bool:
    """Return whether the article has comments of readers that are neither read nor shown."""
    heard = {segment.paragraph for segment in edition.script.segments}
    return any(
        block.kind is BlockKind.COMMENT and index not in heard
        for index, block in enumerate(edition.article.blocks)
    )


def escaped_line(text: str) -> str:
    """Return a text on one line, for titles and attributes in XML."""
    return escaped(" ".join(text.split()))
