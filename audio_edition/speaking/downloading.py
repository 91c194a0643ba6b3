"""A file fetched whole or not at all: what was begun is gone on with, what is wrong refused.

What has come so far stands beside the target as `NAME.part`; the next try asks for the
rest only. Nothing gets its real name before its size and hash are right.
"""

import hashlib
import http.client
import urllib.error
import urllib.request
from pathlib import Path

from audio_edition.errors import SpeakingError
from audio_edition.speaking.catalogue import RemoteFile

TRIES = 4
STALL_S = 30.0
"""Without a byte for so long, a connection is given up."""
CHUNK_BYTES = 1 << 18
PARTIAL, WHOLE, NOT_SATISFIABLE = 206, 200, 416


def download(file: RemoteFile, folder: Path, stall_s: float = STALL_S, tries: int = TRIES) -> Path:
    """Return where a file stands, fetched if it was not there.

    Args:
        folder: where it goes; it must exist.
        stall_s: seconds without a byte after which a try ends.
        tries: how often to go on.

    Raises:
        SpeakingError: if it cannot be fetched, or is not the file it should be.
    """
    target = folder / file.name
    part = folder / f"{file.name}.part"
    why = ""
    for _ in range(tries):
        try:
            _fetch_rest(file, part, stall_s)
        except (OSError, http.client.HTTPException, ValueError) as error:
            why = str(getattr(error, "reason", None) or error or type(error).__name__)
            continue
        if part.stat().st_size >= file.size_bytes:
            break
        why = "the connection ended early"
    else:
        raise SpeakingError(
            f"The file {file.name} could not be downloaded: {why.rstrip('.')}.",
            "Run the same command again, which goes on where it stopped, or fetch the file "
            f"from {file.address} and give it with --from.",
        )
    check(part, file)
    part.replace(target)
    return target


def _fetch_rest(file: RemoteFile, part: Path, stall_s: float) -> None:
    """Add to the part what it lacks; start over where the server will not go on."""
    have = part.stat().st_size if part.exists() else 0
    if have >= file.size_bytes:
        return
    request = urllib.request.Request(file.address, headers={"User-Agent": "audio-edition"})
    if have:
        request.add_header("Range", f"bytes={have}-")
    try:
        with urllib.request.urlopen(request, timeout=stall_s) as answer:
            goes_on = answer.status == PARTIAL and _begins_at(answer, have)
            with part.open("ab" if goes_on else "wb") as out:
                _copy(answer, out, file.size_bytes - (have if goes_on else 0))
    except urllib.error.HTTPError as error:
        if error.code == NOT_SATISFIABLE:
            part.unlink(missing_ok=True)
        raise


def _begins_at(answer: http.client.HTTPResponse, offset: int) -> bool:
    return (answer.headers.get("Content-Range") or "").startswith(f"bytes {offset}-")


def _copy(answer: http.client.HTTPResponse, out: object, most_bytes: int) -> None:
    """Copy what comes, and one byte more than there should be if it comes."""
    left = most_bytes + 1
    while left > 0 and (chunk := answer.read(min(CHUNK_BYTES, left))):
        out.write(chunk)  # type: ignore[attr-defined]
        left -= len(chunk)


def check(path: Path, file: RemoteFile) -> None:
    """Refuse a file that is not what the catalogue says; one that was downloaded is removed.

    Raises:
        SpeakingError: if its size or hash is another.
    """
    with path.open("rb") as opened:
        found = hashlib.file_digest(opened, "sha256").hexdigest()
    if found == file.sha256:
        return
    if path.suffix == ".part":
        path.unlink()
    raise SpeakingError(
        f"The file {path.name.removesuffix('.part')} is not the one in the catalogue: its "
        f"SHA-256 is {found} and not {file.sha256}.",
        "Nothing was installed; try again later, and report it if it stays so.",
    )
