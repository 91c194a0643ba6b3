"""From bytes to characters: which encoding an input is written in.

Rules: a byte order mark decides, then valid UTF-8, then what the page or the XML
declaration says, then charset-normalizer's judgement, then Windows-1252, in which any
byte means something. Line ends stay as they are, so that offsets are those of the file.

Source: Encoding Standard (WHATWG), which reads the label "latin-1" as Windows-1252.
"""

import codecs
import re

from audio_edition.errors import ReadingError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Longest first where one begins with another."""

_OFFICE_BEGINNINGS = (b"{\\rtf", b"%PDF-", b"%!PS")
"""RTF, PDF and PostScript may be ASCII through and through, and are no text to read aloud."""

_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)|<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]+)""",
    re.IGNORECASE,
)
_DECLARATION_BYTES = 4096
_JUDGED_BYTES = 65_536
_WINDOWS_1252_LABELS = {"ascii", "iso8859-1", "cp1252"}


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of some bytes and the name of the encoding they are in.

    Raises:
        ReadingError: if the bytes are empty or are no text.
    """
    if not data.strip():
        raise ReadingError(
            f"{_shown(name)} is empty.", "Give a file that holds the article's text."
        )
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _text(data, encoding, name), encoding.removesuffix("-sig")
    if _is_binary(data):
        raise _no_text(name)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        encoding = _declared(data) or _judged(data)
    try:
        return data.decode(encoding), encoding
    except (UnicodeError, LookupError):
        return data.decode("cp1252", errors="replace"), "cp1252"


def _text(data: bytes, encoding: str, name: str) -> str:
    """Return bytes decoded by the encoding that their byte order mark states."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise _no_text(name) from None
    if "\0" in text:
        raise _no_text(name)
    return text


def _is_binary(data: bytes) -> bool:
    """Return whether bytes are no text: another kind of file, a NUL, or mostly controls."""
    head = data[:_JUDGED_BYTES]
    controls = sum(head.count(bytes([byte])) for byte in range(32) if byte not in b"\t\n\r\f\x1b")
    office = data.lstrip().startswith(_OFFICE_BEGINNINGS)
    return office or b"\0" in data or controls * 10 > len(head)


def _declared(data: bytes) -> str:
    """Return the encoding that an XML declaration or a page's `meta` states, or nothing."""
    found = _DECLARED.search(data[:_DECLARATION_BYTES])
    if found is None:
        return ""
    try:
        encoding = codecs.lookup((found[1] or found[2]).decode("ascii")).name
    except LookupError:
        return ""
    if encoding == "utf-8":
        return ""  # It was tried, and the declaration is wrong.
    return "cp1252" if encoding in _WINDOWS_1252_LABELS else encoding


def _judged(data: bytes) -> str:
    """Return the encoding that charset-normalizer finds likeliest.

    Its guesses among the single-byte encodings of western Europe differ by accident, so
    each of them counts as Windows-1252, which is what such files nearly always are.
    """
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_JUDGED_BYTES]).best()
    if best is None or _is_western(data, best.encoding):
        return "cp1252"
    return best.encoding


def _is_western(data: bytes, encoding: str) -> bool:
    """Return whether few bytes are beyond ASCII, as in text of western Europe."""
    beyond = sum(byte > 127 for byte in data[:_JUDGED_BYTES])
    multibyte = encoding.startswith(
        ("utf", "gb", "big5", "shift", "euc", "iso2022", "cp9", "johab")
    )
    return not multibyte and beyond * 4 < len(data[:_JUDGED_BYTES])


def _no_text(name: str) -> ReadingError:
    return ReadingError(
        f"{_shown(name)} is not text: it looks like a picture, a recording or an office document.",
        "Save the article as plain text, Markdown or HTML, and give that file.",
    )


def _shown(name: str) -> str:
    return "Standard input" if name in ("", "-") else name.rsplit("/", 1)[-1]
