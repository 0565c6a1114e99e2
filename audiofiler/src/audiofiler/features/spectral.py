"""Where in the spectrum does the sound live, and how does it move?

What it measures: centre, width, evenness, change and upper edge of the spectrum.
Conventions: every function reads `Spectra` and returns one value per frame. Centroid, spread and roll-off are
fractions: of the Nyquist frequency for the first two, of the number of bins for the last.
What it gives: `spectral_centroid`, `spectral_spread`, `spectral_entropy`, `spectral_flux`, `spectral_rolloff`.
"""

import numpy as np

from audiofiler.features.energy import ENTROPY_BLOCKS, block_entropy
from audiofiler.features.frames import Floats, Spectra
from audiofiler.schema import EPS

ROLLOFF_SHARE = 0.90
"""Share of the energy that lies below the roll-off."""


def centroid_and_spread(spectra: Spectra) -> tuple[Floats, Floats]:
    """Compute the magnitude-weighted mean and standard deviation of the frequency.

    Bin k counts as frequency (k + 1) / bins of Nyquist. `EPS` is added to the sum of the magnitudes after they are
    scaled to a maximum of 1, as the recipe does; a silent frame gives 0 for both.

    Returns
    -------
    centroid, spread : (frames,) arrays
        Fractions of the Nyquist frequency.
    """
    frequency = np.arange(1, spectra.bins + 1) / spectra.bins
    peak = spectra.magnitude.max(axis=1)
    weight = np.where(peak > 0.0, spectra.total + EPS * peak, 1.0)
    centroid = spectra.magnitude @ frequency / weight
    # Around each frame's own centroid: a difference of raw moments would cancel for a pure tone.
    offset = frequency - centroid[:, None]
    offset *= offset
    variance = np.einsum("fb,fb->f", offset, spectra.magnitude) / weight
    return centroid, np.sqrt(variance)


def spectral_entropy(spectra: Spectra) -> Floats:
    """Compute the entropy, in bit, of the energy over ten equal bands."""
    size = spectra.bins // ENTROPY_BLOCKS
    bands = spectra.power[:, : size * ENTROPY_BLOCKS].reshape(-1, ENTROPY_BLOCKS, size)
    return block_entropy(bands.sum(axis=2), spectra.energy)


def spectral_flux(spectra: Spectra) -> Floats:
    """Compute the squared distance between the shapes of successive spectra; 0 for a clip's first frame."""
    magnitude, total = spectra.magnitude, spectra.total + spectra.bins * EPS
    length = spectra.energy / total**2
    product = np.einsum("fb,fb->f", magnitude[1:], magnitude[:-1]) / (total[1:] * total[:-1])
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
    threshold = ROLLOFF_SHARE * spectra.energy - EPS
    return np.argmax(np.cumsum(spectra.power, axis=1) > threshold[:, None], axis=1) / spectra.bins
