"""The sentences of one block, as lines.

Rules obeyed here: the lines of a block cover all its characters; the mark of a footnote is
spoken only where footnotes are read; a sentence in another language says so, and so does a
passage in one.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from audio_edition.article import Block, BlockKind, Span
from audio_edition.narrating.clauses import clauses
from audio_edition.narrating.sentences import split
from audio_edition.narrating.spoken_forms import spoken_form
from audio_edition.narrating.structure import foreign, pauses
from audio_edition.narrating.structure.lines import Line
from audio_edition.narrating.structure.marked import with_marks
from audio_edition.narrating.structure.parts import Leaf
from audio_edition.narrating.structure.wording import capital, cue
from audio_edition.script import Role, VoiceRole

NAMED_SIGNS = 3
"""Of a paragraph of signs alone, so many different ones are named."""
_BREAK = frozenset("*-–—_~#•·⁂§=◆❖※")


@dataclass(frozen=True, slots=True)
class Tongue:
    """What the words of an article are spoken by."""

    language: str
    """BCP 47 tag of the article."""
    reads_note_marks: bool = False
    letters: frozenset[int] = frozenset()
    """Indices of the headings that are a letter of the alphabet, not a numeral."""


def lines_of(
    leaf: Leaf,
    tongue: Tongue,
    last_pause_ms: int,
    role: Role = Role.SENTENCE,
    voice: VoiceRole = VoiceRole.NARRATOR,
) -> list[Line]:
    """Return a line for each sentence of a block; none if it holds no text.

    Args:
        last_pause_ms: silence after the last of them.
    """
    text = leaf.block.text
    if not text.strip():
        return []
    if not is_speakable(spoken_form(text, tongue.language) if len(text) < 200 else text):
        return [_signs(leaf, last_pause_ms)]
    spans = _Spans(leaf.block)
    lines = []
    for begin, end, pause_ms in _parts(leaf, tongue, role):
        line = _line(spans, begin, end, tongue, role, voice, leaf.index)
        lines.append(replace(line, pause_after_ms=pause_ms))
    lines[-1] = replace(lines[-1], pause_after_ms=last_pause_ms)
    return lines


def _parts(leaf: Leaf, tongue: Tongue, role: Role) -> Iterator[tuple[int, int, int]]:
    """Yield (begin, end, silence after it in milliseconds) of what is said in one go."""
    text = leaf.block.text
    if _is_whole(leaf, role):
        yield from ((*part, pauses.SENTENCE_MS) for part in clauses(text, 0, len(text)))
        return
    sentences = split(text, tongue.language)
    ends = {end for _, end in sentences}
    for begin, end in foreign.parts(text, leaf.block.spans, sentences, tongue.language):
        yield begin, end, pauses.SENTENCE_MS if end in ends else pauses.WITHIN_SENTENCE_MS


def _is_whole(leaf: Leaf, role: Role) -> bool:
    """Return whether a block is said in one go, whatever points it has: a line, a heading."""
    return role in (Role.HEADING, Role.TITLE) or leaf.kind is BlockKind.VERSE


def _signs(leaf: Leaf, pause_ms: int) -> Line:
    """Return what is said for a block that has signs only: a row of asterisks, a dash."""
    signs = dict.fromkeys(leaf.block.text.replace(" ", "").strip())
    names = (unicodedata.name(sign, "sign").lower() for sign in [*signs][:NAMED_SIGNS])
    spoken = "Section break." if signs.keys() <= _BREAK else capital(f"{', '.join(names)}.")
    said = cue(spoken, leaf.block.begin, "", pause_ms)
    return replace(said, end=leaf.block.end, paragraph=leaf.index)


def is_speakable(text: str) -> bool:
    """Return whether a text holds a letter or a digit."""
    return any(character.isalnum() for character in text)


class _Spans:
    """The spans of a block, found by offset in its text."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self._ends = list(accumulate(len(span.text) for span in block.spans))

    def within(self, begin: int, end: int) -> tuple[tuple[Span, ...], int]:
        """Return the spans that overlap a range, and where the first begins."""
        first = bisect_right(self._ends, begin)
        last = bisect_right(self._ends, end - 1)
        return self.block.spans[first : last + 1], self._ends[first - 1] if first else 0


def _line(
    spans: _Spans, begin: int, end: int, tongue: Tongue, role: Role, voice: VoiceRole, index: int
) -> Line:
    here, at = spans.within(begin, end)
    cut = replace(spans.block, spans=here)
    first, last = cut.source_range(begin - at, end - at)
    pieces = list(_pieces(here, begin - at, end - at))
    text = "".join(piece.text for piece in pieces)
    language = _language(pieces)
    is_heading = role in (Role.HEADING, Role.TITLE)
    is_letter = index in tongue.letters or (text.strip() == "I" and not is_heading)
    return Line(
        role,
        text.strip(),
        text.strip() if is_letter else _spoken(pieces, tongue, language),
        voice,
        begin=first,
        end=last,
        language=language,
        paragraph=index,
    )


def _pieces(spans: tuple[Span, ...], begin: int, end: int) -> Iterator[Span]:
    """Yield the spans cut to a range of their joined text."""
    at = 0
    for span in spans:
        piece = span.text[max(begin - at, 0) : max(end - at, 0)]
        at += len(span.text)
        if piece:
            yield replace(span, text=piece)


def _language(pieces: list[Span]) -> str:
    """Return the language all words are in, if the article is in another."""
    languages = {piece.language for piece in pieces if is_speakable(piece.text)}
    return languages.pop() if len(languages) == 1 else ""


def _spoken(pieces: list[Span], tongue: Tongue, own_language: str) -> str:
    """Return what is said for a sentence, never nothing if it has words."""
    language = own_language or tongue.language
    said = with_marks(
        pieces,
        reads_note_marks=tongue.reads_note_marks,
        says_strikes=language.lower().split("-")[0] == "en",
    )
    written = "".join(piece.text for piece in pieces).strip()
    for form in (said.strip(), written):
        if is_speakable(spoken := spoken_form(form, language)):
            return spoken.strip()
    return written
