"""What an edit costs: seconds re-recorded over seconds of the sentences a diff says changed.

Builds the older version of each pair of real revisions, then the newer, with the tone
engine (its lengths follow the words, so seconds are comparable), and compares

* the sound of the clips that had to be recorded for the newer version, with
* the sound of the sentences of the newer version that a plain diff of the two lists of
  sentences says are new or changed.

    python bench/edits.py [pairs.json]
"""

import difflib
import json
import sys
import tempfile
from pathlib import Path

from audio_edition.pipeline import building, planning, preparing
from audio_edition.pipeline.building import Means
from audio_edition.pipeline.narration import read_source
from audio_edition.settings import Settings
from audio_edition.speaking.clips import KIND, Line, make_clip
from audio_edition.speaking.engine import load_engine
from audio_edition.speaking.store import Store

ROOT = Path(__file__).resolve().parents[1]
PAIRS = ROOT.parent / "shared" / "edits" / "pairs.json"


def seconds_of(line: Line, means: Means) -> float:
    """Return how long a line's clip lasts."""
    clip = make_clip(line, means.engine, means.store)
    return 0.0 if clip is None else len(clip.samples) / clip.sample_rate_hz


def measure(old: Path, new: Path, folder: Path) -> tuple[float, float]:
    """Return seconds recorded again and seconds of changed sentences, for one pair."""
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
    lines = {t.line.segment: t.line for task in after.tasks for t in task.lines}
    missing: dict[str, Line] = {}
    for planned, take in zip(
        planning.plan(after, means.store).segments, preparing.takes(after), strict=True
    ):
        if planned.is_recorded:
            assert not means.store.path(KIND, take.key).exists()
            missing[take.key] = lines[planned.id]
    changed = changed_sentences(sentences(before), sentences(after))
    recorded_s = sum(seconds_of(line, means) for line in missing.values())
    changed_s = sum(seconds_of(lines[id], means) for id in changed)
    return recorded_s, changed_s


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
    total_recorded_s = total_changed_s = 0.0
    for number, pair in enumerate(json.loads(path.read_text(encoding="utf-8")), 1):
        base = path.parent.parent
        with tempfile.TemporaryDirectory() as folder:
            recorded_s, changed_s = measure(base / pair["from"], base / pair["to"], Path(folder))
        ratio = recorded_s / changed_s if changed_s else 0.0
        print(f"pair {number}: {recorded_s:.1f} s of {changed_s:.1f} s, ratio {ratio:.2f}")
        total_recorded_s += recorded_s
        total_changed_s += changed_s
    ratio = total_recorded_s / total_changed_s
    print(f"all pairs: {total_recorded_s:.1f} s of {total_changed_s:.1f} s, ratio {ratio:.3f}")


if __name__ == "__main__":
    main()
