"""Where the columns of a picture lie, and the power of the frame in the middle of each.

Conventions: columns follow one another without gaps from the beginning of the recording; the last one may reach beyond
its end. A column's frame is centred in it, except where it would lie outside the recording: then it is the nearest that
does not.
"""

import functools
import math
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from audiofiler.representations.spectra import hann

Floats = NDArray[np.float64]
Samples = NDArray[np.int16] | NDArray[np.float32]

BLOCK = 64
"""Frames worked on at a time, in memory that is used again for the next: fresh memory costs more than a transform."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of a picture over time.

    Attributes
    ----------
    count : int
    step_s : float
        Length of each, s: whole microseconds.
    """

    count: int
    step_s: float

    @classmethod
    def over(cls, duration_s: float, *, step_s: float, most: int) -> Self:
        """Cover a recording with columns of a length, s; with at most so many, longer ones if need be."""
        step = math.ceil(max(step_s, duration_s / most) * 1e6 - 1e-3) / 1e6
        return cls(max(1, math.ceil(duration_s / step - 1e-6)), step)

    def edges(self, samples: int, rate: float) -> NDArray[np.intp]:
        """Return where each begins, (count,), samples."""
        at = (np.arange(self.count) * (self.step_s * rate)).astype(np.intp)
        return np.minimum(at, samples - 1)

    def frames(self, size: int, samples: int, rate: float) -> NDArray[np.intp]:
        """Return where each column's frame of a size, samples, begins, (count,)."""
        begin = np.rint((np.arange(self.count) + 0.5) * self.step_s * rate - size / 2).astype(np.intp)
        return np.clip(begin, 0, samples - size)


def folded_power(samples: Samples, begins: NDArray[np.intp], size: int, fold: Floats) -> Floats:
    """Compute the power of frames under a Hann window, folded into bands.

    Parameters
    ----------
    samples : (samples,) array
    begins : (frames,) int array
        The first sample of each frame.
    size : int
        Samples of a frame.
    fold : (bins, bands) array
        What each of the lowest bins adds to each band.

    Returns
    -------
    (frames, bands) array
    """
    (bins, bands), frames, window = fold.shape, sliding_window_view(samples, size), _window(size)
    folded = np.empty((len(begins), bands))
    windowed, power = np.empty((BLOCK, size)), np.empty((BLOCK, bins))
    transform = np.empty((BLOCK, size // 2 + 1), np.complex128)
    for first in range(0, len(begins), BLOCK):
        block = begins[first : first + BLOCK]
        rows = slice(0, len(block))
        np.multiply(frames[block], window, out=windowed[rows])
        np.fft.rfft(windowed[rows], axis=1, out=transform[rows])
        parts = transform[rows, :bins].view(np.float64)  # real and imaginary parts in turn
        np.multiply(parts, parts, out=parts)
        np.add(parts[:, 0::2], parts[:, 1::2], out=power[rows])
        np.matmul(power[rows], fold, out=folded[first : first + len(block)])
    return folded


@functools.cache
def _window(size: int) -> Floats:
    return hann(size)
