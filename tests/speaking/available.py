"""Engines for tests, where they are installed."""

from collections.abc import Iterator

import pytest

from audio_edition.speaking.engine import Engine, load_engine


def available(name: str) -> Iterator[Engine]:
    """Yield an engine and close it; skip, with the reason, where it cannot be had."""
    engine = load_engine(name)
    there = engine.probe()
    if not there.is_available:
        pytest.skip(f"{there.reason} {there.remedy}")
    yield engine
    engine.close()
