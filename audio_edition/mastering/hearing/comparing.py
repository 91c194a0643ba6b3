"""How much of what should be said was heard, letter by letter.

Several sentences may be heard in one go: the letters heard are laid beside the letters due
so that as few as possible differ, and each sentence is charged with its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def distance(said: str, heard: str) -> int:
    """Return the least number of letters added, left out or changed."""
    return int(_table(said, heard)[-1, -1])


@dataclass(slots=True)
class Share:
    """What was heard of one sentence among others."""

    wrong: int = 0
    """Letters heard wrong, not at all or besides."""
    heard: int = 0
    """Letters heard, right, wrong or besides."""


def shares(said: Sequence[str], heard: str) -> list[Share]:
    """Return what was heard of each sentence.

    Args:
        said: the letters of each sentence, in the order they should be heard.
        heard: the letters heard of all.

    Returns:
        One share a sentence; what is wrong in all is the distance of what is said from `heard`.
    """
    joined = "".join(said)
    owner = [number for number, letters in enumerate(said) for _ in letters]
    found = [Share() for _ in said]
    table, row, place = _table(joined, heard), len(joined), len(heard)
    while (row or place) and found:
        here, share = table[row, place], found[owner[max(row - 1, 0)] if owner else 0]
        if row and place:
            changed = joined[row - 1] != heard[place - 1]
            if table[row - 1, place - 1] + changed == here:
                share.wrong += int(changed)
                share.heard += 1
                row, place = row - 1, place - 1
                continue
        share.wrong += 1
        if row and table[row - 1, place] + 1 == here:
            row -= 1
        else:
            share.heard += 1
            place -= 1
    return found


def lost_end(said: str, heard: str) -> int:
    """Return how many letters at the end of what should be said were not heard.

    That is what remains of `said` after the beginning of it that is most like all of `heard`.
    """
    best = _table(said, heard)[:, -1]
    return len(said) - int(len(best) - 1 - best[::-1].argmin())


def _table(said: str, heard: str) -> "NDArray[np.int32]":
    """Return the distance of each beginning of one text from each beginning of the other."""
    import numpy as np

    ours = np.array([*map(ord, heard)], np.int64)
    places = np.arange(len(heard) + 1, dtype=np.int32)
    table = np.empty((len(said) + 1, len(heard) + 1), np.int32)
    table[0] = places
    for number, letter in enumerate(map(ord, said), 1):
        above = table[number - 1]
        head = np.concatenate(([number], np.minimum(above[1:] + 1, above[:-1] + (ours != letter))))
        table[number] = np.minimum.accumulate(head - places) + places
    return table
