"""`audio-edition plan`: what a build would record, and why, before anything is done."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from audio_edition.cli import options, wording
from audio_edition.english import listed
from audio_edition.errors import AudioEditionError

if TYPE_CHECKING:
    from audio_edition.pipeline.building import Means
    from audio_edition.pipeline.planning import Plan, PlannedSegment

OUT_OF_DATE = 1


@click.command("plan", short_help="Say what a build would record, and why.")
@options.articles
@options.edition_options
@click.option("--check", is_flag=True, help="Exit with 1 if an edition is out of date.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an article.")
@options.narration_options
def command(
    articles: tuple[str, ...], settings_file: str, check: bool, as_json: bool, **given: Any
) -> int:
    """Say what building each ARTICLE would change; nothing is recorded or published.

    With --check the exit code is 1 if any published edition is out of date.
    """
    codes = []
    with options.means(settings_file, given) as means:
        for name in articles:
            try:
                stale = _one(name, means, as_json)
            except AudioEditionError as error:
                click.echo(wording.failure(name, error), err=True)
                codes.append(error.exit_code)
            else:
                codes.append(OUT_OF_DATE if stale and check else 0)
    return max(codes)


def _one(name: str, means: "Means", as_json: bool) -> bool:
    """Print the plan of one article; return whether its edition is out of date."""
    from audio_edition.pipeline import answering, planning, preparing
    from audio_edition.pipeline.building import up_to_date

    source = options.open_article(name)
    if up_to_date(source, means) is not None:
        current = {"article": name, "up_to_date": True}
        click.echo(json.dumps(current) if as_json else f"{name}: the edition is up to date.")
        return False
    folder = preparing.edition_folder(source, means.settings)
    with answering.answering(means.store, folder):
        prepared = preparing.prepare(source, means.engine, means.settings, means.store, means.date)
    plan = planning.plan(prepared, means.store)
    if as_json:
        click.echo(json.dumps(_as_data(name, plan), ensure_ascii=False))
    else:
        click.echo("\n".join(_as_lines(name, plan)))
    return True


def _as_data(name: str, plan: "Plan") -> dict[str, Any]:
    from audio_edition.pipeline.planning import Fate

    return {
        "article": name,
        "up_to_date": False,
        "first": plan.is_first,
        **{str(fate): plan.count(fate) for fate in Fate},
        "removed": removed_data(plan),
        "recorded": len(plan.recorded),
        "new_audio_s": round(plan.new_audio_s, 1),
        "encoded_passages": plan.passages_encoded,
        "segments": [segment_data(s) for s in plan.segments if s.fate is not Fate.REUSED],
        "shifts": [{"id": s.id, "title": s.title, "shift_s": s.shift_s} for s in plan.shifts],
    }


def segment_data(segment: "PlannedSegment") -> dict[str, Any]:
    """Return what is planned for one segment, as `plan --json` and `changes --json` print it."""
    return {
        "id": segment.id,
        "chapter": segment.chapter,
        "fate": str(segment.fate),
        "text": segment.text,
        "text_before": segment.text_before,
        "reasons": list(segment.reasons),
        "recorded": segment.is_recorded,
    }


def removed_data(plan: "Plan") -> list[dict[str, str]]:
    """Return the segments that are no more."""
    return [{"id": take.id, "text": take.text} for take in plan.removed]


def _as_lines(name: str, plan: "Plan") -> Iterator[str]:
    """Yield the plan in whole lines."""
    from audio_edition.pipeline.planning import Fate

    counts = ", ".join(f"{plan.count(fate)} {fate}" for fate in Fate)
    yield f"{name}: the edition is {'not built yet' if plan.is_first else 'out of date'}."
    yield f"Segments: {counts}, {len(plan.removed)} removed."
    recorded = wording.counted(len(plan.recorded), "segment")
    yield (
        f"A build would record {recorded}, about {wording.spoken_length(plan.new_audio_s)} of "
        f"sound, and encode {wording.counted(plan.passages_encoded, 'passage')}."
    )
    if plan.is_first:
        return
    for segment in plan.segments:
        if segment.fate is not Fate.REUSED:
            yield from _segment_lines(segment)
    for take in plan.removed:
        yield f"Removed {take.id}: “{take.text}”"
    for shift in plan.shifts:
        way = "later" if shift.shift_s > 0 else "earlier"
        yield f"The chapter “{shift.title}” begins about {abs(shift.shift_s):g} seconds {way}."


def _segment_lines(segment: "PlannedSegment") -> Iterator[str]:
    why = f", because of {listed(segment.reasons)}" if segment.reasons else ""
    kept = "" if segment.is_recorded else " Its sound is in the store."
    yield f"{str(segment.fate).capitalize()} {segment.id}{why}: “{segment.text}”{kept}"
    if segment.text_before and segment.text_before != segment.text:
        yield f"Before, it was: “{segment.text_before}”"
