"""What a check is, and how checks are run.

A new check is a function in the file of its group and one line in `quick.py` or `close.py`.
"""

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from zipfile import BadZipFile

from audio_edition.publishing.verifying.fault import Fault, Faults
from audio_edition.publishing.verifying.opened import Opened

RECORD, TIMELINE, PAGE, COVER = "edition.json", "timeline.json", "index.html", "cover.png"
VTT, SRT, CHAPTERS = "transcript.vtt", "transcript.srt", "chapters.json"
PUBLICATION, TRACKS, FEED = "publication.json", "chapters", "../feed.xml"
MP3, M4B, OPUS = "{slug}.mp3", "{slug}.m4b", "{slug}.opus"
EPUB, DAISY, AUDIOBOOK = "{slug}.epub", "{slug}-daisy202.zip", "{slug}.audiobook"


@dataclass(frozen=True, slots=True)
class Check:
    """One check."""

    file: str
    """What it reads; it is passed over where that is not there, which another check tells."""
    run: Callable[[Opened], Faults]


def run(checks: Iterable[Check], edition: Opened) -> Iterator[Fault]:
    """Yield the faults that checks find, a file that cannot be read among them."""
    for check in checks:
        file = check.file.format(slug=edition.slug)
        if (edition.folder / file).exists():
            yield from guarded(file.removeprefix("../"), check.run(edition))


def guarded(file: str, faults: Faults) -> Iterator[Fault]:
    """Yield a check's faults; what it could not read becomes one more.

    Args:
        file: what the check reads.
    """
    from lxml.etree import LxmlError
    from mutagen import MutagenError

    # Damaged files break readers in every way there is; each of them is the file's fault.
    damaged = (OSError, LookupError, ValueError, TypeError, AttributeError, AssertionError)
    others = (struct.error, zlib.error, BadZipFile, EOFError, NotImplementedError, StopIteration)
    try:
        yield from faults
    except (*damaged, *others, RuntimeError, SyntaxError, LxmlError, MutagenError) as error:
        yield Fault(file, f"it cannot be read ({type(error).__name__}: {error})")
