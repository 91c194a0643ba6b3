import contextlib
import json
from dataclasses import replace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.errors import ReadingError
from audio_edition.narrating import script_schema
from audio_edition.narrating.script_file import read_script, write_script
from audio_edition.narrating.script_keys import TABLES
from audio_edition.narrating.script_yaml_writing import scalar
from audio_edition.script import (
    ChapterKind,
    ContentWarning,
    Role,
    Script,
    Severity,
    WarningStatus,
)
from tests.narrating.scripts import TEXTS, decide, scripts, told

HEAD = "format: 1\ntitle: T\nchapters:\n"
CHAPTER = HEAD + "- id: c-one\n  title: One\n  segments:\n"


@settings(max_examples=120)
@given(scripts())
def test_what_is_written_reads_back_as_the_same_script(script: Script) -> None:
    text = write_script(script)
    assert read_script(text, "x.yaml") == script
    assert write_script(read_script(text, "x.yaml")) == text


@settings(max_examples=300)
@given(TEXTS, st.sampled_from(["", "    "]))
def test_any_yaml_reader_gets_the_same_text(text: str, indent: str) -> None:
    assert yaml.safe_load(f"{indent}key: {scalar(text, indent)}\n") == {"key": text}


def test_it_looks_as_a_person_would_write_it() -> None:
    long = "He said: “The men who mended the nets were paid by the week,” and then for a while " * 2
    script = told(("The promise", ["It is a #hold.", "1984", long.strip()]))
    script = decide(script, "1984", say="Nineteen eighty-four", pause_override_ms=900, read=True)
    body = write_script(script).split("chapters:\n")[1]
    assert (
        body
        == f"""
- id: c-the-promise
  title: The promise
  segments:

  - id: {script.segments[0].id}
    role: heading
    text: The promise
    default: {{pause_ms: 300}}

  - id: {script.segments[1].id}
    text: "It is a #hold."
    default: {{pause_ms: 300}}

  - id: {script.segments[2].id}
    text: "1984"
    default: {{pause_ms: 300}}
    say: Nineteen eighty-four
    pause_ms: 900
    read: true

  - id: {script.segments[3].id}
    text: >-
      He said: “The men who mended the nets were paid by the week,” and then for a while He
      said: “The men who mended the nets were paid by the week,” and then for a while
    default: {{pause_ms: 300}}
"""
    )


def test_a_paragraph_put_in_changes_no_other_line() -> None:
    before = write_script(told(("One", ["First.", "Last."]))).splitlines()
    after = write_script(told(("One", ["First.", "Between.", "Last."]))).splitlines()
    left = iter(after)
    assert all(line in left for line in before)
    assert len(after) - len(before) == 4


@pytest.mark.parametrize(
    ("written", "say"),
    [
        ("say: 'It''s so'", "It's so"),
        ('say: "It is \\u2026 so"', "It is … so"),
        ("say: >-\n      It is\n      so", "It is so"),
        ("say: |-\n      It is\n      so", "It is\nso"),
        ("say: It is\n      so   # why?", "It is so"),
        ("say: 1984", "1984"),
        ("say: No", "No"),
        ("say: ''", ""),
        ("say:", None),
        ("say: ~", None),
    ],
)
def test_texts_may_be_written_in_any_way_of_yaml(written: str, say: str | None) -> None:
    text = CHAPTER + f"  - {written}\n    text: Words\n    id: s1\n"
    assert read_script(text, "x.yaml").segments[0].say == say


def test_reordered_keys_comments_flow_style_and_a_byte_order_mark_are_read() -> None:
    text = (
        "\ufeff# mine\nchapters: [{segments: [{text: Hello, id: s1, read: no, default: {pause_ms: "
        "5}}], kind: closing, title: 12, id: c1}]\ntitle: 'T'\nformat: 1\ndate: 2024-03-23\n"
    )
    script = read_script(text, "x.yaml")
    assert script.date == "2024-03-23"
    assert script.chapters[0].title == "12"
    assert script.chapters[0].kind is ChapterKind.CLOSING
    assert script.segments[0].read is False
    assert script.segments[0].is_skipped
    assert script.segments[0].pause_ms == 5


