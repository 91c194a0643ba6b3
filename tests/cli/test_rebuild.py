"""After an edit: exactly what changed is recorded, and it is said why."""

import json
import re

import pytest

from audio_edition.speaking.store import Store
from tests.mastering.sounds import decoded
from tests.workshop import Workshop, bytes_of

ARTICLE = """# A day at sea

By Ada Finch

The boat left early. The sea was grey.

## The morning

We saw three whales. Nobody said a word. The captain smiled.

## The evening

The lights of the town came up. We were tired and happy.
"""


@pytest.fixture
def built(workshop: Workshop) -> Workshop:
    workshop.write("a.md", ARTICLE)
    assert workshop.run("build", "a.md").code == 0, workshop.err
    return workshop


def facts(workshop: Workshop, *command: str) -> dict[str, object]:
    workshop.run(*command, "--json")
    assert workshop.code == 0, workshop.err
    found: dict[str, object] = json.loads(workshop.out)
    return found


def clip_keys(workshop: Workshop) -> set[str]:
    return {p.name for p in (workshop.folder / "store" / "clips").rglob("*") if p.is_file()}


def test_nothing_changed_nothing_done(built: Workshop) -> None:
    before = bytes_of(built.edition("a"))
    stamp = (built.edition("a") / "edition.json").stat().st_mtime_ns
    built.run("build", "a.md")
    assert "up to date" in built.out
    assert (built.edition("a") / "edition.json").stat().st_mtime_ns == stamp
    assert bytes_of(built.edition("a")) == before


def test_a_missing_file_is_made_again(built: Workshop) -> None:
    before = bytes_of(built.edition("a"))
    (built.edition("a") / "transcript.vtt").unlink()
    built.run("build", "a.md")
    assert bytes_of(built.edition("a")) == before


@pytest.mark.parametrize(
    ("old", "new", "recorded"),
    [
        ("three whales", "four whales", 1),
        ("Nobody said a word. ", "", 0),
        ("The captain smiled.", "The captain smiled. Then he sang.", 1),
        ("We saw three whales. Nobody said a word.", "Nobody said a word. We saw three whales.", 0),
    ],
)
def test_exactly_what_changed_is_recorded(
    built: Workshop, old: str, new: str, recorded: int
) -> None:
    built.write("a.md", ARTICLE.replace(old, new))
    planned = facts(built, "plan", "a.md")
    before = clip_keys(built)
    done = facts(built, "build", "a.md")
    assert planned["recorded"] == done["recorded"] == recorded
    assert len(clip_keys(built) - before) == recorded


def test_a_plan_says_what_and_why(built: Workshop) -> None:
    built.write("a.md", ARTICLE.replace("three whales", "four whales"))
    built.run("plan", "a.md", "--check")
    assert built.code == 1
    assert re.search(r"Changed s\w+, because of text: “We saw four whales.”", built.out)
    assert "Before, it was: “We saw three whales.”" in built.out
    assert built.run("build", "a.md").code == 0
    assert built.run("plan", "a.md", "--check").code == 0
    assert "up to date" in built.out


def test_a_plan_writes_nothing(built: Workshop) -> None:
    built.write("a.md", ARTICLE.replace("three whales", "four whales"))
    output, script = bytes_of(built.folder / "output"), bytes_of(built.folder / "script")
    built.run("plan", "a.md")
    assert bytes_of(built.folder / "output") == output
    assert bytes_of(built.folder / "script") == script


def test_a_changed_title_records_only_what_says_it(built: Workshop) -> None:
    (built.folder / "audio-edition.toml").write_text('copyright = "2026 Ada Finch"\n')
    done = facts(built, "build", "a.md")
    assert done["recorded"] == 0
    assert done["encoded_passages"] == 0


def test_ids_and_links_stay(built: Workshop) -> None:
    before = built.data("a", "timeline.json")
    built.write("a.md", ARTICLE.replace("three whales", "four big whales"))
    built.run("build", "a.md")
    after = built.data("a", "timeline.json")
    ids = [[s["id"] for c in t["chapters"] for s in c["segments"]] for t in (before, after)]
    assert ids[0] == ids[1]
    assert [c["id"] for c in before["chapters"]] == [c["id"] for c in after["chapters"]]


def test_the_record_numbers_revisions_and_maps_times(built: Workshop) -> None:
    before = built.data("a", "timeline.json")
    built.write("a.md", ARTICLE.replace("We saw", "On the first day out we saw"))
    built.run("build", "a.md", "--date", "2026-02-03")
    record = json.loads((built.folder / "output" / "a.revisions.json").read_text())
    assert [(r["number"], r["date"]) for r in record["revisions"]] == [(1, ""), (2, "2026-02-03")]
    from audio_edition.pipeline import revisions

    history = revisions.read_history(built.folder / "output" / "a.revisions.json")
    assert history is not None
    after = {
        s["id"]: s["begin"] / 44100
        for c in built.data("a", "timeline.json")["chapters"]
        for s in c["segments"]
    }
    for chapter in before["chapters"]:
        for segment in chapter["segments"]:
            old_s = segment["begin"] / 44100
            new_s = revisions.new_time_s(history.revisions[-1], old_s + 0.001)
            assert new_s == pytest.approx(after[segment["id"]], abs=0.005)


def test_changes_are_one_short_recording(built: Workshop) -> None:
    built.write("a.md", ARTICLE.replace("three whales", "four whales"))
    edition = bytes_of(built.edition("a"))
    built.run("changes", "a.md")
    assert built.code == 0, built.err
    assert 3 < len(decoded(built.folder / "output" / "a.changes.mp3")) / 44100 < 30
    assert bytes_of(built.edition("a")) == edition
    assert facts(built, "build", "a.md")["recorded"] == 0


