"""What a plan calls new, changed, moved, removed and reused, and the reasons it gives."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.narrating.structure import running
from audio_edition.pipeline import building, planning, preparing
from audio_edition.pipeline.building import Means
from audio_edition.pipeline.narration import Source
from audio_edition.pipeline.planning import Fate, Plan
from audio_edition.settings import Settings
from audio_edition.settings import changed as changed_settings
from audio_edition.speaking.engine import load_engine
from audio_edition.speaking.store import Store

NAMES = st.lists(st.sampled_from("abcdefghij"), unique=True, max_size=9)


def longest_kept(old: Sequence[str], new: Sequence[str]) -> int:
    """Return the length of a longest common subsequence, the slow and plain way."""
    table = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, one in enumerate(old, 1):
        for j, other in enumerate(new, 1):
            same = table[i - 1][j - 1] + 1 if one == other else 0
            table[i][j] = max(same, table[i - 1][j], table[i][j - 1])
    return table[-1][-1]


@given(NAMES, NAMES)
@settings(max_examples=300)
def test_the_fewest_possible_have_moved(old: list[str], new: list[str]) -> None:
    moved = planning._moved(old, new)
    common = set(old) & set(new)
    assert moved <= common
    left = [name for name in old if name in common - moved]
    assert left == [name for name in new if name in common - moved]
    assert len(common) - len(moved) == longest_kept(old, new)


@given(st.lists(st.integers(0, 50), unique=True, max_size=40))
@settings(max_examples=200)
def test_a_longest_increasing_run_is_found(numbers: list[int]) -> None:
    run = [numbers[place] for place in sorted(planning._longest_increasing(numbers))]
    assert run == sorted(run)
    assert len(run) == longest_kept(sorted(numbers), numbers)


ARTICLE = """# At sea

The boat left. The sea was grey.

## Morning

We saw whales. Nobody spoke. The captain smiled.

## Evening

