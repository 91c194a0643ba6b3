"""Small scripts to warn of, made by hand."""

from audio_edition.script import Chapter, ChapterKind, Role, Script, Segment

HARMLESS = "The bus leaves at nine. It calls at the library and the baths."
MILD = "He took his own life in June. His sister keeps the letters."
GRAPHIC = (
    "She was raped in the cell by two guards. She was bleeding and unconscious when they left. "
    "A third prisoner was tortured until he confessed."
)


def segments(text: str, name: str, role: Role = Role.SENTENCE, skip: bool = False) -> list[Segment]:
    """Return one segment for each sentence."""
    parts = [f"{part}." for part in text.rstrip(".").split(". ")]
    return [
        Segment(f"s-{name}-{i}", role, part, part, begin=i, end=i, skip=skip)
        for i, part in enumerate(parts)
    ]


def opening(front: str = "") -> Chapter:
    """Return an opening: title, byline, length, and lines above the text if any."""
    made = [
        Segment("s-title", Role.TITLE, "A quiet town", "A quiet town"),
        Segment("s-by", Role.SENTENCE, "By Ann Other", "By Ann Other"),
        Segment("s-length", Role.OPENING, "It lasts two minutes.", "It lasts two minutes."),
    ]
    made += segments(front, "front") if front else []
    return Chapter("c-opening", "Opening", 1, ChapterKind.OPENING, tuple(made))


def chapter(name: str, text: str, kind: ChapterKind = ChapterKind.BODY) -> Chapter:
    """Return a chapter with a heading."""
    heading = Segment(f"s-{name}-h", Role.HEADING, name, name)
    return Chapter(f"c-{name}", name, 1, kind, (heading, *segments(text, name)))


def script(*chapters: Chapter, front: str = "") -> Script:
    """Return a script of an opening, some chapters and a closing."""
    end = Segment("s-end", Role.OPENING, "End of A quiet town.", "End of A quiet town.")
    closing = Chapter("c-closing", "Closing", 1, ChapterKind.CLOSING, (end,))
    return Script("A quiet town", "en", (opening(front), *chapters, closing))
