"""Where each segment is in the sound, even where the sound is not what the timeline says.

* As long as segments fit (`fitting.py`), the sound is where the timeline has it. Where one
  does not, the next place is looked for at which some in a row fit again: at the same shift
  if there is one (something is wrong in place), else at the nearest other (something is
  missing, doubled, shorter or longer, and all that follows is early or late).
* A segment too short may seem to fit where the next one pauses for breath: if the next fits
  earlier than the segment was believed to end, the segment is the one that does not.
* A missing segment may seem to fit where those after it lie: if what follows them is early by
  just its length, the segment is lost with them.
* What lies between the last that fitted and the first that fits again belongs to the
  segments between, be it nothing.
* No more than `REACH` of sound is looked at before what is being followed, and twice that
  after. Whoever follows lets go of the sound that is passed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio_edition.mastering.hearing.fitting import (
    AUDIBLE_DBFS,
    EDGE_STEPS,
    ONSET_STEPS,
    SMEAR_STEPS,
    STEPS_A_SECOND,
    Fitting,
    Span,
)
from audio_edition.mastering.hearing.sound import Sound

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REACH = 40 * STEPS_A_SECOND
"""How far from where it was the sound is looked for: longer than nearly every sentence."""
MOST_LOST = 8
"""Segments after which it is looked for again."""
IN_PLACE_ROW = 2
"""Segments that must fit where they were for the sound to be found again."""
ELSEWHERE_ROWS = (3, 2)
"""The same elsewhere: more, because there are many places; fewer if that finds none."""
LEAST_OF_SHORT = 4
"""A part in so many of a segment is left, if it has been taken for a whole one."""
WEIGHED = 8
"""Segments by which the best of neighbouring shifts is chosen."""


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
    """Step after it."""
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
        sound: of the whole; may be let go of up to `REACH` before the last stretch.
    """
    follower = _Follower(spans, sound)
    while follower.next < len(spans):
        yield from follower.step()
    yield from follower.rest()


class _Follower:
    """Where one has got to; the last stretch is held back, for what comes may change it."""

    def __init__(self, spans: Sequence[Span], sound: Sound) -> None:
        self._spans, self._sound = spans, sound
        self._fitting = Fitting(spans, sound)
        self._held: Stretch | None = None
        self.next = 0
        self._shift = 0
        self._past = 0
        """Step at which the sound ends that has been given to a segment."""

    def step(self) -> Iterator[Stretch]:
        """Find the next segment, or the next few if they are lost."""
        if self._fitting.at(self._shift, self.next):
            yield from self._give(self.next + 1, self._shift, fits=True)
            return
        last, shift = self._in_place() or self._elsewhere() or (self.next + 1, self._shift)
        if self._held_was_short(last, shift):
            self._take_back()
            last -= 1
        elif self._held_is_missing(last, shift):
            self._take_back()
        yield from self._give(last, shift, fits=False)

    def rest(self) -> Iterator[Stretch]:
        """Yield what is held back, and what is heard after the last segment."""
        if self._held:
            yield self._held
        begin, end = self._past, self._sound.end_within(self._past + REACH)
        if (self._sound.levels_dbfs(begin, end) > AUDIBLE_DBFS).any():
            yield Stretch(self.next, self.next, begin, end, self._shift, False, False)

    def _give(self, last: int, shift: int, *, fits: bool) -> Iterator[Stretch]:
        """Give the segments before `last` their sound; what follows is late by `shift`."""
        if self._held:
            yield self._held
        end = max(self._end_of(last, fits) + shift, self._past)
        in_place = shift == self._shift
        self._held = Stretch(self.next, last, self._past, end, self._shift, fits, in_place)
        self.next, self._shift, self._past = last, shift, end

    def _held_was_short(self, last: int, shift: int) -> bool:
        """Return whether it is not the next segment that is lost, but the one held back.

        Then the next begins within what was taken for the other, and is not heard to its end
        after it.
        """
        if self._held is None or not self._held.fits or last != self.next + 1:
            return False
        begin = self._spans[self.next].begin + shift
        due = self._spans[self._held.first]
        least = due.begin + self._held.shift + (due.end - due.begin) // LEAST_OF_SHORT
        if not least <= begin < self._past or not self._fitting.at(shift, self.next):
            return False
        rest = self._sound.levels_dbfs(self._past, self._end_of(last, fits=False) + shift)
        return bool((rest > AUDIBLE_DBFS).any())

    def _held_is_missing(self, last: int, shift: int) -> bool:
        """Return whether it is the segment held back that is lost, not those before `last`.

        Then what follows is early by its length, and there is little sound left for them.
        """
        if self._held is None or not self._held.fits or last == len(self._spans):
            return False
        begin, end = self._spans[self.next].begin, self._spans[last].begin
        length = begin - self._spans[self._held.first].begin
        is_early = abs(self._shift - shift - length) <= EDGE_STEPS
        return is_early and end + shift - self._past < (end - begin) // 2

    def _take_back(self) -> None:
        """Count the segment held back among the lost ones."""
        assert self._held
        self.next, self._past = self._held.first, self._held.begin
        self._held = None

    def _end_of(self, last: int, fits: bool) -> int:
        """Return where the sound of the segments before `last` is due to end at the latest.

        One that fits ends where the timeline says: what follows in the pause is not its own.
        """
        end = self._spans[last - 1].end if last else 0
        if last == len(self._spans):
            return end + (SMEAR_STEPS if fits else REACH)
        begin = self._spans[last].begin
        return min(end + SMEAR_STEPS, (end + begin) // 2) if fits else begin - ONSET_STEPS

    def _in_place(self) -> tuple[int, int] | None:
        """Return the next segment from which on the sound is where it was, and the shift."""
        for number in range(self.next + 1, min(self.next + MOST_LOST, len(self._spans))):
            if self._fitting.at(self._shift, number, IN_PLACE_ROW):
                return number, self._shift
        return None

    def _elsewhere(self) -> tuple[int, int] | None:
        """Return the next segment from which on several fit at another shift, and that."""
        import numpy as np

        shifts = np.arange(self._shift - REACH, self._shift + REACH + 1)
        for row in ELSEWHERE_ROWS:
            for number in range(self.next, min(self.next + MOST_LOST, len(self._spans) - row + 1)):
                fitting = shifts[self._fitting.among(shifts, number, row)]
                fitting = fitting[fitting + self._spans[number].begin >= self._past]
                if len(fitting):
                    return number, self._best(fitting, number)
        return None

    def _best(self, fitting: "NDArray[np.int_]", number: int) -> int:
        """Return the best of the run of fitting shifts that is nearest."""
        import numpy as np

        runs = np.split(fitting, np.flatnonzero(np.diff(fitting) > 2 * EDGE_STEPS) + 1)
        run = min(runs, key=lambda run: int(np.abs(run - self._shift).min()))
        counts = self._fitting.counts(run, number, WEIGHED)
        best = run[counts == counts.max()]
        return int(best[len(best) // 2])
