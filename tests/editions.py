"""Editions for tests: put together by hand, or recorded with the tone engine.

`edition()` makes one without sound, a timeline of its own invention included;
`recorded(edition, folder)` gives it the tone engine's sound and writes its audio files.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from pathlib import Path

from audio_edition.article import Article, Block, BlockKind, Group, GroupKind, Mark, Span
from audio_edition.edition import Edition, TimedChapter, TimedSegment, TimedWord, Timeline
from audio_edition.script import (
    Chapter,
    ChapterKind,
    ContentWarning,
    Role,
    Script,
    Segment,
    Severity,
)

RATE_HZ = 44100
SAMPLES_A_CHARACTER = 2646
"""60 ms: what a sentence without sound is given for each of its characters."""
PAUSE_SAMPLES = 13230
GRAPHIC = ContentWarning(
    ("torture", "violence"), Severity.GRAPHIC, "This chapter tells of torture.", terms=("torture",)
)
MILD = ContentWarning(("death_grief",), Severity.MILD, "This article mentions death.")


@dataclass(frozen=True, slots=True)
class Said:
    """One segment to be: its words, and the block they come from (-1: none)."""

    text: str
    role: Role = Role.SENTENCE
    paragraph: int = -1
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One chapter to be."""

    title: str
    said: Sequence[Said]
    level: int = 1
    warning: ContentWarning | None = None


def edition(
    chapters: Sequence[Told] = (),
    blocks: Sequence[Block] = (),
    title: str = "The ferry & the <fog>",
    author: str = "Ann Sample",
    date: str = "2024-03-23",
    warning: ContentWarning | None = None,
    metadata: Iterable[tuple[str, str]] = (("show", "Slow Reading"),),
    slug: str = "the-ferry",
    language: str = "en",
) -> Edition:
    """Return an edition without sound; by default one chapter of two sentences."""
    chapters = chapters or (Told("Opening", (Said("The first sentence."), Said("A second."))),)
    numbers = count(1)
    made = tuple(_chapter(told, number, numbers) for number, told in enumerate(chapters, 1))
    article = Article("", title, tuple(blocks), (), author, date, language)
    script = Script(title, language, made, author, date, warning=warning, metadata=tuple(metadata))
    return Edition(
        slug, article, script, _timeline(made), "tone 1", (("narrator", "low"),), (("lost", 0),)
    )


def _chapter(told: Told, number: int, numbers: "count[int]") -> Chapter:
    segments = tuple(
        Segment(f"s{next(numbers)}", s.role, s.text, s.spoken or s.text, paragraph=s.paragraph)
        for s in told.said
    )
    kind = ChapterKind.OPENING if number == 1 else ChapterKind.BODY
    return Chapter(f"c-{number}", told.title, told.level, kind, segments, told.warning)


def _timeline(chapters: Sequence[Chapter]) -> Timeline:
    timed, position = [], 0
    for chapter in chapters:
        begin, segments = position, []
        for segment in chapter.segments:
            end = position + max(len(segment.text), 1) * SAMPLES_A_CHARACTER
            words = (TimedWord(0, len(segment.text), position, end),)
            role, text = str(segment.role), segment.text
            segments.append(
                TimedSegment(segment.id, position, end, role, text, segment.voiced, words)
            )
            position = end + PAUSE_SAMPLES
        head = (chapter.id, chapter.title, chapter.level, str(chapter.kind), begin, position)
        timed.append(TimedChapter(*head, tuple(segments), chapter.warning))
    return Timeline(RATE_HZ, position, tuple(timed))


