"""A place of work for tests that run the command line: its own folder, store and output."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from audio_edition.cli import run

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
SHARED = ROOT.parent / "shared"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the evaluation texts are not beside the project"
)


@dataclass
class Workshop:
    """A folder in which commands are run as a user runs them."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    code: int = 0
    out: str = ""
    err: str = ""

    def run(self, *arguments: str, engine: str = "tone") -> "Workshop":
        """Run a command with the fast engine, unless told otherwise."""
        line = list(arguments)
        if line[0] in ("build", "plan", "script", "changes", "warnings"):
            line += ["--engine", engine, "--store", str(self.folder / "store")]
        self.capsys.readouterr()
        self.code = run(line)
        said = self.capsys.readouterr()
        self.out, self.err = said.out, said.err
        return self

    def write(self, name: str, text: str) -> str:
        """Write a file and return its name."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return name

    def edition(self, slug: str) -> Path:
        """Return an edition's folder."""
        return self.folder / "output" / slug

    def data(self, slug: str, name: str) -> Any:
        """Return a JSON file of an edition."""
        return json.loads((self.edition(slug) / name).read_text(encoding="utf-8"))


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
