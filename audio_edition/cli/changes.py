"""`audio-edition changes`: one short recording of only what changed."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audio_edition.cli import options, wording
from audio_edition.cli.plan import removed_data, segment_data

if TYPE_CHECKING:
    from audio_edition.pipeline.planning import Plan


@click.command("changes", short_help="Record only what changed, before and after.")
@click.argument("article", metavar="ARTICLE")
@options.edition_options
@click.option("--to", "target", metavar="FILE.mp3", help="Default: beside the edition.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@options.narration_options
def command(
    article: str, settings_file: str, target: str | None, as_json: bool, **given: Any
) -> int:
    """Record what changed in ARTICLE since its edition was built.

    Each sentence is heard as it was and as it is now, for an editor to approve by ear. The
    edition itself is left as it is.
    """
    with options.means(settings_file, given) as means:
        from audio_edition.pipeline.changes import record_changes

        source = options.open_article(article)
        path = Path(target) if target else Path(means.settings.out) / f"{source.slug}.changes.mp3"
        plan, length_s = record_changes(source, means, path)
    if as_json:
        click.echo(json.dumps(_as_data(article, plan, path, length_s)))
        return 0
    for line in plan.in_words():
        click.echo(line)
    click.echo(f"Listen to {path}, {wording.spoken_length(length_s)}.")
    return 0


def _as_data(article: str, plan: "Plan", path: Path, length_s: float) -> dict[str, Any]:
    from audio_edition.pipeline.planning import Fate

    return {
        "article": article,
        "recording": str(path),
        "duration_s": round(length_s, 3),
        "changes": list(plan.in_words()),
        "segments": [segment_data(s) for s in plan.segments if s.fate is not Fate.REUSED],
        "removed": removed_data(plan),
    }
