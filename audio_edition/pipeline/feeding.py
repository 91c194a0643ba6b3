"""The feed of everything in the output folder."""

import io
from dataclasses import dataclass, replace
from pathlib import Path

from audio_edition.errors import SettingsError
from audio_edition.feed_settings import FeedSettings, feed_settings
from audio_edition.pipeline.files import read_cover
from audio_edition.publishing import feed
from audio_edition.publishing.catalogue import Recorded, editions
from audio_edition.publishing.folder import output_errors
from audio_edition.settings import Settings

SIDES_PX = (1400, 3000)
"""Of a show's picture: what directories take."""


@dataclass(frozen=True, slots=True)
class Fed:
    """What was written."""

    path: Path
    """Of the feed."""
    address: str
    """Where it is to be served."""
    items: int
    remarks: tuple[str, ...]
    """What a publisher should know, in whole sentences."""


def write_feed(settings: Settings) -> Fed:
    """Write the feed of the output folder, and the show's picture if it is ours to write.

    Raises:
        SettingsError: if the settings lack what every directory asks for.
        ReadingError: if an edition's record is damaged.
        OutputError: if the feed or the picture cannot be written.
    """
    show = _completed(settings)
    folder = Path(settings.out)
    found = list(editions(folder))
    heard = [edition for edition in found if feed.sound_of(edition) is not None]
    with output_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        image = _image(folder, show)
        _write(folder / feed.FILE_NAME, feed.render(heard, show, image))
    return Fed(folder / feed.FILE_NAME, show.feed_address, len(heard), _remarks(found, show))


def _completed(settings: Settings) -> FeedSettings:
    """Return the feed's settings, with what the others say where they are silent."""
    show = feed_settings(settings.feed, "The settings file")
    title = show.title or settings.show
    show = replace(show, title=title, copyright=show.copyright or settings.copyright)
    for key in ("title", "description", "site"):
        if not getattr(show, key):
            raise SettingsError(
                f"The feed has no {key}.", f"Set {key} in the [feed] table of audio-edition.toml."
            )
    return show


def _image(folder: Path, show: FeedSettings) -> str:
    """Return the address of the show's picture; write the picture if it has none."""
    if show.image.startswith(("http://", "https://")):
        return show.image
    if show.image:
        picture = read_cover(show.image)
        _check_size(picture, show.image)
    else:
        from audio_edition.publishing.cover import draw_cover

        picture = draw_cover(show.title, show.author or show.owner, "")
    _write(folder / feed.COVER, picture)
    return f"{show.base}{feed.COVER}"


def _check_size(png: bytes, name: str) -> None:
    from PIL import Image

    least, most = SIDES_PX
    width, height = Image.open(io.BytesIO(png)).size
    if width != height or not least <= width <= most:
        raise SettingsError(
            f"The picture {name} is {width} by {height} pixels, which directories refuse.",
            f"Give a square one of {least} to {most} pixels.",
        )


def _write(path: Path, data: bytes) -> None:
    """Write a file whole: under another name first, then renamed."""
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(data)
    temporary.replace(path)


def _remarks(found: list[Recorded], show: FeedSettings) -> tuple[str, ...]:
    remarks = [
        f"{e.slug} has no date; give its article one, or apps cannot put it in order."
        for e in found
        if not e.text("date")
    ]
    remarks += [
        f"{e.slug} has no sound and is left out." for e in found if feed.sound_of(e) is None
    ]
    remarks += [
        f"{e.slug} is there as Opus alone, which Apple refuses; build it as MP3 or M4B too."
        for e in found
        if (feed.sound_of(e) or ("", ""))[1] == feed.OPUS
    ]
    if not show.email:
        remarks.append("The feed has no email; directories ask for one to be sure of the owner.")
    if not found:
        remarks.append("There is no edition yet; build one first.")
    return tuple(remarks)
