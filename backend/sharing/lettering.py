"""Fonts of a picture: those of this machine where they have the letters, else the one that comes with Pillow.

Pillow's own has no more than ASCII, so accents are taken off for it. Text whose letters no font here has, or that runs
from right to left, which needs more than fonts, is left out rather than drawn wrong.
"""

import unicodedata
from functools import cache, lru_cache

from PIL import ImageFont

Font = ImageFont.FreeTypeFont
SERIF = ("LiberationSerif-Bold.ttf", "DejaVuSerif-Bold.ttf", "NotoSerif-Bold.ttf", "georgiab.ttf", "Georgia Bold.ttf")
SANS = ("LiberationSans-Regular.ttf", "DejaVuSans.ttf", "NotoSans-Regular.ttf", "arial.ttf", "Arial.ttf")
EVERYTHING = ("DejaVuSans.ttf", "NotoSansCJK-Regular.ttc", "msgothic.ttc", "Arial Unicode.ttf")
NOWHERE = "\uffff"  # no font has this one: what is drawn in its place is drawn for every missing letter


def lettering(text: str, names: tuple[str, ...], size: int) -> tuple[str, Font] | None:
    """The text as it can be drawn, and the font for it; None when it cannot."""
    if any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text):
        return None
    for name in (*names, *EVERYTHING):
        font = _font(name, size)
        if font is not None and _has(font, text):
            return text, font
    plain = [letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)]
    if any(letter.isalnum() and not letter.isascii() for letter in plain):
        return None
    return "".join(letter for letter in plain if letter.isascii()), _own(size)


@lru_cache(maxsize=256)
def _font(name: str, size: int) -> Font | None:
    try:
        return ImageFont.truetype(name, size)
    except OSError:
        return None


@cache
def _own(size: int) -> Font:
    font = ImageFont.load_default(size)
    assert isinstance(font, Font)  # noqa: S101 - it is one wherever Pillow has FreeType, as its wheels do
    return font


def _has(font: Font, text: str) -> bool:
    missing = bytes(font.getmask(NOWHERE))
    return all(letter.isspace() or bytes(font.getmask(letter)) != missing for letter in set(text))
