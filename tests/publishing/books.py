"""An edition with every kind of passage, made with the tone engine, for tests of packages."""

from collections.abc import Sequence
from pathlib import Path

from audio_edition.article import (
    Article,
    Block,
    BlockKind,
    Group,
    GroupKind,
    Mark,
    Span,
)
from audio_edition.edition import Edition
from audio_edition.mastering import layout, mp3
from audio_edition.mastering.assembly import Assembly, assemble
from audio_edition.mastering.clip_sound import MasteredClip, master_clip
from audio_edition.mastering.passage_sound import EncodedPassage, Piece, encode_passage
from audio_edition.publishing.tracks import CHAPTER_FOLDER, chapter_file_name
from audio_edition.script import (
    Chapter,
    ChapterKind,
    ContentWarning,
    Role,
    Script,
    Segment,
    Severity,
    Skipped,
    WarningStatus,
)
from audio_edition.speaking.engine import Delivery
from audio_edition.speaking.engines.tone import ToneEngine

WARNING = ContentWarning(
    topics=("sexual_violence",),
    severity=Severity.GRAPHIC,
    spoken="The next minute tells of rape.",
    status=WarningStatus.PROPOSED,
    terms=("rape",),
)
LIST = Group(GroupKind.LIST, 1)
QUOTE = Group(GroupKind.BLOCK_QUOTE, 2)
TABLE = Group(GroupKind.TABLE, 3, label="Ferries")
TITLE = "Harbour & <sea>: “what now”\x0b?"

Told = tuple[str, Role, int]
"""A segment: its text, its role, the index of its block."""

BLOCKS = (
    Block(BlockKind.TITLE, (Span(TITLE, 0, 0),)),
    Block(BlockKind.DEK, (Span("A line that sums it up.", 0, 0),)),
    Block(BlockKind.PARAGRAPH, (Span("The first sentence. And ", 0, 0),)),
    Block(BlockKind.HEADING, (Span("The quay", 0, 0),), level=2),
    Block(
        BlockKind.PARAGRAPH,
        (
            Span("The ferry is ", 0, 0),
            Span("late", 0, 0, frozenset({Mark.EMPHASIS})),
            Span(". See ", 0, 0),
            Span(
                "the timetable", 0, 0, frozenset({Mark.LINK}), href="https://example.org/?a=1&b=2"
            ),
            Span(", he said: ", 0, 0),
            Span("« Bonjour »", 0, 0, language="fr"),
            Span(".", 0, 0),
        ),
    ),
    Block(BlockKind.LIST_ITEM, (Span("Rope & tar", 0, 0),), level=1, groups=(LIST,)),
    Block(BlockKind.LIST_ITEM, (Span("A lamp", 0, 0),), level=1, groups=(LIST,)),
    Block(BlockKind.FOOTNOTE, (Span("A note that is not read.", 0, 0),), label="1"),
    Block(BlockKind.HEADING, (Span("Below deck", 0, 0),), level=3),
    Block(BlockKind.BLOCK_QUOTE, (Span("Nobody slept.", 0, 0),), groups=(QUOTE,)),
    Block(BlockKind.HEADING, (Span("The crossing", 0, 0),), level=2),
    Block(BlockKind.TABLE_CELL, (Span("Ship", 0, 0),), groups=(TABLE,), header=True),
    Block(BlockKind.TABLE_CELL, (Span("Length", 0, 0),), groups=(TABLE,), column=1, header=True),
    Block(BlockKind.TABLE_CELL, (Span("Aurora", 0, 0),), groups=(TABLE,), row=1),
    Block(BlockKind.TABLE_CELL, (Span("40 m", 0, 0),), groups=(TABLE,), row=1, column=1),
    Block(BlockKind.AUTHOR_NOTE, (Span("Ada Writer lives by the sea.", 0, 0),)),
)
CHAPTERS: tuple[tuple[str, str, int, ChapterKind, ContentWarning | None, tuple[Told, ...]], ...] = (
    (
        *("c-opening", TITLE, 1, ChapterKind.OPENING, None),
        (
            (TITLE, Role.TITLE, 0),
            ("By Ada Writer.", Role.OPENING, -1),
            ("This article speaks of rape.", Role.WARNING, -1),
            ("A line that sums it up.", Role.SENTENCE, 1),
            ("The first sentence.", Role.SENTENCE, 2),
        ),
    ),
    (
        *("c-the-quay", "The quay", 1, ChapterKind.BODY, None),
        (
            ("The quay", Role.HEADING, 3),
            ("The ferry is late.", Role.SENTENCE, 4),
            ("See the timetable, he said: « Bonjour ».", Role.SENTENCE, 4),
            ("A list of two items.", Role.CUE, -1),
            ("Rope & tar", Role.SENTENCE, 5),
            ("A lamp", Role.SENTENCE, 6),
            ("A footnote is not read.", Role.CUE, -1),
        ),
    ),
    (
        *("c-below-deck", "Below deck", 2, ChapterKind.BODY, WARNING),
        (
            ("The next minute tells of rape.", Role.WARNING, -1),
            ("Below deck", Role.HEADING, 8),
            ("Quote.", Role.CUE, -1),
            ("Nobody slept.", Role.QUOTATION, 9),
            ("End quote.", Role.CUE, -1),
        ),
    ),
    (
        *("c-the-crossing", "The crossing", 1, ChapterKind.BODY, None),
        (
            ("The crossing", Role.HEADING, 10),
            ("A table of two rows.", Role.CUE, -1),
            ("Ship", Role.SENTENCE, 11),
            ("Length", Role.SENTENCE, 12),
            ("Aurora", Role.SENTENCE, 13),
            ("40 m", Role.SENTENCE, 14),
        ),
    ),
    (
        *("c-closing", "About this edition", 1, ChapterKind.CLOSING, None),
        (("Ada Writer lives by the sea.", Role.SENTENCE, 15),),
    ),
)


