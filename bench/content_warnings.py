"""How good and how fast the content warnings are.

Prints, for each set of passages, direct passages given a right label, indirect ones,
harmless ones warned, micro-precision and severity accuracy: for the project's own passages
(both halves), for those written last and never used to mend a rule, and for the published
development set if it stands beside the repository. Then how long 500,000 words take.

    python bench/content_warnings.py
"""

import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from audio_edition.narrating.warnings import assess
from audio_edition.narrating.warnings.rules import rule_book

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
SHARED = ROOT.parent / "shared"
WORDS = 500_000
SECONDS_DUE = 2.0


@dataclass(slots=True)
class Score:
    """What a set of passages scored."""

    direct: int = 0
    direct_right: int = 0
    indirect: int = 0
    indirect_right: int = 0
    harmless: int = 0
    harmless_warned: int = 0
    named: int = 0
    named_right: int = 0
    severe_right: int = 0

    def add(self, text: str, labels: frozenset[str], severity: str, note: str) -> None:
        judgement = assess(text)
        topics = set(judgement.topics)
        self.named += len(topics)
        self.named_right += len(topics & labels)
        self.severe_right += str(judgement.severity) == severity
        if not labels:
            self.harmless += 1
            self.harmless_warned += bool(topics)
        elif "indirect" in note:
            self.indirect += 1
            self.indirect_right += bool(topics & labels)
        else:
            self.direct += 1
            self.direct_right += bool(topics & labels)

    def line(self) -> str:
        size = self.direct + self.indirect + self.harmless
        precision = self.named_right / max(self.named, 1)
        return (
            f"direct {self.direct_right}/{self.direct}, "
            f"indirect {self.indirect_right}/{self.indirect}, "
            f"harmless warned {self.harmless_warned}/{self.harmless}, "
            f"micro-precision {precision:.2f}, severity {self.severe_right / max(size, 1):.2f}"
        )


def score(rows: Iterable[tuple[str, frozenset[str], str, str]]) -> str:
    made = Score()
    for row in rows:
        made.add(*row)
    return made.line()


def own(name: str, half: int | None = None) -> Iterator[tuple[str, frozenset[str], str, str]]:
    from tests.narrating.warnings.passages import passages

    for one in passages(name):
        if half is None or one.half == half:
            yield one.text, one.labels, one.severity, one.note


def published(path: Path) -> Iterator[tuple[str, frozenset[str], str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        yield one["text"], frozenset(one["labels"]), one["severity"], one["note"]


def long_texts() -> list[str]:
    """Return texts of about 1,500 words made of harmless and sober passages, 6 to 1."""
    harmless = [text for text, *_ in own("harmless")]
    sober = [text for text, *_ in own("sober")]
    texts, words, at = [], 0, 0
    while words < WORDS:
        pieces = [harmless[(at + i) % len(harmless)] for i in range(36)]
        pieces += [sober[(at + i) % len(sober)] for i in range(6)]
        texts.append("\n".join(pieces))
        words += len(texts[-1].split())
        at += 7
    return texts


def main() -> int:
    for half in (0, 1):
        print(f"own passages, half {half}: {score([*own('sober', half), *own('harmless', half)])}")
    print(f"own passages, written last: {score(own('unseen'))}")
    if (dev := SHARED / "evaluation" / "warnings-dev.jsonl").exists():
        print(f"published development set: {score(published(dev))}")
    began = time.perf_counter()
    rule_book.cache_clear()
    rule_book()
    print(f"rules loaded in {1_000 * (time.perf_counter() - began):.0f} ms")
    texts = long_texts()
    words = sum(len(text.split()) for text in texts)
    began = time.perf_counter()
    for text in texts:
        assess(text)
    took_s = time.perf_counter() - began
    print(f"{words} words in {len(texts)} texts assessed in {took_s:.2f} s, due {SECONDS_DUE} s")
    return int(took_s > SECONDS_DUE)


if __name__ == "__main__":
    raise SystemExit(main())
