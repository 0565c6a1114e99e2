"""The mel spectrogram: how loud which frequencies are, and from it the timbre.

Conventions: 64 of Slaney's bands up to 16 kHz, or to half the sample rate; frames of 35 ms under a Hann window, one in
the middle of each column; dB below the loudest band of the loudest column, -80 at least. Gain changes nothing.
"""

import functools

import numpy as np
from numpy.typing import NDArray

from audiofiler.drawing.columns import Columns, folded_power
from audiofiler.representations import measures, spectra
from audiofiler.schema import N_MFCC, SAMPLE_RATE

Floats = NDArray[np.float64]

BANDS = 64
HIGHEST_HZ = 16_000.0
LOW_DB = -80.0
STEP_SECONDS = 0.05
MOST_COLUMNS = 600
FRAME = 1536
"""Samples of a frame at `schema.SAMPLE_RATE`: a transform a quarter cheaper than that of 2048."""

_SMALLEST = float(np.finfo(np.float64).tiny)


def loudness(mono: NDArray[np.int16], rate: int) -> tuple[Columns, Floats]:
    """Compute the spectrogram of a recording.

    Parameters
    ----------
    mono : (samples,) int16 array
        At least one frame.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    columns : Columns
    db : (columns, 64) array
        `LOW_DB` to 0, the lowest band first.
    """
    columns = Columns.over(mono.size / rate, step_s=STEP_SECONDS, most=MOST_COLUMNS)
    size, bank, _ = _bank(rate)
    power = folded_power(mono, columns.frames(size, mono.size, rate), size, bank)
    loudest = max(float(power.max()), _SMALLEST)
    return columns, np.maximum(10.0 * np.log10(np.maximum(power / loudest, 1e-9)), LOW_DB)


def centres(rate: int) -> Floats:
    """Return the middle of each band, Hz, (64,)."""
    return _bank(rate)[2]


def timbre(db: Floats) -> Floats:
    """Compute the first 13 cepstral coefficients of pairs of columns.

    Parameters
    ----------
    db : (columns, 64) array
        As `loudness` gives it; the mean of each two neighbours is read.

    Returns
    -------
    (ceil(columns / 2), 13) array
        dB. The first is the mean over the bands, from the middle of the range; the others say how far the outline of
        the spectrum follows a half, a whole, ... cosine from the lowest to the highest band.
    """
    pairs = np.add.reduceat(db, np.arange(0, len(db), 2), axis=0)
    pairs[: len(db) // 2] /= 2
    return measures.mfcc(pairs - LOW_DB / 2, N_MFCC) / np.sqrt(BANDS)


def timbre_range(coefficients: Floats) -> float:
    """Tell how far, dB, a picture of coefficients had better reach to either side of 0.

    That is what 99 % of them keep within, without the first, which is the level: in a fade-out it would take the whole
    range and leave the others grey.
    """
    return max(1.0, round(float(np.quantile(np.abs(coefficients[:, 1:]), 0.99)), 3))


@functools.cache
def _bank(rate: int) -> tuple[int, Floats, Floats]:
    """Build samples of a frame, filters (bins that count, 64) and their centres, Hz."""
    size = FRAME * rate // SAMPLE_RATE
    highest = min(HIGHEST_HZ, rate / 2)
    frequency = np.fft.rfftfreq(size, 1.0 / rate).astype(np.float64)
    bins = int(np.searchsorted(frequency, highest))
    filters = spectra.slaney_bands(frequency[:bins], highest, BANDS)
    return size, filters, spectra.slaney_edges(highest, BANDS)[1:-1]
