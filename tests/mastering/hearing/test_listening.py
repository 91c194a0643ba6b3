"""Faults of every kind, planted anywhere, are found where they are, and nothing else is."""

import io

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_edition.mastering.hearing.fitting import STEPS_A_SECOND
from audio_edition.mastering.hearing.following import REACH
from audio_edition.mastering.hearing.judging import Kind, Suspicion, judge
from audio_edition.mastering.hearing.listening import RUN_S, Due, listen
from audio_edition.mastering.hearing.recogniser import RATE_HZ
from audio_edition.mastering.hearing.sound import STEP_SAMPLES, Sound
from tests.mastering.hearing.spelling import (
    GAP_SAMPLES,
    LETTER_SAMPLES,
    PAUSE_SAMPLES,
    SENTENCES,
    Reader,
    Recording,
    Samples,
    letters,
    spelt,
)

GOOD = Recording.of()
LONG = (*SENTENCES[:6], " ".join(SENTENCES * 2), *SENTENCES[6:12])
"""One of them lasts longer than what is looked at before and after it."""
ANYWHERE = st.integers(1, len(SENTENCES) - 4)


def found(recording: Recording, dues: list[Due] | None = None) -> list[Suspicion]:
    heard = list(listen(dues or GOOD.dues(), recording.sound(), Reader()))
    return judge(heard)


def named(suspicions: list[Suspicion]) -> dict[int, Kind]:
    return {suspicion.number: suspicion.kind for suspicion in suspicions}


def at_tempo(body: Samples, tempo: float) -> Samples:
    """Return a sound played faster: its letters become others, but its length is right."""
    places = np.arange(0, len(body) - 1, tempo)
    return body[places.astype(int)]


def test_a_good_recording_raises_no_suspicion() -> None:
    assert found(GOOD) == []


def test_every_segment_is_heard_once_in_order() -> None:
    reader = Reader()
    heard = list(listen(GOOD.dues(), GOOD.sound(), reader))
    assert [one.number for one in heard] == list(range(len(SENTENCES)))
    assert reader.longest_s <= RUN_S + 1
    assert reader.times < len(SENTENCES)


@settings(max_examples=8)
@given(ANYWHERE)
def test_a_missing_sentence_is_found(number: int) -> None:
    spoilt = GOOD.with_body(number, np.zeros(0, np.int16), pause=0)
    assert named(found(spoilt)) == {number: Kind.MISSING}


@settings(max_examples=8)
@given(ANYWHERE)
def test_a_doubled_sentence_is_found(number: int) -> None:
    body = GOOD.bodies[number]
    pause = np.zeros(PAUSE_SAMPLES, np.int16)
    spoilt = GOOD.with_body(number, np.concatenate([body, pause, body]))
    assert named(found(spoilt)) == {number: Kind.DOUBLED}


@settings(max_examples=8)
@given(ANYWHERE)
def test_a_silenced_sentence_is_found(number: int) -> None:
    spoilt = GOOD.with_body(number, np.zeros_like(GOOD.bodies[number]))
    assert named(found(spoilt)) == {number: Kind.SILENT}


@settings(max_examples=8)
@given(ANYWHERE)
def test_swapped_sentences_are_found(number: int) -> None:
    bodies = GOOD.bodies
    spoilt = GOOD.with_body(number, bodies[number + 1]).with_body(number + 1, bodies[number])
    suspects = set(named(found(spoilt)))
    assert suspects
    assert suspects <= {number, number + 1}


