"""Chapters are recorded by any number of workers to the same bytes, and failures are named."""

import os
import signal
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, ClassVar

import pytest

from audio_edition.errors import SpeakingError
from audio_edition.mastering.passage_sound import EncodedPassage, pack
from audio_edition.pipeline import recording
from audio_edition.pipeline.recording import Fallback, PassageTask, TaskLine, record
from audio_edition.pipeline.workers import Workers
from audio_edition.speaking.clips import Line, Speaker
from audio_edition.speaking.engine import Delivery
from audio_edition.speaking.engines.tone import ToneEngine
from audio_edition.speaking.store import Store
from audio_edition.speech import Clip

LOW = Speaker("tone", "tone 2", Delivery("low", 300))
HIGH = Speaker("tone", "tone 2", Delivery("high", 300))
forks = pytest.mark.skipif(sys.platform != "linux", reason="Workers inherit stand-ins by fork.")


def task(key: str, *texts: str, store: Path, **more: object) -> PassageTask:
    lines = tuple(
        TaskLine(Line(f"{key}-{n}", text, LOW), f"{key}-{n}", 100, 0.0)
        for n, text in enumerate(texts)
    )
    return PassageTask(key, lines, store, ("mp3",), **more)  # type: ignore[arg-type]


def tasks(store: Path, **more: object) -> list[PassageTask]:
    numbers = ("one", "two", "three", "four", "five", "six")
    return [
        task(f"c{n}", f"Chapter {number}.", "It ends.", store=store, **more)
        for n, number in enumerate(numbers)
    ]


def packed(chapters: Iterable[EncodedPassage]) -> list[bytes]:
    return [pack(chapter) for chapter in chapters]


@pytest.mark.parametrize("slowly", [False, True])
def test_any_number_of_workers_gives_the_same_bytes_in_order(tmp_path: Path, slowly: bool) -> None:
    results = []
    for jobs in (1, 4):
        folder = tmp_path / f"store-{jobs}"
        made = record(tasks(folder, speaks_slowly=slowly), Store(folder), jobs)
        results.append(packed(made))
    assert results[0] == results[1]
    assert len(results[0]) == 6
    first = record(tasks(tmp_path / "store-1"), Store(tmp_path / "store-1"), 1)
    assert next(iter(first)).placed[0].segment == "c0-0"


def test_what_was_recorded_is_not_recorded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = packed(record(tasks(tmp_path), Store(tmp_path), 1))

    def refuse(task: PassageTask) -> None:
        raise AssertionError("It was recorded before.")

    monkeypatch.setattr(recording, "make_passage", refuse)
    assert packed(record(tasks(tmp_path), Store(tmp_path), 1)) == before


def test_a_damaged_chapter_is_recorded_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    before = packed(record(tasks(tmp_path), store, 1))
    store.path(recording.KIND, "c1").write_bytes(b"damaged")
    store.put(recording.KIND, "c2", b"sound, but no chapter")
    assert packed(record(tasks(tmp_path), store, 1)) == before


