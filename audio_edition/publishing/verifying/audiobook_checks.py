"""The `.audiobook` archive: two manifests that name its files, and its sound."""

import json

from audio_edition.publishing.verifying.chapter_list_checks import readium_manifest, w3c_manifest
from audio_edition.publishing.verifying.clips import contents_agree, sizes_agree
from audio_edition.publishing.verifying.fault import Fault, Faults
from audio_edition.publishing.verifying.opened import Opened

READIUM, W3C = "manifest.json", "publication.json"


def name_of(edition: Opened) -> str:
    """Return the archive's name."""
    return f"{edition.slug}.audiobook"


def copies(edition: Opened) -> dict[str, str]:
    """Return what of the archive is a copy of the edition's own files."""
    return {name: name for name in ("cover.png", *edition.tracks)}


def manifests(edition: Opened) -> Faults:
    """Both manifests tell of the edition, and every file they name is there."""
    file = name_of(edition)
    with edition.archive(file) as archive:
        held = set(archive.namelist())
        readium, w3c = (json.loads(archive.read(name)) for name in (READIUM, W3C))
        yield from sizes_agree(file, archive, copies(edition), edition)
    yield from readium_manifest(f"{file}/{READIUM}", readium, edition)
    yield from w3c_manifest(f"{file}/{W3C}", w3c, edition)
    named = [link["href"] for link in (*readium["readingOrder"], *readium["resources"])]
    named += [link["url"] for link in (*w3c["readingOrder"], *w3c["resources"])]
    for name in dict.fromkeys(named):
        if name not in held:
            yield Fault(f"{file}/{name}", "it is missing, though a manifest names it")


def contents(edition: Opened) -> Faults:
    """Every file of the archive can be read, and its sound is the edition's own."""
    yield from contents_agree(name_of(edition), copies(edition), edition)
