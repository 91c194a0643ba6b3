"""The DAISY 2.02 book: control centre, SMIL files, texts, totals.

Source: DAISY 2.02 Specification, sections 2.1 to 2.4 and appendix 2.
"""

from typing import Any

from audio_edition.publishing.verifying.clips import (
    clip_faults,
    clock_ms,
    contents_agree,
    parsed,
    read_clips,
    sizes_agree,
)
from audio_edition.publishing.verifying.fault import Fault, Faults, apart, quoted, same, time
from audio_edition.publishing.verifying.opened import Opened, repeated

NCC, MASTER = "ncc.html", "master.smil"
HEADINGS = {f"h{level}": level for level in range(1, 7)}
NEEDED = ("dc:creator", "dc:date", "dc:identifier", "dc:publisher", "ncc:charset", "ncc:narrator")


def name_of(edition: Opened) -> str:
    """Return the book's name."""
    return f"{edition.slug}-daisy202.zip"


def copies(edition: Opened) -> dict[str, str]:
    """Return what of the book is a copy of the edition's own files."""
    return {name.rpartition("/")[2]: name for name in edition.tracks}


def facts(root: Any) -> dict[str, str]:
    """Return what the `meta` elements of a file say."""
    return {m.get("name"): m.get("content") for m in root.iter("{*}meta") if m.get("name")}


def smil_names(edition: Opened) -> list[str]:
    """Return the names of the chapters' SMIL files, in order."""
    stems = (name.rpartition("/")[2].removesuffix(".mp3") for name in edition.tracks)
    return [f"{stem}.smil" for stem in stems]


def _headings(root: Any) -> list[Any]:
    return [e for e in root.iter("{*}*") if e.tag.rpartition("}")[2] in HEADINGS]


def control_centre(edition: Opened) -> Faults:
    """`ncc.html` comes first, names each chapter, and leads to what is heard first in it."""
    file = name_of(edition)
    where = f"{file}/{NCC}"
    with edition.archive(file) as archive:
        if archive.namelist()[0] != NCC:
            yield Fault(file, f"it does not begin with {NCC}")
        headings = _headings(parsed(archive.read(NCC)))
        titles = ["".join(h.itertext()) for h in headings]
        due = [chapter.mark for chapter in edition.timeline.chapters]
        if len(titles) != len(due) or not all(map(same, titles, due)):
            yield Fault(where, "its headings are not the chapters in order")
        if headings and headings[0].get("class") != "title":
            yield Fault(where, "its first heading is not of the class title")
        last = 0
        for heading in headings:
            level = HEADINGS[heading.tag.rpartition("}")[2]]
            if level > last + 1:
                yield Fault(where, f"its headings leave out a level before {heading.get('id')}")
            last = level
        for heading, name in zip(headings, smil_names(edition), strict=False):
            first = next(iter(parsed(archive.read(name)).iter("{*}text"))).get("id")
            link = heading.find("{*}a")
            if link is None or link.get("href") != f"{name}#{first}":
                yield Fault(where, f"{heading.get('id')} does not lead to what is heard first")


def totals(edition: Opened) -> Faults:
    """What `ncc.html` counts and sums up is so."""
    file, timeline = name_of(edition), edition.timeline
    where = f"{file}/{NCC}"
    with edition.archive(file) as archive:
        root = parsed(archive.read(NCC))
        sizes = [info.file_size for info in archive.infolist()]
    stated, headings = facts(root), _headings(root)
    levels = [HEADINGS[h.tag.rpartition("}")[2]] for h in headings]
    due = {
        "dc:format": "Daisy 2.02",
        "dc:language": edition.fact("language"),
        "ncc:tocItems": str(len(headings)),
        "ncc:depth": str(max(levels, default=0)),
        "ncc:files": str(len(sizes)),
        "ncc:prodNotes": str(sum(s.role == "warning" for s in timeline.segments)),
    }
    for name, value in due.items():
        if stated.get(name) != value:
            yield Fault(where, f"{name} is {stated.get(name)!r}, due {value!r}")
    for name in NEEDED:
        if not stated.get(name):
            yield Fault(where, f"it lacks {name}")
    if not same(stated.get("dc:title", ""), edition.fact("title")):
        yield Fault(where, f"dc:title is {quoted(stated.get('dc:title', ''))}")
    total_ms = clock_ms(stated.get("ncc:totalTime", "0"))
    if apart(total_ms, edition.ms(timeline.total_samples), 500 + len(timeline.chapters)):
        found, wanted = time(total_ms), time(edition.ms(timeline.total_samples))
        yield Fault(where, f"ncc:totalTime is {found}, the timeline says {wanted}")
    if abs(int(stated.get("ncc:kByteSize", 0)) - sum(sizes) / 1024) > 2:
        kilobytes = stated.get("ncc:kByteSize")
        yield Fault(where, f"ncc:kByteSize is {kilobytes}, its files have {sum(sizes)} bytes")
    for term in edition.warned:
        if term not in stated.get("dc:subject", ""):
            yield Fault(where, f"it does not say that the edition warns of {term}")


