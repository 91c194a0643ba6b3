"""Whole Opus files out of chapters' packets: one Ogg stream, exact to the millisecond.

Opus runs at 48 kHz in packets of 20 ms, which chapters, counted at 44.1 kHz, are no whole
number of. So that a chapter can still be encoded by itself and kept:

* a chapter's packets begin exactly with its first sample: what comes before it in the
  encoder is cut to make that so;
* they hold its whole packets; what is left of it, less than a packet of silence, is filled
  when chapters are joined, by coded silence of 2.5, 5 and 10 ms. Chapters therefore begin
  at most 1.25 ms beside the timeline, and the error does not add up;
* the file's last page says how many samples to play, so its length is the timeline's.

Source: RFC 6716 sections 3.1 and 4.3.2 (packets, silence); RFC 7845 sections 4 and 5.1
(Ogg Opus: granule position, pre-skip, identification header).
"""

import io
import struct
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from audio_edition.errors import OutputError
from audio_edition.mastering.stretch import Stretch, run_bytes

RATE_HZ = 48000
"""Of every Opus stream, whatever went into the encoder."""
PACKET_SAMPLES = 960
"""20 ms."""
DELAY_SAMPLES = 312
"""How much later the decoder's sound comes than the encoder's, at `RATE_HZ`: 6.5 ms."""
SILENCE = {960: b"\xf8\xff\xfe", 480: b"\xf0\xff\xfe", 240: b"\xe8\xff\xfe", 120: b"\xe0\xff\xfe"}
"""Samples → a packet of that much silence: full band, mono, the silence flag set."""
PRE_ROLL = (960,) * 4
"""80 ms in which the decoder settles, not played."""
PACKETS_A_PAGE = 50
SERIAL = 1
LENGTH = struct.Struct(">H")


def encoder_arguments(lead_samples: int, sample_rate_hz: int) -> tuple[str, ...]:
    """Return ffmpeg's arguments for a chapter that stands after a lead-in of silence.

    Args:
        lead_samples: length of the lead-in.
        sample_rate_hz: of the lead-in and the chapter.
    """
    surplus = rescaled(lead_samples, sample_rate_hz) + DELAY_SAMPLES
    surplus -= PACKET_SAMPLES * _lead_packets(lead_samples, sample_rate_hz)
    return (
        *("-af", f"aresample={RATE_HZ},atrim=start_sample={surplus}", "-c:a", "libopus"),
        *("-b:a", "48k", "-vbr", "constrained", "-compression_level", "5"),
        *("-application", "audio", "-frame_duration", "20", "-f", "ogg"),
    )


def _lead_packets(lead_samples: int, sample_rate_hz: int) -> int:
    return (rescaled(lead_samples, sample_rate_hz) + DELAY_SAMPLES) // PACKET_SAMPLES


