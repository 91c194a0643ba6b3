"""From the bytes of an article to the script that will be spoken."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from audio_edition import narrating, remains
from audio_edition.article import Article, BlockKind
from audio_edition.errors import ReadingError
from audio_edition.narrating import script_schema
from audio_edition.narrating.lexicon import Lexicon, apply_lexicon
from audio_edition.narrating.revise import Revision
from audio_edition.pipeline import pronouncing
from audio_edition.publishing.folder import output_errors
from audio_edition.reading import read_article
from audio_edition.script import Script
from audio_edition.settings import Settings
from audio_edition.speaking.profiles import PROFILES

PLAIN_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ORDINARY_WORDS_PER_MINUTE = 140
"""Of the voice that is chosen if nobody chooses, for lengths where no voice need be started."""
LONGEST_SLUG = 80
ABOUT = frozenset({BlockKind.AUTHOR_NOTE, BlockKind.DISCLAIMER})
"""Blocks that are about an article and its author."""
LARGEST_BYTES = 64 << 20
"""An article is text: a larger file was given by mistake."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article as it was given."""

    name: str
    """Path as the user wrote it, or "-" for standard input."""
    data: bytes

    @property
    def slug(self) -> str:
        """Name of the edition's folder and files: lower-case ASCII, digits, hyphens."""
        stem = "article" if self.name == "-" else Path(self.name).stem
        if len(stem) <= LONGEST_SLUG and PLAIN_SLUG.fullmatch(stem):
            return stem
        from slugify import slugify  # its tables take longer to load than an article to read

        return slugify(stem, max_length=LONGEST_SLUG, word_boundary=True) or "article"


@dataclass(frozen=True, slots=True)
class Narration:
    """An article and the script it is told by."""

    article: Article
    script: Script
    """With the warnings in their places, as it will be spoken."""
    revision: Revision
    lexicon: Lexicon = field(default_factory=Lexicon)
    """The pronunciations the script has been given."""


def read_source(path: str) -> Source:
    """Return an article's bytes.

    Raises:
        ReadingError: if there is no such file, it is a folder, or may not be read.
    """
    if not path:
        raise ReadingError("An article's name is empty.", "Name a file, or - for standard input.")
    try:
        file = Path(path)
        if file.is_dir():
            raise ReadingError(f"{path} is a folder.", "Name an article in it.")
        if file.stat().st_size > LARGEST_BYTES:
            raise ReadingError(
                f"{path} is larger than {LARGEST_BYTES >> 20} MB.", "Give the article alone."
            )
        return Source(path, file.read_bytes())
    except FileNotFoundError as error:
        raise ReadingError(f"There is no file {path}.", "Check the name.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadingError(f"{path} cannot be read: {reason}.", "Check its rights.") from error


def narrate(
    source: Source,
    article: Article,
    script_path: Path,
    settings: Settings,
    words_per_minute: int,
    date: str = "",
) -> Narration:
    """Tell an article: propose a script, and revise the one an editor keeps with it.

    Args:
        script_path: `script/<slug>.yaml`, which need not exist.
        words_per_minute: how fast the narrator speaks, for the lengths that are said.
        date: ISO 8601 date of the revision, or empty.

    Raises:
        ReadingError: if the old script is damaged; the line is named.
        SettingsError: if a lexicon is damaged.
    """
    told = narrating.tell(
        article,
        verbosity=settings.verbosity,
        words_per_minute=words_per_minute,
        show=settings.show,
        corrected=_corrected(article, settings, date),
    )
    about = frozenset(i for i, block in enumerate(article.blocks) if block.kind in ABOUT)
    pace = _Pace(words_per_minute, PROFILES[settings.profile].pause_percent, about)
    revision = _revised(read_script_file(script_path), told, pace)
    script = narrating.place_warnings(revision.script)
    lexicon = pronouncing.lexicon_of(source.slug, settings)
    return Narration(article, apply_lexicon(script, lexicon), revision, lexicon)


@dataclass(frozen=True, slots=True)
class _Pace:
    """How fast an edition is spoken."""

    words_per_minute: int
    pause_percent: int
    about: frozenset[int]
    """Blocks of the article that are about it, which are not warned of."""

    def proposed(self, told: Script) -> Script:
        """Return a script with the warnings the rules propose, and its length."""
        warned = narrating.propose_warnings(
            told, words_per_minute=self.words_per_minute, about=self.about
        )
        return self.lasting(warned, warned)

    def lasting(self, script: Script, decided: Script) -> Script:
        """Return a script that says how long it lasts with the warnings of another."""
        return narrating.announce_length(
            script,
            words_per_minute=self.words_per_minute,
            pause_percent=self.pause_percent,
            decided=decided,
        )


def _revised(old: Script | None, told: Script, pace: _Pace) -> Revision:
    """Return a script with an editor's decisions, and with what is proposed because of them.

    What an editor has read is looked through for warnings, what not is not; so the rules
    propose once more where decisions change what is heard.
    """
    proposed = pace.proposed(told)
    if old is None:
        return Revision(proposed, (), ())
    revision = narrating.revise(old, proposed)
    decided = narrating.as_decided(told, revision.script)
    settled = proposed if decided == told else pace.proposed(decided)
    settled = pace.lasting(settled, revision.script)
    return revision if settled == proposed else narrating.revise(old, settled)


def _corrected(article: Article, settings: Settings, date: str) -> str:
    """Return the date of a correction that is to be said; one of publication is none."""
    return date if settings.correction_note and date != article.date[:10] else ""


def read(source: Source, settings: Settings) -> Article:
    """Return the article, in the language the settings say if they say one.

    Raises:
        ReadingError: if it is empty, binary or cannot be decoded.
    """
    from dataclasses import replace

    article = read_article(source.data, source.name)
    return replace(article, language=settings.language) if settings.language else article


def read_script_file(path: Path) -> Script | None:
    """Return the script an editor keeps, or None if there is none yet.

    Raises:
        ReadingError: if it cannot be read or is damaged.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ReadingError(
            f"The script {path} cannot be read: {error}.",
            "Check its rights and that it is UTF-8 text, or move it away to start a new one.",
        ) from error
    return narrating.read_script(text, str(path))


def write_script_file(path: Path, script: Script) -> None:
    """Write a script whole, and beside it the schema by which editors' tools check it.

    Raises:
        OutputError: if it cannot be written.
    """
    with output_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_if_changed(path, narrating.write_script(script))
        _write_if_changed(path.with_name(script_schema.FILE_NAME), script_schema.published())


def _write_if_changed(path: Path, text: str) -> None:
    """Write a file under another name first, then rename it; only if it changed."""
    remains.clear_unfinished(path)
    if path.exists() and path.read_bytes() == text.encode():
        return
    temporary = remains.unfinished(path)
    temporary.write_bytes(text.encode())
    temporary.replace(path)
