"""The EPUB: container, package document, navigation, overlays, texts.

Source: EPUB 3.3 sections 4 (container), 5 (package), 7 (navigation), 9 (Media Overlays);
EPUB Accessibility 1.1 sections 2 and 4.
"""

import posixpath
import re
import zipfile
from functools import partial
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

OPF, TEXTS, SMILS, AUDIO = "EPUB/package.opf", "EPUB/text/", "EPUB/smil/", "EPUB/audio/"
NAVIGATION, STYLE = "EPUB/nav.xhtml", "EPUB/style.css"
MODIFIED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
NEEDED = (
    "schema:accessMode",
    "schema:accessModeSufficient",
    "schema:accessibilityFeature",
    "schema:accessibilitySummary",
    "dcterms:conformsTo",
    "a11y:certifiedBy",
    "dcterms:modified",
    "media:narrator",
    "media:active-class",
)
"""Properties every edition states: accessibility metadata and what overlays need."""
DC = "{http://purl.org/dc/elements/1.1/}"
OPS_TYPE = "{http://www.idpf.org/2007/ops}type"


def name_of(edition: Opened) -> str:
    """Return the EPUB's name."""
    return f"{edition.slug}.epub"


def copies(edition: Opened) -> dict[str, str]:
    """Return what of the EPUB is a copy of the edition's own files."""
    sounds = {f"{AUDIO}{name.rpartition('/')[2]}": name for name in edition.tracks}
    return {"EPUB/cover.png": "cover.png", **sounds}


def container(edition: Opened) -> Faults:
    """The archive begins with its type, and holds exactly what its manifest lists."""
    file = name_of(edition)
    with edition.archive(file) as archive:
        infos = archive.infolist()
        first = infos[0]
        kind = archive.read(first)
        if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
            yield Fault(file, "it does not begin with its type, stored")
        elif kind != b"application/epub+zip":
            yield Fault(file, f"its type is {kind.decode('ascii', 'replace')!r}")
        held = {info.filename for info in infos}
        package = parsed(archive.read(OPF))
        listed = {f"EPUB/{item.get('href')}" for item in package.iter("{*}item")}
        for name in sorted(listed - held):
            yield Fault(f"{file}/{name}", "it is missing, though the manifest lists it")
        for name in sorted(held - listed - {"mimetype", "META-INF/container.xml", OPF}):
            yield Fault(f"{file}/{name}", "the manifest does not list it")
        yield from sizes_agree(file, archive, copies(edition), edition)
        ids = {item.get("id") for item in package.iter("{*}item")}
        spine = [ref.get("idref") for ref in package.iter("{*}itemref")]
        if len(spine) != len(edition.timeline.chapters) or not ids.issuperset(spine):
            yield Fault(f"{file}/{OPF}", "its spine is not the chapters in order")


def _metas(package: Any) -> dict[str, dict[str, list[str]]]:
    """Return property → what it refines ("" for the whole) → its values."""
    found: dict[str, dict[str, list[str]]] = {}
    for meta in package.iter("{*}meta"):
        values = found.setdefault(meta.get("property", ""), {})
        values.setdefault(meta.get("refines", ""), []).append(meta.text or "")
    return found


def metadata(edition: Opened) -> Faults:
    """The package says what it is, and how it can be read."""
    with edition.archive(name_of(edition)) as archive:
        package = parsed(archive.read(OPF))
    wrong = partial(Fault, f"{name_of(edition)}/{OPF}")
    metas = _metas(package)
    for name in NEEDED:
        if not any(value for values in metas.get(name, {}).values() for value in values):
            yield wrong(f"it lacks {name}")
    if metas.get("schema:accessibilityHazard") != {"": ["none"]}:
        yield wrong("its accessibility hazard is not none")
    modes = metas.get("schema:accessMode", {}).get("", [])
    if not {"textual", "auditory"} <= set(modes):
        yield wrong("its access modes are not textual and auditory")
    features = metas.get("schema:accessibilityFeature", {}).get("", [])
    if "synchronizedAudioText" not in features:
        yield wrong("it does not say that text and sound are in step")
    for value in metas.get("dcterms:modified", {}).get("", []):
        if not MODIFIED.fullmatch(value):
            yield wrong(f"it was modified at {value!r}, which is no date")
    facts = {"title": "title", "language": "language", "creator": "author"}
    for element, fact in facts.items():
        stated = package.findtext(f".//{DC}{element}") or ""
        if not same(stated, edition.fact(fact)):
            yield wrong(f"its {element} is {quoted(stated)}, due {quoted(edition.fact(fact))}")
    if not package.findtext(f".//{DC}identifier"):
        yield wrong("it has no identifier")
    topics = " ".join(e.text or "" for e in package.iter(f"{DC}subject"))
    for term in edition.warned:
        if term not in topics:
            yield wrong(f"it does not say that the edition warns of {term}")


