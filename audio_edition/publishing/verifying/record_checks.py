"""`edition.json` against the folder: every file there, in its length, and nothing lost."""

import hashlib
import re
from importlib import import_module

from audio_edition.edition import EXPLICIT_TOPICS
from audio_edition.publishing import CHAPTER_LISTS, OUTPUTS, PACKAGES
from audio_edition.publishing.edition_json import SCHEMA
from audio_edition.publishing.folder import MARKER
from audio_edition.publishing.verifying.fault import Fault, Faults, apart, same, time
from audio_edition.publishing.verifying.opened import Opened
from audio_edition.script import Severity

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
COVER = "cover.png"


def identity(edition: Opened) -> Faults:
    """The record is of a version that is known, and names the edition."""
    if edition.record.get("schema") != SCHEMA:
        yield Fault(MARKER, f"its schema is {edition.record.get('schema')}, not {SCHEMA}")
    if not SLUG.fullmatch(edition.slug):
        yield Fault(MARKER, f"its slug {edition.slug!r} is no name for files")
    for fact in ("title", "language", "engine"):
        if not edition.fact(fact):
            yield Fault(MARKER, f"it does not say the {fact}")


def files(edition: Opened) -> Faults:
    """Every listed file is there in its length, and every file is listed."""
    listed = edition.record["files"]
    for name, facts in listed.items():
        path = edition.folder / name
        if not path.is_file():
            yield Fault(name, "it is missing, though edition.json lists it")
        elif path.stat().st_size != facts["bytes"]:
            size = path.stat().st_size
            yield Fault(name, f"it has {size} bytes, edition.json says {facts['bytes']}")
    for path in sorted(edition.folder.rglob("*")):
        name = path.relative_to(edition.folder).as_posix()
        if path.is_file() and name not in listed and name != MARKER:
            yield Fault(name, "edition.json does not list it")


def hashes(edition: Opened) -> Faults:
    """Every file has the contents it had when the edition was made."""
    for name, facts in edition.record["files"].items():
        path = edition.folder / name
        if path.is_file():
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            if sha256 != facts["sha256"]:
                yield Fault(name, "its contents have changed: the hash is not edition.json's")


def companions(edition: Opened) -> Faults:
    """Every kind of file that a build makes is there."""
    registries = [OUTPUTS]
    if (edition.folder / "chapters").is_dir() or edition.has(f"{edition.slug}.mp3"):
        registries += [CHAPTER_LISTS, PACKAGES]
    modules = [registry[name] for registry in registries for name in registry]
    names = [import_module(module).FILE_NAME.format(slug=edition.slug) for module in modules]
    for name in (COVER, *names):
        if not edition.has(name):
            yield Fault(name, "it is missing")
    if not edition.sounds:
        yield Fault(f"{edition.slug}.mp3", "the edition has no sound, neither MP3, M4B nor Opus")


def account(edition: Opened) -> Faults:
    """Every character of the article was narrated, announced as skipped, or dropped."""
    given = edition.record.get("account") or {}
    if "lost" not in given or "narrated" not in given:
        yield Fault(MARKER, "it does not account for the characters of the article")
    if lost := given.get("lost", 0):
        yield Fault(MARKER, f"{lost} characters of the article are neither heard nor announced")
    if given and any(count < 0 for count in given.values()):
        yield Fault(MARKER, "its account of the article has a number below nothing")
    told = any(s.role in ("sentence", "quotation") for s in edition.timeline.segments)
    if told and not given.get("narrated", 1):
        yield Fault(MARKER, "it says that nothing was narrated, but sentences are heard")


def agreement(edition: Opened) -> Faults:
    """Record and timeline tell of the same edition."""
    timeline, record = edition.timeline, edition.record
    counted = {"chapters": len(timeline.chapters), "segments": len(timeline.segments)}
    for name, count in counted.items():
        if record.get(name) != count:
            yield Fault(MARKER, f"it counts {record.get(name)} {name}, the timeline has {count}")
    length_ms = 1000 * float(record.get("duration_s", 0))
    if apart(length_ms, edition.ms(timeline.total_samples)):
        due = time(edition.ms(timeline.total_samples))
        yield Fault(MARKER, f"it says the edition lasts {time(length_ms)}, the timeline {due}")
    for name in ("slug", "title", "language"):
        if not same(edition.fact(name), str(edition.facts.get(name, ""))):
            found, due = edition.fact(name), edition.facts.get(name, "")
            yield Fault(MARKER, f"its {name} is {found!r}, the timeline's {due!r}")


def warnings(edition: Opened) -> Faults:
    """The record warns of what the timeline warns of, and says whether that is explicit."""
    given = edition.record.get("chapter_warnings") or {}
    for chapter in edition.timeline.chapters:
        stated = given.get(chapter.id)
        heard = chapter.warning
        if bool(stated) != bool(heard) or (
            heard and stated and (*stated["topics"],) != heard.topics
        ):
            yield Fault(MARKER, f"its warning of chapter {chapter.id} is not the timeline's")
    explicit = any(
        w.severity is Severity.GRAPHIC or not EXPLICIT_TOPICS.isdisjoint(w.topics)
        for w in (edition.warning, *(c.warning for c in edition.timeline.chapters))
        if w is not None
    )
    if bool(edition.record.get("explicit")) != explicit:
        word = "is" if explicit else "is not"
        yield Fault(MARKER, f"by its warnings the edition {word} explicit, but it says otherwise")