def recorded(given: Edition, folder: Path) -> Edition:
    """Return an edition with the tone engine's sound; write its audio files into a folder."""
    from audio_edition.mastering import layout
    from audio_edition.mastering.assembly import assemble
    from audio_edition.mastering.clip_sound import master_clip
    from audio_edition.mastering.passage_sound import EncodedPassage, Piece, encode_passage
    from audio_edition.pipeline import files, tracks
    from audio_edition.pipeline.hashing import hashing
    from audio_edition.publishing.cover import draw_cover
    from audio_edition.speaking.engine import Delivery
    from audio_edition.speaking.engines.tone import ToneEngine

    engine, codecs = ToneEngine(), ("mp3", "aac")

    def piece(number: int, words: str) -> Piece:
        clip = engine.speak(words, Delivery("low", 175), 5.0)
        return Piece(str(number), lambda: master_clip(clip, 0.0), 300)

    @cache
    def encoded(words: tuple[str, ...]) -> EncodedPassage:
        return encode_passage([piece(i, w) for i, w in enumerate(words)], codecs)

    def passage_sound(chapter: Chapter) -> EncodedPassage:
        sound = encoded(tuple(s.voiced for s in chapter.segments))
        placed = (replace(p, segment=chapter.segments[int(p.segment)].id) for p in sound.placed)
        return replace(sound, placed=tuple(placed))

    chapters = given.script.chapters
    made = (passage_sound(chapter) for chapter in chapters)
    frames = folder / ".frames"
    frames.mkdir(parents=True)
    assembly = assemble(([m] for m in made), codecs, frames)
    lengths = zip(chapters, assembly.placed, strict=True)
    timeline = layout.timeline((chapter, total, placed) for chapter, (total, placed) in lengths)
    whole = replace(given, timeline=timeline)
    cover_png = draw_cover(given.script.title, "", "")
    keys = [[chapter.id] for chapter in chapters]
    with hashing(folder) as hashes:
        files.write_audio(folder, whole, assembly, cover_png, hashes.finished)
        made = tuple(tracks.tracks(whole, assembly.chapters["mp3"], keys, cover_png))
        tracks.write_tracks(folder, made, tracks.Standing(folder, {}), hashes)
    for path in frames.iterdir():
        path.unlink()
    frames.rmdir()
    return whole


def block(kind: BlockKind, text: str, *groups: Group, **facts: object) -> Block:
    """Return a block of one plain span."""
    return Block(kind, (Span(text, 0, len(text)),), groups=groups, **facts)  # type: ignore[arg-type]


LIST = Group(GroupKind.LIST, 1)
QUOTE = Group(GroupKind.BLOCK_QUOTE, 2)
TABLE = Group(GroupKind.TABLE, 3, label="Crossings")


def rich() -> Edition:
    """Return an edition that has a part of every common kind."""
    link = Span(
        "the timetable", 0, 0, frozenset({Mark.LINK, Mark.EMPHASIS}), href="https://x.test/"
    )
    rest = Span(", three things. It waits.", 0, 0)
    blocks = (
        block(BlockKind.TITLE, "The ferry & the <fog>"),
        block(BlockKind.DEK, "Why the boat waits."),
        block(BlockKind.HEADING, "What is carried; and = how #1 “goes” 🚢", level=2),
        Block(BlockKind.PARAGRAPH, (Span("The ferry carries, by ", 0, 0), link, rest)),
        block(BlockKind.LIST_ITEM, "Bread.", LIST, level=1),
        block(BlockKind.LIST_ITEM, "Post.", LIST, level=1),
        block(BlockKind.HEADING, "Fog", level=3),
        block(BlockKind.BLOCK_QUOTE, "We wait. Always.", QUOTE),
        block(BlockKind.TABLE_CELL, "Month", TABLE, header=True),
        block(BlockKind.TABLE_CELL, "Trips", TABLE, column=1, header=True),
        block(BlockKind.TABLE_CELL, "May", TABLE, row=1),
        block(BlockKind.TABLE_CELL, "62", TABLE, row=1, column=1),
        block(BlockKind.FOOTNOTE, "Counted by hand.", label="1"),
        block(BlockKind.COMMENT, "Nice boat."),
    )  # fmt: skip
    cue, say = Role.CUE, Said
    opening = Told(
        "Opening",
        (
            say("The ferry & the <fog>", Role.TITLE, 0),
            say("An audio edition of two minutes.", Role.OPENING),
            say("This article mentions death.", Role.WARNING),
            say("Why the boat waits.", paragraph=1),
        ),
    )
    carried = Told(
        "What is carried; and = how #1 “goes” 🚢",
        (
            say("What is carried; and = how #1 “goes” 🚢", Role.HEADING, 2),
            say("The ferry carries, by the timetable, three things.", paragraph=3),
            say("It waits.", paragraph=3),
            say("A list of two items:", cue),
            say("Bread.", paragraph=4),
            say("Item two:", cue),
            say("Post.", paragraph=5),
        ),
    )
    fog = Told(
        "Fog",
        (
            say("Fog", Role.HEADING, 6),
            say("This chapter tells of torture.", Role.WARNING),
            say("Quote:", cue),
            say("We wait.", Role.QUOTATION, 7),
            say("Always.", Role.QUOTATION, 7),
            say("End quote.", cue),
            say("A table of one row:", cue),
            say("Month", cue),
            say("May", paragraph=10),
            say("Trips", cue),
            say("62", paragraph=11, spoken="sixty two"),
            say("One footnote is not read.", cue),
        ),
        2,
        GRAPHIC,
    )
    return edition((opening, carried, fog), blocks, warning=MILD)
