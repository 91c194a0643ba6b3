"""Builds that are killed, that run twice at once, that find no room: the edition bears it all."""

import contextlib
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.workshop import bytes_of

posix = pytest.mark.skipif(os.name != "posix", reason="Process groups are POSIX's.")
MOMENTS = 8
PARTS, MOMENTS_A_PART = 10, 10

SENTENCES = (
    "The boat left before the bells had finished.",
    "Nobody on the quay said very much.",
    "The sea lay grey and quiet as far as the lighthouse.",
    "A boy counted the gulls until there were too many.",
    "The captain smiled, and looked at the clouds.",
)


def article(end: str) -> str:
    """Return an article of several passages in two chapters."""
    paragraphs = [" ".join(SENTENCES[i:] + SENTENCES[:i]) for i in range(5)]
    first, second = "\n\n".join(paragraphs[:3]), "\n\n".join(paragraphs[3:])
    return f"# A day at sea\n\n{first}\n\n## The evening\n\n{second} {end}\n"


OLD, NEW = article("We were tired."), article("We were tired and happy, all of us.")


@dataclass(frozen=True)
class Desk:
    """A folder in which builds run as processes of their own."""

    folder: Path

    @property
    def edition(self) -> Path:
        return self.folder / "output" / "a"

    def start(self, *more: str) -> "subprocess.Popen[str]":
        """Start a build, in a process group of its own."""
        (self.folder / "tmp").mkdir(exist_ok=True)
        line = [sys.executable, "-m", "audio_edition", "build", "a.md", "--engine", "tone"]
        line += ["--store", "store", "--jobs", "2", *more]
        environment = {**os.environ, "TMPDIR": str(self.folder / "tmp")}
        environment.pop("SOURCE_DATE_EPOCH", None)
        return subprocess.Popen(
            line,
            cwd=self.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def build(self, *more: str) -> tuple[str, str]:
        """Build to the end; return what was said on both streams."""
        process = self.start(*more)
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        return out, err

    def write(self, text: str) -> None:
        (self.folder / "a.md").write_text(text, encoding="utf-8")

    def published(self) -> dict[str, bytes]:
        """Return every file of output and script; of the record, all but the inputs' hash.

        That hash holds the program's own files with their times, which anyone may touch.
        """
        files = {**bytes_of(self.folder / "output"), **bytes_of(self.folder / "script")}
        record = json.loads(files["a.revisions.json"])
        assert record["newest"].pop("inputs")
        return {**files, "a.revisions.json": json.dumps(record).encode()}

    def remains(self) -> list[str]:
        """Return what no build should leave when it has ended."""
        hidden = [
            path
            for part in ("output", "script", "store")
            for path in (self.folder / part).rglob("*")
            if path.name.startswith(".") and path.name != ".new"
        ]
        hidden += (self.folder / "store" / ".new").glob("*")
        return [str(path) for path in (*hidden, *(self.folder / "tmp").iterdir())]


def faults(edition: Path) -> Iterator[str]:
    """Yield what is not as the edition's own record says."""
    files = json.loads((edition / "edition.json").read_text(encoding="utf-8"))["files"]
    here = {path.relative_to(edition).as_posix() for path in edition.rglob("*") if path.is_file()}
    if here != {*files, "edition.json"}:
        yield f"other files than listed: {sorted(here ^ {*files, 'edition.json'})}"
    for name, facts in files.items():
        if hashlib.sha256((edition / name).read_bytes()).hexdigest() != facts["sha256"]:
            yield f"{name} has another hash"


@dataclass(frozen=True)
class Course:
    """What an undisturbed day gives."""

    before: Path
    """Folder in which the old edition stands and the new article waits."""
    expected: dict[str, bytes]
    length_s: float
    """How long the build of the new edition takes."""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    folder = tmp_path_factory.mktemp("course")
    desk = Desk(folder / "before")
    desk.folder.mkdir()
    desk.write(OLD)
    desk.build()
    desk.write(NEW)
    after = Desk(folder / "after")
    shutil.copytree(desk.folder, after.folder)
    began = time.perf_counter()
    after.build()
    length_s = time.perf_counter() - began
    assert after.remains() == []
    return Course(desk.folder, after.published(), length_s)


def killed_desk(course: Course, folder: Path, share: float, has_old: bool) -> Desk:
    """Return a desk at which a build was killed after a share of its time.

    Where the build was quicker than that it is begun anew and killed sooner.

    Args:
        has_old: whether an edition stands there; else the build begins with nothing.
    """
    desk, wait_s = Desk(folder), share * course.length_s * (1 if has_old else 1.3)
    while True:
        shutil.rmtree(folder, ignore_errors=True)
        if has_old:
            shutil.copytree(course.before, folder)
        else:
            folder.mkdir()
            desk.write(NEW)
        process = desk.start()
        time.sleep(wait_s)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
        if process.returncode == -signal.SIGKILL:
            return desk
        wait_s *= 0.8


def kill_and_build_again(course: Course, folder: Path, share: float, has_old: bool) -> None:
    """Kill a build, look at what is left, and build."""
    desk = killed_desk(course, folder, share, has_old)
    if has_old or desk.edition.exists():
        assert list(faults(desk.edition)) == []
    desk.build()
    assert list(faults(desk.edition)) == []
    assert desk.remains() == []
    if has_old:
        assert desk.published() == course.expected
    else:
        assert bytes_of(desk.edition) == undisturbed_from_nothing(course)


_FROM_NOTHING: dict[Path, dict[str, bytes]] = {}


def undisturbed_from_nothing(course: Course) -> dict[str, bytes]:
    """Return the new edition as a single build makes it, made once for each course."""
    if course.before not in _FROM_NOTHING:
        desk = Desk(course.before.parent / "from-nothing")
        desk.folder.mkdir()
        desk.write(NEW)
        desk.build()
        _FROM_NOTHING[course.before] = bytes_of(desk.edition)
    return _FROM_NOTHING[course.before]


def kill_many(course: Course, folder: Path, moments: int, seed: int) -> None:
    """Kill builds at many moments, spread over the whole build."""
    chance = random.Random(seed)
    for number in range(moments):
        share = (number + chance.random()) / moments
        kill_and_build_again(course, folder / str(number), share, number % 4 != 3)
        shutil.rmtree(folder / str(number))


@posix
def test_a_killed_build_leaves_the_old_edition_and_no_remains(
    course: Course, tmp_path: Path
) -> None:
    kill_many(course, tmp_path, MOMENTS, 0)


@posix
@pytest.mark.heavy
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("part", range(1, PARTS + 1))
def test_a_build_killed_at_a_hundred_moments(course: Course, tmp_path: Path, part: int) -> None:
    kill_many(course, tmp_path, MOMENTS_A_PART, part)


def others_in(group: int) -> list[int]:
    """Return the processes of a group that are at work, but for the one it is named after."""
    line = ["ps", "-A", "-o", "pid=,pgid=,stat="]
    said = subprocess.run(line, check=True, capture_output=True, text=True).stdout
    rows = [row.split() for row in said.splitlines()]
    return [
        int(pid) for pid, of, state in rows if int(of) == group != int(pid) and state[0] not in "ZX"
    ]


@pytest.mark.skipif(not shutil.which("ps"), reason="Processes cannot be listed here.")
@pytest.mark.skipif(sys.platform != "linux", reason="Elsewhere workers take a moment longer.")
def test_workers_end_with_a_build_that_is_killed_alone(course: Course, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    desk.folder.mkdir()
    desk.write("\n".join(NEW.replace("evening", f"evening {n}") for n in range(8)))
    process = desk.start("--format", "mp3")
    while not others_in(process.pid):
        assert process.poll() is None
        time.sleep(0.01)
    process.kill()
    process.communicate(timeout=60)  # the workers hold its streams as long as they live
    for _ in range(200):
        if not others_in(process.pid):
            break
        time.sleep(0.05)
    assert others_in(process.pid) == []
    desk.build("--format", "mp3")
    assert desk.remains() == []


def test_the_edition_can_be_played_all_along(course: Course, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    shutil.copytree(course.before, desk.folder)
    whole = {(desk.edition / "a.mp3").read_bytes(), course.expected["a/a.mp3"]}
    process = desk.start()
    heard = set()
    while process.poll() is None:
        heard.add((desk.edition / "a.mp3").read_bytes())
        time.sleep(0.001)
    process.communicate()
    heard.add((desk.edition / "a.mp3").read_bytes())
    assert heard == whole


@pytest.mark.parametrize("has_old", [True, False])
def test_two_builds_at_once_both_succeed(course: Course, tmp_path: Path, has_old: bool) -> None:
    desk = Desk(tmp_path / "desk")
    if has_old:
        shutil.copytree(course.before, desk.folder)
    else:
        desk.folder.mkdir()
        desk.write(NEW)
    both = [desk.start(), desk.start()]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert list(faults(desk.edition)) == []
    assert desk.remains() == []
    if has_old:
        assert desk.published() == course.expected
    assert "up to date" in said[0][0] + said[1][0]
    assert "waiting for it to end" in said[0][1] + said[1][1]


def test_a_lock_whose_holder_was_killed_holds_nobody(course: Course, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    shutil.copytree(course.before, desk.folder)
    (desk.folder / "output" / ".a.lock").write_text("1")
    _, err = desk.build()
    assert "waiting" not in err
    assert desk.remains() == []


def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """Give a folder on a disk of its own, where that can be had."""
    folder.mkdir()
    line = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if not shutil.which("mount") or os.geteuid() != 0:
        pytest.skip("Only root can mount a small disk.")
    if subprocess.run(line, check=False, capture_output=True).returncode:
        pytest.skip("No disk can be mounted here.")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    yield from small_disk(tmp_path / "disk", "64k")


@posix
def test_a_full_store_is_said_and_borne(course: Course, tmp_path: Path, full_disk: Path) -> None:
    desk = Desk(tmp_path / "desk")
    desk.folder.mkdir()
    desk.write(NEW)
    _, err = desk.build("--store", str(full_disk))
    assert "The store" in err
    assert "cannot be written" in err
    assert bytes_of(desk.edition) == undisturbed_from_nothing(course)
    assert list((full_disk / ".new").iterdir()) == []


@posix
def test_a_full_disk_leaves_the_old_edition(
    course: Course, tmp_path: Path, full_disk: Path
) -> None:
    desk = Desk(tmp_path / "desk")
    shutil.copytree(course.before, desk.folder)
    shutil.rmtree(desk.edition)
    process = desk.start("--out", str(full_disk))
    _, err = process.communicate(timeout=120)
    assert process.returncode == 5
    assert "is full" in err
    assert [path.name for path in full_disk.iterdir()] == []


def read_only(folder: Path) -> Iterator[Path]:
    """Make a folder and all in it read-only, for root too if it can be mounted so."""
    if os.geteuid() == 0:
        line = ["mount", "--bind", "-o", "ro", str(folder), str(folder)]
        if subprocess.run(line, check=False, capture_output=True).returncode:
            pytest.skip("Nothing can be mounted read-only here.")
        try:
            yield folder
        finally:
            subprocess.run(["umount", "-l", str(folder)], check=False)
    else:
        everything = [folder, *folder.rglob("*")]
        for path in everything:
            path.chmod(0o555 if path.is_dir() else 0o444)
        try:
            yield folder
        finally:
            for path in everything:
                path.chmod(0o755 if path.is_dir() else 0o644)


@posix
def test_a_read_only_store_is_read_and_said(course: Course, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    shutil.copytree(course.before, desk.folder)
    for _ in read_only(desk.folder / "store"):
        out, err = desk.build("--json")
        assert "cannot be written" in err
        assert json.loads(out)["recorded"] == 1  # the others came from the store
        assert desk.published() == course.expected
