"""Compare sentence segmenters on the cases of the English Golden Rules, in our own words.

Run: `python bench/sentence_boundaries.py [--failures]`. What is not installed is left out:
`pip install pysbd syntok segtok sentence-splitter` into an environment of its own.

Source: the Golden Rules of pragmatic_segmenter (K. Dias, MIT licence) say which cases a
segmenter for English must get right; the sentences here are new.
"""

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

RULES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("full stop", ("The ferry left early.", "Nobody had told us.")),
    ("question mark", ("Where do the swifts go?", "They fly to the Congo.")),
    ("exclamation mark", ("What a harvest!", "The barns are full.")),
    ("initial", ("The bridge was drawn by Helen R. Marsh in ink.",)),
    ("one small letter", ("The plan is printed on p. 14 of the report.",)),
    ("small abbreviation inside", ("Did Ruth and co. bring the tent?",)),
    ("capital abbreviation inside", ("The timber came from Hale, Dunn & Co. by barge.",)),
    ("small abbreviation at the end", ("Leave it to Ruth and co.", "They know the way.")),
    ("capital abbreviation at the end", ("It was bought by Hale & Co.", "The price was low.")),
    ("abbreviation before a name", ("From the roof you can see Mt. Etna smoking.",)),
    ("abbreviations before and after", ("St. Anne's stands on Mill st. near the pond.",)),
    ("abbreviation with a possessive", ("This was Thomas Reed Jr.'s bicycle.",)),
    ("initialism inside", ("She toured the U.S.A. by train.",)),
    ("initialism at the end", ("They moved to the E.U.", "Where will you go?")),
    ("country at the end", ("He was raised in the U.S.", "How was it for you?")),
    ("country before a capital", ("It belongs to the U.S. Forest Service in Montana.",)),
    ("country before a small letter", ("The firm left the U.S. after nine years.",)),
    (
        "hours",
        (
            "At 6 a.m. Mrs. Ward opened the bakery.",
            "She closed it at 2 P.M.",
            "Mrs. Ward then slept.",
        ),
    ),
    ("decimal point", ("The seeds cost £12.50 a sack.",)),
    ("decimal before a full stop", ("The seeds cost £12.50.", "They sprouted in a week.")),
    (
        "sentence in brackets",
        ("He mends clocks (He was a miner before that.) in a shed by the canal.",),
    ),
    ("e-mail address", ("Write to desk.news@example.org if the gate is locked.",)),
    ("web address", ("The tide tables are at https://tides.example.org/north.html for all.",)),
    ("single quotation marks inside", ("He looked up, 'The rain is here.' he said.",)),
    ("double quotation marks inside", ('He looked up, "The rain is here." he said.',)),
    ("curly quotation marks inside", ("He looked up, “The rain is here.” he said.",)),
    ("quotation at the end", ('He looked up, "The rain is here."', "Then he shut the door.")),
    ("two exclamation marks", ("Stop there!!", "The floor is wet.")),
    ("two question marks", ("Already??", "It is only noon.")),
    ("exclamation and question", ("Again!?", "We paid last week.")),
    ("question and exclamation", ("Again?!", "We paid last week.")),
    ("list 1.) without points", ("1.) Fill the kettle", "2.) Warm the pot")),
    ("list 1.) with points", ("1.) Fill the kettle.", "2.) Warm the pot.")),
    ("list 1) without points", ("1) Fill the kettle", "2) Warm the pot")),
    ("list 1) with points", ("1) Fill the kettle.", "2) Warm the pot.")),
    ("list 1. without points", ("1. Fill the kettle", "2. Warm the pot")),
    ("list 1. with points", ("1. Fill the kettle.", "2. Warm the pot.")),
    ("bullets and numbers", ("• 9. Fill the kettle", "• 10. Warm the pot")),
    ("dashes and numbers", ("⁃9. Fill the kettle", "⁃10. Warm the pot")),
    ("letters", ("a. Fill the kettle", "b. Warm the pot", "c. Wait")),
    ("line break inside", ("The letter was\ntorn in the middle by the post.",)),
    ("line break after a space", ("It was a warm \nevening by the lake.",)),
    ("numero sign", ("The grave is N°. 104.220.7.", "The gate beside it sticks.")),
    ("exclamation mark in a name", ("Her sister worked for Yahoo! in the legal office.",)),
    ("the word I", ("Only we know, you and I.", "Has Peter I. Lund come back?")),
    (
        "spaced ellipsis at the end of a quotation",
        ("The guide says that from the top “the whole valley seems to breathe. . . .”",),
    ),
    (
        "ellipsis in square brackets",
        ('"The river [...] had no single bed [...]" (Lund 12).', "The map agrees."),
    ),
    (
        "ellipsis and full stop",
        ("The minutes break off there, after the vote . . . .", "The next page is blank."),
    ),
    ("four points", ("We never asked for it....", "He paid the bill.")),
    ("ellipsis inside", ("It was not ... well, not a lie . . . only a long way round.",)),
    (
        "ellipsis between sentences",
        ("The older custom . . . was to share the nets. . . .", "It did not last. . . ."),
    ),
    ("no space", ("The shop is shut.", "It opens on Monday.", "Mr. Ode has the key.")),
)
"""Name of the case, and the sentences that must be found."""
UNSPACED = {"no space"}
"""Cases whose sentences are written without a space between them."""

