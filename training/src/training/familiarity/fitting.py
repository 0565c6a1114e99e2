"""Fits the measure of `audiofiler.ensemble.familiarity` on the feature vectors of music alone.

The training rows' normal scores are taken as one Gaussian. Its `LEADING` widest principal directions are left out:
along them music differs from music (bright, loud, tonal), so speech or noise is nowhere strange there, while every
song is far from the mean. Along the narrow ones, where one feature of music follows from the others, what is not
music stands out (reconstruction error of a principal component analysis, whitened; Jackson and Mudholkar 1979). The
kind of score was chosen on held-out rows and half of the kinds of sounds, see docs/decisions/0017-unknown.md.

What distance is usual is learnt from folds: every row is measured by a fit that has not seen its audio.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from audiofiler.ensemble.familiarity import Familiarity, FamiliarityArrays, WideScores
from training import projection, split

Floats = NDArray[np.float64]

KNOTS: Final = 65
WIDEST_SCORE: Final = 3.0
LEADING: Final = 12
"""Widest principal directions that do not count; of few features a fifth."""
RIDGE: Final = 0.3
"""Added to the variance along a direction, so that the narrowest do not count most."""
FOLDS: Final = 5
SEED: Final = 17
SHARES: Final = (
    *np.linspace(1.0, 0.1, 19).tolist(),
    *(0.08, 0.06, 0.05, 0.04, 0.03, 0.025, 0.02, 0.015, 0.01, 0.0075, 0.005, 0.0025, 0.001, 0.0),
)
"""Shares of held-out music whose distances are kept."""


def fit(X: NDArray[np.float32]) -> FamiliarityArrays:
    """Fit the measure.

    Parameters
    ----------
    X : (n, n_features) float32
        Feature values of music, each audio file once.
    """
    held_out = np.empty(len(X))
    for train, held in split.grouped_folds(np.arange(len(X)), FOLDS, SEED):
        held_out[held] = distances(fit_once(X[train]), X[held])
    at, shares = np.quantile(held_out, 1.0 - np.array(SHARES)), np.array(SHARES)
    at[0] = 0.0
    rising = np.append(True, np.diff(np.maximum.accumulate(at)) > 0)
    return _with(fit_once(X), at[rising], shares[rising])


def fit_once(X: NDArray[np.float32]) -> FamiliarityArrays:
    """Fit scores and axes; the shares still say nothing."""
    knots, at_knots = projection.fit_scores(X.astype(np.float64), KNOTS, WIDEST_SCORE)
    wide = projection.in_chunks(WideScores(knots, at_knots), X.astype(np.float64))
    variance, directions = np.linalg.eigh(np.cov(wide.T))
    kept = X.shape[1] - min(LEADING, X.shape[1] // 5)
    directions = directions[:, :kept]
    # The sign of a direction is nobody's business, but it should be the same on every machine.
    directions = directions * np.sign(directions[np.abs(directions).argmax(axis=0), np.arange(kept)])
    axes = (directions / np.sqrt(np.maximum(variance[:kept], 0.0) + RIDGE)).astype(np.float32)
    return FamiliarityArrays(knots, at_knots, wide.mean(axis=0), axes, np.array([0.0, 1.0]), np.array([1.0, 0.0]))


def distances(arrays: FamiliarityArrays, X: NDArray[np.float32]) -> Floats:
    """Return the distance of each row, (n,)."""
    measure = Familiarity(arrays, X.shape[1])
    return projection.in_chunks(measure.distances, X.astype(np.float64))


def _with(arrays: FamiliarityArrays, distance: Floats, share: Floats) -> FamiliarityArrays:
    named = {**arrays.named(), "familiar_distance": distance, "familiar_share": share}
    return FamiliarityArrays(**named)  # type: ignore[arg-type]