def smils(edition: Opened) -> Faults:
    """Each chapter's SMIL plays its segments in order, touching, and states its own times."""
    file, elapsed_ms = name_of(edition), 0.0
    with edition.archive(file) as archive:
        yield from sizes_agree(file, archive, copies(edition), edition)
        name_of_book = facts(parsed(archive.read(NCC))).get("dc:identifier")
        chapters = zip(smil_names(edition), edition.timeline.chapters, edition.tracks, strict=False)
        for name, chapter, track in chapters:
            where, smil = f"{file}/{name}", parsed(archive.read(name))
            clips = read_clips(smil, "clip-begin", "clip-end")
            yield from clip_faults(where, clips, chapter, track, edition)
            length_ms = sum(clip.end_ms - clip.begin_ms for clip in clips)
            stated, sequence = facts(smil), smil.find(".//{*}seq")
            times = {
                "ncc:totalElapsedTime": (stated.get("ncc:totalElapsedTime", "-1"), elapsed_ms),
                "ncc:timeInThisSmil": (stated.get("ncc:timeInThisSmil", "-1"), length_ms),
                "its length": (sequence.get("dur", "-1"), length_ms),
            }
            for what, (value, due_ms) in times.items():
                if apart(clock_ms(value), due_ms, 0.1):
                    yield Fault(where, f"{what} is {value}, due {time(due_ms)}")
            if stated.get("dc:identifier") != name_of_book:
                yield Fault(where, "its dc:identifier is not the control centre's")
            yield from _skippable(
                where, smil, {s.id for s in chapter.segments if s.role == "warning"}
            )
            elapsed_ms += length_ms


def _skippable(where: str, smil: Any, warnings: set[str]) -> Faults:
    """Warnings, and nothing else, can be switched off."""
    marked = {
        par.find("{*}text").get("src").partition("#")[2]
        for par in smil.iter("{*}par")
        if par.get("system-required")
    }
    if marked != warnings:
        yield Fault(where, "its warnings are not what a player can skip")


def master(edition: Opened) -> Faults:
    """`master.smil` plays every chapter in order, and states the total time."""
    file = name_of(edition)
    where = f"{file}/{MASTER}"
    with edition.archive(file) as archive:
        root = parsed(archive.read(MASTER))
        names = smil_names(edition)
        lengths = [
            clock_ms(facts(parsed(archive.read(n))).get("ncc:timeInThisSmil", "0")) for n in names
        ]
    if [ref.get("src") for ref in root.iter("{*}ref")] != names:
        yield Fault(where, "it does not play the chapters in order")
    stated = facts(root).get("ncc:timeInThisSmil", "-1")
    if apart(clock_ms(stated), sum(lengths), 0.1):
        yield Fault(where, f"its time is {stated}, the chapters' together {time(sum(lengths))}")


def texts(edition: Opened) -> Faults:
    """Each clip's text is there once, with its words."""
    file = name_of(edition)
    with edition.archive(file) as archive:
        for smil, chapter in zip(smil_names(edition), edition.timeline.chapters, strict=False):
            name = smil.replace(".smil", ".html")
            root = parsed(archive.read(name))
            elements = [(e.get("id"), e) for e in root.iter("{*}*") if e.get("id")]
            for id in repeated(id for id, _ in elements):
                yield Fault(f"{file}/{name}", f"the id {id} is there more than once")
            by_id = dict(elements)
            for segment in chapter.segments:
                if segment.id not in by_id:
                    yield Fault(f"{file}/{name}", f"{segment.id} is missing")
                elif not same("".join(by_id[segment.id].itertext()), segment.text):
                    due = quoted(segment.text)
                    yield Fault(f"{file}/{name}", f"{segment.id} does not read {due}")


def contents(edition: Opened) -> Faults:
    """Every file of the book can be read, and its sound is the edition's own."""
    yield from contents_agree(name_of(edition), copies(edition), edition)
