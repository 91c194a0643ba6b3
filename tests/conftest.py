"""What all tests may ask for."""

from pathlib import Path

import pytest
from hypothesis import settings

from tests.workshop import Workshop

# Other tests run on the other processors: how long an example takes says nothing.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")


@pytest.fixture
def workshop(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Workshop:
    """Return an empty folder to run commands in, and make it the current one."""
    monkeypatch.chdir(tmp_path)
    for name in ("SOURCE_DATE_EPOCH", "AUDIO_EDITION_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
    return Workshop(tmp_path, capsys)
