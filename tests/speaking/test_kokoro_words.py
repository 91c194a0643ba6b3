"""Where Kokoro's words are believed to be heard."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.speaking.engines.kokoro_process import STEP_SAMPLES, _words

RATE_HZ = 24000


def sound(*lengths_s: float) -> np.ndarray:
    """Return sound and silence in turn."""
    made = [np.full(round(s * RATE_HZ), 0.3 * (n % 2 == 0)) for n, s in enumerate(lengths_s)]
    return np.concatenate(made).astype(np.float32)


def test_words_are_spread_over_what_is_heard() -> None:
    events = _words("Abcd, efgh.", sound(1.0, 0.8, 1.0))
    assert [offset for offset, _ in events] == [0, 6]
    assert [round(first / RATE_HZ, 2) for _, first in events] == [0.0, 1.8]


def test_silence_before_the_first_word_is_not_its_own() -> None:
    [(_, first)] = _words("Yes.", sound(0, 0.5, 1.0))
    assert first == RATE_HZ // 2


def test_silence_has_no_words() -> None:
    assert _words("Yes.", sound(0, 1.0)) == []


@given(st.lists(st.floats(0.05, 1.5), min_size=1, max_size=6), st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_every_word_begins_where_something_is_heard(lengths_s: list[float], words: int) -> None:
    heard = sound(*lengths_s)
    events = _words(" ".join(["word"] * words), heard)
    firsts = [first for _, first in events]
    assert firsts == sorted(set(firsts))
    assert all(heard[first : first + STEP_SAMPLES].any() for first in firsts)