Segmenter = Callable[[str], Iterable[str]]


def segmenters() -> dict[str, Segmenter]:
    """Return what is installed, by name; "ours" is what the narration uses."""
    found: dict[str, Segmenter] = {}
    for load in (_ours, _sentencex, _pysbd, _syntok, _segtok, _sentence_splitter):
        try:
            found[load.__name__[1:]] = load()
        except ImportError as error:
            print(f"{load.__name__[1:]}: not installed ({error.name})", file=sys.stderr)
    return found


def _ours() -> Segmenter:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from audio_edition.narrating.sentences import split

    return lambda text: [text[begin:end] for begin, end in split(text)]


def _sentencex() -> Segmenter:
    import sentencex

    return lambda text: sentencex.segment("en", text)


def _pysbd() -> Segmenter:
    import pysbd  # type: ignore[import-not-found,unused-ignore]

    return pysbd.Segmenter(language="en", clean=False).segment  # type: ignore[no-any-return]


def _syntok() -> Segmenter:
    from syntok import segmenter  # type: ignore[import-not-found,unused-ignore]

    def split(text: str) -> Iterable[str]:
        for paragraph in segmenter.process(text):
            for tokens in paragraph:
                yield text[tokens[0].offset : tokens[-1].offset + len(tokens[-1].value)]

    return split


def _segtok() -> Segmenter:
    from segtok.segmenter import split_multi  # type: ignore[import-not-found,unused-ignore]

    return split_multi  # type: ignore[no-any-return]


def _sentence_splitter() -> Segmenter:
    from sentence_splitter import SentenceSplitter  # type: ignore[import-not-found,unused-ignore]

    return SentenceSplitter(language="en").split  # type: ignore[no-any-return]


def passed(segment: Segmenter, name: str, sentences: tuple[str, ...]) -> bool:
    """Return whether a segmenter finds exactly the sentences of a case."""
    text = ("" if name in UNSPACED else " ").join(sentences)
    found = [" ".join(sentence.split()) for sentence in segment(text) if sentence.strip()]
    return found == [" ".join(sentence.split()) for sentence in sentences]


def characters_a_second(segment: Segmenter) -> float:
    """Return how fast a segmenter reads 500 paragraphs like those of the cases."""
    text = " ".join(s for name, case in RULES if "list" not in name for s in case)[:2000]
    begun = time.perf_counter()
    for _ in range(500):
        list(segment(text))
    return 500 * len(text) / (time.perf_counter() - begun)


def main() -> None:
    print(f"{'segmenter':20} cases of {len(RULES)}   million characters a second")
    for name, segment in segmenters().items():
        failed = [case for case, expected in RULES if not passed(segment, case, expected)]
        speed = characters_a_second(segment) / 1e6
        print(f"{name:20} {len(RULES) - len(failed):5}         {speed:.2f}")
        if "--failures" in sys.argv:
            print("    fails: " + ", ".join(failed))


if __name__ == "__main__":
    main()
