"""Golden files: what people have read and found right.

Rules: a test compares what is made now with the golden file; where they differ, what was
made is kept under `tests/mismatches/` to be looked at. `ACCEPT_GOLDEN=1 pytest -m golden`
takes over what is made now: read every difference before committing it.
"""

import os
from difflib import unified_diff
from pathlib import Path

TESTS = Path(__file__).parent
MISMATCHES = TESTS / "mismatches"


def compare(made: str, golden: Path) -> None:
    """Fail, with the difference, unless a text is what its golden file holds.

    Args:
        made: what was made now.
        golden: the file to compare with, under `tests/`.
    """
    if os.environ.get("ACCEPT_GOLDEN") == "1":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(made, encoding="utf-8")
        return
    expected = golden.read_text(encoding="utf-8") if golden.exists() else ""
    kept = MISMATCHES / golden.relative_to(TESTS)
    if made == expected:
        kept.unlink(missing_ok=True)
        return
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(made, encoding="utf-8")
    lines = unified_diff(expected.splitlines(), made.splitlines(), "golden", "made", lineterm="")
    difference = "\n".join(lines)
    raise AssertionError(f"{golden.name} differs; what was made is {kept}\n{difference}")
