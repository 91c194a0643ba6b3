"""Tells an article: its blocks become chapters of sentences and cues.

Rules obeyed here: every character of the article stands in a sentence or in a range that a
cue announces as not read; no chapter is empty; the same article gives the same script.
"""

from collections.abc import Iterable

from audio_edition.article import Article
from audio_edition.narrating.identity import Names
from audio_edition.narrating.lasting import announce_length
from audio_edition.narrating.opening import announced
from audio_edition.narrating.structure.chapters import Draft, drafts
from audio_edition.narrating.structure.lines import Line
from audio_edition.script import Chapter, ChapterKind, Role, Script, Segment, Skipped

_EDITIONS_OWN = (Role.CUE, Role.OPENING)
"""Said in English whatever the article's language is."""


def tell(
    article: Article, *, verbosity: str, words_per_minute: int, show: str, corrected: str = ""
) -> Script:
    """Return the script of an article, without warnings.

    Args:
        verbosity: terse, standard or verbose: how much is said that the article does not.
        words_per_minute: how fast the narrator speaks, for the length that is announced.
        show: name of the series or publication, or empty.
        corrected: ISO 8601 date on which the edition was corrected, to be said; or empty.
    """
    told = announced(drafts(article, verbosity), article, show, corrected)
    names = _Naming(article.language)
    chapters = tuple(names.chapter(draft) for draft in told)
    script = Script(
        title=article.title,
        language=article.language,
        chapters=chapters,
        author=article.author,
        date=article.date,
        verbosity=verbosity,
        skipped=tuple(sorted(names.skipped, key=lambda skipped: skipped.begin)),
        metadata=_metadata(article, show),
    )
    return announce_length(script, words_per_minute=words_per_minute)


class _Naming:
    """Turns drafts into chapters, and keeps which cue announces what is skipped."""

    def __init__(self, language: str) -> None:
        self._cue_language = "" if language.lower().split("-")[0] == "en" else "en"
        self._names = Names("c-opening", "c-closing")
        self.skipped: list[Skipped] = []

    def chapter(self, draft: Draft) -> Chapter:
        segments = tuple(self._segment(line) for line in draft.lines)
        fixed = draft.kind is not ChapterKind.BODY
        name = f"c-{draft.kind}" if fixed else self._names.chapter(draft.title)
        return Chapter(name, draft.title, draft.level, draft.kind, segments)

    def _segment(self, line: Line) -> Segment:
        kind = "sentence" if line.role is Role.QUOTATION else str(line.role)
        name = self._names.segment(kind, line.text, line.beside)
        self.skipped += [Skipped(*where, name) for where in line.announces]
        return Segment(
            name,
            line.role,
            line.text,
            line.spoken,
            voice=line.voice,
            pause_after_ms=line.pause_after_ms,
            begin=line.begin,
            end=line.end,
            skip=line.skip,
            language=self._cue_language if line.role in _EDITIONS_OWN else line.language,
            paragraph=line.paragraph,
        )


def _metadata(article: Article, show: str) -> tuple[tuple[str, str], ...]:
    facts: Iterable[tuple[str, str]] = article.metadata.items()
    known = tuple((key, value) for key, value in facts if value and key != "show")
    return (("show", show), *known) if show else known
