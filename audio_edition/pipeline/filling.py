"""An edition's folder is filled: sound, companions, packages, record, and a last look.

Loaded while the passages are made: it needs most of the libraries and none of them before.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from audio_edition.edition import Edition
from audio_edition.errors import SpeakingError
from audio_edition.mastering import layout
from audio_edition.mastering.assembly import Assembly, assemble
from audio_edition.mastering.passage_sound import EncodedPassage
from audio_edition.narrating.coverage import Coverage
from audio_edition.pipeline import covers, files, verification
from audio_edition.pipeline.hashing import hashing
from audio_edition.pipeline.preparing import CODEC_OF_FORMAT, Prepared
from audio_edition.pipeline.recording import Fallback
from audio_edition.settings import Settings
from audio_edition.speaking.store import Store


def fill(
    new: Path,
    prepared: Prepared,
    settings: Settings,
    store: Store,
    account: Coverage,
    chapters: Iterator[Iterator[EncodedPassage]],
    fallbacks: list[Fallback],
) -> Edition:
    """Make every file of an edition in its new folder; return the edition.

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
            files.write_audio(new, edition, assembly, cover_png, hashes.finished)
            files.write_companions(new, edition, cover_png)
            files.write_packages(new, edition, hashes.finished)
            frames.cleanup()
            files.write_record(new, edition, hashes)
    verification.refuse_faulty(new)
    return edition


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
