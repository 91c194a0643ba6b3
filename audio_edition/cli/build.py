"""`audio-edition build`: articles in, editions out."""

import json
from typing import TYPE_CHECKING, Any

import click

from audio_edition.cli import options, wording
from audio_edition.errors import AudioEditionError, UsageError

if TYPE_CHECKING:
    from audio_edition.pipeline.building import Built
    from audio_edition.settings import Settings
    from audio_edition.speaking.engine import Engine


@click.command("build", short_help="Turn articles into audio editions.")
@options.articles
@click.option("--out", metavar="FOLDER", help="Where editions are put; default: output.")
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(("mp3", "m4b")), help="Repeatable."
)
@click.option("--cover", metavar="PICTURE", help="Cover picture; default: one is drawn.")
@click.option("--jobs", type=int, metavar="N", help="Chapters worked on at a time.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an edition.")
@options.narration_options
def command(
    articles: tuple[str, ...],
    settings_file: str,
    as_json: bool,
    formats: tuple[str, ...],
    **given: Any,
) -> int:
    """Build an audio edition of each ARTICLE (plain text, Markdown or HTML; - is standard input).

    Each article gets a narration script in the script folder, which you may edit before
    building again, and an edition in the output folder. If one article fails, the others
    are still built.
    """
    settings = options.resolve(settings_file, {**given, "formats": formats or None})
    _refuse_namesakes(articles)
    from audio_edition.speaking.engine import load_engine

    engine = load_engine(settings.engine)
    try:
        codes = [_build_one(name, settings, engine, as_json) for name in articles]
    finally:
        engine.close()
    failed = [name for name, code in zip(articles, codes, strict=True) if code]
    if failed and len(articles) > 1:
        built = len(articles) - len(failed)
        click.echo(f"Built {built} of {len(articles)}; failed: {wording.listed(failed)}.", err=True)
    return next((code for code in codes if code), 0)


def _refuse_namesakes(articles: tuple[str, ...]) -> None:
    """Refuse two articles that would be built into the same folder."""
    from audio_edition.pipeline.narration import Source

    seen: dict[str, str] = {}
    for name in articles:
        slug = Source(name, b"").slug
        if slug in seen:
            raise UsageError(
                f"{seen[slug]} and {name} would both become the edition {slug}.",
                "Rename one, or build them into different folders with --out.",
            )
        seen[slug] = name


def _build_one(name: str, settings: "Settings", engine: "Engine", as_json: bool) -> int:
    """Build one article; print what came of it; return an exit code."""
    from audio_edition.pipeline.building import build

    def say(line: str) -> None:
        click.echo(line, err=True)

    try:
        source = options.open_article(name)
        progress = wording.ProgressLines(say)
        store, jobs = options.open_store(settings), options.job_count(settings)
        built = build(source, engine, settings, store, jobs, progress)
    except AudioEditionError as error:
        say(f"Error: {name}: {error}")
        return error.exit_code
    for remark in _remarks(built):
        say(remark)
    click.echo(json.dumps(_as_data(name, built)) if as_json else "\n".join(_as_lines(built)))
    return 0


def _remarks(built: "Built") -> list[str]:
    """Return what an editor should know about this build."""
    revision, lost = built.narration.revision, built.coverage.lost
    remarks = [f"Note: {line}" for line in (*revision.outdated, *revision.removed)]
    if lost:
        text = built.narration.article.source
        first = text[lost[0][0] : lost[0][1]][:60]
        remarks.append(
            f"Warning: {wording.counted(len(lost), 'passage')} of the article would be neither "
            f"heard nor announced, the first being “{first}”. Please report this article."
        )
    return remarks


def _as_lines(built: "Built") -> list[str]:
    """Return the result in whole lines: what to listen to, and how long it lasts."""
    edition = built.edition
    length = wording.spoken_length(edition.timeline.duration_s)
    chapters = wording.counted(len(edition.timeline.chapters), "chapter")
    lines = [f"“{edition.script.title}” lasts {length} and has {chapters}."]
    lines += [f"Listen to {path}" for path in _audio(built)]
    if (folder := built.folder / "chapters").is_dir():
        lines.append(f"Single chapters are in {folder}")
    lines.append(f"Read along in {built.folder / 'transcript.vtt'}")
    lines.append(f"The narration script to edit is {built.script_path}")
    lines.append(_warning_line(built))
    return lines


def _audio(built: "Built") -> list[str]:
    names = (f"{built.edition.slug}.{suffix}" for suffix in ("mp3", "m4b"))
    return [str(built.folder / name) for name in names if (built.folder / name).exists()]


def _warning_line(built: "Built") -> str:
    warning = built.edition.script.warning
    if warning is None or not warning.is_heard:
        return "No content warning is given."
    chapters = [c for c in built.edition.timeline.chapters if c.warning and c.warning.is_heard]
    where = f" and at {wording.counted(len(chapters), 'chapter')}" if chapters else ""
    return f"A content warning is heard at the beginning{where}; review it in the script."


def _as_data(name: str, built: "Built") -> dict[str, Any]:
    edition = built.edition
    return {
        "article": name,
        "title": edition.script.title,
        "folder": str(built.folder),
        "script": str(built.script_path),
        "audio": _audio(built),
        "duration_s": round(edition.timeline.duration_s, 3),
        "chapters": len(edition.timeline.chapters),
        "segments": len(edition.timeline.segments),
        "account": dict(edition.account),
        "remarks": _remarks(built),
    }