def test_without_a_store_everything_is_still_recorded(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    nowhere = tmp_path / "file" / "store"
    assert len(list(record(tasks(nowhere), Store(nowhere), 2))) == 6


def test_only_a_few_chapters_wait_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed_out: list[str] = []
    plain = Workers.submit

    def noting(workers: Workers, work: object, *given: object) -> object:
        handed_out.append(given[0].key)  # type: ignore[attr-defined]
        return plain(workers, work, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Workers, "submit", noting)
    many = [task(f"c{n:02}", "One.", store=tmp_path) for n in range(20)]
    made = record(many, Store(tmp_path), 1)
    for number in range(5):
        next(made)
        assert len(handed_out) <= number + 1 + recording.WAITING_PER_JOB
    made.close()  # type: ignore[attr-defined]


class Ends(ToneEngine):
    """Ends its process at one sentence, the first time or always."""

    def __init__(self, mark: Path | None) -> None:
        self.mark = mark

    def speak(self, text: str, delivery: Delivery, deadline_s: float) -> Clip:
        if "fatal" in text and not (self.mark and self.mark.exists()):
            if self.mark:
                self.mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().speak(text, delivery, deadline_s)


def with_engine(monkeypatch: pytest.MonkeyPatch, engine: ToneEngine) -> None:
    monkeypatch.setattr(recording, "_engine", lambda name: engine)


@forks
def test_a_sentence_that_ends_its_worker_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_engine(monkeypatch, Ends(None))
    work = tasks(tmp_path)
    work[3] = task("c3", "All is well.", "This is fatal.", "So is this.", store=tmp_path)
    with pytest.raises(SpeakingError, match=r"at segment c3-1, the sentence “This is fatal\.”"):
        list(record(work, Store(tmp_path), 2))


@forks
def test_a_worker_that_died_once_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_engine(monkeypatch, Ends(tmp_path / "mark"))
    work = tasks(tmp_path / "store")
    work[1] = task("c1", "This is fatal.", store=tmp_path / "store")
    assert len(list(record(work, Store(tmp_path / "store"), 2))) == 6


class Hoarse(ToneEngine):
    """Fails at one sentence."""

    def speak(self, text: str, delivery: Delivery, deadline_s: float) -> Clip:
        if "hard" in text and delivery.voice == "low":
            raise SpeakingError("The stand-in lost its voice.", "Wait.")
        return super().speak(text, delivery, deadline_s)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_sentence_that_cannot_be_spoken_stops_the_build_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    with_engine(monkeypatch, Hoarse())
    work = [task("c0", "Easy.", store=tmp_path), task("c1", "A hard one.", store=tmp_path)]
    with pytest.raises(SpeakingError, match=r"segment c1-0: “A hard one\.”"):
        list(record(work, Store(tmp_path), jobs))


@pytest.mark.parametrize("jobs", [1, 2])
def test_another_voice_helps_out_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    with_engine(monkeypatch, Hoarse())
    line = Line("s1", "A hard one.", LOW)
    hard = TaskLine(line, "hard", 100, 0.0, (Line("s1", "A hard one.", HIGH), -3.0))
    easy = TaskLine(Line("s0", "Easy.", LOW), "easy", 100, 0.0, (Line("s0", "Easy.", HIGH), -3.0))
    work = [
        PassageTask("c0", (easy,), tmp_path, ("mp3",)),
        PassageTask("c1", (easy, hard), tmp_path, ("mp3",)),
    ]
    told: list[Fallback] = []
    made = list(record(work, Store(tmp_path), jobs, told.append))
    assert [placed.segment for placed in made[1].placed] == ["s0", "s1"]
    assert told == [
        Fallback(
            "s1",
            "A hard one.",
            "tone",
            "The stand-in lost its voice, at segment s1: “A hard one.”.",
        )
    ]
    again: list[Fallback] = []
    list(record(work, Store(tmp_path), jobs, again.append))
    assert again == told  # not kept: the chosen voice is tried again


def test_no_more_workers_than_an_engine_can_use(tmp_path: Path) -> None:
    made = record(tasks(tmp_path, most_jobs=1), Store(tmp_path), 8)
    assert len(list(made)) == 6


def test_sentences_are_handed_out_before_the_passages_that_need_them(tmp_path: Path) -> None:
    class Noted:
        count = 2
        work: ClassVar[list[tuple[str, str]]] = []

        def submit(self, work: Callable[..., object], what: Any, *_: object) -> Future[object]:
            name = what.key if work is recording.make_passage else what[0].segment[:2]
            self.work.append((work.__name__, name))
            return Future()

    several = tasks(tmp_path, speaks_slowly=True)
    hand_out = recording._HandingOut(several, Noted())  # type: ignore[arg-type]
    for one in several:
        hand_out(one)
    made = [Noted.work.index(("make_passage", one.key)) for one in several]
    said = [Noted.work.index(("speak_ahead", one.key)) for one in several]
    assert made == sorted(made)
    last = len(several) - 1
    assert all(said[min(n + 2, last)] < made[n] for n in range(len(several)))
    assert len(Noted.work) == 2 * len(several)
