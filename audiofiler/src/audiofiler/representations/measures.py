"""Frame by frame: brightness, change, loudness, pitch classes, timbre, each as librosa measures it by default.

Conventions: `magnitude` is (frames, 1 + N_FFT // 2), see `spectra`; every function gives one value, or one row of
values, a frame.
"""

import functools

import numpy as np
from numpy.typing import NDArray

from audiofiler.representations import spectra
from audiofiler.representations.spectra import N_FFT
from audiofiler.schema import N_CHROMA

Floats = NDArray[np.float64]

MEL_BANDS = 128
ROLLOFF_SHARE = 0.85
_SMALLEST = float(np.finfo(np.float32).tiny)
_A0_HZ = 27.5
_CHROMA_CENTRE, _CHROMA_WIDTH = 5.0, 2.0  # octaves above A0 that count most, and how far around them


def centroid(magnitude: Floats, rate: int) -> Floats:
    """Compute the spectra's centre of gravity, Hz; 0 for silence."""
    total = magnitude.sum(axis=1)
    return (magnitude @ spectra.bin_frequencies(rate)) / np.where(total < _SMALLEST, 1.0, total)


def rolloff(magnitude: Floats, rate: int) -> Floats:
    """Find the frequency, Hz, below which `ROLLOFF_SHARE` of the magnitude lies."""
    summed = np.cumsum(magnitude, axis=1)
    first = (summed >= ROLLOFF_SHARE * summed[:, -1:]).argmax(axis=1)
    return spectra.bin_frequencies(rate)[first]


def flux(log_mel: Floats) -> Floats:
    """Compute the onset strength: how much mel bands rise from one frame to the next, dB on average.

    The first frames, whose rise would be that from the silence before the sound, are 0.
    """
    late = 1 + N_FFT // (2 * 512)
    rise = np.maximum(0.0, np.diff(log_mel, axis=0)).mean(axis=1)
    return np.concatenate([np.zeros(late), rise])[: len(log_mel)]


def rms(samples: Floats, hop: int) -> Floats:
    """Compute the root mean square of each frame."""
    frames = spectra.centred(samples, hop)
    return np.sqrt(np.einsum("fs,fs->f", frames, frames) / N_FFT)


def zero_crossings(samples: Floats, hop: int) -> Floats:
    """Compute the share of steps between two samples of a frame that change the sign; 0 counts as positive."""
    negative = samples < -1e-10
    padded = np.pad(negative, N_FFT // 2, mode="edge")
    changes = np.concatenate([[0], np.cumsum(padded[1:] ^ padded[:-1])])
    begins = np.arange(0, padded.size - N_FFT + 1, hop)
    return (changes[begins + N_FFT - 1] - changes[begins]) / N_FFT


def chroma(magnitude: Floats, rate: int) -> Floats:
    """Compute each pitch class's power as a share of the strongest's, (frames, 12), from C on."""
    power = magnitude**2 @ pitch_classes(rate)
    most = power.max(axis=1, keepdims=True)
    return power / np.where(most < _SMALLEST, 1.0, most)


def mfcc(log_mel: Floats, count: int) -> Floats:
    """Compute the first mel-frequency cepstral coefficients, (frames, count): orthonormal DCT-II of the dB values."""
    return log_mel @ _cosines(log_mel.shape[1], count)


@functools.cache
def pitch_classes(rate: int) -> Floats:
    """Return filters from spectrum to pitch class, (1 + N_FFT // 2, 12); Ellis's, as in librosa.

    Source: D. P. W. Ellis, Chroma feature analysis and synthesis, 2007.
    """
    frequency = np.arange(1, N_FFT) * (rate / N_FFT)
    place = N_CHROMA * np.log2(frequency / _A0_HZ)
    place = np.concatenate([[place[0] - 1.5 * N_CHROMA], place])
    width = np.append(np.maximum(np.diff(place), 1.0), 1.0)
    away = np.remainder(place - np.arange(N_CHROMA)[:, None] + N_CHROMA / 2, N_CHROMA) - N_CHROMA / 2
    weights = np.exp(-0.5 * (2.0 * away / width) ** 2)
    weights /= np.sqrt((weights**2).sum(axis=0))
    weights *= np.exp(-0.5 * ((place / N_CHROMA - _CHROMA_CENTRE) / _CHROMA_WIDTH) ** 2)
    from_c = np.roll(weights, -3, axis=0)  # place 0 is an A
    return np.ascontiguousarray(from_c[:, : 1 + N_FFT // 2].T)


@functools.cache
def _cosines(size: int, count: int) -> Floats:
    table = np.cos(np.pi * (np.arange(size)[:, None] + 0.5) * np.arange(count) / size) * np.sqrt(2.0 / size)
    table[:, 0] /= np.sqrt(2.0)
    return np.ascontiguousarray(table)
