"""The timeline against the narration script: what an editor reads is what is heard.

A script that was edited after the edition was built differs, and that is said: the
edition is then out of date.
"""

from collections.abc import Callable
from itertools import zip_longest

from audio_edition.publishing.folder import MARKER
from audio_edition.publishing.verifying.fault import Fault, Faults, quoted, same
from audio_edition.publishing.verifying.opened import TIMELINE, Opened
from audio_edition.script import Chapter, ContentWarning, Script, Segment

Speakable = Callable[[str], bool]
"""Whether a voice can say anything of a text."""


def heard(script: Script, is_speakable: Speakable) -> list[tuple[Chapter, list[Segment]]]:
    """Return the chapters of a script with those of their segments that make a sound."""
    chapters = []
    for chapter in script.chapters:
        if any(not s.is_skipped for s in chapter.segments):
            said = [s for s in chapter.segments if not s.is_skipped and is_speakable(s.given)]
            chapters.append((chapter, said))
    return chapters


def script_checks(edition: Opened, is_speakable: Speakable) -> Faults:
    """Yield every difference between timeline and script."""
    if edition.script is None:
        return
    due = heard(edition.script, is_speakable)
    yield from _order(edition, due)
    yield from _words(edition, due)
    yield from _chapters(edition, due)
    yield from _announced(edition, edition.script)
    yield from _about(edition, edition.script)


def _order(edition: Opened, due: list[tuple[Chapter, list[Segment]]]) -> Faults:
    """Everything the script says is heard, in its order, and nothing else."""
    wanted = [s.id for _, segments in due for s in segments]
    found = [s.id for s in edition.timeline.segments]
    held, known = set(found), set(wanted)
    for id in wanted:
        if id not in held:
            yield Fault(TIMELINE, f"{id} of the script is not heard")
    for id in found:
        if id not in known:
            yield Fault(TIMELINE, f"{id} is heard, but the script does not say it")
    both = ([id for id in wanted if id in held], [id for id in found if id in known])
    for one, other in zip_longest(*both):
        if one != other:
            yield Fault(TIMELINE, f"{other} is heard where the script says {one}")
            return


def _words(edition: Opened, due: list[tuple[Chapter, list[Segment]]]) -> Faults:
    """Every segment has the words and the role that the script gives it."""
    wanted = {s.id: s for _, segments in due for s in segments}
    for segment in edition.timeline.segments:
        given = wanted.get(segment.id)
        if given is None:
            continue
        if segment.text != given.text:
            yield Fault(
                TIMELINE,
                f"the text of {segment.id} is {quoted(segment.text)}, "
                f"the script's {quoted(given.text)}",
            )
        if segment.spoken != given.voiced:
            yield Fault(
                TIMELINE,
                f"{segment.id} is said as {quoted(segment.spoken)}, "
                f"the script has it said as {quoted(given.voiced)}",
            )
        if segment.role != given.role:
            yield Fault(TIMELINE, f"{segment.id} is a {segment.role}, in the script a {given.role}")


def _chapters(edition: Opened, due: list[tuple[Chapter, list[Segment]]]) -> Faults:
    """Chapters have the script's order, titles, levels and warnings."""
    for (wanted, _), found in zip(due, edition.timeline.chapters, strict=False):
        if found.id != wanted.id:
            yield Fault(TIMELINE, f"chapter {found.id} stands where the script has {wanted.id}")
            return
        if not same(found.title, wanted.title) or found.level != wanted.level:
            yield Fault(
                TIMELINE,
                f"chapter {found.id} is called {quoted(found.title)} at level {found.level}, "
                f"in the script {quoted(wanted.title)} at level {wanted.level}",
            )
        if _facts(found.warning) != _facts(wanted.warning):
            yield Fault(TIMELINE, f"chapter {found.id} has another warning in the script")
    if len(due) != len(edition.timeline.chapters):
        count = len(edition.timeline.chapters)
        yield Fault(TIMELINE, f"it has {count} chapters, the script {len(due)}")


def _announced(edition: Opened, script: Script) -> Faults:
    """What is not read is announced by a segment that is heard."""
    held = {segment.id for segment in edition.timeline.segments}
    skipped = {segment.id for segment in script.segments if segment.is_skipped}
    for left_out in script.skipped:
        if left_out.segment not in held | skipped:
            yield Fault(TIMELINE, f"that a {left_out.kind} is not read is nowhere announced")


def _about(edition: Opened, script: Script) -> Faults:
    """The record says of the article what the script says."""
    facts = {
        "title": script.title,
        "author": script.author,
        "date": script.date,
        "language": script.language,
    }
    for name, value in facts.items():
        if not same(edition.fact(name), value):
            yield Fault(MARKER, f"its {name} is {edition.fact(name)!r}, the script's {value!r}")
    if _facts(edition.warning) != _facts(script.warning):
        yield Fault(MARKER, "the edition's warning is another in the script")


def _facts(warning: ContentWarning | None) -> object:
    """Return what must agree of a warning; None where none is heard."""
    if warning is None or not warning.is_heard:
        return None
    return warning.topics, warning.severity, warning.named, warning.spoken.split()
