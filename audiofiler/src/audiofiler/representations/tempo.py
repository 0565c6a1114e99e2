"""How fast is the music?

What it measures: the lag at which onsets repeat, from their autocorrelation within eight seconds around every frame,
with tempos near 120 a minute preferred where several fit.
Source: librosa's `feature.tempo`, after D. P. W. Ellis, Beat tracking by dynamic programming, 2007.
What it gives: beats per minute, below `FASTEST`; the tempo of silence is the preferred one.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from audiofiler.representations.spectra import hann

Floats = NDArray[np.float64]

AROUND_SECONDS = 8.0
PREFERRED = 120.0
FASTEST = 320.0
_SMALLEST = float(np.finfo(np.float64).tiny)


def tempo(onsets: Floats, frame_rate: float) -> float:
    """Estimate the tempo of a part.

    Parameters
    ----------
    onsets : (frames,) array
        Onset strength.
    frame_rate : float
        Frames a second.
    """
    size = int(AROUND_SECONDS * frame_rate)
    strength = _autocorrelation(onsets, size).mean(axis=0)
    bpm = 60.0 * frame_rate / np.arange(1, size)
    liking = -0.5 * np.log2(bpm / PREFERRED) ** 2
    score = np.where(bpm < FASTEST, np.log1p(1e6 * strength[1:]) + liking, -np.inf)
    return float(bpm[score.argmax()])


def _autocorrelation(onsets: Floats, size: int) -> Floats:
    """Return the autocorrelation around each frame by lag, (frames, size), its highest value 1."""
    padded = np.pad(onsets, size // 2, mode="linear_ramp", end_values=0)
    around = sliding_window_view(padded, size)[: len(onsets)] * hann(size)
    power = np.abs(np.fft.rfft(around, 2 * size, axis=1)) ** 2
    found = np.fft.irfft(power, 2 * size, axis=1)[:, :size]
    most = np.abs(found).max(axis=1, keepdims=True)
    return found / np.where(most < _SMALLEST, 1.0, most)
