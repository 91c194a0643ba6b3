"""`watch` in a process of its own: real files are saved, real lines come out."""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

ARTICLE = "# At sea\n\nThe boat left. We saw whales.\n"
LONGEST_WAIT_S = 90
pytestmark = pytest.mark.skipif(os.name != "posix", reason="Interrupts are sent as POSIX does.")


def _heed_interrupts() -> None:
    """Take interrupts as a terminal's programs do, even where the tests run in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Watch:
    """A running `audio-edition watch`, and the lines it says on both streams."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        line = [sys.executable, "-m", "audio_edition", "watch", "a.md", "--store", "store"]
        self.process = subprocess.Popen(
            [*line, "--engine", "tone", "--format", "mp3"],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=_heed_interrupts,
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def next(self) -> str:
        """Return the next line it says."""
        return self._lines.get(timeout=LONGEST_WAIT_S)

    def rest(self) -> list[str]:
        """Return what else it said, when it has ended."""
        self._listener.join(LONGEST_WAIT_S)
        return [*self._lines.queue]

    def save(self, name: str, text: str) -> None:
        """Save a file as most editors do: under another name, then renamed."""
        path = self.folder / name
        new = path.with_name(f"{path.name}~")
        new.write_text(text, encoding="utf-8")
        new.replace(path)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=LONGEST_WAIT_S)


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    watch = Watch(tmp_path)
    try:
        assert watch.next().startswith("a.md: Recorded 5 segments; it lasts ")
        assert watch.next() == "Watching a.md; press Control-C to stop."
        yield watch
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(watch.process.pid, signal.SIGKILL)
        watch.rest()
        watch.process.stdout.close()
        watch.process.wait()


def test_each_save_is_one_line(watch: Watch) -> None:
    watch.save("a.md", ARTICLE.replace("whales", "big whales"))
    line = watch.next()
    assert line.startswith("a.md: Of the segments, 1 changed; 4 stayed as they were. ")
    assert "Recorded 1 segment; it lasts " in line
    watch.save("a.md", ARTICLE.replace("whales", "big  whales"))  # says the same
    assert watch.next().startswith("a.md: Recorded 0 segments; it lasts ")
    watch.save("a.md", ARTICLE.replace("whales", "big  whales"))  # is the same
    assert watch.next() == "a.md: nothing changed."
    assert watch.stop() == 0
    assert watch.rest() == []


def test_an_error_is_said_and_waited_out(watch: Watch) -> None:
    watch.save("a.md", "")
    assert watch.next().startswith("Error: a.md is empty. ")
    watch.save("a.md", ARTICLE.replace("left", "left early"))
    assert watch.next().startswith("a.md: Of the segments, 1 changed")
    script = watch.folder / "script" / "a.yaml"
    good = script.read_text(encoding="utf-8")
    watch.save("script/a.yaml", good.replace("text:", "txet:", 1))
    assert watch.next().startswith("Error: a.md: script/a.yaml, line ")
    watch.save("script/a.yaml", good.replace("We saw whales.", "We saw whales.\n    say: Whales!"))
    assert watch.next().startswith("a.md: Of the segments, 1 changed")
    assert watch.stop() == 0
    assert watch.rest() == []


def test_settings_and_lexicon_are_watched_too(watch: Watch) -> None:
    watch.save("lexicon.toml", '[say]\nwhales = "wails"\n')
    assert watch.next().startswith("a.md: Of the segments, 1 changed")
    watch.save("audio-edition.toml", "rate_wpm = 1\n")
    assert watch.next().startswith("Error: audio-edition.toml sets rate_wpm to 1.")
    watch.save("audio-edition.toml", 'show = "Sea stories"\n')
    assert watch.next().startswith("a.md: Of the segments, 1 new; 5 stayed as they were.")
    assert watch.stop() == 0
    assert watch.rest() == []


def test_what_is_not_there_cannot_be_watched(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "audio_edition", "watch", "b.md"]
    done = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "There is no file b.md to watch." in done.stderr