def rescaled(samples: int, sample_rate_hz: int) -> int:
    """Return a number of samples as samples of `RATE_HZ`, rounded to the nearest."""
    return (samples * RATE_HZ + sample_rate_hz // 2) // sample_rate_hz


def chapter_packets(
    ogg: bytes, lead_samples: int, total_samples: int, sample_rate_hz: int
) -> bytes:
    """Return a chapter's whole packets, each after its length in two bytes.

    Args:
        ogg: what the encoder wrote.
        lead_samples: silence that stood before the chapter.
        total_samples: the chapter's length.
        sample_rate_hz: of both.

    Raises:
        OutputError: if there are fewer packets than due.
    """
    lead = _lead_packets(lead_samples, sample_rate_hz)
    count = total_samples * RATE_HZ // sample_rate_hz // PACKET_SAMPLES
    packets = _packets(ogg)[2:][lead : lead + count]
    if len(packets) < count:
        raise OutputError("The encoder wrote fewer packets than due.", "Report this.")
    return b"".join(LENGTH.pack(len(packet)) + packet for packet in packets)


def _packets(ogg: bytes) -> list[bytes]:
    """Return every packet of an Ogg stream, the two headers first."""
    from mutagen.ogg import OggPage, error

    file, pages = io.BytesIO(ogg), []
    try:
        while file.tell() < len(ogg):
            pages.append(OggPage(file))
        return list(OggPage.to_packets(pages))
    except (error, EOFError, ValueError) as broken:
        raise OutputError(
            "The encoder's Opus output is damaged.", "Build again; report this if it stays."
        ) from broken


def write_file(
    path: Path, comments: bytes, chapters: Sequence[Stretch], sample_rate_hz: int
) -> None:
    """Write an Opus file.

    Args:
        path: where; an existing file is replaced.
        comments: the comment header: tags and chapter marks.
        chapters: each chapter's packets, as `chapter_packets` gives them, in order.
        sample_rate_hz: of the chapters' lengths.
    """
    from mutagen.ogg import OggPage

    with path.open("wb") as file:
        head = OggPage.from_packets([_identification(sample_rate_hz)], 0)
        pages = head + OggPage.from_packets([comments], len(head))
        head[0].first = True
        for page in pages:
            page.serial, page.position = SERIAL, 0
            file.write(page.write())
        end = sum(PRE_ROLL) + rescaled(sum(c.total_samples for c in chapters), sample_rate_hz)
        timed = _timed(_joined(chapters, sample_rate_hz))
        for page in _pages(timed, len(pages), end):
            file.write(page)


def _identification(sample_rate_hz: int) -> bytes:
    version, channels, gain_db, mapping = 1, 1, 0, 0
    numbers = (version, channels, sum(PRE_ROLL), sample_rate_hz, gain_db, mapping)
    return b"OpusHead" + struct.pack("<BBHIhB", *numbers)


Packet = tuple[int, bytes]
"""A packet and how many samples it stands for."""


def _joined(chapters: Iterable[Stretch], sample_rate_hz: int) -> Iterator[Packet]:
    """Yield the packets of all chapters, what is missing between them filled with silence."""
    for samples in PRE_ROLL:
        yield samples, SILENCE[samples]
    total = position = 0
    for chapter in chapters:
        for packet in _kept_packets(chapter):
            yield PACKET_SAMPLES, packet
            position += PACKET_SAMPLES
        total += chapter.total_samples
        for samples in _filling(rescaled(total, sample_rate_hz) - position):
            yield samples, SILENCE[samples]
            position += samples
    yield 120, SILENCE[120]  # the last samples, where less than all of them were filled


def _kept_packets(chapter: Stretch) -> Iterator[bytes]:
    stream = b"".join(map(run_bytes, chapter.runs))
    at = 0
    while at < len(stream):
        (size,) = LENGTH.unpack_from(stream, at)
        yield stream[at + 2 : at + 2 + size]
        at += 2 + size


def _filling(missing_samples: int) -> Iterator[int]:
    """Yield lengths of silent packets that fill a gap to the nearest 2.5 ms."""
    left = missing_samples
    for samples in SILENCE:
        while left > samples - 60:
            yield samples
            left -= samples


def _timed(packets: Iterable[Packet]) -> Iterator[tuple[int, bytes]]:
    """Yield each packet with the granule position after it."""
    position = 0
    for samples, packet in packets:
        position += samples
        yield position, packet


def _pages(timed: Iterator[tuple[int, bytes]], sequence: int, end: int) -> Iterator[bytes]:
    """Yield Ogg pages; the last says where the sound ends.

    Args:
        timed: packets with the granule position after each.
        sequence: number of the first page.
        end: granule position after the last sample to be played.
    """
    from itertools import islice

    from mutagen.ogg import OggPage

    batch = list(islice(timed, PACKETS_A_PAGE))
    while batch:
        following = list(islice(timed, PACKETS_A_PAGE))
        page = OggPage()
        page.packets = [packet for _, packet in batch]
        page.serial, page.sequence = SERIAL, sequence
        page.last = not following
        page.position = batch[-1][0] if following else min(end, batch[-1][0])
        yield page.write()
        batch, sequence = following, sequence + 1
