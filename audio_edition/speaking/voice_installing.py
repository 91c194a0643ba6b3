"""A voice put into the folder of voices: whole, checked, with what its licence asks for."""

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from audio_edition.errors import SpeakingError
from audio_edition.speaking.catalogue import Offer, RemoteFile
from audio_edition.speaking.downloading import check, download
from audio_edition.speaking.voice_folder import RECORD

VECTORS = "voices.bin"
"""Kokoro's voices in one archive of numpy arrays, as its library reads them."""
NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")
VECTOR_SHAPE = (-1, 1, 256)

Fetch = Callable[[RemoteFile, Path], Path]


def add_offer(offer: Offer, folder: Path, fetch: Fetch = download) -> Path:
    """Fetch a voice of the catalogue and install it; return its folder.

    Args:
        folder: of all voices.

    Raises:
        SpeakingError: if a file cannot be fetched or written, or is not the right one.
    """
    waiting = folder / ".downloads" / offer.id
    try:
        waiting.mkdir(parents=True, exist_ok=True)
        fetched = [_fetched(file, waiting, fetch) for file in offer.files]
        made = _installed(offer, fetched, folder)
        shutil.rmtree(waiting)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return made


def _fetched(file: RemoteFile, waiting: Path, fetch: Fetch) -> Path:
    """Return a file that has been fetched, now or by a command that was interrupted."""
    there = waiting / file.name
    if there.exists():
        check(there, file)
        return there
    return fetch(file, waiting)


def add_offer_from(offer: Offer, given: Sequence[Path], folder: Path) -> Path:
    """Install a voice of the catalogue from files that are here already.

    Raises:
        SpeakingError: if one is missing or is not the right one.
    """
    by_name = {path.name: path for path in _with_neighbours(given)}
    paths = []
    for file in offer.files:
        if file.name not in by_name:
            raise SpeakingError(
                f"The voice {offer.id} also needs the file {file.name}.",
                f"Put it beside the others; it is at {file.address}.",
            )
        check(by_name[file.name], file)
        paths.append(by_name[file.name])
    try:
        return _installed(offer, paths, folder)
    except OSError as error:
        raise _unwritable(folder, error) from error


def add_piper_model(name: str, given: Path, folder: Path) -> Path:
    """Install a Piper model that is not in the catalogue, as its own description tells of it.

    Args:
        name: id the voice gets.
        given: the model, NAME.onnx, with NAME.onnx.json beside it.

    Raises:
        SpeakingError: if the name cannot be a folder's, or the description is missing.
    """
    if not NAME.fullmatch(name):
        raise SpeakingError(
            f"The name {name!r} cannot be that of a folder.", "Use letters, digits, _, - and dots."
        )
    description = given.with_name(given.name + ".json")
    try:
        facts = json.loads(description.read_text(encoding="utf-8"))
        language = str(facts["language"]["code"]).replace("_", "-")
        quality, dataset = str(facts["audio"].get("quality", "")), str(facts.get("dataset", name))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SpeakingError(
            f"The model {given} has no readable description {description.name} beside it.",
            "Fetch both files of the voice, and name the one that ends with .onnx.",
        ) from error
    title = dataset.replace("_", " ").capitalize()
    offer = Offer(name, title, "piper", (language,), "", quality, "", "", ())
    try:
        return _installed(offer, [given, description], folder)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _with_neighbours(given: Iterable[Path]) -> list[Path]:
    """Return the files given, those beside them, and those in folders that were given."""
    found: list[Path] = []
    for path in given:
        found += sorted(path.iterdir()) if path.is_dir() else sorted(path.parent.iterdir())
    return [path for path in found if path.is_file()]


def _installed(offer: Offer, paths: Sequence[Path], folder: Path) -> Path:
    """Copy a voice's files under another name, then put them in place."""
    target = folder / offer.engine / offer.id
    target.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parent))
    try:
        names = _copied(offer, paths, new)
        record = json.dumps(_facts(offer, names), ensure_ascii=False, indent=1)
        (new / RECORD).write_text(record + "\n", encoding="utf-8")
        new.chmod(0o755)
        if target.exists():
            shutil.rmtree(target)
        new.rename(target)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    return target


def _copied(offer: Offer, paths: Sequence[Path], new: Path) -> list[str]:
    """Copy the files; Kokoro's vectors become one archive."""
    vectors = [path for path in paths if offer.engine == "kokoro" and path.suffix == ".bin"]
    names = []
    for path in paths:
        if path not in vectors:
            shutil.copyfile(path, new / path.name)
            names.append(path.name)
    if vectors:
        _join_vectors(vectors, new / VECTORS)
        names.append(VECTORS)
    return names


def _join_vectors(paths: Sequence[Path], target: Path) -> None:
    import numpy as np

    arrays = {p.stem: np.fromfile(p, np.float32).reshape(VECTOR_SHAPE) for p in sorted(paths)}
    with target.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)


def _facts(offer: Offer, names: list[str]) -> dict[str, Any]:
    facts = asdict(offer)
    del facts["files"]
    return {**facts, "files": names}


def _unwritable(folder: Path, error: OSError) -> SpeakingError:
    return SpeakingError(
        f"The folder of voices {folder} cannot be written: {error.strerror or error}.",
        "Check its rights and the free space, or name another with AUDIO_EDITION_VOICES.",
    )
