"""The keys of the script file: what each means, what it takes, and whose it is.

Rule obeyed here: one table serves the reader, its error messages and the published JSON
Schema, so that none of the three can say what another does not.
"""

from dataclasses import dataclass
from enum import StrEnum

from audio_edition.narrating.structure import pauses
from audio_edition.script import ChapterKind, Role, Severity, VoiceRole, WarningStatus

FORMAT = 1
"""Version of the script file's format."""
ORDINARY_PAUSE_MS = pauses.SENTENCE_MS
"""Pause after a sentence: written in the file only where it is another."""
LONGEST_PAUSE_MS = 60_000

TOPICS = (
    "sexual_violence",
    "child_abuse",
    "trafficking",
    "domestic_abuse",
    "violence",
    "torture",
    "war_terror",
    "suicide_self_harm",
    "eating_disorder",
    "substance_use",
    "mental_distress",
    "death_grief",
    "pregnancy_loss",
    "medical_gore",
    "animal_harm",
    "hate",
    "sexual_content",
    "strong_language",
)
"""Ids of the topics a warning may name."""
VERBOSITIES = ("terse", "standard", "verbose")
VOICE_ROLES = tuple(str(role) for role in VoiceRole)


class Kind(StrEnum):
    """What a key takes, as an editor would call it."""

    TEXT = "text"
    CHOICE = "one of a few words"
    ID = "a name of letters, digits, hyphens and underscores"
    NUMBER = "a whole number"
    YES_NO = "true or false"
    WORDS = "a list of words"
    TABLE = "keys of its own"
    TABLES = "a list of items"
    FACTS = "names with texts"


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table of the script file."""

    kind: Kind
    meaning: str
    """For people: shown by editors' tools beside the key."""
    choices: tuple[str, ...] = ()
    """Of a choice or a list of words: what may be chosen; empty: anything."""
    table: str = ""
    """Of a table or list of tables: which one."""
    bounds: tuple[int, int] = (0, 0)
    """Of a number: least and greatest."""
    required: bool = False
    editors: bool = False
    """Whether people write it; else it is written anew at every build."""


@dataclass(frozen=True, slots=True)
class Table:
    """What may stand in one kind of mapping."""

    called: str
    """What messages call it: "a segment"."""
    keys: dict[str, Key]


def _text(meaning: str, *, required: bool = False, editors: bool = False) -> Key:
    return Key(Kind.TEXT, meaning, required=required, editors=editors)


def _choice(meaning: str, choices: tuple[str, ...], *, editors: bool = False) -> Key:
    return Key(Kind.CHOICE, meaning, choices, editors=editors)


def _table(meaning: str, table: str) -> Key:
    return Key(Kind.TABLE, meaning, table=table)


def _id(meaning: str, *, required: bool = True) -> Key:
    return Key(Kind.ID, meaning, required=required)


_PAUSE = (0, LONGEST_PAUSE_MS)
_NOTE = _text("A remark of yours. It is kept and never spoken.", editors=True)

_SCRIPT = Table(
    "the script",
    {
        "format": Key(
            Kind.NUMBER,
            "Version of this file's format.",
            bounds=(FORMAT, FORMAT),
            required=True,
        ),
        "title": _text("The article's title.", required=True),
        "author": _text("The article's author or authors."),
        "date": _text("The article's date, such as 2024-03-23."),
        "language": _text("The article's language, such as en or en-GB."),
        "verbosity": _choice("How much is announced.", VERBOSITIES),
        "voices": _table("Your choice of voice for each role, in this edition.", "voices"),
        "note": _NOTE,
        "metadata": Key(Kind.FACTS, "Further facts for the edition's tags."),
        "warning": _table("The warning heard before the article begins.", "warning"),
        "chapters": Key(
            Kind.TABLES, "The chapters in the order heard.", table="chapter", required=True
        ),
        "set_aside": Key(
            Kind.TABLES,
            "Decisions about words the article no longer has. They come back with the words; "
            "delete what is not needed any more.",
            table="chapter",
        ),
    },
)

