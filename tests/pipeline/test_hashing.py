"""Files are hashed once, whenever they are said to be finished."""

import hashlib
from pathlib import Path

from audio_edition.pipeline.hashing import hashing


def test_every_file_is_hashed_in_order_whenever_it_was_finished(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    contents = {"b/two": b"2" * 5000, "b/one": b"1", "a": b"", "z": b"late"}
    with hashing(tmp_path) as hashes:
        for name, data in contents.items():
            (tmp_path / name).write_bytes(data)
            if name == "b/one":
                hashes.finished(tmp_path)
            if name == "a":
                hashes.finished(tmp_path / name)
        found = hashes.results()
    assert list(found) == ["a", "b/one", "b/two", "z"]
    for name, data in contents.items():
        assert found[name] == (len(data), hashlib.sha256(data).hexdigest())
