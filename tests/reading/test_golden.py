"""Every file in `cases/` reads as its listing in `golden/` says.

To take over what is read now, after looking at every difference:
`python -m tests.reading.test_golden`.
"""

from pathlib import Path

import pytest

from audio_edition.article import Article, account_for
from audio_edition.reading import read_article
from tests.reading.listing import listing

CASES = sorted((Path(__file__).parent / "cases").iterdir())


def read_case(case: Path) -> Article:
    return read_article(case.read_bytes(), case.name)


def golden_of(case: Path) -> Path:
    return case.parents[1] / "golden" / f"{case.name}.blocks"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_reads_as_its_listing_says(case: Path) -> None:
    article = read_case(case)
    account_for(article)
    assert listing(article) == golden_of(case).read_text(encoding="utf-8")


if __name__ == "__main__":
    for case in CASES:
        golden_of(case).parent.mkdir(exist_ok=True)
        golden_of(case).write_text(listing(read_case(case)), encoding="utf-8")
