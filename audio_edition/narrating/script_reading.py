"""From what was read of a script file to the script."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from audio_edition.narrating.script_checking import Values, checked
from audio_edition.narrating.script_keys import ORDINARY_PAUSE_MS
from audio_edition.narrating.script_proposal import fingerprint
from audio_edition.narrating.script_yaml_reading import Fault, Path
from audio_edition.script import (
    Chapter,
    ChapterKind,
    ContentWarning,
    Evidence,
    Role,
    Script,
    Segment,
    Severity,
    Skipped,
    VoiceRole,
    WarningStatus,
)

EDITION_WARNING = "w-edition"
"""Id of the segment that says the edition's warning; a chapter's is w- and its id."""
_ROLES = {str(role): role for role in Role}
_VOICES = {str(role): role for role in VoiceRole}
_NOTHING: Values = {}
_T = TypeVar("_T")


def script_of(given: Any) -> Script:
    """Return the script that a file holds; source offsets are not in it and are 0.

    Raises:
        Fault: with the path of what cannot be used.
    """
    values = checked(given, "script")
    warning = _warning(values)
    words = {EDITION_WARNING: warning.spoken if warning else ""}
    skipped: list[Skipped] = []
    chapters = _all(values, "chapters", lambda item: _chapter(item, words, skipped))
    set_aside = _all(values, "set_aside", lambda item: _chapter(item, words, []))
    _refuse_twins(chapters, set_aside)
    return Script(
        title=values["title"],
        language=values.get("language", "en"),
        chapters=chapters,
        author=values.get("author", ""),
        date=values.get("date", ""),
        verbosity=values.get("verbosity", "standard"),
        warning=warning,
        skipped=tuple(skipped),
        metadata=tuple(values.get("metadata", _NOTHING).items()),
        voices=tuple(values.get("voices", _NOTHING).items()),
        note=values.get("note", ""),
        set_aside=set_aside,
    )


def _all(values: Values, name: str, build: Callable[[Any], _T]) -> tuple[_T, ...]:
    """Return every item of a list, built; a fault gets the item's place."""
    items: Sequence[Any] = values.get(name, ())
    built: list[_T] = []
    try:
        for item in items:
            built.append(build(item))
    except Fault as fault:
        fault.path = (name, len(built), *fault.path)
        raise
    return tuple(built)


def _chapter(given: Any, words: dict[str, str], skipped: list[Skipped]) -> Chapter:
    values = checked(given, "chapter")
    warning = _warning(values)
    words[f"w-{values['id']}"] = warning.spoken if warning else ""
    retitle = values.get("retitle", "")
    return Chapter(
        id=values["id"],
        title=retitle or values["title"],
        level=values.get("level", 1),
        kind=ChapterKind(values.get("kind", "body")),
        segments=_all(values, "segments", lambda item: _segment(item, words, skipped)),
        warning=warning,
        article_title=values["title"] if retitle else "",
        note=values.get("note", ""),
    )


def _segment(given: Any, words: dict[str, str], skipped: list[Skipped]) -> Segment:
    """Return a segment; one that says a warning has its words from there.

    Args:
        words: what the warnings say, by the id of the segment that says it.
        skipped: gets what the segment announces.
    """
    values = checked(given, "segment")
    own = values.get
    name = values["id"]
    role = _ROLES[own("role", "sentence")]
    if "text" in values:
        text: str = values["text"]
    elif role is Role.WARNING and name in words:
        text = words[name]
    else:
        raise Fault("A segment without 'text' stands here.", "Write `text:` with its words.")
    skipped += [Skipped(0, 0, kind, name) for kind in own("announces", ())]
    default = own("default", _NOTHING).get
    return Segment(
        id=name,
        role=role,
        text=text,
        spoken=own("spoken", text),
        say=own("say"),
        voice=_VOICES[default("voice", "narrator")],
        pause_after_ms=default("pause_ms", ORDINARY_PAUSE_MS),
        skip=not default("read", True),
        language=own("language", ""),
        note=own("note", ""),
        say_for=own("say_for", ""),
        pause_override_ms=own("pause_ms"),
        read=own("read"),
        voice_name=own("voice", ""),
    )


def _warning(values: Values) -> ContentWarning | None:
    """Return the warning in a table's values.

    One that bears the rules' fingerprint but no longer their words was changed by an editor.

    Raises:
        Fault: if it is an editor's and says nothing.
    """
    if (given := values.get("warning")) is None:
        return None
    own = given.get
    warning = ContentWarning(
        topics=own("topics", ()),
        severity=Severity(own("severity", "mild")),
        spoken=own("spoken", ""),
        status=WarningStatus(given["status"]),
        terms=own("terms", ()),
        evidence=_evidence(given),
        proposal=own("proposal", ""),
        note=own("note", ""),
    )
    if warning.status is WarningStatus.PROPOSED and warning.proposal:
        if warning.proposal == fingerprint(warning):
            return replace(warning, proposal="")
        warning = replace(warning, status=WarningStatus.CHANGED)
    _refuse_silence(warning)
    return warning


def _evidence(given: Values) -> tuple[Evidence, ...]:
    try:
        return _all(given, "evidence", _piece)
    except Fault as fault:
        fault.path = ("warning", *fault.path)
        raise


def _piece(given: Any) -> Evidence:
    values = checked(given, "evidence")
    return Evidence(values["segment"], values["text"], values["topic"], values["rule"])


def _refuse_silence(warning: ContentWarning) -> None:
    """Refuse an editor's warning that has no topic or no words."""
    if warning.status not in (WarningStatus.ADDED, WarningStatus.CHANGED):
        return
    for name, has in (("topics", warning.topics), ("spoken", warning.spoken.strip())):
        if not has:
            raise Fault(
                f"The warning is {warning.status}, but has no {name}.",
                f"Give its {name}, or write `status: dismissed` to have none.",
                ("warning", "status"),
            )


def _refuse_twins(chapters: Sequence[Chapter], set_aside: Sequence[Chapter]) -> None:
    """Refuse an id that stands twice; a chapter may be at its place and set aside."""
    seen: set[str] = set()
    for name, group in (("chapters", chapters), ("set_aside", set_aside)):
        _refuse_twin_ids([c.id for c in group], seen if name == "chapters" else set(), (name,))
        for at, chapter in enumerate(group):
            _refuse_twin_ids([s.id for s in chapter.segments], seen, (name, at, "segments"))


def _refuse_twin_ids(ids: Sequence[str], seen: set[str], path: Path) -> None:
    """Refuse the first id that was seen before; all are seen then."""
    for at, name in enumerate(ids):
        if name in seen:
            raise Fault(
                f"The id {name} stands here a second time.",
                "Give the copy's decisions to the first, and remove the copy.",
                (*path, at, "id"),
            )
        seen.add(name)
