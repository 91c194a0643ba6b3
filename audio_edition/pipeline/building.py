"""A whole build: an article in, an edition's folder out."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from audio_edition.edition import Edition, Timeline
from audio_edition.errors import SpeakingError
from audio_edition.mastering import layout
from audio_edition.mastering.assembly import Assembly, assemble
from audio_edition.mastering.chapter_sound import EncodedChapter
from audio_edition.narrating.coverage import Coverage, coverage
from audio_edition.pipeline import cast as casting
from audio_edition.pipeline import files, narration, recording
from audio_edition.pipeline.cast import Cast
from audio_edition.pipeline.narration import Narration, Source
from audio_edition.publishing.folder import replacing
from audio_edition.script import Chapter, Script
from audio_edition.settings import Settings
from audio_edition.speaking.engine import Engine
from audio_edition.speaking.store import Store

CODEC_OF_FORMAT = {"mp3": "mp3", "m4b": "aac"}

Report = Callable[["Progress"], None]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build has come; the command line makes words of it."""

    slug: str
    done_chapters: int
    total_chapters: int
    done_characters: int
    """Of spoken text; what is left takes about as long for each."""
    total_characters: int


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    folder: Path
    script_path: Path
    edition: Edition
    narration: Narration
    coverage: Coverage


def build(
    source: Source, engine: Engine, settings: Settings, store: Store, jobs: int, report: Report
) -> Built:
    """Build the edition of one article.

    Args:
        source: the article.
        engine: speaks.
        settings: say how.
        store: keeps clips and encoded chapters from build to build.
        jobs: chapters worked on at a time.
        report: told of progress after every chapter.

    Raises:
        AudioEditionError: of the stage that failed; nothing half-written is left, and
            the edition that was there before still is.
    """
    article = narration.read(source, settings)
    cast = casting.cast(engine, settings, article.language, store)
    script_path = Path(settings.script_dir) / f"{source.slug}.yaml"
    told = narration.narrate(source, article, script_path, settings, cast.words_per_minute)
    told = replace(told, script=_with_settings(told.script, settings))
    folder = Path(settings.out) / source.slug
    account = coverage(article, told.script)
    with replacing(folder) as new:
        edition = _fill(new, source.slug, told, cast, settings, account, jobs, report)
        narration.write_script_file(script_path, told.script)
    return Built(folder, script_path, edition, told, account)


def _fill(
    new: Path,
    slug: str,
    told: Narration,
    cast: Cast,
    settings: Settings,
    account: Coverage,
    jobs: int,
    report: Report,
) -> Edition:
    """Make every file of an edition in its new folder; return the edition."""
    chapters = heard(told.script.chapters)
    codecs = [CODEC_OF_FORMAT[name] for name in settings.formats]
    with tempfile.TemporaryDirectory(prefix=".frames-", dir=new) as frames:
        made = _record(slug, chapters, cast, codecs, jobs, report)
        assembly = assemble(made, codecs, Path(frames))
        edition = _edition(slug, told, chapters, assembly, cast, account)
        cover_png = _cover(edition, settings)
        files.write_audio(new, edition, assembly, cover_png)
    files.write_companions(new, edition, cover_png)
    files.write_record(new, edition)
    return edition


def heard(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    """Return the chapters in which an editor has left something to hear.

    Raises:
        SpeakingError: if there is none.
    """
    left = tuple(c for c in chapters if any(not s.skip for s in c.segments))
    if not left:
        raise SpeakingError(
            "Every segment of the script is skipped.", "Un-skip one in the script file."
        )
    return left


def _with_settings(script: Script, settings: Settings) -> Script:
    """Return a script whose facts for tags are completed from the settings."""
    facts = dict(script.metadata)
    given = {"show": settings.show, "copyright": settings.copyright, "genre": settings.genre}
    for key, value in given.items():
        if value and (key == "show" or not facts.get(key)):
            facts[key] = value
    return replace(script, metadata=tuple(sorted(facts.items())))


def _record(
    slug: str,
    chapters: tuple[Chapter, ...],
    cast: Cast,
    codecs: list[str],
    jobs: int,
    report: Report,
) -> Iterator[EncodedChapter]:
    """Yield the encoded chapters in order, telling of each."""
    tasks = [recording.chapter_task(chapter, cast, codecs) for chapter in chapters]
    sizes = [sum(len(t.line.text) for t in task.lines) for task in tasks]
    done = 0
    for number, chapter in enumerate(recording.record(tasks, cast.store, jobs), 1):
        done += sizes[number - 1]
        report(Progress(slug, number, len(tasks), done, sum(sizes)))
        yield chapter


def _edition(
    slug: str,
    told: Narration,
    chapters: tuple[Chapter, ...],
    assembly: Assembly,
    cast: Cast,
    account: Coverage,
) -> Edition:
    timeline = _timeline(chapters, assembly)
    if not timeline.segments:
        raise SpeakingError(
            "The script has nothing to say.", "Un-skip a segment, or check the article's text."
        )
    return Edition(
        slug,
        told.article,
        told.script,
        timeline,
        cast.identity,
        cast.named(),
        account.as_pairs(),
    )


def _timeline(chapters: tuple[Chapter, ...], assembly: Assembly) -> Timeline:
    lengths = zip(chapters, assembly.placed, strict=True)
    return layout.timeline((chapter, total, placed) for chapter, (total, placed) in lengths)


def _cover(edition: Edition, settings: Settings) -> bytes:
    """Return the cover the settings name, or one drawn for the title."""
    if settings.cover:
        return files.read_cover(settings.cover)
    from audio_edition.publishing.cover import draw_cover

    script = edition.script
    return draw_cover(script.title, script.author, dict(script.metadata).get("show", ""))
