"""The 70 values of one clip.

What it measures: the mean and the standard deviation, over frames of one second, of 34 features, and the rhythm.
Conventions: population standard deviation (ddof 0). A clip has at most 30 whole frames, so the recipe's mid-term
windows of 60 frames stepped by 30 are always one window.
What it gives: one vector in the order of `schema.FEATURE_NAMES`.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from audiofiler.features import energy, frames, harmony, rhythm, spectral, timbre
from audiofiler.features.frames import Floats, Spectra
from audiofiler.schema import BEAT_FRAME_SECONDS, FRAME_SECONDS

BEAT_MFCC = 11
"""The beat histogram reads the first eleven cepstral coefficients."""


def clip_features(samples: Floats, sample_rate: int) -> Floats:
    """Compute the (70,) vector of one clip; arguments as in `offset_features`."""
    vector: Floats = offset_features(samples, sample_rate, (0,))[0]
    return vector


def offset_features(samples: Floats, sample_rate: int, offsets: Sequence[int]) -> Floats:
    """Compute the vector of one clip once for each place its frames may begin at.

    Parameters
    ----------
    samples : (samples,) float64 array
        Normalised mono samples (`frames.normalise`), at least one frame of one second, not silent.
    sample_rate : int
        Samples per second, Hz. The forests were trained at `schema.SAMPLE_RATE`.
    offsets : sequence of int
        Where the frames of one second begin, samples; the rhythm is that of the whole clip each time.

    Returns
    -------
    (len(offsets), 70) float64 array
    """
    size = round(FRAME_SECONDS * sample_rate)
    beat_frames = frames.cut(samples, int(sample_rate * BEAT_FRAME_SECONDS))
    # numpy lets go of the interpreter while it computes, so on two cores two passes take the time of one.
    with ThreadPoolExecutor(max_workers=2) as both:
        rhythm_values = both.submit(lambda: rhythm.beat(beat_curves(beat_frames, sample_rate)))
        passes = both.map(lambda start: frame_features(frames.cut(samples[start:], size), sample_rate), offsets)
        vectors = [np.concatenate([part.mean(axis=0), part.std(axis=0), rhythm_values.result()]) for part in passes]
    return np.stack(vectors)


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
    return np.vstack([_block_features(block, spectra) for block, spectra in frames.blocks(cut, sample_rate)])


def beat_curves(cut: Floats, sample_rate: int) -> Floats:
    """Compute the 18 features whose peaks make the beat histogram.

    Returns
    -------
    (18, frames) array
    """
    return np.vstack([_block_curves(block, spectra) for block, spectra in frames.blocks(cut, sample_rate)]).T


def _block_features(block: Floats, spectra: Spectra) -> Floats:
    mean_square = energy.energy(block)
    return np.column_stack(
        [
            energy.zero_crossing_rate(block),
            mean_square,
            energy.energy_entropy(block, mean_square),
            *spectral.centroid_and_spread(spectra),
            spectral.spectral_entropy(spectra),
            spectral.spectral_flux(spectra),
            spectral.spectral_rolloff(spectra),
            timbre.mfcc(spectra),
            harmony.chroma(spectra),
        ]
    )


def _block_curves(block: Floats, spectra: Spectra) -> Floats:
    return np.column_stack(
        [
            energy.zero_crossing_rate(block),
            energy.energy(block),
            *spectral.centroid_and_spread(spectra),
            spectral.spectral_entropy(spectra),
            spectral.spectral_flux(spectra),
            spectral.spectral_rolloff(spectra),
            timbre.mfcc(spectra)[:, :BEAT_MFCC],
        ]
    )
