"""An edition's folder is filled: sound, companions, packages, record, and a last look.

Loaded while the passages are made: it needs most of the libraries and none of them before.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from audio_edition.edition import Edition
from audio_edition.errors import SpeakingError
from audio_edition.mastering import layout
from audio_edition.mastering.assembly import Assembly, assemble
from audio_edition.mastering.passage_sound import EncodedPassage
from audio_edition.narrating.coverage import Coverage
from audio_edition.pipeline import covers, files, freshness, tracks, verification
from audio_edition.pipeline.hashing import Found, Hashing, hashing
from audio_edition.pipeline.preparing import CODEC_OF_FORMAT, Prepared
from audio_edition.pipeline.recording import Fallback
from audio_edition.pipeline.workers import beside
from audio_edition.publishing import PACKAGES
from audio_edition.publishing.folder import let_go
from audio_edition.settings import Settings
from audio_edition.speaking.store import Store

WORTH_A_PROCESS_BYTES = 32 << 20
"""MP3 that takes longer to copy than a process to start: an hour."""
BESIDE = ("epub", "daisy202")
"""Packages written beside other work: about half of all that is to be written."""
HERE = tuple(name for name in PACKAGES if name not in BESIDE)


@dataclass(frozen=True, slots=True)
class Filled:
    """What a folder was filled with."""

    edition: Edition
    tracks: tracks.Keys
    """The chapters' own files, if the next edition may share them."""


def fill(
    new: Path,
    prepared: Prepared,
    settings: Settings,
    store: Store,
    account: Coverage,
    chapters: Iterator[Iterator[EncodedPassage]],
    fallbacks: list[Fallback],
) -> Filled:
    """Make every file of an edition in its new folder.

    Args:
        new: the folder, empty.
        prepared: the article told, cast and cut into work.
        settings: as resolved.
        store: where covers are kept.
        account: what became of the article's text.
        chapters: in order, each as its encoded passages, as they come.
        fallbacks: filled when the last has come.

    Raises:
        SpeakingError: if there is nothing to say.
        OutputError: if a file cannot be made, or the edition has a fault.
    """
    files.load_writers()  # while the passages are made
    frames = tempfile.TemporaryDirectory(prefix=".frames-", dir=new)
    with frames:
        assembly = assemble(chapters, prepared.codecs, Path(frames.name))
        edition = _edition(prepared, assembly, account, fallbacks)
        cover_png = covers.cover(edition.script, settings, store)
        with hashing(new) as hashes:
            files.write_cover(new, cover_png)
            keys = _write_tracks(new, prepared, edition, assembly, cover_png, hashes)
            let_go(prepared.folder)
            with _packing(new, edition, assembly) as packed:
                files.write_audio(new, edition, assembly, cover_png, hashes.finished)
                files.write_packages(new, edition, HERE, hashes.finished)
                files.write_companions(new, edition)  # while sound is hashed
                hashes.take(packed())
            frames.cleanup()
            files.write_record(new, edition, hashes)
    verification.refuse_faulty(new)
    return Filled(edition, {} if fallbacks else keys)


def _write_tracks(
    new: Path,
    prepared: Prepared,
    edition: Edition,
    assembly: Assembly,
    cover_png: bytes,
    hashes: Hashing,
) -> tracks.Keys:
    """Write the chapters' own files if there are any, and return what they are made of.

    A sentence that another voice had to speak is not what its passage's key says, so nothing
    is shared then.
    """
    if "mp3" not in assembly.chapters:
        return {}
    keys = [[task.key for task in passages] for passages in prepared.passages]
    made = tuple(tracks.tracks(edition, assembly.chapters["mp3"], keys, cover_png))
    standing = tracks.Standing(prepared.folder, {} if edition.fallbacks else _known(prepared))
    tracks.write_tracks(new, made, standing, hashes)
    return {track.name: track.key for track in made}


def _known(prepared: Prepared) -> tracks.Keys:
    """Return what the chapters' files that stand there are made of, as far as it is known."""
    old = prepared.old.newest if prepared.old else None
    if old is None or old.list_sha256 != freshness.list_sha256(prepared.folder):
        return {}
    return dict(old.tracks)


def _packing(
    new: Path, edition: Edition, assembly: Assembly
) -> AbstractContextManager[Callable[[], Found]]:
    """Begin to write some packages, of long sound beside other work; see `beside`."""
    work = partial(_packed, new, edition)
    is_long = "mp3" in assembly.whole and assembly.whole["mp3"].size > WORTH_A_PROCESS_BYTES
    return beside(work) if is_long else nullcontext(work)


def _packed(new: Path, edition: Edition) -> Found:
    """Write some packages; return what was found of them."""
    with hashing(new) as hashes:
        files.write_packages(new, edition, BESIDE, hashes.finished)
        return hashes.found()


def _edition(
    prepared: Prepared, assembly: Assembly, account: Coverage, fallbacks: list[Fallback]
) -> Edition:
    lengths = zip(prepared.chapters, assembly.placed, strict=True)
    timeline = layout.timeline((chapter, total, placed) for chapter, (total, placed) in lengths)
    if not timeline.segments:
        raise SpeakingError(
            "The script has nothing to say.", "Un-skip a segment, or check the article's text."
        )
    told, cast = prepared.told, prepared.cast
    return Edition(
        prepared.slug,
        told.article,
        told.script,
        timeline,
        cast.identity,
        cast.named(),
        account.as_pairs(),
        tuple(n for n, codec in CODEC_OF_FORMAT.items() if codec in prepared.codecs),
        cast.credits(),
        tuple((fallback.segment, fallback.engine) for fallback in fallbacks),
    )
