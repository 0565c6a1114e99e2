"""Samples to frames to magnitude spectra.

What it measures: nothing yet; it prepares the two views of a clip, in time and in frequency, that the rest reads.
Conventions: a frame is `size` samples, the step equals the size (no overlap), no window function is applied and only
whole frames count. Arrays have one row per frame.
What it gives: normalised samples, frames, and their spectra.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spectra:
    """Magnitude spectra of a clip's frames, with the sums more than one feature needs.

    Attributes
    ----------
    magnitude : (frames, bins) array
        ``|rfft(frame)| / bins`` without the Nyquist bin; ``bins = size // 2``.
    power : (frames, bins) array
        The squared magnitude.
    total : (frames,) array
        Sum of the magnitudes.
    energy : (frames,) array
        Sum of the powers.
    sample_rate : int
        Samples per second, Hz.
    """

    magnitude: Floats
    power: Floats
    total: Floats
    energy: Floats
    sample_rate: int

    @property
    def bins(self) -> int:
        """Number of frequency bins of a spectrum."""
        return self.magnitude.shape[1]


def normalise(mono: NDArray[np.int16]) -> Floats:
    """Remove the mean of a clip and divide by its peak, the peak taken before the mean is removed.

    Parameters
    ----------
    mono : (samples,) int16 array
        Not all zero.

    Returns
    -------
    (samples,) float64 array
        ``(s - mean(s)) / max|s|``; the division by 32 768 of the recipe cancels exactly.
    """
    peak = max(int(mono.max()), -int(mono.min()))
    samples = mono.astype(np.float64)
    samples -= mono.sum(dtype=np.int64) / mono.size
    samples *= 1.0 / peak
    return samples


def cut(samples: Floats, size: int) -> Floats:
    """Cut samples into whole frames of `size` samples; what is left at the end is dropped.

    Returns
    -------
    (frames, size) array
        A view when the clip is contiguous.
    """
    count = samples.size // size
    return samples[: count * size].reshape(count, size)


def spectra(frames: Floats, sample_rate: int) -> Spectra:
    """Compute the magnitude spectra of frames.

    Parameters
    ----------
    frames : (frames, size) array
    sample_rate : int
        Samples per second, Hz.
    """
    bins = frames.shape[1] // 2
    transform = np.fft.rfft(frames, axis=1)[:, :bins]
    power = transform.real * transform.real
    magnitude = transform.imag * transform.imag
    power += magnitude
    power *= 1.0 / bins**2
    np.sqrt(power, out=magnitude)
    return Spectra(magnitude, power, magnitude.sum(axis=1), power.sum(axis=1), sample_rate)
