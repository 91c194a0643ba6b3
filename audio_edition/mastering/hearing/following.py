"""Where each segment is in the sound, even where the sound is not what the timeline says.

* Segments are told apart by the pauses between them: a segment *fits* at an offset if the
  sound begins and ends within a few steps of where it should, with silence beside.
* As long as segments fit, the sound is where the timeline has it. Where one does not, the
  next place is looked for at which three in a row fit again: at the same offset if there is
  one (something is wrong in place), else at the nearest other (something is missing, doubled,
  shorter or longer, and all that follows is early or late). Three in a row meet by chance
  less than once in a thousand such places.
* What lies between the last that fitted and the first that fits again belongs to the
  segments between, be it nothing.
* Times are steps of 10 ms; no more than `REACH_S` of sound is held before or after.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from audio_edition.mastering.hearing.recogniser import RATE_HZ
from audio_edition.mastering.hearing.sound import STEP_SAMPLES, Sound

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEPS_A_SECOND = RATE_HZ // STEP_SAMPLES
REACH = 40 * STEPS_A_SECOND
"""How far from where it was the sound is looked for: longer than nearly every sentence."""
MOST_LOST = 8
"""Segments after which it is looked for again."""
IN_A_ROW = 3
"""Segments that must fit for the sound to be found again."""
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


class Span(NamedTuple):
    """When a segment is due: steps from the file's first sample."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sound that belongs to a run of segments."""

    first: int
    """Number of the first segment; of the one that follows, where it belongs to none."""
    last: int
    """After the last segment."""
    begin: int
    """Step at which the sound begins that may be theirs, the pause before included."""
    end: int
    """Step after it, the pause after included."""
    shift: int
    """Steps by which the sound is later than the timeline, where it begins."""
    fits: bool
    """Whether the sound is where the timeline has it."""
    in_place: bool = True
    """Whether what follows is as late as what was before."""


def follow(spans: Sequence[Span], sound: Sound) -> Iterator[Stretch]:
    """Yield the sound of every segment in order.

    Args:
        spans: when each is due, in order, without overlap.
        sound: of the whole; is let go of as it is passed.
    """
    follower = _Follower(spans, sound)
    while follower.next < len(spans):
        yield follower.step()
    if spans:
        yield from follower.rest()


