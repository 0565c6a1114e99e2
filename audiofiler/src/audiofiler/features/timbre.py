"""What colour does the sound have?

What it measures: the smooth outline of the spectrum as mel-frequency cepstral coefficients (MFCC).
Conventions: 40 triangular filters (13 spaced linearly, 27 logarithmically), logarithm to base 10, orthonormal DCT-II.
The filters sit on a frequency axis that runs to the sample rate, not to Nyquist, over the bins of a half spectrum: the
trained forests learnt from that, so it stays. Filters after scikits.talkbox (Slaney's Auditory Toolbox).
What it gives: `mfcc_1` to `mfcc_13`.
"""

from functools import lru_cache

import numpy as np

from audiofiler.features.frames import Floats, Spectra
from audiofiler.schema import EPS, N_MFCC

LINEAR_FILTERS = 13
LOG_FILTERS = 27
LOWEST_HZ = 133.33
LINEAR_STEP_HZ = 200 / 3
LOG_STEP = 1.0711703


def mfcc(spectra: Spectra) -> Floats:
    """Compute the first 13 cepstral coefficients of each frame.

    Returns
    -------
    (frames, 13) array
    """
    filters, coefficients = _filter_bank(spectra.bins, spectra.sample_rate), _dct_matrix()
    bands = spectra.magnitude[:, : len(filters)] @ filters
    bands += EPS
    return np.log10(bands) @ coefficients


@lru_cache(maxsize=16)
def _filter_bank(bins: int, sample_rate: int) -> Floats:
    """Build the triangular filters, (bins up to the highest that counts, 40)."""
    count = LINEAR_FILTERS + LOG_FILTERS
    linear = LOWEST_HZ + np.arange(LINEAR_FILTERS) * LINEAR_STEP_HZ
    edges = np.concatenate([linear, linear[-1] * LOG_STEP ** np.arange(1, LOG_FILTERS + 3)])
    frequency = np.arange(bins) / (1.0 * bins) * sample_rate
    first = np.floor(edges * bins / sample_rate).astype(int) + 1
    bank = np.zeros((bins, count))
    for i in range(count):
        low, centre, high = edges[i : i + 3]
        height = 2.0 / (high - low)
        rising, falling = slice(first[i], first[i + 1]), slice(first[i + 1], first[i + 2])
        bank[rising, i] = height / (centre - low) * (frequency[rising] - low)
        bank[falling, i] = height / (high - centre) * (high - frequency[falling])
    used = int(np.flatnonzero(bank.any(axis=1))[-1]) + 1
    return np.ascontiguousarray(bank[:used])


@lru_cache(maxsize=1)
def _dct_matrix() -> Floats:
    """Build the orthonormal DCT-II as a matrix, (40, 13)."""
    size = LINEAR_FILTERS + LOG_FILTERS
    matrix = np.cos(np.pi / size * np.outer(np.arange(size) + 0.5, np.arange(N_MFCC))) * np.sqrt(2.0 / size)
    matrix[:, 0] /= np.sqrt(2.0)
    return matrix
