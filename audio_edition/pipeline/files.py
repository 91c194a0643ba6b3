"""Every file of an edition, written into a folder that is then put in place whole."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path

from audio_edition.edition import Edition
from audio_edition.errors import OutputError
from audio_edition.mastering import m4b, mp3, tags_mp3
from audio_edition.mastering.assembly import Assembly
from audio_edition.pipeline.hashing import Hashing
from audio_edition.publishing import CHAPTER_LISTS, OUTPUTS, PACKAGES, edition_json
from audio_edition.publishing.archive import Member, write_archive
from audio_edition.publishing.tracks import CHAPTER_FOLDER

COVER = "cover.png"
RECORD = "edition.json"
LIBRARIES = (
    "lxml.etree",
    "audio_edition.mastering.tags_m4b",
    "mutagen.id3",
    "audio_edition.publishing.verifying.quick",
)
"""What takes longest to load of all that files are written and looked at with."""
Finished = Callable[[Path], None]


def load_writers() -> None:
    """Load what writes the files, and what looks at them before they are published."""
    for name in (*LIBRARIES, *OUTPUTS.values(), *CHAPTER_LISTS.values(), *PACKAGES.values()):
        import_module(name)


def write_audio(
    folder: Path, edition: Edition, assembly: Assembly, cover_png: bytes, finished: Finished
) -> None:
    """Write the files that hold the whole edition's sound, with chapters and tags.

    Args:
        folder: the edition's new folder.
        assembly: the encoded passages; which codecs it holds says which files are made.
        cover_png: the cover picture.
        finished: told of every file and folder that will not change any more.

    Raises:
        OutputError: if a file cannot be made.
    """
    if "mp3" in assembly.whole:
        tag = tags_mp3.mp3_tag(edition, cover_png)
        path = folder / f"{edition.slug}.mp3"
        mp3.write_file(path, tag, assembly.whole["mp3"])
        finished(path)
    if "aac" in assembly.whole:
        from audio_edition.mastering import tags_m4b

        path = folder / f"{edition.slug}.m4b"
        marks, stretch = m4b.chapter_marks(edition), assembly.whole["aac"]
        add_tags = partial(tags_m4b.write_m4b_tags, edition=edition, cover_png=cover_png)
        m4b.write_file(path, marks, stretch, add_tags)
        finished(path)
    if "opus" in assembly.whole:
        from audio_edition.mastering import opus, tags_opus

        path, rate_hz = folder / f"{edition.slug}.opus", edition.timeline.sample_rate_hz
        comments = tags_opus.opus_comments(edition, cover_png)
        opus.write_file(path, comments, assembly.passages["opus"], rate_hz)
        finished(path)


def write_cover(folder: Path, cover_png: bytes) -> None:
    """Write the cover picture."""
    (folder / COVER).write_bytes(cover_png)


def write_companions(folder: Path, edition: Edition) -> None:
    """Write every companion derived from the timeline, and every list of chapters' MP3 files."""
    _write_outputs(folder, edition, OUTPUTS)
    if (folder / CHAPTER_FOLDER).is_dir():
        _write_outputs(folder, edition, CHAPTER_LISTS)


def _write_outputs(folder: Path, edition: Edition, registry: dict[str, str]) -> None:
    for name in registry:
        module = import_module(registry[name])
        render: Callable[[Edition], bytes] = module.render
        (folder / module.FILE_NAME.format(slug=edition.slug)).write_bytes(render(edition))


def write_packages(
    folder: Path,
    edition: Edition,
    names: Iterable[str] = tuple(PACKAGES),
    finished: Finished = lambda path: None,
) -> None:
    """Write archives of sound and text.

    Args:
        names: of those in `PACKAGES` that are written.
        finished: told of every archive that will not change any more.
    """
    if not (folder / CHAPTER_FOLDER).is_dir():
        return  # the edition is made without MP3
    for name in names:
        module = import_module(PACKAGES[name])
        members: Callable[[Edition, Path], Iterator[Member]] = module.members
        path = folder / module.FILE_NAME.format(slug=edition.slug)
        write_archive(path, members(edition, folder))
        finished(path)


def write_record(folder: Path, edition: Edition, hashes: Hashing) -> None:
    """Write `edition.json`, which names every other file with its size and hash."""
    (folder / RECORD).write_bytes(edition_json.render(edition, hashes.results()))


def read_cover(path: str) -> bytes:
    """Return the bytes of a cover picture as PNG.

    Raises:
        OutputError: if the picture cannot be read.
    """
    import io

    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as picture:
            buffer = io.BytesIO()
            picture.convert("RGB").save(buffer, "PNG")
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise OutputError(
            f"The cover {path} cannot be used: {error}.", "Give a PNG or JPEG picture."
        ) from error
    return buffer.getvalue()
