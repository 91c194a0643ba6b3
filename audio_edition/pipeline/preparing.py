"""Everything a build knows before the first word is spoken.

`plan`, `build` and `changes` all begin here, so what a plan says is what a build does.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from audio_edition.errors import SpeakingError
from audio_edition.narrating.lexicon import Lexicon
from audio_edition.pipeline import cast as casting
from audio_edition.pipeline import narration, passages, pronouncing, revisions
from audio_edition.pipeline.cast import Cast
from audio_edition.pipeline.narration import Narration, Source
from audio_edition.pipeline.passages import PassageTask, TaskLine
from audio_edition.pipeline.revisions import History, Take
from audio_edition.pronunciation import without_marks
from audio_edition.script import Chapter, Script, Segment
from audio_edition.settings import Settings
from audio_edition.speaking.engine import Engine
from audio_edition.speaking.store import Store

Stamp = tuple[int, int, int] | None
CODEC_OF_FORMAT = {"mp3": "mp3", "m4b": "aac", "opus": "opus"}


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article told, cast and cut into work."""

    slug: str
    script_path: Path
    folder: Path
    """Where the edition stands or will stand."""
    told: Narration
    cast: Cast
    chapters: tuple[Chapter, ...]
    """Those in which there is something to hear."""
    codecs: tuple[str, ...]
    passages: tuple[tuple[PassageTask, ...], ...]
    """The work of each chapter."""
    old: History | None
    """Of the edition that stands there now."""
    read: tuple[tuple[Path, Stamp], ...] = ()
    """The files that were read besides the article, each as it was then."""

    @property
    def tasks(self) -> tuple[PassageTask, ...]:
        """The work of all chapters, in order."""
        return tuple(task for passages in self.passages for task in passages)

    def is_overtaken(self) -> bool:
        """Return whether a file that was read besides the article has changed since."""
        return any(stamp(path) != before for path, before in self.read)

    @property
    def history_path(self) -> Path:
        """Where the record of the edition stands."""
        return revisions.history_path(self.folder.parent, self.slug)


def prepare(
    source: Source, engine: Engine, settings: Settings, store: Store, date: str = ""
) -> Prepared:
    """Return an article ready to be recorded; nothing is written but a voice's level.

    Args:
        date: ISO 8601 date of the revision, or empty.

    Raises:
        AudioEditionError: of the stage that failed.
    """
    read = tuple((path, stamp(path)) for path in input_files(source, settings))
    article = narration.read(source, settings)
    cast = casting.cast(engine, settings, article.language, store)
    path = script_path(source, settings)
    told = narration.narrate(source, article, path, settings, cast.words_per_minute, date)
    told = replace(told, script=_with_settings(told.script, settings))
    cast.take_roles(told.script.voices)
    chapters = heard(told.script.chapters)
    codecs = tuple(CODEC_OF_FORMAT[name] for name in settings.formats)
    work = tuple(passages.passage_tasks(chapter, cast, codecs) for chapter in chapters)
    folder = edition_folder(source, settings)
    old = None
    if folder.is_dir():  # without its edition a record says nothing
        old = revisions.history_beside(folder)
    return Prepared(source.slug, path, folder, told, cast, chapters, codecs, work, old, read)


def stamp(path: Path) -> Stamp:
    """Return what tells whether a file was written since; None if it is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def edition_folder(source: Source, settings: Settings) -> Path:
    """Return where the edition of an article stands or will stand."""
    return Path(settings.out) / source.slug


def script_path(source: Source, settings: Settings) -> Path:
    """Return where the narration script of an article stands."""
    return Path(settings.script_dir) / f"{source.slug}.yaml"


def input_files(source: Source, settings: Settings) -> tuple[Path, ...]:
    """Return the files besides the article that shape its edition; they need not exist."""
    named = [Path(name) for name in (settings.cover,) if name]
    lexicons = pronouncing.lexicon_paths(source.slug, settings)
    return (script_path(source, settings), *lexicons, *named)


def heard(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    """Return the chapters in which an editor has left something to hear.

    Raises:
        SpeakingError: if there is none.
    """
    left = tuple(c for c in chapters if any(not s.is_skipped for s in c.segments))
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


def takes(prepared: Prepared) -> tuple[Take, ...]:
    """Return what each segment's clip is made from, in the order heard; no times yet."""
    made = []
    lexicon = prepared.told.lexicon
    for chapter, tasks in zip(prepared.chapters, prepared.passages, strict=True):
        by_id = {segment.id: segment for segment in chapter.segments}
        for work in (line for task in tasks for line in task.lines):
            made.append(_take(by_id[work.line.segment], chapter.id, work, lexicon))
    return tuple(made)


def _take(segment: Segment, chapter: str, work: TaskLine, lexicon: Lexicon) -> Take:
    """Return what one segment's clip is made from."""
    line = work.line
    matches = lexicon.matches(without_marks(segment.voiced)) if segment.pronounced else ()
    entries = dict.fromkeys((m.entry.text, m.entry.say or m.entry.ipa) for m in matches)
    return Take(
        segment.id,
        chapter,
        segment.text,
        line.text,
        line.delivery.voice,
        line.delivery.rate_wpm,
        work.key,
        words=segment.voiced,
        is_override=segment.voiced != segment.spoken,
        entries=tuple(entries),
    )
