"""How much a clip is like the music a model learnt from, whatever its genre.

What it computes, for a row `x` of feature values:

1. normal scores, as in `projection`, but going on beyond the outermost knots: a value outside the range of the training
   rows counts by how far outside it is, in steps of that side's own width, up to `BEYOND` more;
2. a distance: the squared length of `(s - centre) @ axes`. The axes are those principal directions of the training
   rows in which music varies little, each divided by its spread. In the few in which music varies a lot (bright or
   dark, loud or soft) nothing is strange;
3. the share of music, held out from the fit, that was at least as far: near 1 for what is everyday, 0 for what no music
   was like.

Conventions: a song's distance is the mean over its windows. Computed in float64, row by row.
"""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from audiofiler.ensemble.projection import NormalScores
from audiofiler.errors import BundleCorrupt

Floats = NDArray[np.float64]

BEYOND: Final = 3.0
"""What a value far outside the training range adds to its normal score, at most."""


@dataclass(frozen=True)
class FamiliarityArrays:
    """The stored form, exactly the arrays of a bundle.

    Attributes
    ----------
    familiar_knots, familiar_scores : (n_features, n_knots) float64
        As in `projection.ProjectionArrays`; the middle knot is the median.
    familiar_centre : (n_features,) float64
        Mean of the scores of the training rows.
    familiar_axes : (n_features, n_axes) float32
        Directions, each divided by the spread of the training rows along it.
    familiar_distance, familiar_share : (n_steps,) float64
        Distances, rising, and the share of held-out music that is at least as far, falling.
    """

    familiar_knots: Floats
    familiar_scores: Floats
    familiar_centre: Floats
    familiar_axes: NDArray[np.float32]
    familiar_distance: Floats
    familiar_share: Floats

    def named(self) -> dict[str, NDArray[np.generic]]:
        """Return the arrays by their field names."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


class WideScores:
    """Normal scores that go on beyond the outermost knots.

    Parameters
    ----------
    knots, scores : (n_features, n_knots) float64
        As in `projection.NormalScores`.
    """

    def __init__(self, knots: Floats, scores: Floats) -> None:
        self._inside = NormalScores(knots, scores)
        self._low, self._high = knots[:, 0], knots[:, -1]
        median = knots[:, knots.shape[1] // 2]
        # A feature that never varies on one side has no width there: any step outside counts in full.
        self._below = np.maximum((median - self._low) / np.maximum(-scores[:, 0], 1.0), 1e-12)
        self._above = np.maximum((self._high - median) / np.maximum(scores[:, -1], 1.0), 1e-12)

    def __call__(self, X: Floats) -> Floats:
        """Return the scores, (n, n_features), of feature values of that shape."""
        above = np.clip((X - self._high) / self._above, 0.0, BEYOND)
        below = np.clip((self._low - X) / self._below, 0.0, BEYOND)
        return self._inside(X) + above - below


class Familiarity:
    """The stored arrays, checked and ready.

    Parameters
    ----------
    arrays : FamiliarityArrays
        The stored form.
    n_features : int
        Columns the model wants.

    Raises
    ------
    BundleCorrupt
        If shapes contradict one another or a number is not what it should be.
    """

    def __init__(self, arrays: FamiliarityArrays, n_features: int) -> None:
        _check(arrays, n_features)
        self._scores = WideScores(arrays.familiar_knots, arrays.familiar_scores)
        self._centre, self._axes = arrays.familiar_centre, arrays.familiar_axes.astype(np.float64)
        self._distance, self._share = arrays.familiar_distance, arrays.familiar_share

    def distances(self, X: Floats) -> Floats:
        """Return how far each row is from what music is like, (n,); about the number of axes for everyday music."""
        along = (self._scores(X) - self._centre) @ self._axes
        result: Floats = np.einsum("ij,ij->i", along, along)
        return result

    def shares(self, distances: Floats) -> Floats:
        """Return the share of held-out music that is at least so far, for distances of any shape."""
        result: Floats = np.interp(distances, self._distance, self._share)
        return result


def _check(arrays: FamiliarityArrays, n_features: int) -> None:
    knots, steps = arrays.familiar_knots, arrays.familiar_distance
    fits = (
        knots.shape == arrays.familiar_scores.shape
        and len(knots) == len(arrays.familiar_centre) == len(arrays.familiar_axes) == n_features
        and knots.shape[1] >= 3
        and steps.shape == arrays.familiar_share.shape
        and len(steps) >= 2
    )
    if not fits:
        raise BundleCorrupt("The bundle's measure of familiarity is damaged: its shapes contradict one another.")
    for name, array in arrays.named().items():
        if not np.isfinite(array).all():
            raise BundleCorrupt(f"The bundle's measure of familiarity is damaged: {name} is not finite somewhere.")
    in_order = (np.diff(knots, axis=1) >= 0).all() and (np.diff(steps) > 0).all()
    share = arrays.familiar_share
    if not in_order or (np.diff(share) > 0).any() or share.min() < 0 or share.max() > 1:
        raise BundleCorrupt("The bundle's measure of familiarity is damaged: its numbers are out of order.")
