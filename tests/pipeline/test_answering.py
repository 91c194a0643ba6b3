"""What was worked out for an edition's texts is kept for its next build, and for no other."""

from pathlib import Path

import pytest

from audio_edition.pipeline import answering
from audio_edition.recall import recall, recall_table
from audio_edition.speaking.store import Store


def asked(store: Store, edition: Path, answer: int) -> int:
    """Return what is answered to one question where `answer` would be worked out."""
    with answering.answering(store, edition) as answers:
        found = recall("counted", "question", lambda: answer)
        answering.keep(answers, store, edition)
    return found


def test_an_answer_is_kept_for_the_same_edition(tmp_path: Path) -> None:
    store, edition = Store(tmp_path / "store"), tmp_path / "output" / "a"
    assert asked(store, edition, 1) == 1
    assert asked(store, edition, 2) == 1
    assert asked(store, tmp_path / "output" / "b", 3) == 3


def test_another_program_works_it_out_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, edition = Store(tmp_path), tmp_path / "a"
    asked(store, edition, 1)
    monkeypatch.setattr(answering, "_program", lambda: "another")
    assert asked(store, edition, 2) == 2


def test_damaged_answers_are_none(tmp_path: Path) -> None:
    store, edition = Store(tmp_path), tmp_path / "a"
    asked(store, edition, 1)
    for entry in (tmp_path / answering.KIND).rglob("*"):
        if entry.is_file():
            entry.write_bytes(entry.read_bytes()[:-1] + b"?")
    assert asked(store, edition, 2) == 2


def test_a_store_that_cannot_be_written_answers_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    store = Store(tmp_path / "file" / "store")
    assert [asked(store, tmp_path / "a", n) for n in (1, 2)] == [1, 2]


def test_a_table_is_made_once_for_all_editions(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for edition in ("a", "b"):
        with answering.answering(store, tmp_path / edition):
            assert recall_table("table", lambda edition=edition: f"made for {edition}") == (
                "made for a"
            )
