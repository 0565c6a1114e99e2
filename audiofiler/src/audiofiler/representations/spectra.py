"""Short-time spectra, mel bands and decibels, as librosa has them.

Conventions: magnitude spectra of frames of `N_FFT` samples under a periodic Hann window, every `hop` samples; the first
frame is centred on the first sample, what lies outside the sound counts as zero. Mel bands are Slaney's (linear below
1 kHz, triangles of equal area). Decibels are those of powers, no more than `RANGE_DB` below the highest.
Source: B. McFee and others, librosa: audio and music signal analysis in Python, SciPy 2015,
doi:10.25080/Majora-7b98e3ed-003.
"""

import functools

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Floats = NDArray[np.float64]

N_FFT = 2048
"""Samples of a frame."""

RANGE_DB = 80.0
LEAST_POWER = 1e-10


def centred(samples: Floats, hop: int, *, mode: str = "constant") -> Floats:
    """Cut frames centred on every `hop`-th sample, (frames, N_FFT); a view.

    Parameters
    ----------
    samples : (samples,) array
    hop : int
        Step, samples.
    mode : str
        What lies outside the sound: `constant` (zero) or `edge`.
    """
    padded = np.pad(samples, N_FFT // 2, mode=mode)  # type: ignore[call-overload]
    return sliding_window_view(padded, N_FFT)[::hop]


def magnitudes(samples: Floats, hop: int) -> Floats:
    """Compute magnitude spectra, (frames, 1 + N_FFT // 2)."""
    return np.abs(np.fft.rfft(centred(samples, hop) * hann(N_FFT), axis=1))


def decibels(power: Floats, *, reference: float = 1.0) -> Floats:
    """Express powers in dB of a reference, at most `RANGE_DB` below the highest of them."""
    db = 10.0 * np.log10(np.maximum(power, LEAST_POWER)) - 10.0 * np.log10(max(reference, LEAST_POWER))
    return np.maximum(db, db.max() - RANGE_DB)


@functools.cache
def hann(size: int) -> Floats:
    """Return the periodic Hann window, (size,)."""
    return 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(size) / size)


def bin_frequencies(rate: int) -> Floats:
    """Return the frequency of each bin of a spectrum, Hz, (1 + N_FFT // 2,)."""
    return np.fft.rfftfreq(N_FFT, 1.0 / rate).astype(np.float64)


@functools.cache
def mel_bands(rate: int, bands: int) -> Floats:
    """Return Slaney's mel filters up to half the rate, (1 + N_FFT // 2, bands)."""
    return slaney_bands(bin_frequencies(rate), rate / 2, bands)


def slaney_bands(frequency: Floats, highest_hz: float, bands: int) -> Floats:
    """Build Slaney's mel filters from zero up to a frequency, Hz, for bins of given frequencies, (bins, bands)."""
    edges = slaney_edges(highest_hz, bands)
    width = np.diff(edges)
    ramps = edges[:, None] - frequency
    lower, upper = -ramps[:-2] / width[:-1, None], ramps[2:] / width[1:, None]
    weights: Floats = np.maximum(0.0, np.minimum(lower, upper)) * (2.0 / (edges[2:] - edges[:-2]))[:, None]
    return np.ascontiguousarray(weights.T)


def slaney_edges(highest_hz: float, bands: int) -> Floats:
    """Return where those filters begin and end, Hz, (bands + 2,): the middle of each is its neighbours' edge."""
    return _hertz(np.linspace(0.0, _mel(highest_hz), bands + 2))


_LINEAR_HZ = 200.0 / 3
_BREAK_HZ = 1000.0
_LOG_STEP = np.log(6.4) / 27.0


def _mel(hertz: float) -> float:
    """Return the mel value of a frequency above the break, where the scale is logarithmic."""
    return float(_BREAK_HZ / _LINEAR_HZ + np.log(hertz / _BREAK_HZ) / _LOG_STEP)


def _hertz(mel: Floats) -> Floats:
    linear, start = _LINEAR_HZ * mel, _BREAK_HZ / _LINEAR_HZ
    return np.where(mel < start, linear, _BREAK_HZ * np.exp(_LOG_STEP * (np.maximum(mel, start) - start)))
