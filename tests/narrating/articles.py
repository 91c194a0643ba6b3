"""Articles that mean nothing, of every structure: for what must hold of any article."""

from hypothesis import strategies as st

from audio_edition.article import (
    Article,
    Block,
    BlockKind,
    Dropped,
    DropReason,
    Group,
    GroupKind,
    Mark,
    Span,
)

WORDS = st.sampled_from(
    ["the", "lamp", "Mr.", "ran.", "“Why?”", "e.g.", "3", "(so)", "—", "…", "ünder", "x" * 700, "!"]
)
TEXTS = st.one_of(
    st.lists(WORDS, min_size=1, max_size=12).map(" ".join),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12),
)
GROUPS = st.lists(
    st.builds(Group, st.sampled_from(list(GroupKind)), st.integers(1, 3), st.booleans()), max_size=3
).map(tuple)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Return an article whose spans are the source's own characters."""
    source = ""
    blocks = []
    dropped = []
    for _ in range(draw(st.integers(0, 8))):
        spans = []
        for text in draw(st.lists(TEXTS, min_size=1, max_size=3)):
            marks = frozenset(draw(st.lists(st.sampled_from(list(Mark)), max_size=1)))
            language = draw(st.sampled_from(["", "", "fr"]))
            spans.append(Span(text, len(source), len(source) + len(text), marks, language))
            source += text
        blocks.append(
            Block(
                draw(st.sampled_from(list(BlockKind))),
                tuple(spans),
                draw(st.integers(0, 6)),
                draw(GROUPS),
                draw(st.sampled_from(["", "1.", "b)", "Ann", "•"])),
                draw(st.integers(0, 2)),
                draw(st.integers(0, 2)),
                draw(st.booleans()),
            )
        )
        dropped.append(Dropped(len(source), len(source) + 1, DropReason.MARKUP))
        source += "|"
    title = draw(st.sampled_from(["Lamps", "the lamp", "!"]))
    language = draw(st.sampled_from(["en", "en-GB", "de"]))
    author = draw(st.sampled_from(["", "Ada Reed and Bo Lind"]))
    date = draw(st.sampled_from(["", "2024-03-23", "2024-13-01", "soon"]))
    return Article(source, title, tuple(blocks), tuple(dropped), author, date, language)
