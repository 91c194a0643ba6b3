"""One passage: clips and pauses laid out to the sample, then encoded once.

A chapter is one or more passages. They are encoded apart and joined frame by frame, so
that an edit costs one passage, some twenty seconds, however long its chapter.
For the joined files to decode as if they had been encoded in one go:

* a passage is a whole number of both codecs' frames (`GRID_SAMPLES`);
* it begins and ends with silence longer than what a codec carries from frame to frame,
  so a passage's frames do not depend on its neighbours;
* it is encoded with a lead-in and a lead-out of silence, whose frames are dropped but for
  the few that flush the codec's delay at the very end (`tail`);
* MP3 is encoded without bit reservoir: no frame borrows from the one before.

The clips stream through: memory holds one clip and the encoded frames, never the PCM of a
passage.
"""

import io
import json
import tempfile
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from audio_edition import remains
from audio_edition.errors import OutputError
from audio_edition.mastering import ffmpeg, frames, opus
from audio_edition.mastering.clip_sound import EDITION_RATE_HZ, MasteredClip
from audio_edition.mastering.stretch import Run, run_bytes

if TYPE_CHECKING:
    import subprocess

GRID_SAMPLES = 9216
"""Least common multiple of an MP3 frame (1152) and an AAC frame (1024): 209 ms."""
HEAD_SAMPLES = 2304
"""Silence a passage begins with: two MP3 frames, 52 ms."""
LEAST_TAIL_SAMPLES = 6 * 1152
"""Silence a passage ends with, at least: what a codec remembers has died away."""
LEAD_SAMPLES = GRID_SAMPLES
"""Silence before and after a passage while it is encoded: 8 MP3 frames, 9 AAC frames."""
LAYOUT_SCHEMA = 9
"""Part of every passage's key: raise it when any rule of this module changes."""
HEAD_BYTES = 1 << 14
"""Most packed passages have less before their frames."""

CODECS: dict[str, tuple[str, ...]] = {
    "mp3": (
        *("-c:a", "libmp3lame", "-b:a", "64k", "-compression_level", "7", "-reservoir", "0"),
        *("-write_xing", "0", "-id3v2_version", "0", "-f", "mp3"),
    ),
    # The fast coder takes half as much again as it is told: these come out at some 67 kbit/s.
    "aac": ("-c:a", "aac", "-b:a", "44k", "-aac_coder", "fast", "-f", "adts"),
    "opus": opus.encoder_arguments(LEAD_SAMPLES, EDITION_RATE_HZ),
}
"""Output arguments of each codec; part of the passage's key."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one segment's speech lies in its passage, or in its chapter once assembled."""

    segment: str
    begin_samples: int
    end_samples: int
    words: "array[int]"
    """First character, the one after the last, first sample, the one after the last, of each
    word in the voiced text, one behind another; samples counted from the segment's first."""

    def each_word(self) -> list[tuple[int, int, int, int]]:
        """Return the four numbers of each word."""
        numbers = iter(self.words)
        return list(zip(numbers, numbers, numbers, numbers, strict=True))


@dataclass(frozen=True, slots=True)
class EncodedPassage:
    """A passage's frames, and what lies where in it."""

    total_samples: int
    placed: tuple[Placed, ...]
    streams: dict[str, bytes]
    """Codec name → its frames for exactly `total_samples`, as they stand in files."""
    tails: dict[str, bytes]
    """Codec name → the frame that flushes the delay, wanted only at the end of a file."""
    sizes: dict[str, bytes]
    """Codec name → the length in bytes of each frame but the tail, 4 bytes each, big-endian;
    empty where the frames say it themselves."""
    kept: dict[str, Run] = field(default_factory=dict)
    """Codec name → where its frames stand on disk; those have no stream."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One segment on its way into a passage."""

    segment: str
    sound: Callable[[], MasteredClip | None]
    """Makes the clip when its turn has come; None if there is nothing to hear."""
    pause_after_ms: int


def encode_passage(pieces: Sequence[Piece], codecs: Sequence[str]) -> EncodedPassage:
    """Return a passage laid out and encoded.

    Args:
        pieces: the segments in order.
        codecs: names from `CODECS`.

    Raises:
        OutputError: if the encoder failed.
    """
    with tempfile.TemporaryDirectory(prefix=remains.prefix(remains.TEMPORARY)) as folder:
        paths = {codec: Path(folder, codec) for codec in codecs}
        encoder = ffmpeg.start(_arguments(paths))
        try:
            placed, total_samples = _feed(encoder, pieces)
        except BaseException:
            encoder.kill()
            encoder.communicate()
            raise
        _finish(encoder)
        encoded = {codec: path.read_bytes() for codec, path in paths.items()}
    return _cut(encoded, tuple(placed), total_samples)


def _arguments(paths: dict[str, Path]) -> list[str]:
    """Return ffmpeg's arguments: one PCM pipe in, one file a codec out."""
    line = ["-f", "s16le", "-ar", str(EDITION_RATE_HZ), "-ac", "1", "-i", "pipe:0"]
    for codec, path in paths.items():
        line += ["-map", "0:a", "-fflags", "+bitexact", "-flags:a", "+bitexact"]
        line += [*CODECS[codec], str(path)]
    return line