The lights came up. We were tired.
"""


class Newsroom:
    """One article that is edited, planned and built."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(
            out=str(folder / "out"),
            script_dir=str(folder / "script"),
            lexicon=str(folder / "lexicon.toml"),
            formats=("mp3",),
            engine="tone",
        )
        (folder / "lexicon.toml").touch()
        self.store = Store(folder / "store")

    def means(self) -> Means:
        return Means(load_engine("tone"), self.settings, self.store, 1)

    def build(self, article: str) -> None:
        building.build(Source("a.md", article.encode()), self.means(), lambda progress: None)

    def plan(self, article: str) -> Plan:
        means = self.means()
        source = Source("a.md", article.encode())
        prepared = preparing.prepare(source, means.engine, self.settings, self.store)
        return planning.plan(prepared, self.store)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a newsroom that has built the article once."""
    folder = tmp_path_factory.mktemp("newsroom")
    Newsroom(folder).build(ARTICLE)
    return folder


@pytest.fixture
def room(built: Path, tmp_path: Path) -> Newsroom:
    shutil.copytree(built, tmp_path / "room")
    return Newsroom(tmp_path / "room")


def fates(plan: Plan) -> dict[str, list[str]]:
    """Return the texts of all segments that are not as they were, by fate."""
    found: dict[str, list[str]] = {}
    for segment in plan.segments:
        if segment.fate is not Fate.REUSED:
            found.setdefault(str(segment.fate), []).append(segment.text)
    if plan.removed:
        found["removed"] = [take.text for take in plan.removed]
    return found


def test_a_first_edition_is_all_new(tmp_path: Path) -> None:
    plan = Newsroom(tmp_path).plan(ARTICLE)
    assert plan.is_first
    assert {segment.fate for segment in plan.segments} == {Fate.NEW}
    assert all(segment.is_recorded for segment in plan.segments)
    assert plan.in_words() == ()
    assert plan.new_audio_s > 0


def test_nothing_changed_is_nothing_to_do(room: Newsroom) -> None:
    plan = room.plan(ARTICLE)
    assert fates(plan) == {}
    assert (plan.recorded, plan.passages_encoded, plan.shifts) == ((), 0, ())
    assert not plan.changes_speech
    assert plan.in_words() == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("We saw whales.", "We saw big whales.", {"changed": ["We saw big whales."]}),
        ("Nobody spoke. ", "", {"removed": ["Nobody spoke."]}),
        ("Nobody spoke.", "Nobody spoke. It rained.", {"new": ["It rained."]}),
        (
            "We saw whales. Nobody spoke. The captain smiled.",
            "Nobody spoke. The captain smiled. We saw whales.",
            {"moved": ["We saw whales."]},
        ),
        ("At sea", "On land", {"changed": ["On land", "End of On land."]}),
    ],
)
def test_each_edit_has_its_name(
    room: Newsroom, old: str, new: str, expected: dict[str, list[str]]
) -> None:
    plan = room.plan(ARTICLE.replace(old, new))
    assert fates(plan) == expected
    said = " ".join(plan.in_words())
    for fate, texts in expected.items():
        assert f"{len(texts)} {fate}" in said


def test_what_is_recorded_is_what_the_store_lacks(room: Newsroom) -> None:
    plan = room.plan(ARTICLE.replace("We saw whales.", "We saw whales. Nobody spoke."))
    assert [s.text for s in plan.segments if s.fate is Fate.NEW] == ["Nobody spoke."]
    assert plan.recorded == ()  # the same words are in the store
    twice = room.plan(ARTICLE.replace("We saw whales.", "It rained. We saw whales. It rained."))
    assert [s.text for s in twice.recorded] == ["It rained."]  # once is enough


def reasons(plan: Plan) -> dict[str, set[str]]:
    return {s.text: set(s.reasons) for s in plan.segments if s.fate is Fate.CHANGED}


def test_the_text_is_a_reason(room: Newsroom) -> None:
    plan = room.plan(ARTICLE.replace("We saw whales.", "We saw big whales."))
    assert reasons(plan) == {"We saw big whales.": {"text"}}
    (segment,) = (s for s in plan.segments if s.fate is Fate.CHANGED)
    assert (segment.text_before, segment.voiced_before) == ("We saw whales.", "We saw whales.")


def test_a_pronunciation_is_a_reason(room: Newsroom) -> None:
    Path(room.settings.lexicon).write_text('[say]\nwhales = "wails"\n', encoding="utf-8")
    assert reasons(room.plan(ARTICLE)) == {"We saw whales.": {"lexicon entry whales"}}
    room.build(ARTICLE)
    Path(room.settings.lexicon).write_text('[say]\nwhales = "wayls"\n', encoding="utf-8")
    assert reasons(room.plan(ARTICLE)) == {"We saw whales.": {"lexicon entry whales"}}
    room.build(ARTICLE)
    Path(room.settings.lexicon).write_text('[say]\nnobody = "no body"\n', encoding="utf-8")
    assert reasons(room.plan(ARTICLE)) == {
        "We saw whales.": {"lexicon entry whales"},
        "Nobody spoke.": {"lexicon entry nobody"},
    }


def test_an_override_and_a_rule_are_told_apart(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = Path(room.settings.script_dir) / "a.yaml"
    written = script.read_text(encoding="utf-8")
    line = "    text: We saw whales.\n"
    script.write_text(written.replace(line, f"{line}    say: We saw fish.\n"), encoding="utf-8")
    assert reasons(room.plan(ARTICLE)) == {"We saw whales.": {"override"}}
    script.write_text(written, encoding="utf-8")
    monkeypatch.setattr(
        running, "spoken_form", lambda text, language: text.replace("spoke", "sang")
    )
    assert reasons(room.plan(ARTICLE)) == {"Nobody spoke.": {"spoken form"}}


def test_voice_and_rate_are_reasons(room: Newsroom) -> None:
    room.settings = changed_settings(room.settings, {"voice": "high", "rate_wpm": 200}, "test")
    found = reasons(room.plan(ARTICLE))
    assert found["We saw whales."] == {
        "voice high instead of low",
        "rate 200 instead of 175 words a minute",
    }


def test_the_engine_is_a_reason(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    from audio_edition.speaking.engines.tone import ToneEngine

    monkeypatch.setattr(ToneEngine, "identity", lambda engine: "tone 99")
    found = reasons(room.plan(ARTICLE))
    assert found["We saw whales."] == {"engine tone 99 instead of tone 2"}


def test_chapters_shift_by_what_is_put_in_before_them(room: Newsroom) -> None:
    longer = ARTICLE.replace("We saw whales.", f"We saw whales{', and whales' * 20}.")
    expected = {shift.id: shift.shift_s for shift in room.plan(longer).shifts}
    assert "c-morning" not in expected
    assert set(expected) == {"c-evening", "c-closing"}
    before = preparing.revisions.read_history(Path(room.settings.out) / "a.revisions.json")
    room.build(longer)
    after = preparing.revisions.read_history(Path(room.settings.out) / "a.revisions.json")
    assert before is not None
    assert after is not None
    begins = [{id: begin for id, _, begin, _ in h.newest.chapters} for h in (before, after)]
    real_s = (begins[1]["c-evening"] - begins[0]["c-evening"]) / 44100
    assert expected["c-evening"] == pytest.approx(real_s, rel=0.2)


SENTENCES = ["We saw whales.", "Nobody spoke.", "The captain smiled.", "It rained.", "We sang."]


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6))
@settings(max_examples=25)
def test_every_segment_has_one_fate_and_all_are_counted(built: Path, sentences: list[str]) -> None:
    room = Newsroom(built)  # planning writes nothing
    before = room.plan(ARTICLE)
    morning = "We saw whales. Nobody spoke. The captain smiled."
    plan = room.plan(ARTICLE.replace(morning, " ".join(sentences)))
    assert sum(plan.count(fate) for fate in Fate) == len(plan.segments)
    kept = len(plan.segments) - plan.count(Fate.NEW)
    assert kept + len(plan.removed) == len(before.segments)
    assert len({s.id for s in plan.segments}) == len(plan.segments)
    assert plan.changes_speech == (" ".join(sentences) != morning)
    said = {s.text for s in plan.recorded}
    assert said == set(sentences) - set(SENTENCES[:3])
