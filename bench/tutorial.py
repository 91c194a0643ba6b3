"""One changed sentence: done as most tutorials do it, and by this program, side by side.

As tutorials do it: a script calls pyttsx3 once for each paragraph (each in a process of its
own, since a second `save_to_file` in one process is lost), joins the recordings with pydub
and exports an MP3 file. It knows nothing of what it made before, so an edit costs all of it.
The voice is the same embedded one, and the encoder the same embedded ffmpeg.

By this program: the whole process of `audio-edition build`, all default outputs, after the
same edit.

    python bench/tutorial.py [ARTICLE]
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from audio_edition.reading import read_article

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "articles" / "first-article.txt"
RUNS = 3

SPEAK = """
import ctypes, os, sys
import espeakng_loader
from audio_edition.speaking.engines.espeak_library import short_data_folder
os.environ["ESPEAK_DATA_PATH"] = short_data_folder()
ctypes.CDLL(espeakng_loader.get_library_path())
import pyttsx3
from pyttsx3.drivers import _espeak
engine = pyttsx3.init()
_espeak.Synchronize()
engine.runAndWait()  # the first run returns at once with nothing written
_espeak.Synchronize()
engine.save_to_file(sys.stdin.read(), sys.argv[1])
engine.runAndWait()
_espeak.Synchronize()
"""
TUTORIAL = """
import subprocess, sys
from pathlib import Path
import imageio_ffmpeg
from pydub import AudioSegment
AudioSegment.converter = imageio_ffmpeg.get_ffmpeg_exe()
paragraphs = Path("paragraphs.txt").read_text(encoding="utf-8").split("\\0")
whole = AudioSegment.silent(0)
for number, paragraph in enumerate(paragraphs):
    name = f"{number}.wav"
    subprocess.run([sys.executable, "speak.py", name], input=paragraph, text=True, check=True,
                   stdout=subprocess.DEVNULL)
    whole += AudioSegment.from_wav(name)
whole.export("article.mp3", format="mp3", bitrate="64k")
print(len(whole) / 1000)
"""


def run(line: list[str], folder: Path) -> str:
    """Run a command to its end; return what it printed."""
    done = subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def edited(text: str, turn: int) -> str:
    """Return an article with one sentence changed, another way each turn."""
    middle = text.index(". ", len(text) // 2)
    return f"{text[:middle]}, as all knew{' full well' * turn}{text[middle:]}"


class Stopwatch:
    """Seconds of the whole, and of the processors, that the processes started since took."""

    def __init__(self) -> None:
        self._began = time.perf_counter(), _processor_s()

    def read(self) -> tuple[float, float]:
        """Return both."""
        return time.perf_counter() - self._began[0], _processor_s() - self._began[1]


def _processor_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def by_tutorial(text: str, name: str, folder: Path) -> tuple[tuple[float, float], float]:
    """Return how long a tutorial's script takes, and how long its recording lasts."""
    blocks = [block.text for block in read_article(text.encode(), name).blocks]
    (folder / "paragraphs.txt").write_text("\0".join(filter(None, blocks)), encoding="utf-8")
    (folder / "speak.py").write_text(SPEAK, encoding="utf-8")
    (folder / "tutorial.py").write_text(TUTORIAL, encoding="utf-8")
    watch = Stopwatch()
    said = run([sys.executable, "tutorial.py"], folder)
    return watch.read(), float(said)


def by_us(text: str, name: str, folder: Path) -> tuple[tuple[float, float], str]:
    """Return how long a build takes, and what it says of itself."""
    (folder / name).write_text(text, encoding="utf-8")
    watch = Stopwatch()
    said = run([sys.executable, "-m", "audio_edition", "build", name, "--store", "store"], folder)
    return watch.read(), said.splitlines()[1]


def main() -> None:
    """Print both, and their ratio."""
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    article = given if given.exists() else ROOT / "examples" / "the-harbour-tribunal.md"
    text = article.read_text(encoding="utf-8")
    print(f"{article.name}; {os.cpu_count()} processors; median of {RUNS} runs, taken in turn.")
    theirs_s, ours_s = [], []
    with tempfile.TemporaryDirectory() as ours, tempfile.TemporaryDirectory() as theirs:
        cold, _ = by_us(text, article.name, Path(ours))
        for turn in range(RUNS):
            after = edited(text, turn)
            taken, lasts_s = by_tutorial(after, article.name, Path(theirs))
            theirs_s.append(taken)
            build, said = by_us(after, article.name, Path(ours))
            ours_s.append(build)
            print(f"tutorial: {taken[0]:.2f} s; audio-edition: {build[0]:.2f} s. {said}")
    tutorial, own = medians(theirs_s), medians(ours_s)
    print(f"as tutorials do it: {in_words(tutorial)}; one MP3 file of {lasts_s:.0f} s")
    print(f"audio-edition, all default outputs: {in_words(own)}; its cold build: {in_words(cold)}")
    print(f"ratio: {tutorial[0] / own[0]:.1f}; of processor time: {tutorial[1] / own[1]:.1f}")


def medians(taken: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the median of each figure."""
    whole, processor = zip(*taken, strict=True)
    return statistics.median(whole), statistics.median(processor)


def in_words(taken: tuple[float, float]) -> str:
    """Return both figures with what they are."""
    return f"{taken[0]:.2f} s ({taken[1]:.2f} s of processor time)"


if __name__ == "__main__":
    main()
