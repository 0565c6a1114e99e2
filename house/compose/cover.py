"""A cover for each piece: plain shapes in its three colours, drawn by its key, as a small PNG."""

import struct
import zlib
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from house.compose.score import Piece

SIZE = 300
FINE = 2  # drawn larger and brought down, so that edges are smooth
Mask = NDArray[np.bool_]
Grid = NDArray[np.float64]


def cover(piece: Piece) -> bytes:
    """The picture's bytes."""
    side = SIZE * FINE
    rows, columns = np.mgrid[0:side, 0:side] / side
    back, front, third = (np.array(list(bytes.fromhex(colour))) for colour in piece.colours)
    picture = np.empty((side, side, 3))
    picture[:] = back
    number = zlib.crc32(piece.key.encode())
    for mask, colour in zip(SHAPES[number % len(SHAPES)](columns, rows, number), (front, third), strict=True):
        picture[mask] = colour
    small = picture.reshape(SIZE, FINE, SIZE, FINE, 3).mean(axis=(1, 3))
    return png(np.rint(small).astype(np.uint8))


def discs(x: Grid, y: Grid, number: int) -> tuple[Mask, Mask]:
    """A record and its label."""
    radius = np.hypot(x - 0.5, y - 0.5)
    grooves = (radius < 0.42) & ((radius * (40 + number % 30)).astype(int) % 2 == 0)
    return grooves, (radius < 0.14) & (radius > 0.02)


def bars(x: Grid, y: Grid, number: int) -> tuple[Mask, Mask]:
    """The levels of a desk."""
    heights = np.random.default_rng(number).uniform(0.15, 0.75, 12)
    column = np.clip((x * 14 - 1).astype(int), 0, 11)
    inside = (x > 1 / 14) & (x < 13 / 14) & ((x * 14) % 1 < 0.72) & (y < 0.9)
    level = 0.9 - heights[column]
    return inside & (y > level + 0.05), inside & (y > level) & (y < level + 0.03)


def waves(x: Grid, y: Grid, number: int) -> tuple[Mask, Mask]:
    """Strings that swing."""
    swing = 0.06 * np.sin(2 * np.pi * (1 + number % 3) * x) * np.sin(np.pi * x)
    lines = ((y - swing) * 12) % 1
    return (lines < 0.28) & (abs(y - 0.5) < 0.4), np.hypot(x - 0.72, y - 0.3) < 0.13


def steps(x: Grid, y: Grid, number: int) -> tuple[Mask, Mask]:
    """A pattern of beats."""
    on = np.random.default_rng(number).random((8, 8)) < 0.42
    row, column = (y * 8).astype(int), (x * 8).astype(int)
    dot = np.hypot((x * 8) % 1 - 0.5, (y * 8) % 1 - 0.5) < 0.38
    return dot & on[row, column], dot & ~on[row, column] & ((row + column) % 5 == number % 5)


SHAPES: tuple[Callable[[Grid, Grid, int], tuple[Mask, Mask]], ...] = (discs, bars, waves, steps)


def png(picture: NDArray[np.uint8]) -> bytes:
    """An (height, width, 3) picture as PNG."""
    height, width, _ = picture.shape
    lines = b"".join(b"\x00" + row.tobytes() for row in picture)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
