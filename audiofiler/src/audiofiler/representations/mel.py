"""Schema `mel-64x64/1`: pictures of the sound, for convolutional networks.

What it holds: the mel spectrogram (`spectra`) of each 30 s window at 22.05 kHz, 64 bands, a frame every 1024 samples,
in dB of the window's highest value, cut into pieces of 64 frames (3 s).
Conventions: 0 to -80 dB is put on whole numbers 255 to 0, so that a piece is as small written down as it can be. Pieces
are spread evenly from the first frame to the last: 20 of them over 30 s, overlapping by half; a shorter clip has fewer,
as closely spread. A clip under 3 s of frames is filled up with silence. Values go band by band: `mel_00_00` is the
lowest band's first frame, `mel_00_01` the frame after it.
What it gives: (64 * 64,) values a piece.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from audiofiler.representations import spectra
from audiofiler.schema import HALF_RATE

Floats = NDArray[np.float64]

BANDS = 64
FRAMES = 64
HOP = 1024
PIECES = 20
"""Pieces of a whole window."""

PIECE_SECONDS = FRAMES * HOP / HALF_RATE

NAMES = tuple(f"mel_{band:02}_{frame:02}" for band in range(BANDS) for frame in range(FRAMES))
"""The 4096 values of a piece, in order."""

_LEVELS = 255.0
_WINDOW_FRAMES = 646
"""Frames of a whole window of 30 s."""


def parts(samples: Floats) -> Iterator[tuple[float, Floats]]:
    """Give the start, s, and the values, (4096,), of each piece of a window at `HALF_RATE`."""
    picture = levels(samples)
    for start in starts(picture.shape[1]):
        yield start * HOP / HALF_RATE, picture[:, start : start + FRAMES].reshape(-1)


def levels(samples: Floats) -> Floats:
    """Compute a window's spectrogram on whole numbers from 0 to 255, (BANDS, at least FRAMES)."""
    power = spectra.magnitudes(samples, HOP) ** 2 @ spectra.mel_bands(HALF_RATE, BANDS)
    db = spectra.decibels(power, reference=power.max())
    picture = np.rint(_LEVELS * (1.0 + db.T / spectra.RANGE_DB))
    missing = FRAMES - picture.shape[1]
    return np.pad(picture, ((0, 0), (0, missing))) if missing > 0 else picture


def starts(frames: int) -> list[int]:
    """Return the first frame of each piece of a window of so many frames."""
    last = frames - FRAMES
    step = (_WINDOW_FRAMES - FRAMES) / (PIECES - 1)
    count = min(PIECES, 1 + round(last / step))
    return [round(start) for start in np.linspace(0, last, count)] if count > 1 else [last // 2]
