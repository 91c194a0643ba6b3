"""`audio-edition watch`: rebuild an article whenever what its edition is made from changes."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audio_edition.cli import options, wording
from audio_edition.errors import AudioEditionError, ReadingError

if TYPE_CHECKING:
    from audio_edition.pipeline.building import Built, Means
    from audio_edition.pipeline.preparing import Stamp

LOOK_AGAIN_MS = 1000
"""A save that was missed, while building or by the system, is found this much later."""


@click.command("watch", short_help="Rebuild an article each time it is saved.")
@click.argument("article", metavar="ARTICLE")
@options.edition_options
@options.narration_options
def command(article: str, settings_file: str, **given: Any) -> int:
    """Build ARTICLE, and again each time it is saved, until interrupted.

    So too when its script, a lexicon, the cover or the settings file is saved. Says in one
    line what changed. An error is said and waited out: mend it and save again.
    """
    if article == "-" or not Path(article).is_file():
        raise ReadingError(f"There is no file {article} to watch.", "Check the name.")
    with contextlib.closing(_Watched(article, settings_file, given)) as watched:
        watched.open()
        watched.build()
        click.echo(f"Watching {article}; press Control-C to stop.", err=True)
        with contextlib.suppress(KeyboardInterrupt):  # the way to stop, even amid a build
            while _until_folders_change(watched):
                pass
    return 0


def _until_folders_change(watched: "_Watched") -> bool:
    """Rebuild at every change, until folders with changes come or go; return True then."""
    from watchfiles import watch

    folders = watched.folders()
    for _ in watch(
        *folders,
        recursive=False,
        yield_on_timeout=True,
        rust_timeout=LOOK_AGAIN_MS,
    ):
        if watched.stamps() != watched.seen:
            watched.rebuild()
        if watched.folders() != folders:
            return True
    return False


class _Watched:
    """An article, with all that its edition is made from, as it was when it was last built."""

    def __init__(self, article: str, settings_file: str, given: dict[str, Any]) -> None:
        self._article, self._settings_file, self._given = article, settings_file, given
        self._held = contextlib.ExitStack()
        self._means: Means | None = None
        self.seen: dict[Path, Stamp] = {}

    def open(self) -> None:
        """Read the settings and load the engine they name, in place of those before."""
        self.close()
        self._means = self._held.enter_context(
            options.means(self._settings_file, dict(self._given))
        )

    def close(self) -> None:
        """End the engine's processes."""
        self._means = None
        self._held.close()

    def files(self) -> set[Path]:
        """Return the files that the edition is made from; they need not exist."""
        from audio_edition.pipeline import preparing
        from audio_edition.pipeline.narration import Source

        named = {Path(self._article), Path(self._settings_file)}
        if self._means is not None:
            named.update(preparing.input_files(Source(self._article, b""), self._means.settings))
        return {path.resolve() for path in named}

    def folders(self) -> set[Path]:
        """Return the folders in which there may be changes."""
        return {path.parent for path in self.files() if path.parent.is_dir()}

    def stamps(self) -> "dict[Path, Stamp]":
        """Return what tells whether a file was saved."""
        from audio_edition.pipeline.preparing import stamp

        return {path: stamp(path) for path in self.files()}

    def rebuild(self) -> None:
        """Build with the settings as they are now; an error in them is said and waited out."""
        now, before = self.stamps(), self.seen
        article, settings_file = Path(self._article).resolve(), Path(self._settings_file).resolve()
        if now[settings_file] != before[settings_file]:
            try:
                self.open()
            except AudioEditionError as error:
                _say(f"Error: {error}")
        self.build(is_told=now[article] != before[article])
        if now[settings_file] != self.seen[settings_file]:  # saved again meanwhile
            self.seen[settings_file] = now[settings_file]

    def build(self, is_told: bool = True) -> None:
        """Build, and say in one line what came of it.

        Args:
            is_told: whether it is said that nothing had to be done. (The script is written
                by the build before: that is no news.)
        """
        from audio_edition.pipeline.building import build

        self.seen = self.stamps()
        if self._means is None:
            return
        try:
            source = options.open_article(self._article)
            built = build(source, self._means, wording.ProgressLines(_say))
        except AudioEditionError as error:
            _say(wording.failure(self._article, error))
            return
        changes = () if built.plan is None else built.plan.in_words()
        for remark in (*built.summary.remarks, *built.summary.news):
            if remark not in changes:
                _say(f"Note: {remark}")
        if is_told or built.plan is not None:
            click.echo(_line(self._article, built, changes))


def _say(line: str) -> None:
    click.echo(line, err=True)


def _line(article: str, built: "Built", changes: tuple[str, ...]) -> str:
    """Return in one line what changed and what was done."""
    if built.plan is None:
        return f"{article}: nothing changed."
    length = wording.spoken_length(built.summary.duration_s)
    recorded = wording.counted(len(built.plan.recorded), "segment")
    return " ".join([f"{article}:", *changes, f"Recorded {recorded}; it lasts {length}."])
