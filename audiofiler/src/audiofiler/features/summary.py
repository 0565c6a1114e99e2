"""The 70 values of one clip.

What it measures: the mean and the standard deviation, over frames of one second, of 34 features, and the rhythm.
Conventions: population standard deviation (ddof 0). A clip has at most 30 whole frames, so the recipe's mid-term
windows of 60 frames stepped by 30 are always one window.
What it gives: one vector in the order of `schema.FEATURE_NAMES`.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from audiofiler.features import energy, harmony, rhythm, spectral, timbre
from audiofiler.features.energy import Slices
from audiofiler.features.frames import Floats, Frames, Spectra, spectra_of
from audiofiler.schema import BEAT_FRAME_SECONDS, FRAME_SECONDS

BEAT_MFCC = 11
"""The beat histogram reads the first eleven cepstral coefficients."""


def clip_features(samples: Floats, sample_rate: int) -> Floats:
    """Compute the (70,) vector of one clip; arguments as in `offset_features`."""
    vector: Floats = offset_features(samples, sample_rate, (0,))[0][0]
    return vector


def offset_features(samples: Floats, sample_rate: int, offsets: Sequence[int]) -> tuple[Floats, Floats]:
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
    vectors : (len(offsets), 70) float64 array
    frames : (frames, 34) float64 array
        Of the first offset; its mean and deviation are those of the first vector.
    """
    size = round(FRAME_SECONDS * sample_rate)
    beat = Frames.within(samples.size, int(sample_rate * BEAT_FRAME_SECONDS))
    passes = [Frames.within(samples.size, size, start) for start in offsets]
    # numpy lets go of the interpreter while it computes, so on two cores two passes take the time of one.
    with ThreadPoolExecutor(max_workers=2) as both:
        slices = both.submit(energy.sliced, samples, [beat.edges, *map(energy.part_edges, passes)])
        rhythm_values = both.submit(lambda: rhythm.beat(beat_curves(samples, beat, slices.result(), sample_rate)))
        seconds = list(both.map(lambda frames: frame_features(samples, frames, slices.result(), sample_rate), passes))
        vectors = [np.concatenate([part.mean(axis=0), part.std(axis=0), rhythm_values.result()]) for part in seconds]
    return np.stack(vectors), seconds[0]


def frame_features(samples: Floats, frames: Frames, slices: Slices, sample_rate: int) -> Floats:
    """Compute the 34 features of every frame.

    Parameters
    ----------
    samples : (samples,) array
        The clip, normalised.
    frames : Frames
    slices : Slices
        `energy.sliced` at their edges, and at `energy.part_edges` where their entropy is asked for.
    sample_rate : int
        Samples per second, Hz.

    Returns
    -------
    (frames, 34) array
        In the order of `schema.FRAME_FEATURE_NAMES`.
    """
    spectral_part = np.vstack(
        [
            np.column_stack([*_shape(spectra), timbre.mfcc(spectra), harmony.chroma(spectra)])
            for spectra in spectra_of(samples, frames, sample_rate)
        ]
    )
    return np.column_stack(
        [
            energy.zero_crossing_rate(frames, slices),
            energy.energy(frames, slices),
            energy.energy_entropy(frames, slices),
            spectral_part,
        ]
    )


def beat_curves(samples: Floats, frames: Frames, slices: Slices, sample_rate: int) -> Floats:
    """Compute the 18 features whose peaks make the beat histogram; arguments as in `frame_features`.

    Returns
    -------
    (18, frames) array
    """
    spectral_part = np.vstack(
        [
            np.column_stack([*_shape(spectra), timbre.mfcc(spectra)[:, :BEAT_MFCC]])
            for spectra in spectra_of(samples, frames, sample_rate)
        ]
    )
    loudness = [energy.zero_crossing_rate(frames, slices), energy.energy(frames, slices)]
    return np.column_stack([*loudness, spectral_part]).T


def _shape(spectra: Spectra) -> list[Floats]:
    return [
        *spectral.centroid_and_spread(spectra),
        spectral.spectral_entropy(spectra),
        spectral.spectral_flux(spectra),
        spectral.spectral_rolloff(spectra),
    ]
