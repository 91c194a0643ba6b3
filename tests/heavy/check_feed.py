"""Hold the feed and the server against real clients: subscribe, download, edit, update, seek.

    python tests/heavy/check_feed.py

Builds a short edition of its own with the tone engine and serves it. Prints one line a check,
and exits 1 if one fails; a client that is missing is a failure too:
`tests/heavy/install_packages.sh` installs them.
"""

import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HEAVY = Path(__file__).parents[2] / ".heavy"
TOOL = str(Path(sys.executable).with_name("audio-edition"))
ARTICLE = "---\nauthor: Bo Sample\ndate: 2024-03-23\n---\n# Fog &amp; &lt;Signals&gt;\n\n"
ARTICLE += "The bell rang {times}.\n\n## After\n\n"
ARTICLE += "The fog lifted, and the boats came in one behind the other. " * 30
TITLE = "Fog & <Signals>"
SETTINGS = """show = "Slow <Reading> & more"
[feed]
description = "Articles, read aloud. ]]>"
site = "{site}"
owner = "Ann Sample"
email = "ann@example.org"
funding = "https://example.org/give?a=1&b=2"
"""

Verdict = tuple[str, bool, str]
"""What was checked, whether it passed, what was found."""


def run(*line: str, home: Path | None = None) -> str:
    """Run a command to its end and return what it says."""
    places = {"GPODDER_HOME": str(home), "GPODDER_DOWNLOAD_DIR": str(home)} if home else {}
    done = subprocess.run(
        line, capture_output=True, text=True, check=False, timeout=300, env={**os.environ, **places}
    )
    return done.stdout + done.stderr


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder and yield its address."""
    line = [TOOL, "serve", str(folder), "--port", "0"]
    server = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert server.stdout is not None
    try:
        yield server.stdout.readline().split()[-1].rstrip("/")
    finally:
        server.terminate()
        server.wait()


def publish(work: Path, times: str) -> None:
    """Build the article as it now is, and write the feed."""
    (work / "fog.md").write_text(ARTICLE.format(times=times), "utf-8")
    places = ("--out", "out", "--script-dir", "script", "--store", "store")
    line = [TOOL, "build", "--engine", "tone", *places, "--format", "mp3", "--format", "m4b"]
    subprocess.run([*line, "fog.md"], cwd=work, check=True, capture_output=True)
    subprocess.run([TOOL, "feed", "--out", "out"], cwd=work, check=True, capture_output=True)


def partytime(feed: Path) -> dict[str, Any]:
    """Return the feed as the Podcast Index reads it."""
    module = json.dumps(str(HEAVY / "node_modules/podcast-partytime"))
    script = (
        f"const feed = require({module}).parseFeed(require('fs').readFileSync(process.argv[1],"
        "'utf8')); console.log(JSON.stringify(feed))"
    )
    read: dict[str, Any] = json.loads(run("node", "-e", script, str(feed)).splitlines()[-1])
    return read


def read_back(feed: Path) -> Iterator[Verdict]:
    """podcast-partytime: it finds every element of Podcasting 2.0 that is there."""
    read = partytime(feed)
    found = sorted(name for names in read["pc20support"].values() for name in names)
    wanted = {"locked", "funding", "transcript", "chapters", "person", "guid", "medium"}
    [item] = read["items"]
    right = item["title"] == TITLE and item["enclosure"]["type"] == "audio/mpeg"
    yield "podcast-partytime", wanted <= set(found) and right, ", ".join(found)


def subscribes(work: Path, site: str) -> Iterator[Verdict]:
    """gpo: it subscribes, downloads what is served, and has one episode after an edit too."""
    home, sound = work / "gpodder", work / "out/fog/fog.mp3"
    run("gpo", "subscribe", f"{site}/feed.xml", home=home)
    before = partytime(work / "out/feed.xml")["items"][0]
    run("gpo", "download", home=home)
    got = list(home.rglob("*.mp3"))
    same = len(got) == 1 and got[0].read_bytes() == sound.read_bytes()
    yield "gpo subscribes and downloads", same, f"{len(got)} file of {sound.stat().st_size} bytes"
    publish(work, "twice")
    after = partytime(work / "out/feed.xml")["items"][0]
    stable = after["guid"] == before["guid"] and after["enclosure"] != before["enclosure"]
    yield "an edit keeps the guid and moves the sound", stable, after["enclosure"]["url"]
    run("gpo", "update", home=home)
    listed = run("gpo", "episodes", home=home).count(TITLE)
    yield "gpo updates after the edit", listed == 1, f"{listed} episode"
    run("gpo", "unsubscribe", f"{site}/feed.xml", home=home)
    run("gpo", "subscribe", f"{site}/feed.xml", home=home)
    run("gpo", "download", home=home)
    new = [path for path in home.rglob("*.mp3") if path.read_bytes() == sound.read_bytes()]
    yield "who subscribes after the edit gets the new sound", bool(new), f"{len(new)} file"


def resumes(work: Path, site: str) -> Iterator[Verdict]:
    """curl -C -: it goes on where it was broken off."""
    sound, got = work / "out/fog/fog.mp3", work / "part.mp3"
    got.write_bytes(sound.read_bytes()[:5000])
    run("curl", "-sS", "-C", "-", "-o", str(got), f"{site}/fog/fog.mp3")
    yield "curl resumes", got.read_bytes() == sound.read_bytes(), f"{got.stat().st_size} bytes"


def seeks(site: str) -> Iterator[Verdict]:
    """mpv: it begins in the middle, and sees the chapters."""
    for name in ("fog.mp3", "fog.m4b"):
        options = ("--no-config", "--ao=null", "--untimed", "--start=30", "--length=1", "--vo=null")
        shown = "--term-playing-msg=at ${=time-pos} of ${=duration}, ${chapters} chapters"
        said = run("mpv", *options, shown, f"{site}/fog/{name}")
        found = next((s for s in said.splitlines() if s.startswith("at ")), "nothing")
        yield (
            f"mpv seeks in {name}",
            found.endswith(" 4 chapters") and found.startswith(("at 29.9", "at 30.")),
            found,
        )


def answers(site: str) -> Iterator[Verdict]:
    """The server answers 304 to who has it already."""
    with urllib.request.urlopen(f"{site}/fog/chapters.json") as answer:
        tag, kind = answer.headers["ETag"], answer.headers["Content-Type"]
    line = ("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-H", f"If-None-Match: {tag}")
    code = run(*line, f"{site}/fog/chapters.json")
    yield "what is known is not sent again", code == "304", f"{code}, {kind}"


def main() -> int:
    """Run every check."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "out").mkdir()
        with served(work / "out") as site:
            (work / "audio-edition.toml").write_text(SETTINGS.format(site=site), "utf-8")
            publish(work, "once")
            checks = (read_back(work / "out/feed.xml"), subscribes(work, site))
            for check in (*checks, resumes(work, site), seeks(site), answers(site)):
                for name, passed, found in check:
                    print(f"{'pass' if passed else 'FAIL'}  {name}: {found}", flush=True)
                    failed += not passed
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
