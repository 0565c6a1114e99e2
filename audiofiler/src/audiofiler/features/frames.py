"""Samples to frames to magnitude spectra.

What it measures: nothing yet; it prepares the two views of a clip, in time and in frequency, that the rest reads.
Conventions: a frame is `size` samples, the step equals the size (no overlap), no window function is applied and only
whole frames count. Arrays have one row per frame.
What it gives: normalised samples, where frames lie, and their spectra.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

BLOCK_SAMPLES = 700_000
"""Spectra are worked on in blocks of about so many samples, all of a block at once: what one step writes is then still
in the processor's cache when the next step reads it."""


@dataclass(frozen=True, slots=True)
class Frames:
    """Frames that follow one another without overlap.

    Attributes
    ----------
    start, size : int
        Where the first one begins, and how long each is, samples.
    count : int
    """

    start: int
    size: int
    count: int

    @classmethod
    def within(cls, samples: int, size: int, start: int = 0) -> Self:
        """Take as many whole frames as there are from `start` on; what is left at the end is dropped."""
        return cls(start, size, (samples - start) // size)

    @property
    def edges(self) -> NDArray[np.intp]:
        """Where each begins, and where the last one ends, (count + 1,), samples."""
        return self.start + self.size * np.arange(self.count + 1)

    def cut(self, samples: Floats) -> Floats:
        """Cut them out of a clip, (count, size): a view when the clip is contiguous."""
        return samples[self.start : self.start + self.count * self.size].reshape(self.count, self.size)


@dataclass(frozen=True, slots=True)
class Spectra:
    """Magnitude spectra of successive frames, with the sums more than one feature needs.

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
    before : Spectra or None
        The frame just before the first one; None at the beginning of a clip.
    """

    magnitude: Floats
    power: Floats
    total: Floats
    energy: Floats
    sample_rate: int
    before: Self | None = None

    @property
    def bins(self) -> int:
        """Number of frequency bins of a spectrum."""
        return self.magnitude.shape[1]

    def last(self) -> "Spectra":
        """Copy the last frame."""
        return Spectra(
            self.magnitude[-1:].copy(), self.power[-1:].copy(), self.total[-1:], self.energy[-1:], self.sample_rate
        )


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
    samples -= samples.sum() / mono.size  # of whole numbers, so the sum is exact
    samples *= 1.0 / peak
    return samples


def spectra_of(samples: Floats, frames: Frames, sample_rate: int) -> Iterator[Spectra]:
    """Compute the magnitude spectra of frames of a clip, block by block.

    Parameters
    ----------
    samples : (samples,) array
    frames : Frames
    sample_rate : int
        Samples per second, Hz.

    Yields
    ------
    Spectra
        Of the next few frames. Its memory is used again for the next block: fresh memory for each would cost more than
        the transform, page by page.
    """
    cut = frames.cut(samples)
    step = min(frames.count, max(1, BLOCK_SAMPLES // frames.size))
    transform = np.empty((step, frames.size // 2 + 1), np.complex128)
    power, magnitude = np.empty((2, step, frames.size // 2))
    before = None
    for start in range(0, frames.count, step):
        block = cut[start : start + step]
        rows = slice(0, len(block))
        np.fft.rfft(block, axis=1, out=transform[rows])
        spectra = _spectra(transform[rows], power[rows], magnitude[rows], sample_rate, before)
        yield spectra
        before = spectra.last()


def _spectra(
    transform: NDArray[np.complex128], power: Floats, magnitude: Floats, sample_rate: int, before: Spectra | None
) -> Spectra:
    """Fill power and magnitude from a transform, which is overwritten."""
    bins = power.shape[1]
    parts = transform[:, :bins].view(np.float64)  # real and imaginary parts in turn
    np.multiply(parts, parts, out=parts)
    np.add(parts[:, 0::2], parts[:, 1::2], out=power)
    power *= 1.0 / bins**2
    np.sqrt(power, out=magnitude)
    return Spectra(magnitude, power, magnitude.sum(axis=1), power.sum(axis=1), sample_rate, before)
