"""How long words should take is learnt from an edition, be a fifth of it wrong."""

from audio_edition.mastering.hearing.pace import Pace
from tests.mastering.hearing.spelling import SENTENCES, letters

SPOKEN = [f"{one} {other}" for one in SENTENCES for other in SENTENCES[::4]]
LASTS_S = [0.06 * len(letters(spoken)) + 0.2 for spoken in SPOKEN]


def test_what_takes_its_time_is_likely() -> None:
    pace = Pace(SPOKEN, LASTS_S)
    assert max(map(pace.unlikely, SPOKEN, LASTS_S)) < 0.2


def test_a_fifth_that_is_wrong_is_not_learnt_from() -> None:
    wrong = {n: (0.3, 0.6, 1.4, 2.2)[n % 4] for n in range(2, len(SPOKEN), 5)}
    lasts_s = [s * wrong.get(n, 1) for n, s in enumerate(LASTS_S)]
    pace = Pace(SPOKEN, lasts_s)
    doubted = {n for n in range(len(SPOKEN)) if pace.unlikely(SPOKEN[n], lasts_s[n]) > 1}
    assert doubted == set(wrong)


def test_letters_said_by_their_names_take_longer() -> None:
    named = [f"{text} The U-S-A and the G-S-A." for text in SENTENCES]
    lasts_s = [0.06 * len(letters(text)) + 0.2 + 6 * 0.4 for text in named]
    pace = Pace(SPOKEN + named, LASTS_S + lasts_s)
    assert max(map(pace.unlikely, named, lasts_s)) < 0.3


def test_of_a_few_segments_nothing_is_learnt() -> None:
    assert Pace(SPOKEN[:5], LASTS_S[:5]).unlikely(SPOKEN[0], 99.0) == 0
