"""What follows from an editor's decisions for the words of the edition itself.

Rule obeyed here: a cue that says something is not read is heard only while that is true.
"""

from collections.abc import Sequence
from dataclasses import replace

from audio_edition.narrating.revise_segments import told, with_decisions
from audio_edition.narrating.structure.wording import cue
from audio_edition.script import Chapter, Script, Segment

EXCEPT = ", except for what follows."


def as_decided(proposed: Script, revised: Script) -> Script:
    """Return a proposed script with an editor's decisions, and with cues that they leave true.

    Args:
        proposed: made from the article, without warnings' segments.
        revised: the same segments in the same order, with the decisions.
    """
    decided = iter(told(revised.chapters))
    chapters = [
        replace(c, segments=tuple(with_decisions(s, next(decided), s.id) for s in c.segments))
        for c in proposed.chapters
    ]
    script = replace(proposed, chapters=tuple(chapters))
    return script if script == proposed else _with_true_cues(script)


def _with_true_cues(script: Script) -> Script:
    """Return a script in which no cue says that something is not read which is."""
    ranges: dict[str, list[tuple[int, int]]] = {}
    for skipped in script.skipped:
        ranges.setdefault(skipped.segment, []).append((skipped.begin, skipped.end))
    read = {name: _share_read(script.segments, where) for name, where in ranges.items()}
    chapters = tuple(_chapter(chapter, read) for chapter in script.chapters)
    left = tuple(s for s in script.skipped if read[s.segment] < 1)
    return replace(script, chapters=chapters, skipped=left)


def _share_read(segments: Sequence[Segment], ranges: Sequence[tuple[int, int]]) -> float:
    """Return how many of the segments in some source ranges are read, from 0 to 1."""
    within = [
        segment
        for segment in segments
        if segment.begin < segment.end
        and any(begin <= segment.begin and segment.end <= end for begin, end in ranges)
    ]
    return sum(not s.is_skipped for s in within) / len(within) if within else 0.0


def _chapter(chapter: Chapter, read: dict[str, float]) -> Chapter:
    segments = tuple(_cue(s, read[s.id]) if s.id in read else s for s in chapter.segments)
    return replace(chapter, segments=segments)


def _cue(segment: Segment, share: float) -> Segment:
    """Return a cue as it is true of what it announces."""
    if share == 1:
        return replace(segment, skip=True)
    if share == 0:
        return segment
    text = segment.text.rstrip(".") + EXCEPT
    return replace(segment, text=text, spoken=cue(text, 0).spoken)
