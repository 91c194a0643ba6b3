"""What every audio file says of the edition it holds, whatever its kind of tag.

Each fact comes from the script, the article or the timeline; nothing from the clock or
from this machine. What is not known is empty, and left out of the tag.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from audio_edition.edition import Edition, TimedChapter
from audio_edition.mastering.language_codes import three_letters

PROGRAM = "audio-edition"
PARAGRAPH_ENDS = ("title", "heading", "opening", "warning")
"""Roles that stand on a line of their own in the text."""


@dataclass(frozen=True, slots=True)
class TagFacts:
    """The facts of one edition."""

    title: str
    artist: str
    """The author; the show where the article names none."""
    album: str
    """The show; the title where there is none."""
    album_artist: str
    date: str
    """ISO 8601 date, or empty."""
    language: str
    """ISO 639-2 code."""
    genre: str
    description: str
    """What the article says of itself, and what the edition warns of."""
    comment: str
    """How the edition was made, and by which voices."""
    copyright: str
    warnings: tuple[str, ...]
    """What is warned of, in words, each once."""
    explicit: bool


def tag_facts(edition: Edition) -> TagFacts:
    """Return the facts of an edition."""
    script, given = edition.script, dict(edition.script.metadata)
    show = _line(given.get("show", ""))
    author = _line(script.author)
    title = _line(script.title)
    named = tuple(dict.fromkeys(name for w in edition.heard_warnings for name in w.named))
    return TagFacts(
        title,
        author or show or title,
        show or title,
        show or author or title,
        script.date,
        three_letters(script.language),
        given.get("genre", "Speech"),
        _description(given.get("description", ""), named),
        _comment(edition),
        given.get("copyright", ""),
        named,
        edition.is_explicit,
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _description(given: str, warnings: tuple[str, ...]) -> str:
    """Return the article's description with the edition's warning before it."""
    warning = f"Content warning: {', '.join(warnings)}." if warnings else ""
    return " ".join(filter(None, (warning, _line(given))))


def _comment(edition: Edition) -> str:
    chapters = len(edition.timeline.chapters)
    voices = ", ".join(dict.fromkeys(voice for _, voice in edition.voices))
    told = (
        f"Audio edition in {chapters} chapter{'' if chapters == 1 else 's'}, "
        f"read by a synthetic voice ({edition.engine}; {voices})."
    )
    return " ".join((told, *edition.credits))


def transcript(chapters: Iterable[TimedChapter]) -> str:
    """Return what is heard in chapters as plain text, a blank line before each chapter."""
    return "\n\n".join(filter(None, (_chapter_text(chapter) for chapter in chapters)))


def _chapter_text(chapter: TimedChapter) -> str:
    lines: list[str] = []
    running = False
    for segment in chapter.segments:
        text = _line(segment.text)
        alone = segment.role in PARAGRAPH_ENDS
        if lines and running and not alone:
            lines[-1] += f" {text}"
        else:
            lines.append(text)
        running = not alone
    return "\n".join(lines)


def milliseconds(samples: int, sample_rate_hz: int) -> int:
    """Return a number of samples as whole milliseconds, rounded to the nearest."""
    return (samples * 1000 + sample_rate_hz // 2) // sample_rate_hz
