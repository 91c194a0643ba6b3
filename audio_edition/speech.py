"""The sound of one segment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # numpy takes 70 ms to import; commands that make no sound do without
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class WordMark:
    """When one word of a clip is heard."""

    begin: int
    """Offset of the word's first character in the text given to the engine."""
    end: int
    """Offset after its last character."""
    begin_samples: int
    """When it begins, in samples from the clip's first."""
    end_samples: int
    """When it ends, in samples from the clip's first."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice an engine has."""

    id: str
    """What the engine calls it: en-us, en_US-joe-medium."""
    name: str
    """What a person calls it: English (America)."""
    languages: tuple[str, ...]
    """BCP 47 tags it speaks."""
    engine: str
    """Name of the engine that has it."""
    gender: str = ""
    """female, male or empty where the engine does not say."""
    licence: str = ""
    """SPDX identifier where known."""
    attribution: str = ""
    """Who is to be named for it, where its licence asks for that."""
    model: str = ""
    """Hash of its model's files, "sha256:…"; empty where the engine's version says it all."""
    quality: str = ""
    """x-low, low, medium or high, as its makers rate it; empty where they do not."""


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """The sound of one segment, as the engine made it."""

    samples: NDArray[np.int16]
    """Mono, shape (n_samples,), int16."""
    sample_rate_hz: int
    words: tuple[WordMark, ...] = ()
    """In the order heard; empty if the engine cannot tell."""
    key: str = ""
    """Hash of everything that shaped it."""
