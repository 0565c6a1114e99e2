"""Which notes sound?

What it measures: the energy in each of the twelve pitch classes, A first.
Conventions: bin k counts as frequency (k + 1) / bins of Nyquist, and as the semitone nearest to it above 27.5 Hz (A0).
The recipe lets the *last* bin of a semitone speak for it, and divides by a count looked up at a semitone's own number;
both look like slips and both are part of what the forests learnt, so they stay.
What it gives: `chroma_1` to `chroma_12`, `chroma_std`.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from audiofiler.features.frames import Floats, Spectra
from audiofiler.schema import N_CHROMA

A0_HZ = 27.5


def chroma(spectra: Spectra) -> Floats:
    """Compute the twelve pitch-class energies of each frame, as shares of its energy, and their standard deviation.

    Returns
    -------
    (frames, 13) array
        A silent frame gives 0 everywhere.
    """
    bins, fold = _folding(spectra.bins, spectra.sample_rate)
    classes = spectra.power[:, bins] @ fold
    classes /= np.where(spectra.energy > 0.0, spectra.energy, 1.0)[:, None]
    return np.column_stack([classes, classes.std(axis=1)])


@lru_cache(maxsize=16)
def _folding(bins: int, sample_rate: int) -> tuple[NDArray[np.intp], Floats]:
    """Find the bins that speak, and the matrix (those bins, 12) that folds their power into pitch classes."""
    frequency = (np.arange(bins) + 1) * sample_rate / (2 * bins)
    semitone = np.round(12.0 * np.log2(frequency / A0_HZ)).astype(int)
    _, inverse, counts = np.unique(semitone, return_inverse=True, return_counts=True)
    divisor = counts[inverse].astype(np.float64)
    speaker = np.full(bins, -1)
    inside = np.flatnonzero((semitone < bins) & (semitone >= -bins))
    speaker[semitone[inside]] = inside  # negative semitones count from the end; the last bin wins
    slots = np.flatnonzero(speaker >= 0)
    fold = np.zeros((slots.size, N_CHROMA))
    fold[np.arange(slots.size), slots % N_CHROMA] = 1.0 / divisor[semitone[slots]]
    return speaker[slots], fold
