"""Whether the sound at some offset is that of some segments: by the pauses between them.

A segment fits at an offset if the sound begins and ends within a few steps of where it
should, and is silent beside. Offsets are steps by which the sound is late.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from audio_edition.mastering.hearing.recogniser import RATE_HZ
from audio_edition.mastering.hearing.sound import STEP_SAMPLES, Sound

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEPS_A_SECOND = RATE_HZ // STEP_SAMPLES
AUDIBLE_DBFS = -60.0
SILENT_DBFS = -46.0
EDGE_STEPS = 6
"""Within which the sound begins and ends."""
SMEAR_STEPS = 6
"""How far a codec lets speech run into a pause."""
ONSET_STEPS = 2
"""How much earlier than due a segment may begin: a codec smears a little forwards too."""
PAUSE_STEPS = 20
"""Of the pause beside a segment, how much is looked at."""
LEAST_END_STEPS = 12
"""Silence after the last segment."""
MARGIN_STEPS = 2 * STEPS_A_SECOND
"""Sound looked at before and after what is asked for."""


class Span(NamedTuple):
    """When a segment is due: steps from the file's first sample."""

    begin: int
    end: int


class Fitting:
    """Holds segments against the sound."""

    def __init__(self, spans: Sequence[Span], sound: Sound) -> None:
        self._spans, self._sound = spans, sound

    def at(self, shift: int, first: int, row: int = 1) -> bool:
        """Return whether a row of segments fits at one shift; fewer at the end are enough."""
        import numpy as np

        return bool(self.among(np.array([shift]), first, row)[0])

    def among(self, shifts: "NDArray[np.int_]", first: int, row: int) -> "NDArray[np.bool_]":
        """Return for each of some rising shifts whether a row of segments fits."""
        import numpy as np

        wanted = len(self._spans[first : first + row])
        return np.equal(self.counts(shifts, first, row), wanted)

    def counts(self, shifts: "NDArray[np.int_]", first: int, row: int) -> "NDArray[np.int_]":
        """Return for each of some rising shifts how many of a row of segments fit."""
        import numpy as np

        spans = self._spans[first : first + row]
        begin = spans[0].begin + int(shifts[0]) - MARGIN_STEPS
        end = spans[-1].end + int(shifts[-1]) + MARGIN_STEPS
        levels = self._sound.levels_dbfs(begin, end)
        audible = np.concatenate(([0], np.cumsum(levels > AUDIBLE_DBFS)))
        loud = np.concatenate(([0], np.cumsum(levels > SILENT_DBFS)))
        fitting = np.zeros(len(shifts), np.int_)
        for number in range(first, first + len(spans)):
            fitting += self._edges(number, shifts - begin, audible, loud)
        return fitting

    def _edges(
        self,
        number: int,
        places: "NDArray[np.int_]",
        audible: "NDArray[np.int_]",
        loud: "NDArray[np.int_]",
    ) -> "NDArray[np.bool_]":
        """Return for each place whether a segment begins and ends there, silence beside it.

        Args:
            number: of the segment.
            places: what to add to its times to get an index.
            audible: how many steps before each are audible.
            loud: how many steps before each are too loud for a pause.
        """
        import numpy as np

        def none(of: "NDArray[np.int_]", begin: int, end: int) -> "NDArray[np.bool_]":
            return np.equal(of[places + max(end, begin)], of[places + begin])

        begin, end = self._spans[number]
        past = self._spans[number - 1].end if number else 0
        is_last = number + 1 == len(self._spans)
        after = end + LEAST_END_STEPS if is_last else self._spans[number + 1].begin
        edge = min(EDGE_STEPS, max((end - begin) // 2, 1))
        fits: NDArray[np.bool_] = (
            ~none(audible, begin, begin + edge)
            & ~none(audible, end - edge, end)
            & none(loud, max(past + SMEAR_STEPS, begin - PAUSE_STEPS), begin - ONSET_STEPS)
            & none(loud, end + SMEAR_STEPS, min(after - ONSET_STEPS, end + PAUSE_STEPS))
        )
        return fits