_VOICES = Table(
    "the voices",
    {
        role: _text(f"Voice for everything the {role} speaks; see `audio-edition voices`.",
                    editors=True)
        for role in VOICE_ROLES
    },
)  # fmt: skip

_CHAPTER = Table(
    "a chapter",
    {
        "id": _id("Name of the chapter in links; it stays the same through edits."),
        "title": _text("The title by the article.", required=True),
        "retitle": _text("Your title for players' chapter lists, instead.", editors=True),
        "level": Key(Kind.NUMBER, "1 for a main chapter, 2 for one nested in it.", bounds=(1, 99)),
        "kind": _choice(
            "What the chapter holds; a body if nothing is said.", tuple(map(str, ChapterKind))
        ),
        "note": _NOTE,
        "warning": _table("The warning heard at the chapter's beginning.", "warning"),
        "segments": Key(
            Kind.TABLES, "What is said, in order.", table="segment", required=True
        ),
    },
)  # fmt: skip

_SEGMENT = Table(
    "a segment",
    {
        "id": _id("Name of the segment in links; it stays the same through edits."),
        "role": _choice(
            "What it is to the ear; a sentence if nothing is said.", tuple(map(str, Role))
        ),
        "language": _text("Its language, where it is not the script's."),
        "text": _text("As written in the article. To correct the article, edit the article."),
        "spoken": _text("What the voice says of it, where that is not the text."),
        "default": _table("How it is told unless you decide otherwise.", "default"),
        "announces": Key(Kind.WORDS, "What it tells the listener is not read."),
        "say": _text("What the voice shall say instead.", editors=True),
        "say_for": _text(
            "The text your `say` was made for. The article has changed since, so the `say` is "
            "not spoken. Delete this line to have it spoken all the same."
        ),
        "pause_ms": Key(
            Kind.NUMBER, "Your silence after it, in milliseconds.", bounds=_PAUSE, editors=True
        ),
        "voice": _text("Your voice for it: a role or a voice's id.", editors=True),
        "read": Key(
            Kind.YES_NO, "false: it is not read. true: it is read all the same.", editors=True
        ),
        "note": _NOTE,
    },
)

_DEFAULT = Table(
    "a default",
    {
        "voice": _choice("Whose voice speaks it; the narrator's if nothing is said.", VOICE_ROLES),
        "pause_ms": Key(
            Kind.NUMBER,
            f"Silence after it, in milliseconds; {ORDINARY_PAUSE_MS} if nothing is said.",
            bounds=_PAUSE,
        ),
        "read": Key(Kind.YES_NO, "Whether it is read; it is if nothing is said."),
    },
)

_WARNING = Table(
    "a warning",
    {
        "status": Key(
            Kind.CHOICE,
            "proposed: by the rules. approved, changed, added, dismissed, locked: by you.",
            tuple(map(str, WarningStatus)),
            required=True,
            editors=True,
        ),
        "severity": _choice("How strong it is.", tuple(map(str, Severity)), editors=True),
        "topics": Key(
            Kind.WORDS, "What it is about, gravest first.", tuple(TOPICS), editors=True
        ),
        "terms": Key(
            Kind.WORDS, "The words said for the topics.", editors=True
        ),
        "spoken": _text("The warning as it is said.", editors=True),
        "note": _NOTE,
        "proposal": _text(
            "Fingerprint of what the rules proposed when this was decided. Delete it when you "
            "have looked at what they propose now."
        ),
        "evidence": Key(
            Kind.TABLES, "What the rules found, and where.", table="evidence"
        ),
    },
)  # fmt: skip

_EVIDENCE = Table(
    "a piece of evidence",
    {
        "segment": _id("Id of the segment it was found in."),
        "topic": _text("The topic it speaks for.", required=True),
        "rule": _text("The rule that found it.", required=True),
        "text": _text("The words found.", required=True),
    },
)

TABLES = {
    "script": _SCRIPT,
    "voices": _VOICES,
    "chapter": _CHAPTER,
    "segment": _SEGMENT,
    "default": _DEFAULT,
    "warning": _WARNING,
    "evidence": _EVIDENCE,
}
