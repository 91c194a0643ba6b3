"""What an editor decides changes what is warned of, what is announced, and how long it lasts."""

import re
from pathlib import Path

import pytest

from audio_edition.narrating import as_heard, write_script
from audio_edition.narrating.lasting import is_length
from audio_edition.pipeline import narration
from audio_edition.pipeline.narration import Narration, Source
from audio_edition.settings import Settings

PAGE = """<h1>The quay</h1>
<p>The quay was built in spring.</p>
<h2>Below</h2>
<p>Fish came back to it.<a href="#n1" id="r1" role="doc-noteref">1</a></p>
<aside role="doc-footnote" id="n1">
The foreman was murdered, and two men were tortured and killed.</aside>
<aside role="doc-footnote" id="n2">The second note is short.</aside>
"""
NOTE = "The foreman was murdered, and two men were tortured and killed."
CUE = "Two footnotes are not read in this edition."


@pytest.fixture
def script_path(tmp_path: Path) -> Path:
    return tmp_path / "quay.yaml"


def narrate(script_path: Path, page: str = PAGE) -> Narration:
    source = Source("quay.html", page.encode())
    settings = Settings()
    article = narration.read(source, settings)
    return narration.narrate(source, article, script_path, settings, 150)


def edit(script_path: Path, *decisions: tuple[str, str]) -> None:
    """Build a script file, and put a decision under each text."""
    text = write_script(narrate(script_path).script)
    for words, decision in decisions:
        assert f"    text: {words}\n" in text
        text = text.replace(f"    text: {words}\n", f"    text: {words}\n    {decision}\n")
    script_path.write_text(text, encoding="utf-8")


def test_what_is_not_read_is_not_warned_of(script_path: Path) -> None:
    told = narrate(script_path)
    assert told.script.warning is None
    assert f"[{CUE}]" in as_heard(told.script)


def test_what_an_editor_has_read_is_warned_of_and_not_said_to_be_left_out(
    script_path: Path,
) -> None:
    edit(script_path, (NOTE, "read: true"), ("The second note is short.", "read: true"))
    told = narrate(script_path)
    heard = as_heard(told.script)
    assert NOTE in heard
    assert CUE not in heard
    assert told.script.skipped == ()
    assert told.script.warning is not None
    assert "torture" in told.script.warning.spoken


def test_where_some_is_read_the_cue_says_so(script_path: Path) -> None:
    edit(script_path, ("The second note is short.", "read: true"))
    heard = as_heard(narrate(script_path).script)
    assert "[Two footnotes are not read in this edition, except for what follows.]" in heard
    assert NOTE not in heard


def test_what_an_editor_passes_over_is_not_warned_of(script_path: Path) -> None:
    page = f"<h1>The quay</h1><p>It was built in spring.</p><h2>Then</h2><p>{NOTE}</p>"
    told = narrate(script_path, page)
    assert told.script.warning is not None
    text = write_script(told.script)
    text = text.replace(f"    text: {NOTE}\n", f"    text: {NOTE}\n    read: false\n")
    script_path.write_text(text, encoding="utf-8")
    assert narrate(script_path, page).script.warning is None


def test_decisions_are_settled_at_once(script_path: Path) -> None:
    edit(script_path, (NOTE, "read: true"))
    once = narrate(script_path)
    script_path.write_text(write_script(once.script), encoding="utf-8")
    twice = narrate(script_path)
    assert write_script(twice.script) == write_script(once.script)
    assert twice.revision.changes == ()
    assert twice.revision.outdated == ()


def test_the_length_counts_what_is_read_by_decision(script_path: Path) -> None:
    notes = "".join(
        f'<aside role="doc-footnote">Note {n} says nothing that matters to anyone.</aside>'
        for n in range(3, 50)
    )
    before = narrate(script_path, PAGE + notes).script
    read = re.sub(r"(    text: Note .*)", r"\1\n    read: true", write_script(before))
    script_path.write_text(read, encoding="utf-8")
    after = narrate(script_path, PAGE + notes).script
    lengths = [next(s.text for s in script.segments if is_length(s)) for script in (before, after)]
    assert "less than a minute" in lengths[0]
    assert "about four minutes" in lengths[1]
