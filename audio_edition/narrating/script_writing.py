"""From the script to the lines of its file.

Rules obeyed here: one item a segment in the order heard; nothing that depends on where a
segment stands, so that an inserted paragraph changes no other line; a value that goes
without saying is left out; what an editor decided stands under keys of its own.
"""

from collections.abc import Iterator, Mapping, Sequence

from audio_edition.narrating.script_keys import FORMAT, ORDINARY_PAUSE_MS
from audio_edition.narrating.script_proposal import fingerprint
from audio_edition.narrating.script_reading import EDITION_WARNING
from audio_edition.narrating.script_schema import FILE_NAME as SCHEMA_FILE
from audio_edition.narrating.script_yaml_writing import facts, quoted, scalar, word, words
from audio_edition.script import (
    Chapter,
    ChapterKind,
    ContentWarning,
    Role,
    Script,
    Segment,
    VoiceRole,
    WarningStatus,
)

HEAD = f"""\
# yaml-language-server: $schema={SCHEMA_FILE}
#
# The narration script. Build again after changing it: what you decide here is kept.
# A segment's text, spoken and default are written anew from the article at every build.
# Yours are: say, pause_ms, voice, read and note; a chapter's retitle; the voices;
# and a warning's status, topics, severity and spoken. Remarks belong in note.
"""
_YES_NO = {True: "true", False: "false"}
_OUTER, _INNER = "  ", "    "


def lines_of(script: Script) -> Iterator[str]:
    """Yield the lines of a script file; some hold several lines of a folded text."""
    yield HEAD
    yield f"format: {FORMAT}"
    yield f"title: {scalar(script.title, '')}"
    if script.author:
        yield f"author: {scalar(script.author, '')}"
    if script.date:
        yield f"date: {quoted(script.date)}"
    yield f"language: {scalar(script.language, '')}"
    yield f"verbosity: {script.verbosity}"
    if script.voices:
        yield "voices:"
        yield from (f"  {role}: {scalar(name, _OUTER)}" for role, name in script.voices)
    if script.note:
        yield f"note: {scalar(script.note, '')}"
    if script.metadata:
        yield "metadata:"
        yield from (f"  {word(k)}: {scalar(v, _OUTER)}" for k, v in script.metadata)
    if script.warning is not None:
        yield ""
        yield from _warning(script.warning, "")
    yield from _chapters(script)


def _chapters(script: Script) -> Iterator[str]:
    announced: dict[str, list[str]] = {}
    for skipped in script.skipped:
        announced.setdefault(skipped.segment, []).append(skipped.kind)
    spoken = {EDITION_WARNING: script.warning.spoken if script.warning else ""}
    spoken |= {f"w-{c.id}": c.warning.spoken if c.warning else "" for c in script.chapters}
    yield "\nchapters:" if script.chapters else "\nchapters: []"
    for chapter in script.chapters:
        yield from _chapter(chapter)
        for segment in chapter.segments:
            yield from _segment(segment, announced.get(segment.id, ()), spoken)
    if script.set_aside:
        yield "\nset_aside:"
    for chapter in script.set_aside:
        yield from _chapter(chapter)
        for segment in chapter.segments:
            yield from _segment(segment, (), {})


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"\n- id: {chapter.id}"
    yield f"  title: {scalar(chapter.article_title or chapter.title, _OUTER)}"
    if chapter.article_title:
        yield f"  retitle: {scalar(chapter.title, _OUTER)}"
    if chapter.level != 1:
        yield f"  level: {chapter.level}"
    if chapter.kind is not ChapterKind.BODY:
        yield f"  kind: {chapter.kind}"
    if chapter.note:
        yield f"  note: {scalar(chapter.note, _OUTER)}"
    if chapter.warning is not None:
        yield from _warning(chapter.warning, _OUTER)
    yield "  segments:" if chapter.segments else "  segments: []"


def _segment(
    segment: Segment, announced: Sequence[str], warnings: Mapping[str, str]
) -> Iterator[str]:
    """Yield a segment's lines.

    Args:
        announced: what it tells the listener is not read.
        warnings: what the warnings say, by the id of the segment that says it.
    """
    yield f"\n  - id: {segment.id}"
    text = segment.text
    if segment.role is not Role.SENTENCE:
        yield f"    role: {segment.role}"
    if segment.language:
        yield f"    language: {scalar(segment.language, _INNER)}"
    if segment.role is not Role.WARNING or warnings.get(segment.id) != text:
        yield f"    text: {scalar(text, _INNER)}"
    if segment.spoken != text:
        yield f"    spoken: {scalar(segment.spoken, _INNER)}"
    if defaults := list(_defaults(segment)):
        yield f"    default: {facts(defaults)}"
    if announced:
        yield f"    announces: {words(announced)}"
    if segment.has_decisions or segment.say_for:
        yield from _decisions(segment)


def _defaults(segment: Segment) -> Iterator[tuple[str, str]]:
    if segment.voice is not VoiceRole.NARRATOR:
        yield "voice", str(segment.voice)
    if segment.pause_after_ms != ORDINARY_PAUSE_MS:
        yield "pause_ms", str(segment.pause_after_ms)
    if segment.skip:
        yield "read", "false"


def _decisions(segment: Segment) -> Iterator[str]:
    if segment.say is not None:
        yield f"    say: {scalar(segment.say, _INNER)}"
    if segment.say_for:
        yield f"    say_for: {scalar(segment.say_for, _INNER)}"
    if segment.pause_override_ms is not None:
        yield f"    pause_ms: {segment.pause_override_ms}"
    if segment.voice_name:
        yield f"    voice: {scalar(segment.voice_name, _INNER)}"
    if segment.read is not None:
        yield f"    read: {_YES_NO[segment.read]}"
    if segment.note:
        yield f"    note: {scalar(segment.note, _INNER)}"


def _warning(warning: ContentWarning, indent: str) -> Iterator[str]:
    inner = indent + "  "
    yield f"{indent}warning:"
    yield f"{inner}status: {warning.status}"
    yield f"{inner}severity: {warning.severity}"
    yield f"{inner}topics: {words(warning.topics)}"
    if warning.terms:
        yield f"{inner}terms: {words(warning.terms)}"
    if warning.spoken:
        yield f"{inner}spoken: {scalar(warning.spoken, inner)}"
    if warning.note:
        yield f"{inner}note: {scalar(warning.note, inner)}"
    if proposal := _proposal(warning):
        yield f"{inner}proposal: {quoted(proposal)}"
    if warning.evidence:
        yield f"{inner}evidence:"
    for piece in warning.evidence:
        yield f"{inner}- text: {scalar(piece.text, inner + '  ')}"
        yield f"{inner}  segment: {piece.segment}"
        yield f"{inner}  topic: {scalar(piece.topic, inner + '  ')}"
        yield f"{inner}  rule: {scalar(piece.rule, inner + '  ')}"


def _proposal(warning: ContentWarning) -> str:
    if warning.status is WarningStatus.PROPOSED:
        return fingerprint(warning)
    return warning.proposal