SEGMENT = CHAPTER + "  - id: s1\n    text: One\n"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "the script"),
        ("format: 2\ntitle: T\nchapters: []\n", 1, "Write 1"),
        ("title: T\nchapters: []\n", 1, "'format'"),
        (HEAD + "- id: c\n  titel: One\n", 5, "'title'"),
        (HEAD + "- id: c\n  title: One\n", 4, "'segments'"),
        (SEGMENT + "    sya: Two\n", 9, "'say'"),
        (SEGMENT + "    pause: 5\n", 9, "'pause_ms'"),
        (SEGMENT + "    pause_ms: soon\n", 9, "a whole number"),
        (SEGMENT + "    pause_ms: -4\n", 9, "-4 is out of bounds"),
        (SEGMENT + "    pause_ms: 99999\n", 9, "from 0 to 60000"),
        (SEGMENT + "    read: maybe\n", 9, "true or false"),
        (SEGMENT + "    role: setence\n", 9, "'sentence'"),
        (SEGMENT + "    default: {voice: narator}\n", 9, "'narrator'"),
        (SEGMENT + "    say: He said: no\n", 9, "not valid YAML"),
        (SEGMENT + "    say: {a: b}\n", 9, "quotation marks"),
        (SEGMENT + "    say: one\n    say: two\n", 10, "second time"),
        (SEGMENT + "  - id: s2\n", 9, "without 'text'"),
        (SEGMENT + "  - id: s1\n    text: Two\n", 9, "second time"),
        (SEGMENT + "  - id: 1s\n    text: Two\n", 9, "letters, digits"),
        (SEGMENT + "    note: *elsewhere\n", 9, "Write the value out"),
        (SEGMENT + "---\n", 9, "three hyphens"),
        (SEGMENT + "    note: \x07\n", 9, "not valid YAML"),
        (SEGMENT + "warning: {status: aproved}\n", 9, "'approved'"),
        (SEGMENT + "warning:\n  status: added\n  topics: [violence]\n", 10, "spoken"),
        (SEGMENT + "warning:\n  status: added\n  spoken: It is grim.\n", 10, "topics"),
        (SEGMENT + "warning:\n  status: added\n  topics:\n  - hat\n", 12, "'hate'"),
        (SEGMENT + "warning:\n  status: locked\n  evidence:\n  - text: a\n", 12, "segment"),
        ("[" * 5000, 1, "nested too deeply"),
        ("format: [1\n", 2, "not valid YAML"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_script(text, "script/x.yaml")
    assert caught.value.problem.startswith(f"script/x.yaml, line {line}: ")
    assert caught.value.problem.endswith(".")
    assert words in str(caught.value)


@settings(max_examples=80)
@given(scripts(), st.data())
def test_a_damaged_file_is_read_or_refused_but_never_crashes(
    script: Script, data: st.DataObject
) -> None:
    text = write_script(script)
    at = data.draw(st.integers(0, len(text)))
    text = text[:at] + data.draw(st.sampled_from(["", "\n", ": ", "- ", '"', "[", "\t", "&a "]))
    damaged = text + write_script(script)[at + 3 :]
    with contextlib.suppress(ReadingError):
        assert isinstance(read_script(damaged, "x.yaml"), Script)


def test_the_warnings_words_stand_once_and_are_heard_in_their_place() -> None:
    words = "This edition speaks of violence."
    warning = ContentWarning(("violence",), Severity.MILD, words)
    script = told(("One", ["First."]), warning=warning)
    said = replace(script.segments[1], id="w-edition", role=Role.WARNING, text=words, spoken=words)
    chapter = replace(script.chapters[0], segments=(said, *script.segments))
    script = replace(script, chapters=(chapter,))
    text = write_script(script)
    assert text.count(words) == 1
    assert read_script(text, "x.yaml") == script
    changed = read_script(text.replace(words, "It tells of a fight."), "x.yaml")
    assert changed.segments[0].text == "It tells of a fight."


def test_a_proposal_edited_in_place_counts_as_changed_by_the_editor() -> None:
    warning = ContentWarning(("violence",), Severity.MILD, "It tells of violence.")
    text = write_script(told(("One", ["First."]), warning=warning))
    assert read_script(text, "x.yaml").warning == warning
    changed = read_script(text.replace("tells of", "shows"), "x.yaml").warning
    assert changed is not None
    assert changed.status is WarningStatus.CHANGED
    assert changed.spoken == "It shows violence."
    approved = read_script(text.replace("status: proposed", "status: approved"), "x.yaml").warning
    assert approved is not None
    assert approved.status is WarningStatus.APPROVED


def test_the_published_schema_is_made_from_the_table_of_keys() -> None:
    assert script_schema.published() == script_schema.as_text()
    made = json.loads(script_schema.published())
    assert set(made["definitions"]) == set(TABLES) - {"script"}
    assert write_script(told()).startswith(
        f"# yaml-language-server: $schema={script_schema.FILE_NAME}\n"
    )


@settings(max_examples=30)
@given(scripts())
def test_every_script_that_is_written_keeps_the_schema(script: Script) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    validator = jsonschema.Draft7Validator(script_schema.schema())
    assert list(validator.iter_errors(yaml.safe_load(write_script(script)))) == []
