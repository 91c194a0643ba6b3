import numpy as np

from audio_edition.pronunciation import pronounced
from audio_edition.speaking.engine import Capabilities, Delivery, WordTiming
from audio_edition.speaking.marked import speak_marked
from audio_edition.speaking.word_marks import spread
from audio_edition.speech import Clip, Voice

DELIVERY = Delivery("v", 165)
TEXT = "See " + pronounced("New Orleans", "njuː ˈɔːliənz") + ", [[left]] today."


class Listening:
    """An engine that keeps what it was given."""

    name = "listening"

    def __init__(self, phonemes):
        self.phonemes, self.given = phonemes, ""

    def capabilities(self):
        return Capabilities(8000, WordTiming.ESTIMATED, True, 165, phonemes=self.phonemes)

    def voices(self):
        return (Voice("v", "V", ("en-GB",), self.name),)

    def speak(self, text, delivery, deadline_s):
        self.given = text
        return Clip(np.ones(8000, np.int16), 8000, spread(text, 8000))


def marked_words(clip, text):
    return [text[w.begin : w.end] for w in clip.words]


def test_espeak_is_given_its_phonemes_and_the_marks_point_at_the_marked_text():
    engine = Listening("espeak")
    clip = speak_marked(engine, TEXT, DELIVERY, 1)
    assert engine.given == "See [[nju: 'O:li@nz]], ((left)) today."
    sounds = pronounced("New Orleans", "njuː ˈɔːliənz")
    assert marked_words(clip, TEXT) == ["See", sounds, "left", "today"]
    ends = [w.end_samples for w in clip.words]
    assert [w.begin_samples for w in clip.words[1:]] == ends[:-1]


def test_an_engine_that_knows_ipa_is_given_it_as_its_voice_was_taught():
    engine = Listening("ipa")
    text = "See " + pronounced("Noto", "/ˈnoʊ.toʊ/") + "."
    assert marked_words(speak_marked(engine, text, DELIVERY, 1), text)[0] == "See"
    assert engine.given == "See [[ˈnəʊtəʊ]]."


def test_another_engine_is_given_the_words():
    engine = Listening("")
    clip = speak_marked(engine, TEXT, DELIVERY, 1)
    assert engine.given == "See New Orleans, [[left]] today."
    assert marked_words(clip, TEXT)[0] == "See"
    assert marked_words(clip, TEXT)[-1] == "today"


def test_a_text_without_marks_is_given_as_it_is():
    engine = Listening("espeak")
    assert marked_words(speak_marked(engine, "A [b].", DELIVERY, 1), "A [b].") == ["A", "b"]
    assert engine.given == "A [b]."
