"""`audio-edition warnings`: one JSON object a file, with where each warning comes from."""

import json
from pathlib import Path

from click.testing import CliRunner

from audio_edition.cli.warnings import command

MILD = "The inquest heard that he had been unwell. He took his own life in June."
HARMLESS = "The match went to a penalty shoot-out. The keeper guessed right twice."


def test_one_object_a_file(tmp_path: Path) -> None:
    for name, text in (("mild", MILD), ("harmless", HARMLESS)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    files = [str(tmp_path / "mild.txt"), str(tmp_path / "harmless.txt")]
    result = CliRunner().invoke(
        command, ["--json", "--script-dir", str(tmp_path), *files], standalone_mode=False
    )
    mild, harmless = (json.loads(line) for line in result.stdout.splitlines())
    assert [mild["file"], harmless["file"]] == files
    assert mild["edition"]["topics"] == ["suicide_self_harm"]
    assert mild["edition"]["severity"] == "mild"
    assert mild["edition"]["spoken"].startswith("Content warning. This article mentions suicide")
    chapters = [c for c in mild["chapters"] if c["topics"]]
    assert [(c["severity"], c["spoken"]) for c in chapters] == [("mild", "")]
    evidence = mild["evidence"][0]
    assert (evidence["text"], evidence["rule"]) == (
        "took his own life",
        "suicide_self_harm/suicide",
    )
    assert harmless["edition"] == {"topics": [], "severity": "none", "spoken": ""}
    assert harmless["evidence"] == []
