"""`audio-edition warnings`: the warnings an article would be given, with the evidence."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audio_edition.cli import options, wording
from audio_edition.errors import AudioEditionError

if TYPE_CHECKING:
    from audio_edition.script import Chapter, ContentWarning, Script


@click.command("warnings", short_help="Show content warnings and their evidence.")
@options.articles
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an article.")
@options.narration_options
def command(articles: tuple[str, ...], settings_file: str, as_json: bool, **given: Any) -> int:
    """Show the content warnings of each ARTICLE: what is said, where, and why.

    An editor's decisions in an existing script are honoured. Nothing is written.
    """
    settings = options.resolve(settings_file, given)
    code = 0
    for name in articles:
        try:
            script = _script(name, settings)
        except AudioEditionError as error:
            click.echo(wording.failure(name, error), err=True)
            code = code or error.exit_code
            continue
        click.echo(json.dumps(_as_data(name, script)) if as_json else _as_lines(name, script))
    return code


def _script(name: str, settings: Any) -> "Script":
    from audio_edition.pipeline import narration

    source = options.open_article(name)
    path = Path(settings.script_dir) / f"{source.slug}.yaml"
    article = narration.read(source, settings)
    return narration.narrate(
        source, article, path, settings, narration.ORDINARY_WORDS_PER_MINUTE
    ).script


def _facts(warning: "ContentWarning | None", mentioned: Sequence[str] = ()) -> dict[str, Any]:
    """Return what is said of an edition or a chapter.

    Args:
        mentioned: topics that a chapter without a warning of its own has evidence of.
    """
    if warning is None or not warning.is_heard:
        severity = "mild" if mentioned else "none"
        return {"topics": list(mentioned), "severity": severity, "spoken": ""}
    return {
        "topics": list(warning.topics),
        "severity": str(warning.severity),
        "spoken": warning.spoken,
    }


def _mentioned(script: "Script", chapter: "Chapter") -> list[str]:
    """Return the topics of the edition's warning that a chapter has evidence of."""
    if script.warning is None or not script.warning.is_heard:
        return []
    own = {segment.id for segment in chapter.segments}
    found = {e.topic for e in script.warning.evidence if e.segment in own}
    return [topic for topic in script.warning.topics if topic in found]


def _as_data(name: str, script: "Script") -> dict[str, Any]:
    evidence = script.warning.evidence if script.warning else ()
    return {
        "file": name,
        "edition": _facts(script.warning),
        "chapters": [
            {"id": c.id, "title": c.title, **_facts(c.warning, _mentioned(script, c))}
            for c in script.chapters
        ],
        "evidence": [
            {"segment": e.segment, "text": e.text, "topic": e.topic, "rule": e.rule}
            for e in evidence
        ],
    }


def _as_lines(name: str, script: "Script") -> str:
    """Return the same in whole lines."""
    if script.warning is None or not script.warning.topics:
        return f"{name}: no content warning."
    lines = [f"{name}: {script.warning.severity}, {script.warning.status}."]
    lines.append(f"At the beginning: {script.warning.spoken}")
    for chapter in script.chapters:
        if chapter.warning and chapter.warning.is_heard:
            lines.append(f"At the chapter “{chapter.title}”: {chapter.warning.spoken}")
    for e in script.warning.evidence:
        lines.append(f"Because segment {e.segment} has “{e.text}”: {e.topic}, rule {e.rule}.")
    return "\n".join(lines)
