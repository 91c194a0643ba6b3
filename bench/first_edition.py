"""How long a cold build takes, beside what nobody can do without.

From one run: the time to speak the article straight through the library in one process,
the time to encode that sound once to MP3 and once to AAC with the settings of a build, and
the time of a cold `audio-edition build` with MP3 and M4B. Also: a build after one changed
sentence (each turn another, all through the article) and one after none, with every default
output; how soon `--help` answers; and peak memory for books of 20 and of 80 chapters.

The program runs as it does once it is installed: with its bytecode, which the first run or
the installer keeps.

    python bench/first_edition.py [ARTICLE]
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "articles" / "first-article.txt"
TOOL = [sys.executable, "-m", "audio_edition"]
RUNS = 3
EDITS = 12
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
RATE_HZ = 22050
"""Of the embedded voice."""


def median_s(run, runs: int = RUNS) -> float:
    """Return the median time of some runs, in seconds."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def spoken_straight(article: Path) -> tuple[bytes, float]:
    """Return an article's sound, and how long the library took to speak it in one process.

    The clock runs from starting the library to its last sample; reading the article and
    starting Python are not counted.
    """
    script = f"""
import sys
from audio_edition.pipeline import narration
from audio_edition.settings import Settings
from audio_edition.speaking.engines import espeak, espeak_library
source = narration.read_source({str(article)!r})
settings = Settings(script_dir={tempfile.mkdtemp()!r})
from pathlib import Path
told = narration.narrate(source, narration.read(source, settings), Path("none.yaml"), settings, 165)
import ctypes, time
began = time.perf_counter()
binding = espeak_library.start().binding
sound = []
def take(wav, count, events):
    if count > 0:
        sound.append(ctypes.string_at(wav, count * 2))
    return 0
binding.SetSynthCallback(take)
binding.SetVoiceByName(espeak.EspeakEngine().default_voice("en").encode())
binding.SetParameter(binding.RATE, espeak.RATE_WPM, 0)
gap = round(espeak.WORD_GAP_MS / espeak_library.WORD_GAP_UNIT_MS)
binding.SetParameter(espeak_library.WORD_GAP, gap, 0)
for segment in told.script.segments:
    if not segment.is_skipped:
        binding.Synth(segment.voiced, flags=binding.CHARS_UTF8)
print(time.perf_counter() - began, file=sys.stderr)
sys.stdout.buffer.write(b"".join(sound))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    return done.stdout, float(done.stderr.split()[-1])


def encode(sound: bytes, codec: str) -> None:
    """Encode a recording once, as a build encodes."""
    from audio_edition.mastering import ffmpeg
    from audio_edition.mastering.passage_sound import CODECS

    arguments = ["-f", "s16le", "-ar", str(RATE_HZ), "-ac", "1", "-i", "pipe:0", "-ar", "44100"]
    with tempfile.TemporaryDirectory() as folder:
        ffmpeg.run([*arguments, *CODECS[codec], str(Path(folder) / "sound")], sound)


def cold_build(article: Path) -> None:
    """Build an edition with nothing kept."""
    with tempfile.TemporaryDirectory() as folder:
        build = [*TOOL, "build", str(article), "--out", "out", "--script-dir", "script"]
        build += ["--store", "store", "--format", "mp3", "--format", "m4b"]
        subprocess.run(build, cwd=folder, check=True, capture_output=True, env=ENVIRONMENT)


def edits_s(article: Path) -> tuple[float, float]:
    """Return the median seconds of a build after one changed sentence, and after none."""
    text = article.read_text(encoding="utf-8")
    ends = [match.start() + 1 for match in re.finditer(r"[a-z]\. [A-Z]", text)]
    with tempfile.TemporaryDirectory() as folder:
        edited = Path(folder, article.name)
        edited.write_text(text, encoding="utf-8")

        def build() -> None:
            line = [*TOOL, "build", article.name, "--store", "store"]
            subprocess.run(line, cwd=folder, check=True, capture_output=True, env=ENVIRONMENT)

        build()
        changed, same = [], []
        for turn in range(EDITS):
            at = ends[(2 * turn + 1) * len(ends) // (2 * EDITS)]
            said = f", as was said {turn + 2} times"
            edited.write_text(text[:at] + said + text[at:], encoding="utf-8")
            changed.append(median_s(build, 1))
            same.append(median_s(build, 1))
    return statistics.median(changed), statistics.median(same)


def book(chapters: int) -> str:
    """Return a book of invented sentences."""
    sentence = "The ferry left at {} and reached the other side before the bells had finished."
    parts = ["# A book\n"]
    for number in range(chapters):
        body = " ".join(sentence.format(f"{h} o'clock on day {number}") for h in range(1, 25))
        parts.append(f"## Chapter {number}\n\n{body}\n")
    return "\n".join(parts)


def peak_memory_mb(chapters: int) -> float:
    """Return the largest resident size of a build and of its workers, in megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "book.md").write_text(book(chapters), encoding="utf-8")
        code = (
            "import resource, sys; from audio_edition.cli import run;"
            "run(['build', 'book.md', '--store', 'store', '--engine', 'tone']);"
            "own, ended = (resource.getrusage(w).ru_maxrss for w in "
            "(resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)); print(max(own, ended) / 1024)"
        )
        line = [sys.executable, "-c", code]
        done = subprocess.run(line, cwd=folder, check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])


def main() -> None:
    """Print the figures of one run."""
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    if not given.exists():
        given = ROOT / "examples" / "the-harbour-tribunal.md"
    article = given.resolve()
    print(f"Article: {article.name}; processors: {os.cpu_count()}; median of {RUNS} runs.")
    sound, _ = spoken_straight(article)
    print(f"Sound: {len(sound) / 2 / RATE_HZ:.0f} s.")
    parts = {
        "speaking it straight through": statistics.median(
            spoken_straight(article)[1] for _ in range(RUNS)
        ),
        "encoding it once to MP3": median_s(lambda: encode(sound, "mp3")),
        "encoding it once to AAC": median_s(lambda: encode(sound, "aac")),
    }
    for what, seconds in parts.items():
        print(f"{what}: {seconds:.2f} s")
    build_s = median_s(lambda: cold_build(article))
    total_s = sum(parts.values())
    print(f"all three: {total_s:.2f} s")
    print(f"a cold build with MP3 and M4B: {build_s:.2f} s, {build_s / total_s:.2f} of all three")
    edit_s, same_s = edits_s(article)
    print(f"one sentence changed: {edit_s:.2f} s, {build_s / edit_s:.1f} times faster than cold")
    print(f"nothing changed: {same_s:.2f} s")
    help_line = [*TOOL, "--help"]
    help_s = median_s(
        lambda: subprocess.run(help_line, check=True, capture_output=True, env=ENVIRONMENT), 7
    )
    print(f"--help: {help_s:.2f} s")
    for chapters in (20, 80):
        print(f"peak memory of a build of {chapters} chapters: {peak_memory_mb(chapters):.0f} MB")


if __name__ == "__main__":
    main()