def durations(edition: Opened) -> Faults:
    """Each overlay's stated length is that of its clips, and together they are the whole."""
    file = name_of(edition)
    with edition.archive(file) as archive:
        package = parsed(archive.read(OPF))
        items = {f"#{i.get('id')}": i.get("href") for i in package.iter("{*}item")}
        stated = _metas(package).get("media:duration", {})
        total = sum(clock_ms(value) for value in stated.pop("", ["0"]))
        lengths = 0.0
        for refined, (value, *_) in stated.items():
            smil = parsed(archive.read(f"EPUB/{items[refined]}"))
            clips = read_clips(smil, "clipBegin", "clipEnd")
            length_ms = sum(clip.end_ms - clip.begin_ms for clip in clips)
            lengths += clock_ms(value)
            if apart(clock_ms(value), length_ms, 0.1):
                what = f"it says that {items[refined]} lasts {value}, its clips {time(length_ms)}"
                yield Fault(f"{file}/{OPF}", what)
    if len(stated) != len(edition.timeline.chapters):
        yield Fault(f"{file}/{OPF}", "it does not state the length of each chapter")
    if apart(total, lengths, 0.1):
        yield Fault(
            f"{file}/{OPF}", f"its total length is {time(total)}, its chapters' {time(lengths)}"
        )


def overlays(edition: Opened) -> Faults:
    """Each chapter's overlay plays its segments in order, touching, at their times."""
    file = name_of(edition)
    with edition.archive(file) as archive:
        names = sorted(n for n in archive.namelist() if n.startswith(SMILS))
        if len(names) != len(edition.timeline.chapters):
            yield Fault(file, f"it has {len(names)} overlays, not one for each chapter")
        chapters = zip(names, edition.timeline.chapters, edition.tracks, strict=False)
        for name, chapter, track in chapters:
            smil = parsed(archive.read(name))
            clips = read_clips(smil, "clipBegin", "clipEnd")
            yield from clip_faults(f"{file}/{name}", clips, chapter, track, edition)
            notices = [
                text.get("src").partition("#")[2]
                for seq in smil.iter("{*}seq")
                if seq.get(OPS_TYPE) == "notice"
                for text in seq.iter("{*}text")
            ]
            if notices != [s.id for s in chapter.segments if s.role == "warning"]:
                yield Fault(
                    f"{file}/{name}", "its warnings are not marked as passages of their own"
                )


def texts(edition: Opened) -> Faults:
    """Each clip's text is there once, in its order, with its words."""
    file = name_of(edition)
    with edition.archive(file) as archive:
        names = sorted(n for n in archive.namelist() if n.startswith(TEXTS))
        for name, chapter in zip(names, edition.timeline.chapters, strict=False):
            root = parsed(archive.read(name))
            elements = [(e.get("id"), e) for e in root.iter("{*}*") if e.get("id")]
            for id in repeated(id for id, _ in elements):
                yield Fault(f"{file}/{name}", f"the id {id} is there more than once")
            by_id, place = dict(elements), [id for id, _ in elements]
            for segment in chapter.segments:
                if segment.id not in by_id:
                    yield Fault(f"{file}/{name}", f"{segment.id} is missing")
                elif not same("".join(by_id[segment.id].itertext()), segment.text):
                    due = quoted(segment.text)
                    yield Fault(f"{file}/{name}", f"{segment.id} does not read {due}")
            held = [id for id in place if id in {s.id for s in chapter.segments}]
            if held != [s.id for s in chapter.segments if s.id in by_id]:
                yield Fault(f"{file}/{name}", "its sentences are not in the order heard")
            yield from _linked_style(f"{file}/{name}", name, root)


def _linked_style(file: str, name: str, root: Any) -> Faults:
    links = [link.get("href", "") for link in root.iter("{*}link")]
    folder = posixpath.dirname(name)
    if STYLE not in [posixpath.normpath(posixpath.join(folder, link)) for link in links]:
        yield Fault(file, "it does not link the style that marks what is heard")


def active_class(edition: Opened) -> Faults:
    """The style sheet shows which sentence is heard."""
    file = name_of(edition)
    with edition.archive(file) as archive:
        metas = _metas(parsed(archive.read(OPF)))
        style = archive.read(STYLE).decode("utf-8")
    for name in metas.get("media:active-class", {}).get("", []):
        if not re.search(rf"\.{re.escape(name)}\b[^{{}}]*\{{[^}}]*\S[^}}]*\}}", style):
            yield Fault(f"{file}/{STYLE}", f"it has no rule for the active class {name}")


def navigation(edition: Opened) -> Faults:
    """The navigation document names each chapter, and leads to texts that are there."""
    file = name_of(edition)
    with edition.archive(file) as archive:
        held = set(archive.namelist())
        nav = next(iter(parsed(archive.read(NAVIGATION)).iter("{*}nav")))
    links = list(nav.iter("{*}a"))
    titles = ["".join(link.itertext()) for link in links]
    due = [chapter.mark for chapter in edition.timeline.chapters]
    if len(titles) != len(due) or not all(map(same, titles, due)):
        yield Fault(f"{file}/{NAVIGATION}", "it does not name the chapters in order")
    for link in links:
        if f"EPUB/{link.get('href').partition('#')[0]}" not in held:
            yield Fault(f"{file}/{NAVIGATION}", f"it leads to {link.get('href')}, not there")


def contents(edition: Opened) -> Faults:
    """Every file of the EPUB can be read, and its sound is the edition's own."""
    yield from contents_agree(name_of(edition), copies(edition), edition)
