"""`audio-edition verify --listen`: what it says, and when it declines."""

import json
import sys
from typing import Any

import pytest

from audio_edition.mastering.hearing import recogniser
from audio_edition.pipeline import listening
from tests.workshop import Workshop

ARTICLE = "# A day at sea\n\nThe boat left early. The sea was grey.\n\n## Evening\n\nWe slept.\n"


@pytest.fixture
def built(workshop: Workshop) -> Workshop:
    workshop.write("sea.md", ARTICLE)
    assert workshop.run("build", "sea.md", "--format", "mp3").code == 0, workshop.err
    return workshop


class Deaf:
    """Hears no word."""

    def hear(self, sound: Any, closely: bool = True) -> str:
        return ""


class Knowing:
    """Hears what should be heard: all of the edition is shorter than one run."""

    def __init__(self, words: str) -> None:
        self._words = words

    def hear(self, sound: Any, closely: bool = True) -> str:
        return self._words


def use(one: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recogniser, "Whisper", lambda: one)


def spoken(built: Workshop) -> list[str]:
    timeline = built.data("sea", "timeline.json")
    return [s["spoken"] for chapter in timeline["chapters"] for s in chapter["segments"]]


def test_an_edition_heard_as_it_should_be_is_clean(
    built: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(Knowing(" ".join(spoken(built))), monkeypatch)
    built.run("verify", "--quick", "--listen", "output/sea")
    assert built.code == 0, built.out
    number = len(spoken(built))
    assert built.out.endswith(f"the recogniser heard {number} segments: nothing doubtful.\n")


def test_doubts_are_whole_lines_the_worst_first(
    built: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(Deaf(), monkeypatch)
    built.run("verify", "--quick", "--listen", "output/sea")
    assert built.code == 1
    [line] = [each for each in built.out.splitlines() if "The boat left early." in each]
    assert line.startswith("output/sea/sea.mp3: s")
    assert "seems to have other words" in line
    built.run("verify", "--quick", "--listen", "--json", "output/sea")
    facts = json.loads(built.out)
    scores = [doubt["score"] for doubt in facts["doubts"]]
    assert scores == sorted(scores, reverse=True)
    assert facts["heard"] == len(spoken(built))
    assert {doubt["text"] for doubt in facts["doubts"]} <= set(spoken(built))


def test_chapters_are_heard_where_there_is_no_whole(
    built: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    (built.edition("sea") / "sea.mp3").unlink()
    heard = listening.listen(
        built.edition("sea"), built.folder / "script", Deaf(), lambda done, total: None
    )
    assert heard.segments == len(spoken(built))
    assert {doubt.file.partition("/")[0] for doubt in heard.doubts} == {"chapters"}


def test_without_the_extra_it_says_how_to_get_it(
    built: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    built.run("verify", "--listen", "output/sea")
    assert built.code == 2
    assert "pip install 'audio-edition[listen]'" in built.err


def test_another_language_is_declined(built: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    use(Deaf(), monkeypatch)
    built.write("mer.md", "---\nlang: fr\n---\n# La mer\n\nLe bateau est parti.\n")
    assert built.run("build", "mer.md", "--format", "mp3").code == 0, built.err
    built.run("verify", "--quick", "--listen", "output/mer")
    assert built.code == 2
    assert "hears English only" in built.err
