"""What is said of the edition itself: before the article begins, and after it ends.

Rules obeyed here: whatever is announced comes first, so that the edition's warning can
follow it and still come before any line of the article but its title and its makers;
lengths are rounded, so that a small edit rarely changes what is said.
"""

from audio_edition.article import Article
from audio_edition.narrating.spoken_forms import spoken_form
from audio_edition.narrating.structure import pauses
from audio_edition.narrating.structure.chapters import Draft
from audio_edition.narrating.structure.lines import Line
from audio_edition.narrating.structure.wording import counted
from audio_edition.script import ChapterKind, Role, VoiceRole

_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def announced(told: list[Draft], article: Article, words_per_minute: int, show: str) -> list[Draft]:
    """Return the chapters with the announcements that open and close the edition.

    Args:
        told: the opening, the chapters, the closing.
        words_per_minute: how fast the narrator speaks.
        show: name of the series or publication, or empty.
    """
    opening, closing = told[0], told[-1]
    credits = [line for line in opening.lines if line.role is Role.TITLE][:1]
    makers = _makers(opening.lines, article)
    count = sum(draft.kind is ChapterKind.BODY for draft in told)
    length = length_in_words(duration_ms(told, words_per_minute))
    parts = f", in {counted(count, 'chapter')}" if count > 1 else ""
    title = credits or [_said(Role.TITLE, article.title, pauses.AFTER_HEADING_MS)]
    rest = [line for line in opening.lines if line not in credits]
    opening.lines = [
        *([_said(Role.OPENING, f"{show}.")] if show else []),
        *title,
        *makers,
        _said(Role.OPENING, f"This edition lasts {length}{parts}.", pauses.PARAGRAPH_MS),
        *rest,
    ]
    closing.lines.append(_said(Role.OPENING, f"End of {article.title}.", 0))
    return [draft for draft in told if draft.lines]


def _makers(lines: list[Line], article: Article) -> list[Line]:
    return [_said(Role.OPENING, f"By {article.author}.")] if article.author else []


def _said(role: Role, text: str, pause_ms: int = pauses.SENTENCE_MS) -> Line:
    voice = VoiceRole.NARRATOR if role is Role.TITLE else VoiceRole.CUE
    return Line(role, text, spoken_form(text), voice, pause_ms)


def duration_ms(told: list[Draft], words_per_minute: int) -> float:
    """Return about how long some chapters last, in milliseconds."""
    heard = [line for draft in told for line in draft.lines if not line.skip]
    words = sum(len(line.spoken.split()) for line in heard)
    return words * 60_000 / words_per_minute + sum(line.pause_after_ms for line in heard)


def length_in_words(length_ms: float) -> str:
    """Return a length as it is announced: "about nine minutes"."""
    minutes = length_ms / 60_000
    if minutes < 0.75:
        return "less than a minute"
    if minutes < 15.5:
        return f"about {counted(round(minutes), 'minute')}"
    if minutes < 57.5:
        return f"about {counted(5 * round(minutes / 5), 'minute')}"
    hours, quarters = divmod(round(minutes / 15), 4)
    part = ("", " and a quarter", " and a half", " and three quarters")[quarters]
    return f"about {counted(hours, 'hour')}{part}"
