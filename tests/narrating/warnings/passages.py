"""The passages the rules are measured on: sober ones of every topic, and harmless ones."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage and what it should be warned of."""

    id: str
    text: str
    labels: frozenset[str]
    severity: str
    note: str

    @property
    def is_indirect(self) -> bool:
        return "indirect" in self.note

    @property
    def half(self) -> int:
        return hashlib.sha256(self.id.encode()).digest()[0] % 2


def passages(name: str) -> list[Passage]:
    """Return the passages of a file: sober, harmless, last, written or unseen."""
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    made = [json.loads(line) for line in lines]
    return [Passage(**{**one, "labels": frozenset(one["labels"])}) for one in made]
