"""One article written in many ways must read the same."""

import textwrap
from itertools import product

import pytest

from audio_edition.article import Article, BlockKind, account_for
from audio_edition.reading import read_article

TITLE = "The Ferry That Learned to Wait"
QUOTE = "“We waited six minutes, and the sky did not fall.”"
BYLINE = "By Ida Thorsen"
OPENING = [
    "The Solvei is not a large boat. She carries ninety passengers, four cars and, on market "
    "days, a good many geese, which their owners hold under one arm as others hold an umbrella.",
    "“Nobody planned it,” says her captain. He has sailed the route since 2012, in every "
    "weather the sound can make, and has missed his supper more often than he likes to say.",
]
SECTIONS = {
    "A Habit Grows": [
        "It began with one late train. The crew saw its lights across the water and held the "
        "ropes. “We waited six minutes, and the sky did not fall,” the mate remembers.",
        "After that they waited whenever the lights were there, and nobody thought to ask.",
    ],
    "Fear and Arithmetic": [
        "The island council counted the fuel. It came to about 40 litres a month, which is less "
        "than the harbour master’s own launch burns on its way to the fuel dock and back again.",
    ],
    "The Other Shore’s Response": [
        "On the mainland they were slower to see the point of it, and a letter was written. It "
        "asked who had given leave, and on whose clock the boat now sailed, if it was not theirs.",
        "No reply has been found. The treasurer thinks that there was none, and that it served.",
    ],
    "About the Author": [
        "Ida Thorsen writes about boats and the people who wait for them. She lives on an island.",
    ],
}
DISCLAIMER = (
    "Disclaimer: The views and opinions expressed are those of the writer alone and not those "
    "of the harbour, the council or the geese, who were not asked for any."
)
COMMENT = ["1. Gro on May 5, 2023 at 9:15 am", "My mother always made that boat."]

SEPARATIONS = ("blank", "double blank", "stray blanks", "indented", "lines")
HEADINGS = ("plain", "full stop", "capitals", "underlined =", "underlined -", "hashes")
WRAPS = (0, 72)


def written(separation: str, heading: str, wrap: int) -> str:
    """Return the article, written in one of the ways."""
    gap = {"blank": "\n\n", "double blank": "\n\n\n", "stray blanks": "\n\n", "indented": "\n"}
    between = gap.get(separation, "\n")

    def paragraph(text: str) -> str:
        indent = "    " if separation == "indented" else ""
        return textwrap.fill(text, wrap, initial_indent=indent) if wrap else indent + text

    def head(text: str) -> str:
        if heading == "full stop":
            return text + "."
        if heading == "capitals":
            return text.upper()
        if heading == "hashes":
            return f"## {text}"
        return f"{text}\n{heading[-1] * len(text)}" if heading.startswith("under") else text

    body = between.join(map(paragraph, OPENING))
    for number, (name, paragraphs) in enumerate(SECTIONS.items()):
        extra = "\n" if separation == "stray blanks" and number % 2 else ""
        body += f"\n\n{extra}{head(name)}\n\n{extra}" + between.join(map(paragraph, paragraphs))
    comment = f"  {COMMENT[0]}\n\n    {COMMENT[1]}"
    parts = [TITLE, QUOTE, BYLINE, body, paragraph(DISCLAIMER), comment]
    return "\n\n".join(parts) + "\n"


def kinds(article: Article) -> list[str]:
    return [str(block.kind) for block in article.blocks]


EXPECTED = [
    "title", "pull_quote", "byline", "paragraph", "paragraph",
    "heading", "paragraph", "paragraph",
    "heading", "paragraph",
    "heading", "paragraph", "paragraph",
    "heading", "author_note", "disclaimer", "comment", "comment",
]  # fmt: skip


WAYS = [
    (separation, heading, wrap)
    for separation, heading, wrap in product(SEPARATIONS, HEADINGS, WRAPS)
    if not (separation == "lines" and wrap)  # Nothing tells where such a paragraph ends.
]


@pytest.mark.parametrize(("separation", "heading", "wrap"), WAYS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_is_read_the_same(separation: str, heading: str, wrap: int, line_end: str) -> None:
    source = written(separation, heading, wrap).replace("\n", line_end)
    article = read_article(source.encode(), "ferry.txt")
    account_for(article)
    assert kinds(article) == EXPECTED
    assert article.title == TITLE
    assert article.author == "Ida Thorsen"
    names = [b.text.rstrip(".").lower() for b in article.blocks if b.kind is BlockKind.HEADING]
    assert names == [name.lower() for name in SECTIONS]
    assert {b.level for b in article.blocks if b.kind is BlockKind.HEADING} == {2}
    paragraphs = [b.text for b in article.blocks if b.kind is BlockKind.PARAGRAPH]
    assert paragraphs == OPENING + [p for s in list(SECTIONS.values())[:-1] for p in s]
