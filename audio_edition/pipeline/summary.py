"""What there is to say after a build, in plain values that can be kept and said again."""

from dataclasses import asdict, dataclass, field
from typing import Any

from audio_edition.edition import Edition
from audio_edition.narrating.coverage import Coverage
from audio_edition.pipeline.passages import KIND
from audio_edition.pipeline.planning import Plan
from audio_edition.pipeline.preparing import Prepared
from audio_edition.speaking.store import Store


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build made."""

    title: str
    duration_s: float
    chapters: int
    segments: int
    account: dict[str, int]
    """Characters of the article by what became of them."""
    warned: bool
    """Whether a content warning is heard at the beginning."""
    warned_chapters: int
    remarks: list[str]
    """What an editor should know for as long as it is so, a sentence or two each."""
    news: list[str]
    """What happened in this build alone."""
    fallbacks: list[str] = field(default_factory=list)
    """Sentences the chosen voice failed at, each with the engine that spoke it instead."""

    def kept(self) -> dict[str, Any]:
        """Return what of it is still true for a build that finds nothing to do."""
        return {**asdict(self), "news": []}


def summarise(
    edition: Edition, prepared: Prepared, account: Coverage, plan: Plan, store: Store
) -> Summary:
    """Return the summary of a build that has just been done."""
    timeline, warning = edition.timeline, edition.script.warning
    revision = prepared.told.revision
    warned_chapters = [c for c in timeline.chapters if c.warning and c.warning.is_heard]
    remarks = [*revision.outdated, *_lost(prepared, account), *_left_out(edition)]
    news = [*revision.news]
    if not edition.fallbacks:  # their chapters are not kept on purpose
        news += _not_kept(prepared, store)
    return Summary(
        edition.script.title,
        round(timeline.duration_s, 3),
        len(timeline.chapters),
        len(timeline.segments),
        dict(edition.account),
        warning is not None and warning.is_heard,
        len(warned_chapters),
        remarks,
        [*news, *plan.in_words()],
        _fallbacks(edition),
    )


def _fallbacks(edition: Edition) -> list[str]:
    """Return a phrase for each sentence that another voice spoke."""
    texts = {segment.id: segment.spoken for segment in edition.timeline.segments}
    return [f"{engine} spoke {id}, “{texts.get(id, '')[:80]}”" for id, engine in edition.fallbacks]


def _left_out(edition: Edition) -> list[str]:
    """Return a remark if files are not made because the format that they hold is not."""
    if "mp3" in edition.formats:
        return []
    return [
        "Single chapters, EPUB, DAISY and audiobook hold MP3 and are not made without it. "
        "Add the format mp3 to have them."
    ]


def _lost(prepared: Prepared, account: Coverage) -> list[str]:
    """Return a remark if any of the article would be neither heard nor announced."""
    if not account.lost:
        return []
    begin, end = account.lost[0]
    first = prepared.told.article.source[begin:end][:60]
    return [
        f"{len(account.lost)} passages of the article would be neither heard nor announced, "
        f"the first being “{first}”. Please report this article."
    ]


def _not_kept(prepared: Prepared, store: Store) -> list[str]:
    """Return a remark if what was made could not be kept for the next build."""
    if all(store.has(KIND, task.key) for task in prepared.tasks):
        return []
    return [
        f"The store {store.folder} cannot be written, so the next build takes as long again. "
        "Check its free space and rights, or name another with --store."
    ]
