"""A clip is made once, twice tried, and named when it cannot be made."""

from pathlib import Path

import numpy as np
import pytest

from audio_edition.errors import SpeakingError
from audio_edition.speaking.clips import Line, Speaker, make_clip
from audio_edition.speaking.engine import Delivery
from audio_edition.speaking.engines.tone import ToneEngine
from audio_edition.speaking.speakable import LONGEST, harmless, is_speakable
from audio_edition.speaking.store import Store
from audio_edition.speech import Clip

WHO = Speaker("tone", "tone 2", Delivery("low", 175))


class Fails(ToneEngine):
    """Fails a number of times before it speaks."""

    def __init__(self, times: int) -> None:
        self.left = times
        self.spoken = 0
        self.deadlines: list[float] = []

    def speak(self, text: str, delivery: Delivery, deadline_s: float) -> Clip:
        self.deadlines.append(deadline_s)
        if self.left:
            self.left -= 1
            raise SpeakingError("The stand-in lost its voice.", "Wait.")
        self.spoken += 1
        return super().speak(text, delivery, deadline_s)


def test_a_clip_is_spoken_once(tmp_path: Path) -> None:
    engine = Fails(0)
    for _ in range(3):
        make_clip(Line("s1", "Good morning.", WHO), engine, Store(tmp_path))
    assert engine.spoken == 1


def test_an_engine_that_fails_once_is_tried_again(tmp_path: Path) -> None:
    assert make_clip(Line("s1", "Good morning.", WHO), Fails(1), Store(tmp_path)) is not None


def test_an_engine_that_fails_twice_is_an_error_with_the_sentence(tmp_path: Path) -> None:
    with pytest.raises(SpeakingError) as caught:
        make_clip(Line("s1", "Good\nmorning.", WHO), Fails(2), Store(tmp_path))
    assert str(caught.value) == (
        "The stand-in lost its voice, at segment s1: “Good morning.”. Wait."
    )
    assert Store(tmp_path).get("clips", "x") is None


def test_a_longer_sentence_has_more_time(tmp_path: Path) -> None:
    engine = Fails(0)
    for text in ("Short.", "A good deal longer than that one."):
        make_clip(Line("s1", text, WHO), engine, Store(tmp_path))
    assert engine.deadlines[0] < engine.deadlines[1]


@pytest.mark.parametrize("text", ["", "  ", "…!?", "“—”", "\x00"])
def test_nothing_to_say_is_no_clip(tmp_path: Path, text: str) -> None:
    assert make_clip(Line("s1", text, WHO), Fails(9), Store(tmp_path)) is None


@pytest.mark.parametrize("text", ["a", "7", "€", "+", "é", "字", "😀"])
def test_letters_digits_and_symbols_are_said(text: str) -> None:
    assert is_speakable(text)


def test_a_sentence_nobody_can_follow_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SpeakingError, match="Segment s1 has 20001 characters"):
        make_clip(Line("s1", "a" * (LONGEST + 1), WHO), Fails(0), Store(tmp_path))


def test_what_is_harmful_becomes_a_space_in_its_place() -> None:
    assert harmless("a\x00b\ud800c\n\u2028é") == "a b c  é"


def test_silence_is_not_kept_for_sound(tmp_path: Path) -> None:
    clip = make_clip(Line("s1", "Good morning.", WHO), ToneEngine(), Store(tmp_path))
    assert clip is not None
    assert np.abs(clip.samples.astype(int)).max() > 1000
