"""Prints how well written English becomes what a narrator says, and how fast.

Three sets of sentences: the shared development set (../shared, if it is there), the cases
of the tests, and the held-out cases. With `--phonemes` a form also counts as right where
espeak-ng speaks it like an accepted one. Ends with 1 if a gate is not met.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "evaluation"
sys.path.insert(0, str(ROOT))

from audio_edition.narrating.spoken_forms import spoken_form  # noqa: E402
from tests.narrating.spoken_forms_scoring import cases, heard  # noqa: E402

GATES = {"spoken_forms_cases.tsv": 0.95, "spoken_forms_heldout.tsv": 0.8}
WORDS = 100_000
PROSE = (
    "The keeper walked down to the harbour before it was light, and nobody asked her why.",
    "“You might have told me,” he said; she had meant to, more than once, that winter.",
)


def score_own(name: str, least_share: float) -> bool:
    """Print the score of one case file; return whether it is high enough."""
    all_cases = list(cases(name))
    wrong = [c for c in all_cases if heard(spoken_form(c.written)) not in c.accepted]
    right = len(all_cases) - len(wrong)
    print(f"{name}: {right} of {len(all_cases)}, {right / len(all_cases):.1%}")
    for case in wrong:
        print(f"  {case.kind}: {case.written!r} is said {spoken_form(case.written)!r}")
    return right >= least_share * len(all_cases)


def score_shared(options: list[str]) -> None:
    """Print what the shared scorer says of the shared development set."""
    gold = SHARED / "normalisation-dev.jsonl"
    if not gold.exists():
        print("The shared development set is not beside the repository: left out.")
        return
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for line in gold.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            said = {"id": entry["id"], "spoken": spoken_form(entry["written"])}
            file.write(json.dumps(said) + "\n")
        file.flush()
        scorer = [sys.executable, str(SHARED / "score_normalisation.py")]
        print(f"{gold.name}: ", end="", flush=True)
        subprocess.run([*scorer, str(gold), file.name, *options], check=True)


def time_prose() -> None:
    """Print how long plain prose takes."""
    spoken_form("5 km")  # loads the rules
    sentences = WORDS // sum(len(s.split()) for s in PROSE)
    began_s = time.perf_counter()
    for _ in range(sentences):
        for sentence in PROSE:
            spoken_form(sentence)
    print(f"{WORDS:,} words of plain prose: {time.perf_counter() - began_s:.2f} s")


def main() -> int:
    score_shared([o for o in sys.argv[1:] if o == "--phonemes"])
    met = [score_own(name, least) for name, least in GATES.items()]
    time_prose()
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
