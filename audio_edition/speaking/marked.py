"""Speaks a text in which the lexicon has marked sounds, whatever the engine makes of them."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from audio_edition.pronunciation import BEGIN, Rendered, Say, rendered
from audio_edition.speaking.engine import Delivery, Engine, voice_named
from audio_edition.speaking.phonemes import NOTATIONS
from audio_edition.speech import Clip, WordMark


def speak_marked(engine: Engine, text: str, delivery: Delivery, deadline_s: float) -> Clip:
    """Return the sound of a text; see `Engine.speak` for the rest.

    Args:
        text: with or without marked sounds; brackets in it are only brackets.

    Returns:
        A clip with word marks in offsets of `text`.
    """
    if BEGIN not in text and "[[" not in text:
        return engine.speak(text, delivery, deadline_s)
    said = rendered(text, _writing(engine, delivery.voice))
    clip = engine.speak(said.text, delivery, deadline_s)
    return replace(clip, words=tuple(_marks(clip.words, said)))


def _writing(engine: Engine, voice: str) -> Say | None:
    """Return what writes sounds for a voice, or None if its engine knows none."""
    notation = NOTATIONS.get(engine.capabilities().phonemes)
    if notation is None:
        return None
    languages = voice_named(engine, voice).languages
    return partial(notation, language=languages[0] if languages else "")


def _marks(words: Iterable[WordMark], said: Rendered) -> list[WordMark]:
    """Return word marks in the marked text; those within one pronunciation become one."""
    marks: list[WordMark] = []
    for word in words:
        begin, end = said.in_marked(word.begin, word.end)
        if marks and begin < marks[-1].end:
            begin, first = marks[-1].begin, marks[-1].begin_samples
            marks[-1] = WordMark(begin, max(end, marks[-1].end), first, word.end_samples)
        else:
            marks.append(WordMark(begin, end, word.begin_samples, word.end_samples))
    return marks
