"""What is said of the edition itself: before the article begins, and after it ends.

Rules obeyed here: title, makers, date and length come first, so that the edition's warning
can follow them and still come before any other line of the article; what the article's own
byline says is not said again. How long the edition lasts is known last: `lasting.py`.
"""

from collections.abc import Sequence
from dataclasses import replace

from audio_edition.article import Article
from audio_edition.narrating.lasting import BEGIN
from audio_edition.narrating.spoken_forms import spoken_form
from audio_edition.narrating.structure import pauses
from audio_edition.narrating.structure.chapters import Draft, Drafts
from audio_edition.narrating.structure.lines import Line
from audio_edition.narrating.structure.manner import paused
from audio_edition.narrating.structure.running import is_speakable
from audio_edition.script import ChapterKind, Role, VoiceRole

OPENING, CLOSING = "Opening", "Closing"
"""Titles of the first chapter and of the last."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def announced(told: Drafts, article: Article, show: str, corrected: str = "") -> list[Draft]:
    """Return all chapters, with what opens and closes the edition.

    Args:
        told: the chapters as the article has them.
        show: name of the series or publication, or empty.
        corrected: ISO 8601 date on which the edition was corrected, or empty.
    """
    closing = [*paused(told.closing, pauses.BEFORE_HEADING_MS), _ending(article.title, told.title)]
    opening = [
        *([_said(_sentence(show))] if show else []),
        *(told.title or [_title(article.title)]),
        *_makers(told.credits, article),
        *_correction(corrected),
        _said(_sentence(BEGIN), pauses.PARAGRAPH_MS),
        *told.front,
    ]
    chapters = [
        Draft(OPENING, 1, ChapterKind.OPENING, opening),
        *told.body,
        Draft(CLOSING, 1, ChapterKind.CLOSING, closing),
    ]
    for draft in chapters[:-1]:
        draft.lines = paused(draft.lines, pauses.BEFORE_HEADING_MS)
    return chapters


def _title(title: str) -> Line:
    spoken = spoken_form(title)
    said = spoken if is_speakable(spoken) else "Untitled article"
    return Line(Role.TITLE, title, said, pause_after_ms=pauses.AFTER_HEADING_MS)


def _said(text: str, pause_ms: int = pauses.SENTENCE_MS) -> Line:
    return Line(Role.OPENING, text, spoken_form(text), VoiceRole.CUE, pause_ms)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _ending(title: str, lines: Sequence[Line]) -> Line:
    """Return the last line, in which the title is said as it was at the beginning."""
    spoken = " ".join(line.spoken for line in lines) or spoken_form(title)
    said = _said(_sentence(f"End of {title}"))
    return replace(said, spoken=_sentence(f"End of {spoken}"), pause_after_ms=0)


def _makers(credits: list[Line], article: Article) -> list[Line]:
    """Return who wrote it and when: the article's own words for it, and what they lack."""
    said = " ".join(line.text for line in credits).casefold()
    names = article.author.casefold().replace(" and ", ", ").split(", ")
    lines = []
    if article.author and not all(name in said for name in names):
        lines.append(_said(_sentence(f"By {article.author}")))
    lines += paused(credits, pauses.SENTENCE_MS)
    if (date := _date(article.date)) and article.date[:4] not in said:
        lines.append(
            _said(f"Published on {date}." if date[0].isdigit() else f"Published in {date}.")
        )
    return lines


def _correction(iso: str) -> list[Line]:
    date = _date(iso)
    return [_said(f"This edition was corrected on {date}.")] if date else []


def _date(iso: str) -> str:
    """Return an ISO 8601 date, or its year and month, as it is written in a sentence."""
    parts = iso.split("T")[0].split("-")
    if not all(part.isdigit() for part in parts):
        return ""
    year, month, day = (*parts, "", "")[:3]
    name = _MONTHS[int(month) - 1] if month and 1 <= int(month) <= len(_MONTHS) else ""
    if day and name:
        return f"{int(day)} {name} {year}"
    return f"{name} {year}" if name else ""
