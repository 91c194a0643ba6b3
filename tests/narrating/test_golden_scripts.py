"""Every file in `cases/` is told, at each verbosity, as the golden scripts show."""

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

from audio_edition.narrating.as_heard import as_heard
from audio_edition.narrating.coverage import coverage
from audio_edition.narrating.lasting import is_length
from audio_edition.narrating.telling import tell
from audio_edition.reading import read_article
from audio_edition.script import Script
from tests.golden import compare

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").iterdir())
CORPUS = HERE.parents[1] / "../shared/corpus"


def told(path: Path, verbosity: str) -> Script:
    article = read_article(path.read_bytes(), path.name)
    script = tell(article, verbosity=verbosity, words_per_minute=160, show="")
    assert coverage(article, script).lost == ()
    return script


@pytest.mark.golden
@pytest.mark.parametrize("verbosity", ["terse", "standard", "verbose"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_is_told_as_its_golden_script(case: Path, verbosity: str) -> None:
    golden = HERE / "golden" / f"{case.name}.{verbosity}.txt"
    compare(as_heard(told(case, verbosity)), golden)


def shape(script: Script) -> dict[str, object]:
    """Return what a script is made of, without the words of texts that are not ours."""
    heard = [segment for segment in script.segments if not segment.skip]
    cues = Counter(segment.text for segment in heard if segment.role == "cue")
    words = "\n".join(segment.text for segment in heard if not is_length(segment))
    return {
        "chapters": len(script.chapters),
        "roles": dict(sorted(Counter(str(segment.role) for segment in heard).items())),
        "skipped": dict(sorted(Counter(skipped.kind for skipped in script.skipped).items())),
        "cues": len(cues),
        "sha256": hashlib.sha256(words.encode()).hexdigest()[:16],
    }


@pytest.mark.golden
@pytest.mark.skipif(not CORPUS.exists(), reason="needs ../shared/corpus")
def test_the_corpus_has_the_shape_that_was_read() -> None:
    shapes = {
        f"{path.parent.name}/{path.name}": shape(told(path, "standard"))
        for path in sorted(CORPUS.glob("*/*.*"))
    }
    compare(json.dumps(shapes, indent=1) + "\n", HERE / "golden" / "corpus.json")