class _Follower:
    """Where one has got to."""

    def __init__(self, spans: Sequence[Span], sound: Sound) -> None:
        self._spans, self._sound = spans, sound
        self.next = 0
        self._shift = 0
        self._past = 0
        """Step at which the sound ends that has been given to a segment."""

    def step(self) -> Stretch:
        """Return the sound of the next segment, or of the next few if they are lost."""
        self._sound.forget(self._past - REACH)
        here = self._lost_until(self.next, self._shift)
        if here == self.next:
            return self._give(here + 1, self._shift, fits=True)
        found = here, self._shift
        if not self._is_found(here, self._shift):
            found = self._elsewhere() or (self.next + 1, self._shift)
        return self._give(*found, fits=False)

    def rest(self) -> Iterator[Stretch]:
        """Yield what is heard after the last segment."""
        end = self._sound.end_within(self._past + REACH)
        self._sound.forget(self._past - REACH)
        if (self._sound.levels_dbfs(self._past, end) > AUDIBLE_DBFS).any():
            yield Stretch(self.next, self.next, self._past, end, self._shift, False, False)

    def _give(self, last: int, shift: int, *, fits: bool) -> Stretch:
        """Give the segments before `last` their sound; what follows is late by `shift`."""
        first, begin = self.next, self._past
        end = max(self._end_of(last, fits) + shift, begin)
        given = Stretch(first, last, begin, end, self._shift, fits, shift == self._shift)
        self.next, self._shift, self._past = last, shift, end
        return given

    def _end_of(self, last: int, fits: bool) -> int:
        """Return where the sound of the segments before `last` ends at the latest.

        One that fits ends where the timeline says: what follows in the pause is not its own.
        """
        end = self._spans[last - 1].end if last else 0
        if last == len(self._spans):
            return end + (SMEAR_STEPS if fits else REACH)
        begin = self._spans[last].begin
        return min(end + SMEAR_STEPS, (end + begin) // 2) if fits else begin - ONSET_STEPS

    def _lost_until(self, first: int, shift: int) -> int:
        """Return the first segment from which on the sound is where it was, at most `MOST_LOST`."""
        for number in range(first, min(first + MOST_LOST, len(self._spans))):
            row = 1 if number == first else IN_A_ROW
            if self._run_fits(number, shift, row):
                return number
        return len(self._spans) if first + MOST_LOST >= len(self._spans) else first + MOST_LOST

    def _run_fits(self, number: int, shift: int, row: int) -> bool:
        import numpy as np

        only = np.array([shift])
        return bool(self._fit(number, row, only).any())

    def _is_found(self, number: int, shift: int) -> bool:
        return number < len(self._spans) and self._run_fits(number, shift, IN_A_ROW)

    def _elsewhere(self) -> tuple[int, int] | None:
        """Return the next segment from which on several fit at another offset, and that."""
        import numpy as np

        shifts = np.arange(self._shift - REACH, self._shift + REACH + 1)
        for row in (IN_A_ROW, IN_A_ROW - 1):
            for number in range(self.next, min(self.next + MOST_LOST, len(self._spans) - row + 1)):
                fitting = shifts[self._fit(number, row, shifts)]
                fitting = fitting[fitting + self._spans[number].begin >= self._past]
                if len(fitting):
                    return number, int(_nearest(fitting, self._shift))
        return None

    def _fit(self, first: int, row: int, shifts: "NDArray[np.int_]") -> "NDArray[np.bool_]":
        """Return for each shift whether some segments, one after another, fit."""
        import numpy as np

        spans = self._spans[first : first + row]
        begin = spans[0].begin + int(shifts[0]) - REACH // 4
        end = spans[-1].end + int(shifts[-1]) + REACH // 4
        levels = self._sound.levels_dbfs(begin, end)
        audible = np.concatenate(([0], np.cumsum(levels > AUDIBLE_DBFS)))
        loud = np.concatenate(([0], np.cumsum(levels > SILENT_DBFS)))
        fits = np.ones(len(shifts), bool)
        for number in range(first, first + len(spans)):
            places = shifts - begin
            fits &= self._edges(number, places, audible, loud)
        return fits

    def _edges(
        self,
        number: int,
        places: "NDArray[np.int_]",
        audible: "NDArray[np.int_]",
        loud: "NDArray[np.int_]",
    ) -> "NDArray[np.bool_]":
        """Return for each place whether a segment begins and ends there, silence beside it."""
        span = self._spans[number]
        before = self._spans[number - 1].end if number else 0
        after = self._spans[number + 1].begin if number + 1 < len(self._spans) else span.end + 12
        quiet_before = max(before + SMEAR_STEPS, span.begin - PAUSE_STEPS), span.begin - ONSET_STEPS
        quiet_after = span.end + SMEAR_STEPS, min(after - ONSET_STEPS, span.end + PAUSE_STEPS)

        def count(of: "NDArray[np.int_]", begin: int, end: int) -> "NDArray[np.int_]":
            return of[places + max(end, begin)] - of[places + begin]

        half = min(EDGE_STEPS, max((span.end - span.begin) // 2, 1))
        fits = (count(audible, span.begin, span.begin + half) > 0) & (
            count(audible, span.end - half, span.end) > 0
        )
        fits &= (count(loud, *quiet_before) == 0) & (count(loud, *quiet_after) == 0)
        return fits


def _nearest(fitting: "NDArray[np.int_]", shift: int) -> int:
    """Return the middle of the run of fitting shifts that is nearest to a shift."""
    import numpy as np

    runs = np.split(fitting, np.flatnonzero(np.diff(fitting) > 1) + 1)
    best = min(runs, key=lambda run: int(np.abs(run - shift).min()))
    return int(best[len(best) // 2])
