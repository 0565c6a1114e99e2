"""Where in the spectrum does the sound live, and how does it move?

What it measures: centre, width, evenness, change and upper edge of the spectrum.
Conventions: every function reads `Spectra` and returns one value per frame. Centroid, spread and roll-off are
fractions: of the Nyquist frequency for the first two, of the number of bins for the last.
What it gives: `spectral_centroid`, `spectral_spread`, `spectral_entropy`, `spectral_flux`, `spectral_rolloff`.
"""

from functools import lru_cache
from math import isqrt

import numpy as np

from audiofiler.features.energy import ENTROPY_BLOCKS, block_entropy
from audiofiler.features.frames import Floats, Spectra
from audiofiler.schema import EPS

ROLLOFF_SHARE = 0.90
"""Share of the energy that lies below the roll-off."""

CANCELLED = 1e-5
"""A variance smaller than this share of the squared mean has lost too many digits as a difference of moments."""


def centroid_and_spread(spectra: Spectra) -> tuple[Floats, Floats]:
    """Compute the magnitude-weighted mean and standard deviation of the frequency.

    Bin k counts as frequency (k + 1) / bins of Nyquist. `EPS` is added to the sum of the magnitudes after they are
    scaled to a maximum of 1, as the recipe does; a silent frame gives 0 for both.

    Returns
    -------
    centroid, spread : (frames,) arrays
        Fractions of the Nyquist frequency.
    """
    moments = spectra.magnitude @ _powers(spectra.bins)
    peak = spectra.magnitude.max(axis=1)
    weight = np.where(peak > 0.0, spectra.total + EPS * peak, 1.0)
    centroid = moments[:, 0] / weight
    variance = (moments[:, 1] - centroid * (2.0 * moments[:, 0] - centroid * spectra.total)) / weight
    narrow = np.flatnonzero(variance < CANCELLED * centroid**2)
    offset = _powers(spectra.bins)[:, 0] - centroid[narrow, None]
    variance[narrow] = np.vecdot(offset * offset, spectra.magnitude[narrow]) / weight[narrow]
    return centroid, np.sqrt(variance)


def spectral_entropy(spectra: Spectra) -> Floats:
    """Compute the entropy, in bit, of the energy over ten equal bands."""
    size = spectra.bins // ENTROPY_BLOCKS
    starts = np.arange(0, size * ENTROPY_BLOCKS, size)
    bands = np.add.reduceat(spectra.power[:, : size * ENTROPY_BLOCKS], starts, axis=1)
    return block_entropy(bands, spectra.energy)


def spectral_flux(spectra: Spectra) -> Floats:
    """Compute the squared distance between the shapes of successive spectra; 0 for a clip's first frame."""
    magnitude, total = spectra.magnitude, spectra.total + spectra.bins * EPS
    length = spectra.energy / total**2
    product = np.vecdot(magnitude[1:], magnitude[:-1]) / (total[1:] * total[:-1])
    flux = np.zeros(len(magnitude))
    # |a - b|^2 as |a|^2 + |b|^2 - 2ab: no spectrum is copied; what rounding makes negative is no change at all.
    flux[1:] = length[1:] + length[:-1] - 2.0 * product
    if spectra.before is not None:
        earlier = spectra.before.total[0] + spectra.bins * EPS
        product_before = magnitude[0] @ spectra.before.magnitude[0] / (total[0] * earlier)
        flux[0] = length[0] + spectra.before.energy[0] / earlier**2 - 2.0 * product_before
    return np.maximum(flux, 0.0)


def spectral_rolloff(spectra: Spectra) -> Floats:
    """Find the bin, as a fraction of all, below which 90 % of the energy lies; 0 for a silent frame."""
    threshold = (ROLLOFF_SHARE * spectra.energy - EPS)[:, None]
    # First the block of bins in which the running sum passes the threshold, then the bin in that block.
    size = isqrt(spectra.bins)
    starts = np.arange(0, spectra.bins, size)
    sums = np.cumsum(np.add.reduceat(spectra.power, starts, axis=1), axis=1)
    rows, block = np.arange(len(sums)), np.argmax(sums > threshold, axis=1)
    bins = starts[block][:, None] + np.arange(size)
    inside = spectra.power[rows[:, None], np.minimum(bins, spectra.bins - 1)]
    inside[:, 0] += np.where(block > 0, sums[rows, block - 1], 0.0)
    return (starts[block] + np.sum(np.cumsum(inside, axis=1) <= threshold, axis=1)) / spectra.bins


@lru_cache(maxsize=16)
def _powers(bins: int) -> Floats:
    """Build the frequency of every bin and its square, (bins, 2); column by column, as the product reads them."""
    frequency = np.arange(1, bins + 1) / bins
    return np.stack([frequency, frequency**2]).T
