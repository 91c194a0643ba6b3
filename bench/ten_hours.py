"""A ten-hour book: a cold build, a build with one changed sentence, and one with nothing changed.

The book is made from the texts beside the project where they are, else from the examples,
up to 90,000 words in chapters of some 2,000. Printed from one run: seconds of the whole
process, times real time, and the largest resident size of any process of the build, for
five hours and for ten.

    python bench/ten_hours.py [--engine tone] [--words 90000]
"""

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from audio_edition.article import BlockKind
from audio_edition.reading import read_article

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
TEXT = {BlockKind.PARAGRAPH, BlockKind.BLOCK_QUOTE, BlockKind.LIST_ITEM, BlockKind.SPEECH}
WORDS_A_CHAPTER = 2000
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""The program runs as it does once it is installed: with its bytecode."""


def paragraphs() -> Iterator[str]:
    """Yield paragraphs of real texts, over and over, told apart by their round."""
    folder = CORPUS if CORPUS.is_dir() else ROOT / "examples"
    files = sorted(p for p in folder.rglob("*") if p.suffix in (".md", ".xhtml", ".txt"))
    texts = []
    for path in files:
        article = read_article(path.read_bytes(), path.name)
        texts += [b.text for b in article.blocks if b.kind in TEXT and len(b.text) > 40]
    turn = 0
    while True:
        turn += 1
        for text in texts:
            yield text if turn == 1 else f"For the {turn}th time: {text}"


def book(words: int) -> str:
    """Return a book of about so many words, as Markdown."""
    parts, count, in_chapter, number = ["# A long book\n"], 0, WORDS_A_CHAPTER, 0
    for text in paragraphs():
        if in_chapter >= WORDS_A_CHAPTER:
            number += 1
            in_chapter = 0
            parts.append(f"## Part {number}\n")
        parts.append(re.sub(r"^([#>*+\-\d|])", r"\\\1", text) + "\n")
        count += len(text.split())
        in_chapter += len(text.split())
        if count >= words:
            break
    return "\n".join(parts)


def timed(folder: Path, engine: str) -> tuple[float, float, str]:
    """Return seconds, megabytes of the largest process, and what a build said."""
    code = (
        "import resource, sys; from audio_edition.cli import run;"
        f"code = run(['build', 'book.md', '--store', 'store', '--engine', {engine!r}]);"
        "own, ended = (resource.getrusage(w).ru_maxrss for w in "
        "(resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN));"
        "print(max(own, ended) / 1024); sys.exit(code)"
    )
    began = time.perf_counter()
    line = [sys.executable, "-c", code]
    done = subprocess.run(
        line, cwd=folder, capture_output=True, text=True, check=False, env=ENVIRONMENT
    )
    if done.returncode:
        sys.exit(done.stderr)
    lines = done.stdout.splitlines()
    return time.perf_counter() - began, float(lines[-1]), lines[1]


def length_s(folder: Path) -> float:
    """Return how long the edition lasts."""
    import json

    edition = json.loads((folder / "output" / "book" / "edition.json").read_text("utf-8"))
    return float(edition["duration_s"])


def run(words: int, engine: str) -> None:
    """Print the figures of one book."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = book(words)
        (folder / "book.md").write_text(text, encoding="utf-8")
        cold_s, cold_mb, said = timed(folder, engine)
        lasts_s = length_s(folder)
        print(f"{words} words, {lasts_s / 3600:.1f} hours with the engine {engine}. {said}")
        times = lasts_s / cold_s
        print(f"  cold build: {cold_s:.1f} s, {times:.0f} times real time, {cold_mb:.0f} MB")
        middle = text.index(". ", len(text) // 2)
        changed = text[:middle] + ", as everybody knew" + text[middle:]
        (folder / "book.md").write_text(changed, encoding="utf-8")
        edit_s, edit_mb, said = timed(folder, engine)
        print(f"  one sentence changed: {edit_s:.2f} s, {edit_mb:.0f} MB. {said}")
        same_s, same_mb, said = timed(folder, engine)
        print(f"  nothing changed: {same_s:.2f} s, {same_mb:.0f} MB. {said}")


def main() -> None:
    """Print the figures of half the book and of all of it."""
    options = argparse.ArgumentParser()
    options.add_argument("--engine", default="pyttsx3")
    options.add_argument("--words", type=int, default=90_000)
    given = options.parse_args()
    for words in (given.words // 2, given.words):
        run(words, given.engine)
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    print(f"processor time of all builds: {children:.0f} s")


if __name__ == "__main__":
    main()
