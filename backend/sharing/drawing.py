"""The picture of a result: the song, its genre, and the twenty voters as trees on a hill."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

from backend.sharing.lettering import SANS, SERIF, lettering
from backend.sharing.lines import lines_of

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
ROOM = WIDTH - 2 * MARGIN
ONE_LINE, TWO_LINES = 165, 186  # where a title's last line stands
FINER = 2  # drawn larger and made smaller, for smooth edges
COLOURS = 128
# the page's paper and ink by day (frontend/src/styles/tokens.css)
PAPER, INK, INK_SOFT = "#f6f1e5", "#16241c", "#4b5a50"
LEAF, LEAF_STRONG, BARK = "#1d5b3d", "#123f2a", "#6d5a45"
HILL_FAR, HILL_MID, OTHER = "#d4dcc4", "#a9bf9f", "#8a8672"
BARS = (3, 9, 20, 9, 3)  # half heights of the bars in the sign, of 32


@dataclass(frozen=True)
class Card:
    """All that is drawn, so that equal results are drawn once."""

    title: str
    artists: str
    genre: str
    certain: bool
    votes: tuple[tuple[str, int], ...]


@lru_cache(maxsize=128)
def card_png(card: Card) -> bytes:
    """The picture as PNG, some 20 kB."""
    image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), PAPER)
    pen = ImageDraw.Draw(image)
    _hills(pen)
    _trees(pen, card)
    _sign(pen)
    image = image.reduce(FINER)
    _words(ImageDraw.Draw(image), card)
    out = BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _hills(pen: ImageDraw.ImageDraw) -> None:
    pen.ellipse(_scaled(-300, 455, 900, 1100), fill=HILL_FAR)
    pen.ellipse(_scaled(350, 470, 1600, 1200), fill=HILL_FAR)
    pen.ellipse(_scaled(-500, 545, 1700, 1400), fill=HILL_MID)


def _trees(pen: ImageDraw.ImageDraw, card: Card) -> None:
    """One for each voter; those who chose the genre are tall and green, so that it is seen without colour, too."""
    chose = [genre == card.genre for genre, votes in card.votes for _ in range(votes)]
    step = (WIDTH - 2 * MARGIN) / max(len(chose), 1)
    for number, for_it in enumerate(chose):
        middle = MARGIN + step * (number + 0.5)
        foot = 603 - 26 * (1 - ((middle - 600) / 560) ** 2)
        tall, wide = (96, min(step, 50) * 0.46) if for_it else (54, min(step, 50) * 0.3)
        pen.rectangle(_scaled(middle - 3, foot - 14, middle + 3, foot), fill=BARK)
        for part in range(3):
            top, low = foot - tall + part * tall * 0.22, foot - 10 - (2 - part) * tall * 0.22
            reach = wide * (0.6 + 0.2 * part)
            crown = ((middle, top), (middle + reach, low), (middle - reach, low))
            pen.polygon([(x * FINER, y * FINER) for x, y in crown], fill=LEAF if for_it else OTHER)


def _sign(pen: ImageDraw.ImageDraw) -> None:
    left, top, side = MARGIN, 52, 48
    pen.rounded_rectangle(_scaled(left, top, left + side, top + side), radius=12 * FINER, fill=LEAF)
    for number, height in enumerate(BARS):
        x, middle, half = left + side * (6 + 5 * number) / 32, top + side / 2, side * height / 64
        pen.rounded_rectangle(_scaled(x - 1.8, middle - half, x + 1.8, middle + half), radius=4, fill=PAPER)


def _words(pen: ImageDraw.ImageDraw, card: Card) -> None:
    agree = dict(card.votes).get(card.genre, 0)
    total = sum(votes for _, votes in card.votes)
    heard = f"{agree} of {total} voters hear it"
    end = _title(pen, card.title)
    for text, at, names, size, colour in (
        ("AudioFiler", (MARGIN + 64, 76), SANS, 30, INK_SOFT),
        (card.artists, (MARGIN, end + (63 if end == ONE_LINE else 52)), SANS, 36, INK_SOFT),
        (card.genre, (MARGIN, 330), SERIF, 110, LEAF_STRONG),
        (heard if card.certain else f"Not sure: {heard}", (MARGIN, 428), SANS, 36, INK_SOFT),
    ):
        found = lettering(text, names, size)
        if found is not None:
            drawn, font = found
            pen.text(at, lines_of(drawn, font, room=ROOM, most=1)[0], font=font, fill=colour, anchor="lm")


def _title(pen: ImageDraw.ImageDraw, title: str) -> int:
    """Draw it in large letters, or in smaller ones on two lines, and tell at which height the last line stands."""
    end = ONE_LINE
    for size in (60, 46):
        found = lettering(title, SERIF, size)
        if found is None:
            break
        drawn, font = found
        rows = lines_of(drawn, font, room=ROOM, most=2)
        if len(rows) == 1 or size == 46:
            end = ONE_LINE if len(rows) == 1 else TWO_LINES
            for number, row in enumerate(reversed(rows)):
                pen.text((MARGIN, end - 52 * number), row, font=font, fill=INK, anchor="lm")
            break
    return end


def _scaled(*values: float) -> tuple[float, float, float, float]:
    left, top, right, low = (value * FINER for value in values)
    return left, top, right, low
