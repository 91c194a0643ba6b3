"""How a pronunciation travels from the lexicon to an engine: the sounds beside the word.

    … in ⟨Ghent|ɡɛnt⟩ …

The three signs (here ⟨ | ⟩) are characters of Unicode's private use area, which no
article means anything by: `without_marks` takes them out of what people wrote, so words
of an article are never taken for sounds. An engine that knows sounds is given those, any
other the word; `rendered` makes the text for it and brings its word marks back.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

BEGIN, MIDDLE, END = "\ue0b0", "\ue0b1", "\ue0b2"
_MARKED = re.compile(f"{BEGIN}([^{BEGIN}{MIDDLE}{END}]*){MIDDLE}([^{BEGIN}{MIDDLE}{END}]*){END}")
_BRACKETS = re.compile(r"\[{2,}|\]{2,}")
BRACKET_INSTEAD = {"[": "(", "]": ")"}
_SIGNS = re.compile(f"[{BEGIN}{MIDDLE}{END}]")

Say = Callable[[str], str | None]
"""Given sounds in IPA, returns how an engine wants them written, or None if it cannot."""


def pronounced(word: str, ipa: str) -> str:
    """Return a word with its sounds in the International Phonetic Alphabet beside it."""
    return f"{BEGIN}{word}{MIDDLE}{ipa}{END}"


def without_marks(text: str) -> str:
    """Return a text that people wrote without the signs that mark sounds."""
    return _SIGNS.sub("", text)


def words_alone(text: str) -> str:
    """Return a text with the words, and without their sounds."""
    return _MARKED.sub(r"\1", text)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text as one engine is given it, and where each part of it stands in the marked one."""

    text: str
    begins: tuple[int, ...]
    """Where each part begins in `text`, in order; the first is 0."""
    parts: tuple[tuple[int, int, bool], ...]
    """Where each part begins and ends in the marked text, and whether it was copied."""

    def in_marked(self, begin: int, end: int) -> tuple[int, int]:
        """Return the range of the marked text for a range of `text`; sounds count whole."""
        return self._place(begin, False), self._place(max(end - 1, begin), True)

    def _place(self, offset: int, is_last: bool) -> int:
        index = bisect_right(self.begins, offset) - 1
        begin, end, is_copied = self.parts[index]
        if not is_copied:
            return end if is_last else begin
        return begin + offset - self.begins[index] + is_last


def rendered(text: str, say: Say | None = None) -> Rendered:
    """Return a marked text as an engine is given it.

    Args:
        text: with or without marked sounds.
        say: writes sounds for the engine, which then reads "[[" as their beginning: where
            the text has it for itself, the brackets are made round ones. None: the engine
            knows no sounds and is given words.
    """
    if BEGIN not in text and (say is None or not _BRACKETS.search(text)):
        return Rendered(text, (0,), ((0, len(text), True),))
    made: list[str] = []
    begins: list[int] = []
    parts: list[tuple[int, int, bool]] = []
    at = 0
    for begin, end, written, is_copied in _rendered_parts(text, say):
        begins.append(at)
        parts.append((begin, end, is_copied))
        made.append(written)
        at += len(written)
    return Rendered("".join(made), tuple(begins), tuple(parts))


def _rendered_parts(text: str, say: Say | None) -> Iterator[tuple[int, int, str, bool]]:
    """Yield (begin, end, what the engine is given, whether that is a copy) over a text."""
    at = 0
    for match in _MARKED.finditer(text):
        if match.start() > at:
            yield at, match.start(), _harmless(text[at : match.start()], say), True
        sounds = say(match[2]) if say else None
        given = match[1] if sounds is None else f"[[{sounds}]]"
        yield match.start(), match.end(), given, False
        at = match.end()
    if at < len(text) or not text:
        yield at, len(text), _harmless(text[at:], say), True


def _harmless(text: str, say: Say | None) -> str:
    """Return a text, as long as before, in which no brackets are taken for sounds."""
    return (
        _BRACKETS.sub(lambda found: BRACKET_INSTEAD[found[0][0]] * len(found[0]), text)
        if say
        else text
    )
