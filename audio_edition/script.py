"""What will be spoken, in order: the narration script an editor reads and changes.

A script is made from an article by `narrating`, kept as `script/<slug>.yaml`, and turned
into sound by `speaking` and `mastering`. Nothing here knows about sound.
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a segment is, to the ear."""

    TITLE = "title"
    HEADING = "heading"
    SENTENCE = "sentence"
    """A sentence of the article."""
    QUOTATION = "quotation"
    """A sentence of the article that stands in a block quote or pull quote."""
    CUE = "cue"
    """Words the article does not have: "Quote", "A list of three items", what is skipped."""
    OPENING = "opening"
    """What is said of the edition itself before the article begins, and after it ends."""
    WARNING = "warning"


class VoiceRole(StrEnum):
    """Which of the edition's voices speaks a segment."""

    NARRATOR = "narrator"
    QUOTATION = "quotation"
    CUE = "cue"
    WARNING = "warning"


ROLE_OF_NAME = {str(role): role for role in VoiceRole}


class Severity(StrEnum):
    """How strong what a warning speaks of is."""

    NONE = "none"
    MILD = "mild"
    """Mentioned, reported, past: no detail."""
    GRAPHIC = "graphic"
    """Sustained or in detail."""


class WarningStatus(StrEnum):
    """What has been decided about a warning."""

    PROPOSED = "proposed"
    """By the rules; spoken unless dismissed."""
    APPROVED = "approved"
    """An editor has read it and agrees."""
    CHANGED = "changed"
    """An editor has changed its topics, severity or words."""
    ADDED = "added"
    """An editor's own."""
    DISMISSED = "dismissed"
    """An editor has decided against it: it is not spoken."""
    LOCKED = "locked"
    """Stays as it is, whatever the rules find later."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a warning: a rule that found something."""

    segment: str
    """Id of the segment it was found in."""
    text: str
    """The words found, as written."""
    topic: str
    """Id of one of the 18 topics, such as `sexual_violence`."""
    rule: str
    """Name of the rule, such as `sexual_violence/rape`."""


@dataclass(frozen=True, slots=True)
class ContentWarning:
    """A spoken warning of the edition or of one chapter."""

    topics: tuple[str, ...]
    """Topic ids, gravest first; at most five are spoken."""
    severity: Severity
    spoken: str
    """The warning as it is said."""
    status: WarningStatus = WarningStatus.PROPOSED
    terms: tuple[str, ...] = ()
    """The specific words said for the topics, in the order spoken ("rape", "torture")."""
    evidence: tuple[Evidence, ...] = ()
    proposal: str = ""
    """Fingerprint of what the rules proposed when the status was decided; empty: not known."""
    note: str = ""
    """An editor's remark, such as why it was dismissed; never spoken."""

    @property
    def is_heard(self) -> bool:
        """Whether the edition says it."""
        return self.status is not WarningStatus.DISMISSED and bool(self.topics)

    @property
    def is_locked(self) -> bool:
        """Whether it stays as it is, whatever the rules find."""
        return self.status is WarningStatus.LOCKED

    @property
    def named(self) -> tuple[str, ...]:
        """What it warns of, in words: its terms, or its topics where it has none."""
        return self.terms or tuple(topic.replace("_", " ") for topic in self.topics)


