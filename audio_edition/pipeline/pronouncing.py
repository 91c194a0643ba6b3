"""Which lexicons an article is read with: the project's, then its own."""

from pathlib import Path

from audio_edition.errors import SettingsError
from audio_edition.narrating.lexicon import Entry, Lexicon, joined
from audio_edition.settings import DEFAULT_LEXICON, Settings

ENDINGS = (".toml", ".pls")


def lexicon_paths(slug: str, settings: Settings) -> tuple[Path, ...]:
    """Return where lexicons of an article may stand; what comes later holds over the rest.

    Args:
        slug: of the article: its own lexicon is `<slug>.lexicon.toml` (or .pls) beside
            its script.
    """
    own = (Path(settings.script_dir) / f"{slug}.lexicon{ending}" for ending in ENDINGS)
    project = (Path(settings.lexicon),) if settings.lexicon else ()
    return (*project, *own)


def lexicon_of(slug: str, settings: Settings) -> Lexicon:
    """Return the lexicon an article is read with; empty if it has none.

    Raises:
        SettingsError: if a lexicon is damaged, or one the settings name is missing.
    """
    return joined(read_lexicon_file(path) for path in _present(slug, settings))


def _present(slug: str, settings: Settings) -> list[Path]:
    named = settings.lexicon not in ("", DEFAULT_LEXICON)
    if named and not Path(settings.lexicon).exists():
        raise SettingsError(
            f"There is no lexicon {settings.lexicon}.", "Check the setting `lexicon`."
        )
    return [path for path in lexicon_paths(slug, settings) if path.exists()]


def read_lexicon_file(path: Path) -> tuple[Entry, ...]:
    """Return the entries of a lexicon file.

    Raises:
        SettingsError: if it cannot be read or is damaged.
    """
    from audio_edition.narrating.lexicon_files import read_lexicon

    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingsError(
            f"The lexicon {path} cannot be read: {reason}.", "Check its name and rights."
        ) from error
    return read_lexicon(data, str(path))
