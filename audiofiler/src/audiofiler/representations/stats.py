"""Schema `stats-121/1`: how 30 measures of librosa are distributed over ten seconds, and the tempo.

What it holds: mean, standard deviation, kurtosis and skewness over frames of the spectral centroid, the roll-off, the
flux (onset strength), the root mean square, the zero-crossing rate, 12 chroma and 13 MFCC; then the tempo.
Conventions: each 30 s window at 22.05 kHz is divided by its peak and cut into parts of 10 s, spread evenly with 5 s
from one to the next (five over 30 s); a clip under 10 s is one part. Frames of 2048 samples every 512, as in librosa
with its defaults, except that chroma assumes a tuning of A = 440 Hz. Kurtosis is the excess over the normal
distribution's; where a measure never changes, skewness and kurtosis are 0.
What it gives: (121,) values a part.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from audiofiler.representations import measures, spectra
from audiofiler.representations.tempo import tempo
from audiofiler.schema import HALF_RATE, N_CHROMA, N_MFCC

Floats = NDArray[np.float64]

PART_SECONDS = 10.0
STEP_SECONDS = 5.0
PARTS = 5
"""Parts of a whole window."""

HOP = 512

_PITCHES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")

MEASURES = (
    *("centroid", "rolloff", "flux", "rms", "zcr"),
    *(f"chroma_{pitch}" for pitch in _PITCHES[:N_CHROMA]),
    *(f"mfcc_{k}" for k in range(1, N_MFCC + 1)),
)
MOMENTS = ("mean", "std", "kurtosis", "skewness")

NAMES = (*(f"{measure}_{moment}" for moment in MOMENTS for measure in MEASURES), "tempo")
"""The 121 values of a part, in order."""


def parts(samples: Floats) -> Iterator[tuple[float, Floats]]:
    """Give the start, s, and the values, (121,), of each part of a window at `HALF_RATE`."""
    scaled = samples / np.abs(samples).max()
    for start in starts(samples.size):
        yield start / HALF_RATE, statistics(scaled[start : start + round(PART_SECONDS * HALF_RATE)])


def starts(size: int) -> list[int]:
    """Return the first sample of each part of a window of so many samples."""
    last = max(0, size - round(PART_SECONDS * HALF_RATE))
    count = min(PARTS, 1 + round(last / (STEP_SECONDS * HALF_RATE)))
    return [round(start) for start in np.linspace(0, last, count)] if count > 1 else [last // 2]


def statistics(samples: Floats) -> Floats:
    """Compute the 121 values of a part."""
    magnitude = spectra.magnitudes(samples, HOP)
    log_mel = spectra.decibels(magnitude**2 @ spectra.mel_bands(HALF_RATE, measures.MEL_BANDS))
    onsets = measures.flux(log_mel)
    curves = np.column_stack(
        [
            measures.centroid(magnitude, HALF_RATE),
            measures.rolloff(magnitude, HALF_RATE),
            onsets,
            measures.rms(samples, HOP),
            measures.zero_crossings(samples, HOP),
            measures.chroma(magnitude, HALF_RATE),
            measures.mfcc(log_mel, N_MFCC),
        ]
    )
    return np.append(np.concatenate(moments(curves)), tempo(onsets, HALF_RATE / HOP))


def moments(curves: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Return mean, standard deviation, excess kurtosis and skewness of each column."""
    mean = curves.mean(axis=0)
    away = curves - mean
    square = (away**2).mean(axis=0)
    # What is only rounding is no change: its higher moments would be noise.
    still = square <= (1e-9 * np.abs(mean)) ** 2
    scale = np.where(still, 1.0, square)
    skewness = np.where(still, 0.0, (away**3).mean(axis=0) / scale**1.5)
    kurtosis = np.where(still, 0.0, (away**4).mean(axis=0) / scale**2 - 3.0)
    return mean, np.sqrt(square), kurtosis, skewness