@dataclass(frozen=True, slots=True)
class Segment:
    """The unit of synthesis: one sentence or one cue."""

    id: str
    """Unique in the script, stable across edits, safe in XML and addresses: s1f09c3d2."""
    role: Role
    text: str
    """As written; for a cue, the cue's words."""
    spoken: str
    """What the voice says of it: numbers, abbreviations and signs as words."""
    say: str | None = None
    """An editor's override of `spoken`, or None; see `voiced`."""
    voice: VoiceRole = VoiceRole.NARRATOR
    pause_after_ms: int = 300
    """Silence after it, in milliseconds, unless an editor says otherwise: see `pause_ms`."""
    begin: int = 0
    """Source offset of its first character; for a cue, of where it stands."""
    end: int = 0
    """Source offset after its last character; for a cue, the same as `begin`."""
    skip: bool = False
    """Not read unless an editor says otherwise: see `is_skipped`."""
    language: str = ""
    """BCP 47 tag where it differs from the script's, else empty."""
    paragraph: int = -1
    """Index in `Article.blocks` of the block it comes from; segments of one block share it.
    -1 where it comes from none (cues, warnings, a title taken from metadata)."""
    note: str = ""
    """An editor's remark; never spoken."""
    say_for: str = ""
    """The text `say` was made for, where the article's has changed since; else empty."""
    pause_override_ms: int | None = None
    """An editor's silence after it, in milliseconds, or None."""
    read: bool | None = None
    """An editor's decision to have it read (True) or not (False), or None."""
    voice_name: str = ""
    """An editor's voice for it: a voice role's name, or a voice id of the engine."""
    pronounced: str = ""
    """`voiced` with the lexicon's pronunciations (see `pronunciation.py`), or empty where they
    change nothing; made anew for every build and not kept in the script file."""

    @property
    def voiced(self) -> str:
        """The words a listener hears."""
        return self.spoken if self.say is None or self.is_outdated else self.say

    @property
    def given(self) -> str:
        """What the engine is given: `voiced`, with the lexicon's pronunciations."""
        return self.pronounced or self.voiced

    @property
    def is_outdated(self) -> bool:
        """Whether its `say` was made for other words than it now has: then it is not said."""
        return self.say is not None and self.say_for not in ("", self.text)

    @property
    def is_skipped(self) -> bool:
        """Whether it is not read, by an editor's decision or else by narrating's."""
        return self.skip if self.read is None else not self.read

    @property
    def pause_ms(self) -> int:
        """Silence after it, in milliseconds, by an editor's decision or else narrating's."""
        if self.pause_override_ms is None:
            return self.pause_after_ms
        return self.pause_override_ms

    @property
    def voice_role(self) -> VoiceRole:
        """The role whose voice speaks it; an editor's voice id leaves it as it was."""
        return ROLE_OF_NAME.get(self.voice_name, self.voice)

    @property
    def voice_id(self) -> str:
        """The engine's voice an editor has chosen for it, else empty."""
        return "" if self.voice_name in ROLE_OF_NAME else self.voice_name

    @property
    def has_decisions(self) -> bool:
        """Whether an editor has decided or noted anything about it."""
        return (
            self.say is not None
            or self.pause_override_ms is not None
            or self.read is not None
            or bool(self.voice_name or self.note)
        )

    @property
    def is_cue(self) -> bool:
        """Whether the article does not have its words."""
        return self.role in (Role.CUE, Role.OPENING, Role.WARNING)


class ChapterKind(StrEnum):
    """What a chapter holds."""

    OPENING = "opening"
    """Title, author, length, the edition's warning, and the article's text before its
    first heading if that needs no warning of its own."""
    BODY = "body"
    CLOSING = "closing"
    """Notes on the author, disclaimers, what was skipped at the end."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of the edition with a mark of its own in players."""

    id: str
    """Unique in the script, stable across edits: c-the-problem."""
    title: str
    """As shown in chapter lists; never empty."""
    level: int
    """1 for a main chapter, 2 for one nested in it, and so on."""
    kind: ChapterKind
    segments: tuple[Segment, ...]
    warning: ContentWarning | None = None
    article_title: str = ""
    """The title by the article, where an editor has given another; else empty."""
    note: str = ""
    """An editor's remark; never spoken."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Part of the article that is not read, but announced by a cue."""

    begin: int
    end: int
    kind: str
    """What it is: footnote, code, comment …"""
    segment: str
    """Id of the segment that tells the listener."""


@dataclass(frozen=True, slots=True)
class Script:
    """The whole narration of one article."""

    title: str
    language: str
    chapters: tuple[Chapter, ...]
    author: str = ""
    date: str = ""
    """ISO 8601 date, or empty."""
    verbosity: str = "standard"
    """terse, standard or verbose."""
    warning: ContentWarning | None = None
    """The edition's warning; its segment stands in the first chapter."""
    skipped: tuple[Skipped, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    """Further facts for tags, in order: description, copyright, genre, show …"""
    voices: tuple[tuple[str, str], ...] = ()
    """(voice role, voice id of the engine) where an editor has chosen for this script."""
    note: str = ""
    """An editor's remark; never spoken."""
    set_aside: tuple[Chapter, ...] = ()
    """Decisions about segments and chapters the article no longer has, by chapter; never
    spoken. They come back with the words they were made for."""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Every segment in the order it is heard, skipped ones included."""
        return tuple(s for chapter in self.chapters for s in chapter.segments)
