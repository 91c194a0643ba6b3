"""`cover.png`: a whole PNG picture. Source: PNG (Third Edition) sections 5.2 and 5.3."""

import struct
import zlib

from audio_edition.publishing.verifying.fault import Fault, Faults
from audio_edition.publishing.verifying.opened import Opened

COVER = "cover.png"
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def cover(edition: Opened) -> Faults:
    """The cover is a PNG picture from its signature to its end, each chunk as it was written."""
    data = (edition.folder / COVER).read_bytes()
    if not data.startswith(SIGNATURE):
        yield Fault(COVER, "it is no PNG picture")
        return
    at, kind = len(SIGNATURE), b""
    while at + 12 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        stated = data[at + 8 + size : at + 12 + size]
        if struct.pack(">I", zlib.crc32(data[at + 4 : at + 8 + size])) != stated:
            yield Fault(COVER, f"the picture is damaged at byte {at}")
            return
        at += 12 + size
    if kind != b"IEND":
        yield Fault(COVER, "the picture is cut short")
