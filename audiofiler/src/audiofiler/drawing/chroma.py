"""The pitch classes: which notes sound.

Conventions: the sound is brought to 5.5 kHz first, which leaves the notes below 2.7 kHz and makes a transform of 0.19 s
cheap: long enough to tell semitones apart from about 200 Hz on. Filters as in `representations.measures`.
What it gives: each class's power as a share of the column's strongest, C first.
"""

import functools

import numpy as np
from numpy.typing import NDArray

from audiofiler.drawing.columns import Columns, folded_power
from audiofiler.representations import measures
from audiofiler.schema import SAMPLE_RATE

Floats = NDArray[np.float64]

NAMES = ("C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B")
STEP_SECONDS = 0.1
MOST_COLUMNS = 300
FRAME = 1024
"""Samples of a frame at `LOW_RATE`."""

LOW_RATE = SAMPLE_RATE / 8

_SMALLEST = float(np.finfo(np.float64).tiny)


def pitch_classes(mono: NDArray[np.int16], rate: int) -> tuple[Columns, Floats]:
    """Compute the pitch classes of a recording.

    Parameters
    ----------
    mono : (samples,) int16 array
        At least one frame of 0.19 s.
    rate : int
        Samples per second, Hz: a multiple of `LOW_RATE`.

    Returns
    -------
    columns : Columns
    share : (columns, 12) array
        0 to 1; silence is 0 in all.
    """
    columns = Columns.over(mono.size / rate, step_s=STEP_SECONDS, most=MOST_COLUMNS)
    factor = round(rate / LOW_RATE)
    begins = columns.frames(FRAME, mono.size // factor - 1, LOW_RATE)
    if columns.step_s * LOW_RATE > FRAME:  # a long song: only the frames themselves are brought to the lower rate
        size = (FRAME + 1) * factor
        frames = np.lib.stride_tricks.sliding_window_view(mono, size)[begins * factor]
        mono, begins = frames.reshape(-1), np.arange(columns.count) * (FRAME + 1)
    power = folded_power(lowered(mono, factor), begins, FRAME, _filters())
    strongest = power.max(axis=1, keepdims=True)
    return columns, power / np.where(strongest < _SMALLEST, 1.0, strongest)


def lowered(mono: NDArray[np.int16], factor: int) -> NDArray[np.float32]:
    """Keep every `factor`-th sample of the sound under a triangular filter twice as wide, (samples // factor - 1,).

    The filter takes frequencies that would fold back below 1 kHz down by 26 dB or more.
    """
    rising = np.arange(1, factor + 1, dtype=np.float32)
    weights = np.stack([rising, factor - rising], axis=1) / np.float32(factor**2)
    whole = mono[: mono.size // factor * factor].reshape(-1, factor).astype(np.float32)
    halves = whole @ weights
    low: NDArray[np.float32] = halves[:-1, 0] + halves[1:, 1]
    return low


@functools.cache
def _filters() -> Floats:
    """Take the filters of spectra twice as long at twice the rate: their lower half."""
    return np.ascontiguousarray(measures.pitch_classes(round(2 * LOW_RATE))[: FRAME // 2 + 1])
