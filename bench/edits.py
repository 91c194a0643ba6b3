"""What an edit costs: seconds re-recorded over seconds of the sentences a diff says changed.

Builds the older version of each pair of real revisions, then the newer, with the tone
engine (its lengths follow the words, so seconds are comparable), and compares

* the sound of the clips that had to be recorded for the newer version, with
* the sound of the sentences of the newer version that a plain diff of the two lists of
  sentences says are new or changed.

Where more than `REASON_DUE` times as much is recorded, it says what else was: a cue whose
words changed with the article, such as the announced length.

    python bench/edits.py [pairs.json]
"""

import difflib
import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from audio_edition.pipeline import building, planning, preparing
from audio_edition.pipeline.building import Means
from audio_edition.pipeline.narration import read_source
from audio_edition.settings import Settings
from audio_edition.speaking.clips import Line, make_clip
from audio_edition.speaking.engine import load_engine
from audio_edition.speaking.store import Store

ROOT = Path(__file__).resolve().parents[1]
PAIRS = ROOT.parent / "shared" / "edits" / "pairs.json"
REASON_DUE = 1.3


@dataclass(frozen=True, slots=True)
class Measured:
    """What one edit cost."""

    recorded_s: float
    """Of all clips that had to be recorded."""
    changed_s: float
    """Of the sentences a plain diff says changed."""
    others: tuple[tuple[str, str, float], ...]
    """(role, words, seconds) of what was recorded and is no such sentence."""

    @property
    def ratio(self) -> float:
        """Recorded over changed; infinite where something was recorded and nothing changed."""
        if self.changed_s:
            return self.recorded_s / self.changed_s
        return float("inf") if self.recorded_s else 1.0


def seconds_of(line: Line, means: Means) -> float:
    """Return how long a line's clip lasts."""
    clip = make_clip(line, means.engine, means.store)
    return 0.0 if clip is None else len(clip.samples) / clip.sample_rate_hz


def measure(old: Path, new: Path, folder: Path) -> Measured:
    """Return what bringing an edition from the older version to the newer costs."""
    article = folder / f"article{old.suffix}"
    settings = Settings(
        out=str(folder / "out"), script_dir=str(folder / "script"), formats=("mp3",), engine="tone"
    )
    means = Means(load_engine("tone"), settings, Store(folder / "store"), 1)
    article.write_bytes(old.read_bytes())
    source = read_source(str(article))
    before = preparing.prepare(source, means.engine, settings, means.store)
    building.build(source, means, lambda progress: None)
    article.write_bytes(new.read_bytes())
    after = preparing.prepare(read_source(str(article)), means.engine, settings, means.store)
    planned = planning.plan(after, means.store).recorded
    lines = {t.line.segment: t.line for task in after.tasks for t in task.lines}
    changed = set(changed_sentences(sentences(before), sentences(after)))
    lasts_s = {id: seconds_of(lines[id], means) for id in {*changed, *(p.id for p in planned)}}
    roles = {s.id: str(s.role) for chapter in after.chapters for s in chapter.segments}
    others = tuple((roles[p.id], p.voiced, lasts_s[p.id]) for p in planned if p.id not in changed)
    return Measured(sum(lasts_s[p.id] for p in planned), sum(lasts_s[id] for id in changed), others)


def sentences(prepared: preparing.Prepared) -> list[tuple[str, str]]:
    """Return (id, words said) of every sentence of the article that is heard, in order."""
    cues = {s.id for chapter in prepared.chapters for s in chapter.segments if s.is_cue}
    return [(take.id, take.voiced) for take in preparing.takes(prepared) if take.id not in cues]


def changed_sentences(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> list[str]:
    """Return the ids of the new sentences that a plain diff marks as added or changed."""
    said = [words for _, words in old], [words for _, words in new]
    matcher = difflib.SequenceMatcher(None, *said, autojunk=False)
    return [
        id
        for kind, _, _, begin, end in matcher.get_opcodes()
        if kind in ("replace", "insert")
        for id, _ in new[begin:end]
    ]


def main() -> None:
    """Print one line a pair, and the total."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    if not path.exists():
        sys.exit(f"There is no {path}. Give a list of pairs.")
    found = []
    for number, pair in enumerate(json.loads(path.read_text(encoding="utf-8")), 1):
        base = path.parent.parent
        with tempfile.TemporaryDirectory() as folder:
            one = measure(base / pair["from"], base / pair["to"], Path(folder))
        found.append(one)
        print(f"pair {number}: {said(one)}", flush=True)
        if one.ratio > REASON_DUE:
            for role, words, length_s in one.others:
                print(f"    and {length_s:.1f} s of {role}: {words[:70]}")
    recorded_s, changed_s = sum(f.recorded_s for f in found), sum(f.changed_s for f in found)
    print(f"all pairs: {said(Measured(recorded_s, changed_s, ()))}")
    print(f"pairs above {REASON_DUE}: {sum(f.ratio > REASON_DUE for f in found)}")


def said(one: Measured) -> str:
    """Return the figures in words."""
    return f"{one.recorded_s:.1f} s of {one.changed_s:.1f} s, ratio {one.ratio:.3f}"


if __name__ == "__main__":
    main()
