"""`audio-edition build`: articles in, editions out."""

import json
from typing import TYPE_CHECKING, Any

import click

from audio_edition.cli import faults, options, wording
from audio_edition.english import listed
from audio_edition.errors import AudioEditionError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio_edition.pipeline.building import Built, Means


@click.command("build", short_help="Turn articles into audio editions.")
@options.articles
@options.edition_options
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an edition.")
@options.narration_options
def command(articles: tuple[str, ...], settings_file: str, as_json: bool, **given: Any) -> int:
    """Build an audio edition of each ARTICLE (plain text, Markdown or HTML; - is standard input).

    Each article gets a narration script in the script folder, which you may edit before
    building again, and an edition in the output folder. If one article fails, the others
    are still built.
    """
    _refuse_namesakes(articles)
    with options.means(settings_file, given) as means:
        shown = _as_json if as_json else _as_lines
        codes = [build_one(name, means, shown) for name in articles]
    failed = [name for name, code in zip(articles, codes, strict=True) if code]
    if failed and len(articles) > 1:
        built = len(articles) - len(failed)
        click.echo(f"Built {built} of {len(articles)}; failed: {listed(failed)}.", err=True)
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


def build_one(name: str, means: "Means", shown: "Callable[[str, Built], str]") -> int:
    """Build one article; print what came of it; return an exit code.

    Args:
        name: the article's path, or "-".
        means: what it is built with.
        shown: gives what to print of the result.
    """
    from audio_edition.pipeline.building import build

    def say(line: str) -> None:
        click.echo(line, err=True)

    try:
        built = build(options.open_article(name), means, wording.ProgressLines(say))
    except AudioEditionError as error:
        say(wording.failure(name, error))
        return error.exit_code
    except Exception as error:
        fault = faults.told(error)
        say(wording.failure(name, fault))
        return fault.exit_code
    for remark in (*built.summary.remarks, *built.summary.news):
        say(f"Note: {remark}")
    click.echo(shown(name, built))
    return 0


def _as_lines(name: str, built: "Built") -> str:
    """Return the result in whole lines: what to listen to, and how long it lasts."""
    summary = built.summary
    length = wording.spoken_length(summary.duration_s)
    chapters = wording.counted(summary.chapters, "chapter")
    lines = [f"“{summary.title}” lasts {length} and has {chapters}.", _done(built)]
    lines += [f"Listen to {path}" for path in _audio(built)]
    if (folder := built.folder / "chapters").is_dir():
        lines.append(f"Single chapters are in {folder}")
    lines.append(f"Read along in {built.folder / 'transcript.vtt'}")
    lines.append(f"The narration script to edit is {built.script_path}")
    return "\n".join([*lines, _warning_line(built), *_fallback_line(built)])


def _done(built: "Built") -> str:
    """Return one line on what was done."""
    if built.plan is None:
        return "It was up to date: nothing was recorded."
    recorded = wording.counted(len(built.plan.recorded), "segment")
    encoded = wording.counted(built.plan.passages_encoded, "passage")
    return f"Recorded {recorded} of {len(built.plan.segments)} and encoded {encoded}."


def _audio(built: "Built") -> list[str]:
    names = (f"{built.folder.name}.{suffix}" for suffix in ("mp3", "m4b", "opus"))
    return [str(built.folder / name) for name in names if (built.folder / name).exists()]


def _warning_line(built: "Built") -> str:
    summary = built.summary
    if not summary.warned:
        return "No content warning is given."
    number = summary.warned_chapters
    where = f" and at {wording.counted(number, 'chapter')}" if number else ""
    return f"A content warning is heard at the beginning{where}; review it in the script."


def _fallback_line(built: "Built") -> list[str]:
    """Return a last line where another voice had to help out, and none where it had not."""
    helped = built.summary.fallbacks
    if not helped:
        return []
    where = wording.counted(len(helped), "segment")
    return [f"The chosen voice failed at {where}, where another was heard: {'; '.join(helped)}."]


def _as_json(name: str, built: "Built") -> str:
    """Return the result as one JSON object."""
    summary, plan = built.summary, built.plan
    facts = {
        "article": name,
        "title": summary.title,
        "folder": str(built.folder),
        "script": str(built.script_path),
        "audio": _audio(built),
        "duration_s": summary.duration_s,
        "chapters": summary.chapters,
        "segments": summary.segments,
        "recorded": len(plan.recorded) if plan else 0,
        "encoded_passages": plan.passages_encoded if plan else 0,
        "account": summary.account,
        "remarks": summary.remarks,
        "news": summary.news,
        "fallbacks": summary.fallbacks,
    }
    return json.dumps(facts)
