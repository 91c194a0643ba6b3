"""Proposing warnings for a script: of the edition, and of each chapter that goes into detail.

Rules: what is not said does not count (skipped segments, cues), nor do notes on the author and
disclaimers after the text, unless an editor has them read; footnotes and readers' comments do
where they are read. A
mild mention gives the edition's warning and no other. Where the lines before the text go
into detail, the edition's warning, which stands right before them in the same chapter, is
enough.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from audio_edition.narrating.pace import segments_ms
from audio_edition.narrating.warnings.finding import find
from audio_edition.narrating.warnings.hits import Findings
from audio_edition.narrating.warnings.judging import Judgement, judge
from audio_edition.narrating.warnings.passages import Sentence, words_found
from audio_edition.narrating.warnings.spotting import sentences_of
from audio_edition.narrating.warnings.wording import chapter_wording, edition_wording
from audio_edition.script import (
    Chapter,
    ChapterKind,
    ContentWarning,
    Evidence,
    Role,
    Script,
    Segment,
    Severity,
)

AROUND_SENTENCES = 1
"""Sentences on either side of a mention that count as part of it, for its length."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the rules found in the part of a script that is read and may be warned of."""

    sentences: Sequence[Sentence]
    findings: Findings
    whole: Judgement
    chapters: tuple[Judgement, ...]
    """One for each chapter of the script."""


def propose_warnings(
    script: Script, *, words_per_minute: int, about: Collection[int] = ()
) -> Script:
    """Return the script with the warnings the rules propose, not yet in their places.

    Args:
        words_per_minute: how fast the narrator speaks, for the lengths that are said.
        about: indexes of the article's blocks that are about it and its author. After the text
            they are not warned of.
    """
    reading = _read(script, about)
    warned = [
        judgement.severity is Severity.GRAPHIC and chapter.kind is not ChapterKind.OPENING
        for chapter, judgement in zip(script.chapters, reading.chapters, strict=True)
    ]
    chapters = tuple(
        replace(
            chapter,
            warning=_of_chapter(script, reading, i, words_per_minute) if warned[i] else None,
        )
        for i, chapter in enumerate(script.chapters)
    )
    return replace(
        script, chapters=chapters, warning=_of_edition(script, reading, warned, words_per_minute)
    )


def _read(script: Script, about: Collection[int]) -> _Reading:
    """Return what the rules find in a script."""
    sentences: list[Sentence] = []
    if script.chapters and not any(s.role is Role.TITLE for s in script.segments):
        segments = script.chapters[0].segments
        sentences += sentences_of(script.title, segments[0].id if segments else "", 0)
    for number, chapter in enumerate(script.chapters):
        for segment in _counting(chapter, about):
            sentences += sentences_of(segment.text, segment.id, number)
    findings = find(sentences)
    whole = judge(findings, sum(s.length for s in sentences), len(sentences))
    lengths: list[list[int]] = [[] for _ in script.chapters]
    for sentence in sentences:
        lengths[sentence.chapter].append(sentence.length)
    parts = tuple(
        judge(_of_part(findings, sentences, n, whole), sum(own), len(own), lenient=True)
        for n, own in enumerate(lengths)
    )
    return _Reading(sentences, findings, _graver(whole, parts), parts)


def _counting(chapter: Chapter, about: Collection[int]) -> Iterable[Segment]:
    """Yield the segments that may need a warning."""
    left_out = about if chapter.kind is ChapterKind.CLOSING else ()
    for segment in chapter.segments:
        if segment.is_cue or segment.is_skipped:
            continue
        if segment.read or segment.paragraph not in left_out:
            yield segment


def _of_part(
    findings: Findings, sentences: Sequence[Sentence], chapter: int, whole: Judgement
) -> Findings:
    """Return what was found in one chapter, of the topics the whole is warned of."""
    return Findings(
        [
            h
            for h in findings.hits
            if sentences[h.sentence].chapter == chapter and h.reason.topic in whole.topics
        ],
        [d for d in findings.details if sentences[d].chapter == chapter],
    )


def _graver(whole: Judgement, parts: Sequence[Judgement]) -> Judgement:
    """Return the judgement on the whole, as strong as that on its strongest part."""
    if not whole.topics:
        return whole
    graphic = any(part.severity is Severity.GRAPHIC for part in parts)
    return replace(whole, severity=Severity.GRAPHIC if graphic else Severity.MILD)


def _of_chapter(
    script: Script, reading: _Reading, at: int, words_per_minute: int
) -> ContentWarning:
    """Return the warning of a chapter that goes into detail."""
    judgement = reading.chapters[at]
    spoken = chapter_wording(
        judgement.terms,
        seconds=_seconds(script.chapters[at].segments, words_per_minute),
        last=at == len(script.chapters) - 1,
    )
    return _warning(judgement, spoken, reading.sentences)


def _of_edition(
    script: Script, reading: _Reading, warned: Sequence[bool], words_per_minute: int
) -> ContentWarning | None:
    """Return the edition's warning, or None if nothing was found."""
    if not reading.whole.topics:
        return None
    chapters = [c for c, is_warned in zip(script.chapters, warned, strict=True) if is_warned]
    seconds = sum(_seconds(c.segments, words_per_minute) for c in chapters)
    spoken = edition_wording(
        reading.whole.terms,
        seconds=seconds if chapters else _mentioned_seconds(reading, words_per_minute),
        detailed=len(chapters),
        opening=reading.chapters[0].severity is Severity.GRAPHIC and not warned[0],
        alone=sum(c.kind is ChapterKind.BODY for c in script.chapters) == 1,
    )
    return _warning(reading.whole, spoken, reading.sentences)


def _warning(judgement: Judgement, spoken: str, sentences: Sequence[Sentence]) -> ContentWarning:
    evidence = tuple(
        Evidence(
            segment=sentences[h.sentence].segment,
            text=words_found(sentences[h.sentence], h.first, h.last),
            topic=h.reason.topic,
            rule=h.reason.name,
        )
        for h in judgement.hits
    )
    return ContentWarning(
        topics=judgement.topics,
        severity=judgement.severity,
        spoken=spoken,
        terms=judgement.terms[:5],
        evidence=evidence,
    )


def _seconds(segments: Sequence[Segment], words_per_minute: int) -> float:
    """Return how long segments take, in seconds."""
    said = [s for s in segments if s.role is not Role.WARNING]
    return segments_ms(said, words_per_minute) / 1000


def _mentioned_seconds(reading: _Reading, words_per_minute: int) -> float:
    """Return how long the mentions take, with a sentence before and after each."""
    near: set[int] = set()
    for hit in reading.whole.hits:
        near.update(range(hit.sentence - AROUND_SENTENCES, hit.sentence + AROUND_SENTENCES + 1))
    words = sum(s.length for i, s in enumerate(reading.sentences) if i in near)
    return words * 60 / words_per_minute
