"""The 70 values of one clip.

What it measures: the mean and the standard deviation, over frames of one second, of 34 features, and the rhythm.
Conventions: population standard deviation (ddof 0). A clip has at most 30 whole frames, so the recipe's mid-term
windows of 60 frames stepped by 30 are always one window.
What it gives: one vector in the order of `schema.FEATURE_NAMES`.
"""

import numpy as np

from audiofiler.features import energy, frames, harmony, rhythm, spectral, timbre
from audiofiler.features.frames import Floats
from audiofiler.schema import BEAT_FRAME_SECONDS, FRAME_SECONDS

BEAT_MFCC = 11
"""The beat histogram reads the first eleven cepstral coefficients."""


def clip_features(samples: Floats, sample_rate: int) -> Floats:
    """Compute the vector of one clip.

    Parameters
    ----------
    samples : (samples,) float64 array
        Normalised mono samples (`frames.normalise`), at least one frame of one second, not silent.
    sample_rate : int
        Samples per second, Hz. The forests were trained at `schema.SAMPLE_RATE`.

    Returns
    -------
    (70,) float64 array
    """
    seconds = frame_features(frames.cut(samples, round(FRAME_SECONDS * sample_rate)), sample_rate)
    beat_frames = frames.cut(samples, int(sample_rate * BEAT_FRAME_SECONDS))
    rhythm_values = rhythm.beat(beat_curves(beat_frames, sample_rate))
    return np.concatenate([seconds.mean(axis=0), seconds.std(axis=0), rhythm_values])


def frame_features(cut: Floats, sample_rate: int) -> Floats:
    """Compute the 34 features of every frame.

    Parameters
    ----------
    cut : (frames, size) array

    Returns
    -------
    (frames, 34) array
        In the order of `schema.FRAME_FEATURE_NAMES`.
    """
    spectra = frames.spectra(cut, sample_rate)
    mean_square = energy.energy(cut)
    return np.column_stack(
        [
            energy.zero_crossing_rate(cut),
            mean_square,
            energy.energy_entropy(cut, mean_square),
            *spectral.centroid_and_spread(spectra),
            spectral.spectral_entropy(spectra),
            spectral.spectral_flux(spectra),
            spectral.spectral_rolloff(spectra),
            timbre.mfcc(spectra),
            harmony.chroma(spectra),
        ]
    )


def beat_curves(cut: Floats, sample_rate: int) -> Floats:
    """Compute the 18 features whose peaks make the beat histogram.

    Returns
    -------
    (18, frames) array
    """
    spectra = frames.spectra(cut, sample_rate)
    return np.vstack(
        [
            energy.zero_crossing_rate(cut),
            energy.energy(cut),
            *spectral.centroid_and_spread(spectra),
            spectral.spectral_entropy(spectra),
            spectral.spectral_flux(spectra),
            spectral.spectral_rolloff(spectra),
            timbre.mfcc(spectra).T[:BEAT_MFCC],
        ]
    )
