"""The cover of an edition: the picture the settings name, or one drawn and then kept."""

from audio_edition import __version__
from audio_edition.pipeline import files
from audio_edition.script import Script
from audio_edition.settings import Settings
from audio_edition.speaking.store import Store, key_of

COVER_SCHEMA = 1
"""Part of every cover's key: raise it when covers are drawn in another way."""
KIND = "covers"


def cover(script: Script, settings: Settings, store: Store) -> bytes:
    """Return the cover as PNG.

    Raises:
        OutputError: if the picture that the settings name cannot be read.
    """
    if settings.cover:
        return files.read_cover(settings.cover)
    said = (script.title, script.author, dict(script.metadata).get("show", ""))
    key = key_of(COVER_SCHEMA, __version__, said)
    kept = store.get(KIND, key)
    if kept is not None:
        return kept
    from audio_edition.publishing.cover import draw_cover

    drawn = draw_cover(*said)
    store.put(KIND, key, drawn)
    return drawn
