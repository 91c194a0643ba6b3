"""Sounds made for tests, and decoders to hold files against them."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audio_edition.mastering import ffmpeg
from audio_edition.mastering.clip_sound import EDITION_RATE_HZ, MasteredClip, master_clip
from audio_edition.mastering.passage_sound import EncodedPassage, Piece, encode_passage
from audio_edition.speaking.engine import Delivery
from audio_edition.speaking.engines.tone import ToneEngine


def clip_of(text: str) -> MasteredClip:
    """Return what the tone engine says of a text, mastered."""
    return master_clip(ToneEngine().speak(text, Delivery("low", 175), 5.0), 3.0)


def chapter_of(texts: Sequence[str], codecs: Sequence[str] = ("mp3", "aac")) -> EncodedPassage:
    """Return a chapter that says some texts; its segments are s0, s1 …"""
    pieces = [Piece(f"s{i}", lambda t=text: clip_of(t), 300) for i, text in enumerate(texts)]
    return encode_passage(pieces, codecs)


def pcm_of(chapter: EncodedPassage, texts: Sequence[str]) -> NDArray[np.int16]:
    """Return the samples that a chapter of `chapter_of` was encoded from."""
    pcm = np.zeros(chapter.total_samples, np.int16)
    for placed, text in zip(chapter.placed, texts, strict=True):
        pcm[placed.begin_samples : placed.end_samples] = clip_of(text).samples
    return pcm


def decoded(path: Path) -> NDArray[np.int16]:
    """Return a file's samples, decoded by ffmpeg at the edition's rate."""
    raw = ffmpeg.run(["-i", str(path), "-map", "0:a", "-f", "s16le", "-ac", "1", "-"])
    return np.frombuffer(raw, np.int16)


def encoded_in_one_go(pcm: NDArray[np.int16], path: Path, arguments: Sequence[str]) -> None:
    """Encode samples as any program would: at once."""
    rate = str(EDITION_RATE_HZ)
    line = ["-f", "s16le", "-ar", rate, "-ac", "1", "-i", "pipe:0", *arguments, str(path)]
    subprocess.run(ffmpeg.command(line), input=pcm.tobytes(), check=True)


def signal_to_noise_db(signal: NDArray[np.int16], other: NDArray[np.int16]) -> float:
    """Return how far below a signal its difference from another lies, in decibels."""
    wanted = signal.astype(np.float64)
    noise = wanted - other.astype(np.float64)
    return float(10 * np.log10((wanted**2).sum() / max((noise**2).sum(), 1e-9)))