def _feed(encoder: "subprocess.Popen[bytes]", pieces: Iterable[Piece]) -> tuple[list[Placed], int]:
    """Write lead-in, passage and lead-out to the encoder; return what lies where."""
    assert encoder.stdin
    lead = bytes(2 * LEAD_SAMPLES)
    placed: list[Placed] = []
    position, rest = HEAD_SAMPLES, 0
    try:
        encoder.stdin.write(lead + bytes(2 * HEAD_SAMPLES))
        pause_samples = 0
        for piece in pieces:
            encoder.stdin.write(bytes(2 * pause_samples))
            position += pause_samples
            clip = piece.sound()
            if clip is not None:
                encoder.stdin.write(clip.samples.astype("<i2", copy=False).tobytes())
                placed.append(_place(piece.segment, clip, position))
                position += len(clip.samples)
            pause_samples = piece.pause_after_ms * EDITION_RATE_HZ // 1000
        rest = _rest(position + pause_samples, placed) + pause_samples
        encoder.stdin.write(bytes(2 * rest) + lead)
    except BrokenPipeError:
        pass  # the encoder ended early: `_finish` says why
    return placed, position + rest


def _rest(position: int, placed: Sequence[Placed]) -> int:
    """Return the silence to add so that the passage ends quietly and on the grid.

    It is negative where the last pause is cut short: the passage ends on the grid's point
    nearest to where the pause would, with the silence that the next passage begins with.
    """
    speech_end = placed[-1].end_samples if placed else HEAD_SAMPLES
    nearest = round((position - HEAD_SAMPLES) / GRID_SAMPLES)
    least = -(-(speech_end + LEAST_TAIL_SAMPLES) // GRID_SAMPLES)
    return max(nearest, least) * GRID_SAMPLES - position


def _place(segment: str, clip: MasteredClip, position: int) -> Placed:
    numbers = ((w.begin, w.end, w.begin_samples, w.end_samples) for w in clip.words)
    words = array("I", chain.from_iterable(numbers))
    return Placed(segment, position, position + len(clip.samples), words)


def _finish(encoder: "subprocess.Popen[bytes]") -> None:
    """Wait for the encoder and raise what it complained of."""
    _, complaints = encoder.communicate()
    if encoder.returncode != 0:
        raise ffmpeg.failed(complaints)


def _cut(
    encoded: dict[str, bytes], placed: tuple[Placed, ...], total_samples: int
) -> EncodedPassage:
    """Drop the frames of lead-in and lead-out, keep those that flush the delay apart."""
    streams, tails, sizes = {}, {}, {}
    for codec, data in encoded.items():
        if codec == "opus":  # runs at another rate, and has no tail: see its module
            packets = opus.chapter_packets(data, LEAD_SAMPLES, total_samples, EDITION_RATE_HZ)
            streams[codec], tails[codec], sizes[codec] = packets, b"", b""
            continue
        kind = frames.KINDS[codec]
        lead = LEAD_SAMPLES // kind.samples
        wanted = total_samples // kind.samples
        bounds = frames.bounds(data, kind)
        if len(bounds) <= lead + wanted + kind.tail_frames:
            raise OutputError("The encoder wrote fewer frames than due.", "Report this.")
        end = lead + wanted
        own, flushing = bounds[lead : end + 1], bounds[end : end + kind.tail_frames + 1]
        streams[codec], sizes[codec] = frames.without_headers(data, own, kind)
        tails[codec], _ = frames.without_headers(data, flushing, kind)
    return EncodedPassage(total_samples, placed, streams, tails, sizes)


def pack(chapter: EncodedPassage) -> bytes:
    """Return an encoded passage as bytes.

    One line of JSON comes first, then of every codec the tail and the frames' sizes, then the
    frames: so all but those is read at once.
    """
    streams = {**chapter.streams, **{c: run_bytes(run) for c, run in chapter.kept.items()}}
    columns = (streams, chapter.tails, chapter.sizes)
    parts = [(codec, *(len(column[codec]) for column in columns)) for codec in streams]
    placed = [(p.segment, p.begin_samples, p.end_samples, p.words.tolist()) for p in chapter.placed]
    head = {"total": chapter.total_samples, "parts": parts, "placed": placed}
    line = json.dumps(head, separators=(",", ":")).encode("ascii") + b"\n"
    short = (column[codec] for codec in streams for column in (chapter.tails, chapter.sizes))
    return b"".join([line, *short, *streams.values()])


def unpack(packed: bytes) -> EncodedPassage:
    """Return the encoded passage that `pack` made bytes of."""
    file = io.BytesIO(packed)
    without, lengths = _without_frames(file)
    return replace(without, streams={codec: file.read(n) for codec, n in lengths.items()})


def unpack_in_place(path: Path, begin: int) -> EncodedPassage:
    """Return the encoded passage that a file holds, its frames left where they are.

    Args:
        begin: where what `pack` gave begins; it ends with the file.

    Raises:
        OSError, ValueError, KeyError, TypeError: if it cannot be read.
    """
    with path.open("rb", HEAD_BYTES) as file:
        file.seek(begin)
        without, lengths = _without_frames(file)
        ends = list(accumulate(lengths.values(), initial=file.tell()))
    kept = {codec: Run(path, *run) for codec, run in zip(lengths, pairwise(ends), strict=True)}
    return replace(without, kept=kept)


def _without_frames(file: BinaryIO) -> tuple[EncodedPassage, dict[str, int]]:
    """Read a packed passage up to its frames; return it, and how long each codec's are."""
    head = json.loads(file.readline())
    tails, sizes = {}, {}
    for codec, _, tail, size in head["parts"]:
        tails[codec], sizes[codec] = file.read(tail), file.read(size)
    lengths = {codec: length for codec, length, *_ in head["parts"]}
    return EncodedPassage(head["total"], _placed(head["placed"]), {}, tails, sizes), lengths


def _placed(rows: Iterable[Sequence[Any]]) -> tuple[Placed, ...]:
    return tuple(
        Placed(segment, begin, end, array("I", words)) for segment, begin, end, words in rows
    )
