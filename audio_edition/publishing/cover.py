"""A cover is drawn where none is given: the title, the author and the show, and no more.

* 1400 pixels square: what podcast directories take at least (Apple: 1400 to 3000).
* Near-white letters on a dark ground whose hue follows from the title: a contrast of more
  than 10 to 1 (WCAG 2.2 asks 7 to 1 at its strictest), readable at the size of a thumb.
* The typeface is Lato, from the package `font-lato` and not from the system, so that every
  machine draws the same picture. It has the letters of western and central Europe; others
  are shown in Latin transcription, and signs that have none (emoji) are left out.

Source: Apple Podcasts for Creators, "Artwork requirements"; WCAG 2.2 success criterion
1.4.6.
"""

import colorsys
import functools
import io
import unicodedata
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SIDE_PX = 1400
MARGIN_PX = 110
TITLE_PX = (190, 64)
"""Largest and smallest height of the title's letters."""
LINE_PX = 62
"""Height of the letters of author and show."""
LINE_SPACING = 1.18
TITLE_ROOM_PX = 830
INK = (250, 248, 242)
PROBE_PX = 24
NO_SIGN = "\U0010fffd"
"""A private character that no typeface draws: it gives the picture of a missing sign."""
COLOURS = 16
"""Of the palette: keeps the file small."""


def draw_cover(title: str, author: str, show: str) -> bytes:
    """Return a cover as PNG, 1400 pixels square.

    Args:
        title: drawn as large as it fits, and shortened if it does not fit at all.
        author: drawn below it; may be empty.
        show: drawn above it; may be empty.
    """
    from PIL import Image, ImageDraw

    ground, accent = _colours(title)
    picture = Image.new("RGB", (SIDE_PX, SIDE_PX), ground)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 36, SIDE_PX), fill=accent)
    _line(draw, drawable(show), MARGIN_PX, accent)
    draw.rectangle((MARGIN_PX, 215, MARGIN_PX + 180, 227), fill=accent)
    font, lines = _fitted(drawable(title))
    step = round(font.size * LINE_SPACING)
    for number, line in enumerate(lines):
        draw.text((MARGIN_PX, 280 + number * step), line, INK, font)
    _line(draw, drawable(author), SIDE_PX - MARGIN_PX - LINE_PX, INK)
    return _png(picture.quantize(COLOURS, dither=Image.Dither.NONE))


def _png(picture: "Image") -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _colours(title: str) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """Return a dark ground and a light accent of one hue, which follows from the title."""
    digest = blake2b(title.encode("utf-8", "replace"), digest_size=2).digest()
    hue = int.from_bytes(digest) / 65536

    def colour(lightness: float, saturation: float) -> tuple[int, int, int]:
        red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
        return round(red * 255), round(green * 255), round(blue * 255)

    return colour(0.13, 0.45), colour(0.78, 0.55)


def drawable(text: str) -> str:
    """Return a text as the typeface can draw it: other signs in Latin letters, or left out."""
    from text_unidecode import unidecode

    line = unicodedata.normalize("NFC", " ".join(text.split()))
    shown = "".join(sign if _has(sign) else unidecode(sign) for sign in line)
    return " ".join(shown.split())


@functools.cache
def _has(sign: str) -> bool:
    """Return whether the typeface draws a sign."""
    font = _font(PROBE_PX)
    mask = bytes(font.getmask(sign))
    return sign == " " or (any(mask) and mask != bytes(font.getmask(NO_SIGN)))


@functools.cache
def _font(size_px: int) -> "FreeTypeFont":
    from importlib.resources import files

    from PIL import ImageFont

    with files("font_lato").joinpath("files/Lato-Bold.ttf").open("rb") as file:
        return ImageFont.truetype(io.BytesIO(file.read()), size_px)


def _line(draw: "ImageDraw", text: str, top_px: int, colour: tuple[int, int, int]) -> None:
    """Draw one line, shortened to the width there is."""
    font = _font(LINE_PX)
    while text and font.getlength(text) > SIDE_PX - 2 * MARGIN_PX:
        text = text.removesuffix("…")[:-1].rstrip() + "…"
    draw.text((MARGIN_PX, top_px), text, colour, font)


def _fitted(title: str) -> tuple["FreeTypeFont", list[str]]:
    """Return the title in lines, at the largest size at which all of them fit."""
    largest, smallest = TITLE_PX
    for size_px in range(largest, smallest - 1, -6):
        font = _font(size_px)
        lines = _wrapped(title, font)
        if len(lines) * round(size_px * LINE_SPACING) <= TITLE_ROOM_PX:
            return font, lines
    room = TITLE_ROOM_PX // round(smallest * LINE_SPACING)
    return font, [*lines[: room - 1], f"{lines[room - 1][:-1].rstrip()}…"]


def _wrapped(text: str, font: "FreeTypeFont") -> list[str]:
    """Return a text in lines of the width there is; a word too wide for one is broken."""
    width_px = SIDE_PX - 2 * MARGIN_PX
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width_px:
            lines[-1] = longer
            continue
        lines.append("")
        for letter in word:
            if font.getlength(lines[-1] + letter) > width_px:
                lines.append("")
            lines[-1] += letter
    return [line for line in lines if line]
