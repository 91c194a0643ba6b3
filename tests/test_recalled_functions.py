"""Whatever is recalled is what would be worked out."""

from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.mastering.word_alignment import WORD, written_ranges
from audio_edition.narrating.sentences import split
from audio_edition.narrating.spoken_forms import spoken_form
from audio_edition.recall import Answers, load, recalling

WORDS = st.sampled_from(
    [
        *("The", "ferry", "left", "at", "7:30.", "Dr.", "Finch", "paid", "£2.50", "on", "3 May"),
        *(
            "“No.”",
            "It",
            "waited",
            "2–3",
            "hours",
            "(again).",
            "Why?",
            "\n",
            "e.g.",
            "XIV",
            "naïve",
        ),
    ]
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
LANGUAGES = st.sampled_from(["en", "en-US", "de", "fr-FR"])


def asked(texts: list[tuple[str, str]]) -> list[object]:
    """Return all that is asked of some texts in some languages."""
    found: list[object] = []
    for text, language in texts:
        spoken = spoken_form(text, language)
        words = [match.span() for match in WORD.finditer(spoken)]
        found += [spoken, split(text, language), written_ranges(text, spoken, words)]
    return found


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(TEXTS, LANGUAGES), max_size=4),
    st.lists(st.tuples(TEXTS, LANGUAGES), max_size=4),
)
def test_recalled_is_worked_out(
    before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    first = Answers({}, lambda name, make: make())
    with recalling(first):
        asked(before)
    then = Answers(load(first.dump()), lambda name, make: make())
    with recalling(then):
        recalled = asked([*before, *after])
    assert recalled == asked([*before, *after])
