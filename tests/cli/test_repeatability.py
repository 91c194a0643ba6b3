"""Built from nothing or by any sequence of edits, with one worker or four: the same bytes."""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.pipeline import building
from audio_edition.pipeline.building import Means
from audio_edition.pipeline.narration import Source
from audio_edition.settings import Settings
from audio_edition.speaking.engine import load_engine
from audio_edition.speaking.store import Store
from tests.workshop import SHARED, bytes_of, needs_shared

_NOUNS = (
    "harbour lamp river letter morning window gull ferry baker stone garden winter road bell "
    "captain market orchard ladder paper summer valley engine kitchen island teacher blanket"
)
WORDS = _NOUNS.split()
Book = list[list[list[str]]]
"""Chapters of paragraphs of sentences."""


def sentence(chance: random.Random) -> str:
    """Return an invented sentence of some twelve words."""
    parts = ["The"]
    for _ in range(chance.randint(3, 7)):
        parts += [chance.choice(WORDS), chance.choice(("and the", "of the", "by the", "near a"))]
    return " ".join([*parts, chance.choice(WORDS)]) + "."


def book(words: int, chance: random.Random) -> Book:
    """Return a book of about so many words, in chapters of some 1,500."""
    chapters: Book = [[]]
    count = in_chapter = 0
    while count < words:
        paragraph = [sentence(chance) for _ in range(chance.randint(1, 7))]
        if in_chapter > 1500:
            chapters.append([])
            in_chapter = 0
        chapters[-1].append(paragraph)
        length = sum(len(s.split()) for s in paragraph)
        count, in_chapter = count + length, in_chapter + length
    return chapters


def markdown(book: Book) -> str:
    parts = ["# A book of nothing"]
    for number, chapter in enumerate(book, 1):
        parts += [f"## Part {number}", *(" ".join(paragraph) for paragraph in chapter)]
    return "\n\n".join(parts) + "\n"


def edited(book: Book, chance: random.Random) -> Iterator[Book]:
    """Yield the book after each of a sequence of edits, each made on the one before."""
    edits: tuple[Callable[[Book, random.Random], None], ...] = (change, insert, remove, move, turn)
    for edit in edits:
        book = [[list(paragraph) for paragraph in chapter] for chapter in book]
        edit(book, chance)
        yield book


def somewhere(book: Book, chance: random.Random) -> list[str]:
    return chance.choice([p for chapter in book for p in chapter])


def change(book: Book, chance: random.Random) -> None:
    paragraph = somewhere(book, chance)
    paragraph[0] = paragraph[0].replace("The", "That evening the", 1)


def insert(book: Book, chance: random.Random) -> None:
    somewhere(book, chance).insert(0, sentence(chance))


def remove(book: Book, chance: random.Random) -> None:
    somewhere(book, chance).pop()


def move(book: Book, chance: random.Random) -> None:
    chapter = chance.choice(book)
    chapter.append(chapter.pop(chance.randrange(len(chapter))))


def turn(book: Book, chance: random.Random) -> None:
    book.insert(0, book.pop())


class Press:
    """Builds one article over and over in a folder of its own."""

    def __init__(self, folder: Path, engine: str = "tone", formats: tuple[str, ...] = ("mp3",)):
        self.folder = folder
        self.settings = Settings(
            out=str(folder / "out"),
            script_dir=str(folder / "script"),
            lexicon="",
            formats=formats,
            engine=engine,
        )

    def build(self, article: str, jobs: int) -> None:
        engine = load_engine(self.settings.engine)
        means = Means(engine, self.settings, Store(self.folder / "store"), jobs)
        try:
            building.build(Source("a.md", article.encode()), means, lambda progress: None)
        finally:
            engine.close()

    def published(self) -> dict[str, bytes]:
        """Return every file of the edition, and the script."""
        script = bytes_of(self.folder / "script")
        return {**bytes_of(self.folder / "out" / "a"), **script}


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the names of files that differ."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def edits_and_nothing(
    folder: Path, versions: list[str], engine: str = "tone", formats: tuple[str, ...] = ("mp3",)
) -> list[str]:
    """Build versions one after another, then the last from nothing; return what differs.

    The edits go with one worker, the build from nothing with four.
    """
    edits, nothing = (Press(folder / name, engine, formats) for name in ("edits", "nothing"))
    for version in versions:
        edits.build(version, 1)
    shutil.copytree(edits.folder / "script", nothing.folder / "script")
    nothing.build(versions[-1], 4)
    return differences(edits.published(), nothing.published())


def versions(words: int) -> list[str]:
    chance = random.Random(words)
    first = book(words, chance)
    return [markdown(version) for version in (first, *edited(first, chance))]


def test_a_book_of_6_000_words(tmp_path: Path) -> None:
    assert edits_and_nothing(tmp_path, versions(6_000)) == []


@pytest.mark.heavy
@pytest.mark.timeout(3600)
def test_a_book_of_60_000_words(tmp_path: Path) -> None:
    assert edits_and_nothing(tmp_path, versions(60_000), formats=("mp3", "m4b", "opus")) == []


@needs_shared
def test_a_real_article_with_the_real_voice(tmp_path: Path) -> None:
    text = (SHARED / "articles" / "first-article.txt").read_text(encoding="utf-8")
    paragraphs = text.split("\n")
    longest = max(range(len(paragraphs)), key=lambda number: len(paragraphs[number]))
    without = "\n".join(paragraphs[:longest] + paragraphs[longest + 1 :])
    changed = text.replace(" the ", " that ", 1)
    assert edits_and_nothing(tmp_path, [without, changed, text], "pyttsx3") == []


SENTENCES = st.lists(
    st.sampled_from(["It rained.", "We saw whales.", "Nobody spoke.", "Then we sang.", "So what?"]),
    min_size=1,
    max_size=5,
)


@given(st.lists(SENTENCES, max_size=2))
@settings(max_examples=8)
def test_edits_that_are_taken_back_leave_no_trace(
    tmp_path_factory: pytest.TempPathFactory, between: list[list[str]]
) -> None:
    press = Press(tmp_path_factory.mktemp("press"))
    first = "# At sea\n\nThe boat left. We saw whales. It rained.\n"
    press.build(first, 1)
    before = press.published()
    for sentences in between:
        press.build(f"# At sea\n\nThe boat left. {' '.join(sentences)}\n", 1)
    press.build(first, 1)
    assert differences(press.published(), before) == []


def test_a_decision_and_edits_in_any_order(tmp_path: Path) -> None:
    """An editor's `say` put in before or after an edit elsewhere gives the same edition."""
    old = "# At sea\n\nThe boat left. We saw whales. It rained.\n"
    new = old.replace("It rained.", "It rained all day.")
    presses = [Press(tmp_path / name) for name in ("before", "after")]
    for press, decide_at in zip(presses, (0, 1), strict=True):
        press.build(old, 1)
        for step in range(2):
            if step == decide_at:
                path = press.folder / "script" / "a.yaml"
                said = path.read_text(encoding="utf-8").replace(
                    "text: We saw whales.", "text: We saw whales.\n    say: We saw whale sharks."
                )
                path.write_text(said, encoding="utf-8")
            else:
                press.build(new, 1)
        press.build(new, 1)
    assert differences(*(press.published() for press in presses)) == []
    assert b"whale sharks" in presses[0].published()["timeline.json"]
