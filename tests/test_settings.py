"""The settings: what the documentation says of them is what they are."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from audio_edition.errors import SettingsError
from audio_edition.settings import CHOICES, Settings, changed, load

FORMATS = Path(__file__).parents[1] / "docs" / "formats.md"
SECTION = FORMATS.read_text(encoding="utf-8").partition("## The settings")[2].partition("\n## ")[0]
ROWS = {
    row[0]: row[1:] for row in re.findall(r"^\| `(\w+)` \| (.+) \| (.+) \| .+ \|$", SECTION, re.M)
}


def test_every_setting_is_documented_and_no_other() -> None:
    assert list(ROWS) == [f.name for f in fields(Settings)]


@pytest.mark.parametrize("key", CHOICES)
def test_every_choice_is_documented(key: str) -> None:
    assert re.findall(r"`(\w+)`", ROWS[key][0]) == list(CHOICES[key])


def test_the_defaults_are_documented() -> None:
    for key, (_, if_absent) in ROWS.items():
        default = getattr(Settings(), key)
        said = if_absent.replace("`", "")
        if isinstance(default, tuple):
            assert said == ", ".join(default)
        elif default and isinstance(default, str):
            assert said == default
        elif isinstance(default, bool | int):
            assert tomllib.loads(f"x = {said}")["x"] == default


def test_a_file_that_is_not_there_gives_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "audio-edition.toml") == Settings()


@pytest.mark.parametrize("key", [f.name for f in fields(Settings)])
def test_a_value_of_the_wrong_kind_is_refused_by_name(key: str) -> None:
    with pytest.raises(SettingsError, match=f"the file sets {key} to") as raised:
        changed(Settings(), {key: object()}, "the file")
    assert raised.value.exit_code == 6
