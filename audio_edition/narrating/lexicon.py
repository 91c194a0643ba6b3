"""How names and other words are pronounced: entries, and what they do to a script.

Rules obeyed here: an entry matches whole words, in the spoken form (so that "BBC" also
finds "B-B-C"); of several that match at one place the longest wins, and of two as long
the one whose capitals agree; an entry in small letters matches any case, one with a
capital only itself; what one entry has changed no other touches. The script's own words
stay as they are: pronunciations go into `Segment.pronounced` alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from audio_edition.narrating.spoken_forms import spoken_form
from audio_edition.pronunciation import pronounced, without_marks
from audio_edition.script import Chapter, Script, Segment


class Case(StrEnum):
    """Which capitals an entry asks for."""

    SMART = "smart"
    """An entry in small letters matches any case; one with a capital only itself."""
    EXACT = "exact"
    """The letters exactly as they stand in the entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """How one word or phrase is pronounced."""

    text: str
    """As written in articles."""
    say: str = ""
    """A plain respelling; empty if there are sounds."""
    ipa: str = ""
    """Sounds in the International Phonetic Alphabet; empty if there is a respelling."""
    case: Case = Case.SMART
    source: str = ""
    """File it comes from."""

    def forms(self) -> tuple[str, ...]:
        """Return what to look for: its text, and its text as it is spoken in a sentence."""
        before, after = "the ", " is"
        spoken = spoken_form(before + self.text + after)[len(before) : -len(after)]
        if _has_capital(self.text) and not _has_capital(spoken):
            return (self.text,)  # NO is not no
        return tuple(dict.fromkeys((self.text, spoken)))

    def voiced(self, word: str, ending: str) -> str:
        """Return what an engine is given for a word.

        Args:
            word: as it stands in the text.
            ending: a possessive after it, such as "’s", or empty.
        """
        if self.say:
            return self.say + ending
        return pronounced(word + ending, self.ipa + (_possessive(self.ipa) if ending else ""))


def _possessive(ipa: str) -> str:
    """Return the sound of 's after other sounds."""
    last = ipa.rstrip("/ ")[-1:]
    if last in ("s", "z", "ʃ", "ʒ"):
        return "ɪz"
    return "s" if last in ("p", "t", "k", "f", "θ") else "z"


@dataclass(frozen=True, slots=True)
class Match:
    """Where an entry applies in a text."""

    begin: int
    end: int
    """The possessive included."""
    word: str
    ending: str
    entry: Entry


_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"['’]s\b")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries, the most particular last: of two for the same word the later one holds."""

    entries: tuple[Entry, ...] = ()
    _by_first: dict[str, list[tuple[str, Entry]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Index the entries by their first word, the longest and latest first."""
        for entry in reversed(self.entries):
            for form in entry.forms():
                first = _WORD.search(form)
                if first is not None:
                    self._by_first.setdefault(first[0].casefold(), []).append((form, entry))
        for found in self._by_first.values():
            found.sort(key=lambda pair: (-len(pair[0]), not _has_capital(pair[0])))

    def matches(self, text: str) -> Iterator[Match]:
        """Yield where entries apply in a text, from left to right, never overlapping."""
        at = 0
        for word in _WORD.finditer(text):
            if word.start() < at:
                continue
            for form, entry in self._by_first.get(word[0].casefold(), ()):
                begin = word.start() - _offset_of_word(form)
                if begin >= at and _is_at(text, begin, form, entry.case):
                    yield (match := _match(text, begin, form, entry))
                    at = match.end
                    break

    def voiced(self, text: str) -> str:
        """Return a text with every pronunciation in it."""
        made, at = [], 0
        for match in self.matches(text):
            made += [text[at : match.begin], match.entry.voiced(match.word, match.ending)]
            at = match.end
        return "".join([*made, text[at:]])


def _offset_of_word(form: str) -> int:
    first = _WORD.search(form)
    return first.start() if first else 0


def _has_capital(text: str) -> bool:
    return any(character.isupper() for character in text)


def _is_at(text: str, begin: int, form: str, case: Case) -> bool:
    """Return whether a form stands in a text as whole words."""
    end = begin + len(form)
    found = text[begin:end]
    if found != form and (
        case is Case.EXACT or _has_capital(form) or found.casefold() != form.casefold()
    ):
        return False
    return not (_is_word(text, begin - 1) and _is_word(text, begin)) and not (
        _is_word(text, end - 1) and _is_word(text, end)
    )


def _is_word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and _WORD.match(text[at]) is not None


def _match(text: str, begin: int, form: str, entry: Entry) -> Match:
    end = begin + len(form)
    ending = _ENDING.match(text, end)
    word, rest = text[begin:end], ending[0] if ending else ""
    return Match(begin, end + len(rest), word, rest, entry)


def apply_lexicon(script: Script, lexicon: Lexicon) -> Script:
    """Return a script in which every segment knows how its words are pronounced.

    Only segments in the script's own language are touched; `Segment.pronounced` of every
    other is empty, whatever it was before.
    """
    chapters = tuple(_pronounced(chapter, script.language, lexicon) for chapter in script.chapters)
    return script if chapters == script.chapters else replace(script, chapters=chapters)


def _pronounced(chapter: Chapter, language: str, lexicon: Lexicon) -> Chapter:
    segments = tuple(_with_sounds(s, language, lexicon) for s in chapter.segments)
    return replace(chapter, segments=segments)


def _with_sounds(segment: Segment, language: str, lexicon: Lexicon) -> Segment:
    voiced = without_marks(segment.voiced)
    said = lexicon.voiced(voiced) if _speaks(segment, language) else voiced
    wanted = said if said != segment.voiced else ""
    return segment if segment.pronounced == wanted else replace(segment, pronounced=wanted)


def _speaks(segment: Segment, language: str) -> bool:
    own = segment.language.partition("-")[0].casefold()
    return own in ("", language.partition("-")[0].casefold())


@dataclass(frozen=True, slots=True)
class Use:
    """Which segments an entry touches."""

    entry: Entry
    segments: tuple[Segment, ...]


def uses(script: Script, lexicon: Lexicon) -> tuple[Use, ...]:
    """Return for every entry, in the order of the lexicon, the segments it touches."""
    touched: dict[int, list[Segment]] = {}
    for segment in script.segments:
        if not _speaks(segment, script.language):
            continue
        entries = {id(m.entry) for m in lexicon.matches(without_marks(segment.voiced))}
        for key in entries:
            touched.setdefault(key, []).append(segment)
    return tuple(Use(entry, tuple(touched.get(id(entry), ()))) for entry in lexicon.entries)


def joined(lexicons: Iterable[Sequence[Entry]]) -> Lexicon:
    """Return one lexicon of several, the most particular last."""
    return Lexicon(tuple(entry for entries in lexicons for entry in entries))
