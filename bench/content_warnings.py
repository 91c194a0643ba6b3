"""How good and how fast the content warnings are.

Prints, for each set of passages, direct passages given a right label, indirect ones,
harmless ones warned, micro-precision and severity accuracy: for the project's own passages,
and for the published development set if it stands beside the repository. All but those kept
unseen were used to mend the rules: `docs/warnings.md` says what that means. Then how long
500,000 words take.

    python bench/content_warnings.py
"""

import json
import re
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from audio_edition.narrating.warnings import assess
from audio_edition.narrating.warnings.rule_book import rule_book

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
        """Count one passage."""
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
        """Return the counts as one line."""
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


def unseen(half: str) -> Iterator[tuple[str, frozenset[str], str, str]]:
    """Yield passages of which the rules and the table of words have seen none."""
    from tests.narrating.warnings.passages import passages

    for one in passages("unseen"):
        if one.id.startswith(half):
            yield one.text, one.labels, one.severity, one.note


def published(path: Path) -> Iterator[tuple[str, frozenset[str], str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        yield one["text"], frozenset(one["labels"]), one["severity"], one["note"]


def articles() -> list[str]:
    """Return real articles and chapters, without their markup, over and over."""
    paths = [
        *ROOT.glob("examples/*.md"),
        *SHARED.glob("corpus/*/*.*ml"),
        *SHARED.glob("corpus/*/*.md"),
    ]
    once = [re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8")) for path in sorted(paths)]
    return _repeated(once)


def dense() -> list[str]:
    """Return the passages one after another, four a text: every sentence holds a trap."""
    every = [text for text, *_ in [*own("harmless"), *own("sober")]]
    return _repeated(["\n".join(every[i : i + 4]) for i in range(0, len(every), 4)])


def _repeated(once: list[str]) -> list[str]:
    words = sum(len(text.split()) for text in once)
    return once * max(round(WORDS / words), 1)


def speed(name: str, texts: list[str]) -> float:
    """Print how long some texts take, and return it in seconds of one processor."""
    words = sum(len(text.split()) for text in texts)
    began, began_s = time.process_time(), time.perf_counter()
    for text in texts:
        assess(text)
    took_s, waited_s = time.process_time() - began, time.perf_counter() - began_s
    per_due = took_s * WORDS / words
    print(
        f"{name}: {words} words in {len(texts)} texts, {took_s:.2f} s of one processor "
        f"({waited_s:.2f} s by the clock), {per_due:.2f} s for {WORDS}"
    )
    return per_due


def main() -> int:
    for half in (0, 1):
        print(f"own passages, half {half}: {score([*own('sober', half), *own('harmless', half)])}")
    print(f"own passages, the last of the first hand: {score(own('last'))}")
    print(f"own passages, of other hands: {score(own('written'))}")
    print(f"own passages without a trap: {score(own('neutral'))}")
    print(f"own passages kept unseen, first half: {score(unseen('h1'))}")
    print(f"own passages kept unseen, second half: {score(unseen('h2'))}")
    if (dev := SHARED / "evaluation" / "warnings-dev.jsonl").exists():
        print(f"published development set: {score(published(dev))}")
    began = time.process_time()
    rule_book.cache_clear()
    rule_book()
    print(f"rules loaded in {1_000 * (time.process_time() - began):.0f} ms")
    took_s = speed("articles and chapters", articles())
    speed("passages made of traps", dense())
    return int(took_s > SECONDS_DUE)


if __name__ == "__main__":
    raise SystemExit(main())
