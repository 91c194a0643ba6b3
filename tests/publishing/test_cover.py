"""The cover can be read, and is the same every time."""

import io

from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from audio_edition.publishing.cover import INK, draw_cover, drawable


def luminance(colour: tuple[int, ...]) -> float:
    """Return WCAG's relative luminance of a colour."""
    parts = [c / 255 for c in colour[:3]]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@settings(max_examples=8, deadline=None)
@given(st.text(max_size=300))
@example("A title; # = \\ \n “quoted” 🚢")
@example("東京の夜")
@example("W" * 400)
def test_any_title_gives_a_square_picture_that_directories_take(title: str) -> None:
    data = draw_cover(title, "Ann Sample", "Slow Reading")
    picture = Image.open(io.BytesIO(data))
    assert picture.size == (1400, 1400)
    assert len(data) < 120_000


def test_letters_stand_out_from_their_ground() -> None:
    for title in ("Fog", "A ferry", "Bread and post", "Nebel"):
        picture = Image.open(io.BytesIO(draw_cover(title, "Ann", "Slow"))).convert("RGB")
        ground = picture.getpixel((1390, 10))
        assert isinstance(ground, tuple)
        contrast = (luminance(INK) + 0.05) / (luminance(ground) + 0.05)
        assert contrast >= 10


def test_equal_words_give_equal_pictures() -> None:
    assert draw_cover("Fog", "Ann", "") == draw_cover("Fog", "Ann", "")


def test_the_title_is_drawn_at_all() -> None:
    with_title = Image.open(io.BytesIO(draw_cover("Fog", "", ""))).convert("L")
    assert sum(with_title.histogram()[200:]) > 5000


def test_letters_the_typeface_lacks_are_transcribed() -> None:
    assert drawable("Łódź, Zürich") == "Łódź, Zürich"
    assert drawable("Надежда 🎉") == "Nadezhda"
