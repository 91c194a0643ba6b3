"""What tests of packages read back from them."""

import itertools
import re
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

XHTML = "{http://www.w3.org/1999/xhtml}"
SMIL3 = "{http://www.w3.org/ns/SMIL}"
OPF = "{http://www.idpf.org/2007/opf}"
OPS = "{http://www.idpf.org/2007/ops}"

Clip = tuple[str, str, int, int]
"""Target of the text, sound file, begin and end in milliseconds."""


def contents(path: Path) -> dict[str, bytes]:
    """Return the files of an archive by name, in its order."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {info.filename: archive.read(info) for info in archive.infolist()}


def parsed(data: bytes) -> Any:
    """Return the root of an XML file; no DTD is fetched."""
    return etree.fromstring(data, etree.XMLParser(load_dtd=False, no_network=True))


def clock_ms(value: str) -> int:
    """Return a clock value (0:01:02.345, 62.345s, npt=62.345s) in milliseconds."""
    value = value.removeprefix("npt=").removesuffix("s")
    total = 0.0
    for part in value.split(":"):
        total = total * 60 + float(part)
    return round(total * 1000)


def clips(smil: Any, begin: str, end: str) -> list[Clip]:
    """Return the clips of a SMIL file, in order.

    Args:
        smil: its root.
        begin: name of the attribute of a clip's begin; `end` likewise.
    """
    found = []
    for par in (e for e in smil.iter() if etree.QName(e).localname == "par"):
        text, audio = (e for e in par if etree.QName(e).localname in ("text", "audio"))
        times = clock_ms(audio.get(begin)), clock_ms(audio.get(end))
        found.append((text.get("src"), audio.get("src"), *times))
    return found


def ids(document: Any) -> list[str]:
    """Return every id in a document, in order."""
    return [element.get("id") for element in document.iter() if element.get("id")]


def faults_of(
    found: list[Clip], length_ms: int, targets: dict[str, list[str]], folder: str
) -> list[str]:
    """Return what is wrong with a chapter's clips; nothing if all is well.

    Args:
        found: the clips in order.
        length_ms: of the sound file, rounded down.
        targets: file name → ids in it, for every text of the package.
        folder: what a target's file begins with.
    """
    faults = []
    if not found or found[0][2] != 0:
        faults.append("does not begin with its sound")
    if found and found[-1][3] > length_ms:
        faults.append("a clip ends after its sound")
    if found and found[-1][3] != length_ms:
        faults.append("does not end with its sound")
    for one, other in itertools.pairwise(found):
        if one[3] != other[2]:
            faults.append(f"{one[0]} and {other[0]} do not touch")
    faults += [f"{src} lasts no time" for src, _, begin, end in found if end <= begin]
    order = []
    for src, *_ in found:
        name, _, id = src.removeprefix(folder).partition("#")
        if targets.get(name, []).count(id) != 1:
            faults.append(f"{src} is not there once")
        else:
            order.append(targets[name].index(id))
    if order != sorted(order):
        faults.append("the clips are not in the order of the text")
    return faults


def without_marks(text: str) -> str:
    """Return text without white space, to compare what is written with what is said."""
    return re.sub(r"\s+", "", text)
