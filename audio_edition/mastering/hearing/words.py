"""What was said and what was heard, made comparable.

* Both sides are reduced to letters: case, punctuation, and where words end do not matter,
  since "songbook" and "song book" sound alike, and a name misspelt costs a letter or two.
* A recogniser writes figures ("540", "1887") where the script has the words that are
  spoken ("five forty"): of the ways to say a figure, the one that the script has is taken.
"""

import re
from collections.abc import Iterator
from typing import Any

WRITTEN_SHORT = {
    "mr": "mister",
    "mrs": "missus",
    "dr": "doctor",
    "mm": "millimetres",
    "cm": "centimetres",
    "km": "kilometres",
    "kg": "kilograms",
    "vs": "versus",
}
"""What recognisers write for words that are spoken out; both sides are widened alike."""
SIGNS = {"%": " percent ", "&": " and ", "£": " pounds ", "€": " euros ", "+": " plus "}
LONGEST_FIGURE = 12
"""Digits of a figure that is read as a number; longer ones are read digit by digit."""


def words_of(text: str) -> list[str]:
    """Return a text's words as both sides are compared: small letters, figures as words."""
    text = text.lower().replace("’", "'")
    text = re.sub(r"(\d),(\d{3})", r"\1\2", text)
    text = re.sub(r"\$(\d+(?:\.\d+)?(?: million| billion)?)", r"\1 dollars", text)
    text = text.replace("%", " percent")
    text = re.sub(r"(\d+)(?:st|nd|rd|th)\b", lambda m: _spelt(m[1], "ordinal"), text)
    text = re.sub(r"\d+(?:\.\d+)?", lambda m: _spelt(m[0], _kind(m[0])), text)
    text = re.sub(r"\b(lab|harb|neighb|fav|col|hon)our", r"\1or", text)
    text = text.replace("millimetre", "millimeter").replace("-", " ").replace("'", "")
    return re.sub(r"[^\w ]", " ", text).split()


def _kind(figure: str) -> str:
    return "year" if re.fullmatch(r"(?:1[5-9]|20)\d\d", figure) else "cardinal"


def _spelt(figure: str, kind: str) -> str:
    from num2words import num2words

    value: Any = float(figure) if "." in figure else int(figure)
    return str(num2words(value, to=kind))


def edits(said: list[str], heard: list[str]) -> int:
    """Return the least number of words added, left out or changed.

    Two words heard as one ("song book"), or one as two, are no mistake: they sound alike.
    """
    rows = [list(range(len(heard) + 1))]
    for i, word in enumerate(said, 1):
        row = [i]
        for j, other in enumerate(heard, 1):
            ways = [rows[-1][j - 1] + (word != other), rows[-1][j] + 1, row[-1] + 1]
            if i > 1 and said[i - 2] + word == other:
                ways.append(rows[-2][j - 1])
            if j > 1 and heard[j - 2] + other == word:
                ways.append(rows[-1][j - 2])
            row.append(min(ways))
        rows.append(row)
    return rows[-1][-1]


def letters_said(spoken: str) -> str:
    """Return the letters of what a voice is to say."""
    return _letters(spoken, "")


def letters_heard(heard: str, said: str) -> str:
    """Return the letters of what a recogniser wrote.

    Args:
        heard: its words.
        said: letters that should be heard, by which figures are read.
    """
    return _letters(heard, said)


def _letters(text: str, said: str) -> str:
    text = text.casefold()
    for sign, name in SIGNS.items():
        text = text.replace(sign, name)
    text = re.sub(r"\$([\d.,]+(?: (?:million|billion))?)", r"\1 dollars", text)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = re.sub(r"(\d+)(?:st|nd|rd|th)\b", lambda m: _spelt(m[1], "ordinal"), text)
    text = re.sub(r"\d+(?:[.:]\d+)*", lambda m: f" {_said_figure(m[0], said)} ", text)
    words = re.findall(r"\w+", text.replace("'", ""))
    return "".join(filter(str.isalnum, "".join(WRITTEN_SHORT.get(word, word) for word in words)))


def _said_figure(figure: str, said: str) -> str:
    """Return the way to say a figure that is found in what was said, else as a number."""
    ways = ["".join(filter(str.isalpha, way)) for way in _ways(figure)]
    return next((way for way in ways if way in said), ways[0])


def _ways(figure: str) -> Iterator[str]:
    """Yield the ways to say a figure, the plainest first."""
    parts = re.split("[.:]", figure)
    if len(figure) > LONGEST_FIGURE:
        yield _digits(figure)
        return
    yield " ".join(_spelt(part, _kind(part)) for part in parts)
    yield " ".join(_spelt(part, "cardinal") for part in parts)
    yield " point ".join([_spelt(parts[0], "cardinal"), *map(_digits, parts[1:])])
    yield _digits(figure)
    yield _digits(figure).replace("zero", "oh")
    bare = "".join(parts)
    if 3 <= len(bare) <= 4:
        yield f"{_spelt(bare[:-2], 'cardinal')} {_spelt(bare[-2:], 'cardinal')}"
        yield f"{_spelt(bare[:-2], 'cardinal')} oh {_spelt(bare[-1], 'cardinal')}"
    yield _spelt(bare, "cardinal").replace(" and ", " ")


def _digits(figure: str) -> str:
    return " ".join(_spelt(digit, "cardinal") for digit in figure if digit.isdigit())