def test_changes_can_be_had_as_json(built: Workshop) -> None:
    built.write("a.md", ARTICLE.replace("three whales", "four whales"))
    told = facts(built, "changes", "a.md")
    assert told["recording"] == "output/a.changes.mp3"
    assert 3 < told["duration_s"] < 30
    assert ["four whales" in segment["text"] for segment in told["segments"]] == [True]
    assert "three whales" in told["segments"][0]["text_before"]
    assert told["removed"] == []


def test_nothing_changed_is_nothing_to_approve(built: Workshop) -> None:
    assert built.run("changes", "a.md").code == 2
    assert "Nothing" in built.err


def test_a_damaged_store_is_never_spoken(built: Workshop) -> None:
    before = bytes_of(built.edition("a"))
    for number, path in enumerate(sorted((built.folder / "store").rglob("*"))):
        if path.is_file():
            content = bytearray(path.read_bytes())
            content[len(content) // 2] ^= 0xFF
            path.write_bytes(bytes(content[: len(content) - number % 3]))
    (built.folder / "output" / "a.revisions.json").unlink()
    assert built.run("build", "a.md").code == 0, built.err
    assert bytes_of(built.edition("a")) == before


def test_a_store_that_cannot_be_written_is_said_and_borne(workshop: Workshop) -> None:
    workshop.write("a.md", ARTICLE)
    workshop.write("store", "a file where the store should be")
    workshop.run("build", "a.md")
    assert workshop.code == 0, workshop.err
    assert "store" in workshop.err
    assert (workshop.edition("a") / "edition.json").exists()


def test_the_store_tells_its_size_and_is_pruned(built: Workshop) -> None:
    store = str(built.folder / "store")
    built.run("store", "--store", store, "--json")
    held = json.loads(built.out)
    assert held["kinds"]["clips"]["entries"] == len(clip_keys(built))
    built.run("store", "--store", store, "--prune", "1kB", "--json")
    left = json.loads(built.out)
    assert left["bytes"] <= 1000
    assert left["freed_bytes"] == held["bytes"] - left["bytes"]
    before = bytes_of(built.edition("a"))
    (built.folder / "output" / "a.revisions.json").unlink()
    assert built.run("build", "a.md").code == 0
    assert bytes_of(built.edition("a")) == before
    assert Store(built.folder / "store").folder.is_dir()


def said(workshop: Workshop) -> list[str]:
    """Return what the opening says."""
    opening = workshop.data("a", "timeline.json")["chapters"][0]
    return [segment["spoken"] for segment in opening["segments"]]


CORRECTED = "This edition was corrected on the third of February, twenty twenty-six."


def test_a_correction_is_not_announced_unless_it_is_asked_for(built: Workshop) -> None:
    built.write("a.md", ARTICLE.replace("three whales", "four whales"))
    built.run("build", "a.md", "--date", "2026-02-03")
    assert not any("corrected" in words for words in said(built))


def test_a_correction_is_announced_by_the_date_given(built: Workshop) -> None:
    built.write("audio-edition.toml", "correction_note = true\n")
    built.write("a.md", ARTICLE.replace("three whales", "four whales"))
    built.run("plan", "a.md", "--date", "2026-02-03")
    assert "This edition was corrected on 3 February 2026." in built.out
    built.run("build", "a.md", "--date", "2026-02-03")
    assert CORRECTED in said(built)
    built.run("build", "a.md", "--date", "2026-02-03")
    assert "up to date" in built.out
    built.run("build", "a.md", "--date", "2026-02-04")
    assert CORRECTED.replace("third", "fourth") in said(built)


def test_the_date_of_a_correction_may_come_from_the_environment(
    built: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.write("audio-edition.toml", "correction_note = true\n")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770076800")  # 3 February 2026, 00:00 UTC
    built.run("build", "a.md")
    assert CORRECTED in said(built)


def test_without_a_date_no_correction_is_announced_and_that_is_said(built: Workshop) -> None:
    built.write("audio-edition.toml", "correction_note = true\n")
    built.run("build", "a.md")
    assert not any("corrected" in words for words in said(built))
    assert "no date was given" in built.err


def test_the_day_of_publication_is_no_correction(workshop: Workshop) -> None:
    workshop.write("a.md", f"---\ndate: 2026-02-03\n---\n{ARTICLE}")
    workshop.write("audio-edition.toml", "correction_note = true\n")
    workshop.run("build", "a.md", "--date", "2026-02-03")
    assert not any("corrected" in words for words in said(workshop))


def test_a_script_saved_during_a_build_is_not_written_over(
    built: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from audio_edition.pipeline import building

    path = built.folder / "script" / "a.yaml"
    saved = path.read_text().replace(
        "We saw three whales.", "We saw three whales.\n    note: Mine."
    )
    fill = building._fill

    def saving(*given: object) -> object:
        path.write_text(saved)
        return fill(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(building, "_fill", saving)
    built.write("a.md", ARTICLE.replace("The captain smiled.", "The captain laughed."))
    built.run("build", "a.md")
    assert built.code == 0
    assert "saved while the edition was being built" in built.err
    assert path.read_text() == saved
    monkeypatch.undo()
    monkeypatch.chdir(built.folder)
    built.run("build", "a.md")
    assert "note: Mine." in path.read_text()
    assert "The captain laughed." in path.read_text()
    assert "up to date" in built.run("build", "a.md").out