@settings(max_examples=8)
@given(ANYWHERE, st.booleans())
def test_a_cut_sentence_is_found(number: int, keeps_its_time: bool) -> None:
    body = GOOD.bodies[number]
    kept = body[: len(body) * 6 // 10]
    silence = np.zeros((len(body) - len(kept)) * keeps_its_time, np.int16)
    suspects = set(named(found(GOOD.with_body(number, np.concatenate([kept, silence])))))
    # What is left of one and the next may last as long as the one should.
    assert {number} <= suspects <= {number, number + 1}


@settings(max_examples=8)
@given(ANYWHERE, st.sampled_from([0.7, 1.4]))
def test_a_sentence_at_another_speed_is_found(number: int, tempo: float) -> None:
    spoilt = GOOD.with_body(number, at_tempo(GOOD.bodies[number], tempo))
    assert set(named(found(spoilt))) == {number}


@settings(max_examples=8)
@given(ANYWHERE)
def test_another_sentence_of_which_the_timeline_knows_is_found(number: int) -> None:
    spoilt = GOOD.with_body(number, GOOD.bodies[number - 1])
    assert named(found(spoilt, spoilt.dues())) == {number: Kind.SWAPPED}


def test_faults_at_the_ends_are_found() -> None:
    last = len(SENTENCES) - 1
    assert 0 in named(found(GOOD.with_body(0, np.zeros(0, np.int16), pause=0)))
    assert last in named(found(GOOD.with_body(last, np.zeros(0, np.int16), pause=0)))
    twice = np.concatenate([GOOD.bodies[last], np.zeros(PAUSE_SAMPLES, np.int16)] * 2)
    assert named(found(GOOD.with_body(last, twice))) == {last: Kind.DOUBLED}


def test_words_that_belong_nowhere_are_found() -> None:
    strange = np.concatenate(
        [GOOD.bodies[4], np.zeros(PAUSE_SAMPLES, np.int16), spelt("Who is there now?")]
    )
    assert named(found(GOOD.with_body(4, strange))) == {5: Kind.BESIDES}


def test_the_worst_comes_first() -> None:
    spoilt = GOOD.with_body(3, np.zeros_like(GOOD.bodies[3]))
    body = GOOD.bodies[9]
    spoilt = spoilt.with_body(9, body[: len(body) * 7 // 10])
    suspicions = found(spoilt)
    assert [s.number for s in suspicions] == [3, 9]
    assert suspicions[0].score > suspicions[1].score >= 1


def test_a_missing_sentence_is_found_where_two_others_last_as_long() -> None:
    apart = round(PAUSE_SAMPLES / (LETTER_SAMPLES + GAP_SAMPLES))
    last_as_long = "a" * (sum(map(len, map(letters, SENTENCES[4:6]))) + apart)
    sentences = (*SENTENCES[:4], last_as_long, *SENTENCES[4:])
    whole = Recording.of(sentences)
    spoilt = whole.with_body(4, np.zeros(0, np.int16), pause=0)
    assert named(found(spoilt, whole.dues(sentences))) == {4: Kind.MISSING}


def test_a_missing_sentence_is_told_from_one_as_long_before_it() -> None:
    sentences = (*SENTENCES[:4], "We had new bread.", "I ate it all day.", *SENTENCES[4:])
    short = PAUSE_SAMPLES // 3
    whole = Recording.of(sentences)
    whole = whole.with_body(5, whole.bodies[5], pause=short)
    spoilt = whole.with_body(4, whole.bodies[4], pause=short)
    spoilt = spoilt.with_body(5, np.zeros(0, np.int16), pause=0)
    assert named(found(spoilt, whole.dues(sentences))) == {5: Kind.MISSING}


def test_sound_that_ends_early_leaves_the_rest_missing() -> None:
    nothing = np.zeros(0, np.int16)
    spoilt = GOOD
    for number in range(12, len(SENTENCES)):
        spoilt = spoilt.with_body(number, nothing, pause=0)
    suspects = named(found(spoilt))
    assert set(suspects) == set(range(12, len(SENTENCES)))


def test_silence_is_no_voice() -> None:
    nothing = Sound(io.BytesIO(bytes(2 * RATE_HZ)))
    suspicions = judge(list(listen(GOOD.dues(), nothing, Reader())))
    assert len(suspicions) == len(SENTENCES)


def test_an_edition_of_nothing_has_nothing_to_hear() -> None:
    assert judge(list(listen([], Sound(io.BytesIO(b"")), Reader()))) == []


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_sound_is_what_was_read_wherever_one_looks(begin: int, length: int, past: int) -> None:
    samples = np.arange(35 * STEP_SAMPLES + 7, dtype=np.int16)
    sound = Sound(io.BytesIO(samples.tobytes()))
    sound.forget(past)
    sound.between(0, past)
    sound.forget(past)
    given_back = sound.between(max(begin, past), max(begin, past) + length)
    due = samples[max(begin, past) * STEP_SAMPLES :][: length * STEP_SAMPLES]
    assert np.array_equal(given_back, due.astype(np.float32) / 32768)


def test_a_book_is_never_held_whole() -> None:
    book = Recording.of(SENTENCES * 12)
    sound, longest = book.sound(), 0
    dues = book.dues(SENTENCES * 12)
    for _ in listen(dues, sound, Reader()):
        longest = max(longest, len(sound._held))
    total = 2 * STEP_SAMPLES * dues[-1].span.end
    assert longest <= 2 * STEP_SAMPLES * (REACH + RUN_S * STEPS_A_SECOND + 4000) < total


def test_no_sound_is_let_go_of_before_it_is_heard() -> None:
    book = Recording.of(LONG)
    reader = Reader()
    heard = list(listen(book.dues(LONG), book.sound(), reader))
    assert [one.wrong for one in heard] == [0] * len(LONG)
