"""What the marks on stretches of a sentence mean to the ear.

Rules obeyed here: raised and lowered text keeps its place for the spoken form; words that
are struck out are read, and that they are is said before and after them; a numeral that
the markup calls Roman is one, whatever stands around it.
"""

from collections.abc import Sequence
from itertools import groupby

from audio_edition.article import Mark, Span
from audio_edition.narrating.spoken_forms.roman import roman

STRUCK_OUT, END = "struck out", "end of strike-out"
_HIGHEST = 100
"""A numeral from here on may be a year: what stands around it tells."""
_ROMAN_SIGNS = str.maketrans("IVXLCDMivxlcdm", "ⅠⅤⅩⅬⅭⅮⅯⅰⅴⅹⅼⅽⅾⅿ")
_CLOSING = ".,;:!?)]}’”\"'"


def with_marks(pieces: Sequence[Span], *, reads_note_marks: bool, says_strikes: bool) -> str:
    """Return a sentence's text with what its marks mean to the ear.

    Args:
        pieces: the sentence's spans.
        reads_note_marks: whether the marks of footnotes are said.
        says_strikes: whether struck-out words are said to be some; where not, only read.
    """
    said = ""
    runs = [(key, list(run)) for key, run in groupby(pieces, key=_is_struck)]
    for number, (is_struck, run) in enumerate(runs):
        text = "".join(_marked(p, reads_note_marks, not said and p is run[0]) for p in run)
        if not (is_struck and says_strikes and any(c.isalnum() for c in text)):
            said += text
            continue
        after = "".join(piece.text for _, rest in runs[number + 1 :] for piece in rest)
        said = _struck(said, text, after)
    return said


def _is_struck(piece: Span) -> bool:
    return Mark.DELETED in piece.marks


def _struck(before: str, text: str, after: str) -> str:
    """Return struck-out words in their sentence, said to be such."""
    words = text.strip()
    if before.strip():
        open_ended = before.rstrip()[-1] not in ",;:–—-"
        before = before.rstrip() + (", " if open_ended else " ") + f"{STRUCK_OUT}: "
    else:
        before = f"{STRUCK_OUT.capitalize()}: "
    if not after.strip(_CLOSING + " "):
        return before + words
    comma = "" if after.lstrip()[0] in _CLOSING else ","
    return f"{before}{words.rstrip(',;')}, {END}{comma}{'' if after[0] in ' ' + _CLOSING else ' '}"


def _marked(span: Span, reads_note_marks: bool, is_first: bool) -> str:
    """Return a span's text; a single letter that opens a sentence may be spoken of as one."""
    if Mark.NOTE_REFERENCE in span.marks:
        return f", note {span.text.strip(' []()')}," if reads_note_marks else ""
    if Mark.SUPERSCRIPT in span.marks:
        return f"<sup>{span.text}</sup>"
    if Mark.SUBSCRIPT in span.marks:
        return f"<sub>{span.text}</sub>"
    is_numeral = Mark.ROMAN in span.marks and not (is_first and len(span.text.strip()) == 1)
    if is_numeral and 0 < roman(span.text.strip(" .")) < _HIGHEST:
        return span.text.translate(_ROMAN_SIGNS)
    return span.text