def script_of(title: str = TITLE, date: str = "2024-03-23") -> Script:
    """Return the script of the book."""
    chapters, number = [], 0
    for id, name, level, kind, warning, told in CHAPTERS:
        segments = []
        for text, role, block in told:
            number += 1
            segments.append(Segment(f"s{number:03}", role, text, text, paragraph=block))
        chapters.append(Chapter(id, name, level, kind, tuple(segments), warning))
    facts = (("description", "Ferries & people."), ("show", "Harbour Radio"))
    skipped = (Skipped(0, 1, "footnote", "s012"),)
    return Script(
        title, "en-GB", tuple(chapters), "Ada Writer", date, "standard", WARNING, skipped, facts
    )


def clip_of(text: str) -> MasteredClip:
    """Return what the tone engine says of the beginning of a text."""
    return master_clip(ToneEngine().speak(text[:12], Delivery("low", 175), 5.0), 3.0)


def encoded(script: Script, codecs: Sequence[str] = ("mp3",)) -> list[EncodedPassage]:
    """Return the script's chapters, spoken and encoded."""
    return [
        encode_passage(
            [Piece(s.id, lambda t=s.text: clip_of(t), s.pause_after_ms) for s in c.segments],
            codecs,
        )
        for c in script.chapters
    ]


def edition_of(script: Script, made: Sequence[EncodedPassage]) -> Edition:
    """Return the edition of encoded chapters."""
    lengths = zip(script.chapters, made, strict=True)
    timeline = layout.timeline((chapter, m.total_samples, m.placed) for chapter, m in lengths)
    article = Article("", script.title, BLOCKS, (), script.author, script.date, "en-GB")
    voices = (("narrator", "low"),)
    return Edition("harbour", article, script, timeline, "tone 1", voices, ())


def fill(folder: Path, edition: Edition, made: Sequence[EncodedPassage]) -> Assembly:
    """Write the cover and the chapters' MP3 files into an edition's folder."""
    from audio_edition.publishing.cover import draw_cover

    (folder / "cover.png").write_bytes(draw_cover(edition.script.title, "Ada Writer", ""))
    (folder / CHAPTER_FOLDER).mkdir()
    assembly = assemble(([m] for m in made), ("mp3",), folder)
    for index, stretch in enumerate(assembly.chapters["mp3"]):
        mp3.write_file(folder / CHAPTER_FOLDER / chapter_file_name(edition, index), b"", stretch)
    return assembly
