"""From feature values to the axes the forests cut: normal scores, a bank of cosines, discriminant axes.

What it computes, for a row `x` of feature values:

1. normal scores `s`: each feature's rank among the training rows, as a standard normal value, by linear
   interpolation between stored knots; values beyond the outermost knots get the outermost score, so that no clip,
   however far from the training data, leaves the range the forests know;
2. a bank of random cosines `h = sqrt(2) cos(s W + b)`, the random Fourier features of Rahimi and Recht (2007), in which
   linear functions stand for smooth nonlinear ones of `s`;
3. for each forest its own axes, linear in its own stretch of the bank and in `s`: `a = h[part] R + [s, 1] L`.

Conventions: computed in float64 and rounded to float32 at the end, so that the last bits in which matrix products of
different shapes or machines differ do not reach the forests. Every step takes rows one by one: the axes of a row do
not depend on the rows beside it.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from audiofiler.errors import BundleCorrupt

Floats = NDArray[np.float64]

_CHUNK_ROWS = 64
"""Rows computed at once: bounds the memory of a call."""


@dataclass(frozen=True)
class ProjectionArrays:
    """The stored form, exactly the arrays of a bundle.

    Attributes
    ----------
    knots : (n_features, n_knots) float64
        Feature values, never falling along a row.
    scores : (n_features, n_knots) float64
        Normal score at each knot.
    bank_weights : (n_features, n_bank) float32
        The matrix W; `n_bank` may be 0.
    bank_phases : (n_bank,) float32
        The vector b, radians.
    bank_start : (n_forests,) uint16
        Where each forest's stretch of the bank begins.
    bank_readout : (n_forests, n_stretch, n_bank_axes) float32
        The matrices R, for the first `n_bank_axes` axes; the others are linear in the scores alone.
    linear_readout : (n_forests, n_features + 1, n_axes) float32
        The matrices L; the last row is the constant.
    """

    knots: NDArray[np.float64]
    scores: NDArray[np.float64]
    bank_weights: NDArray[np.float32]
    bank_phases: NDArray[np.float32]
    bank_start: NDArray[np.uint16]
    bank_readout: NDArray[np.float32]
    linear_readout: NDArray[np.float32]

    def named(self) -> dict[str, NDArray[np.generic]]:
        """Return the arrays by their field names."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


class NormalScores:
    """Interpolates scores between knots, feature by feature.

    Parameters
    ----------
    knots, scores : (n_features, n_knots) float64
        Where the score is known, at least two knots, never falling; equal neighbouring knots make a step.
    """

    def __init__(self, knots: Floats, scores: Floats) -> None:
        self._knots, self._scores = knots, scores
        self._span = np.diff(knots, axis=1)
        self._span[self._span == 0] = 1.0
        self._rise = np.diff(scores, axis=1)
        # The first of these above a value ends the stretch it lies in; the last stretch has no end, the first no start.
        self._ends = np.hstack([knots[:, 1:-1], np.full((len(knots), 1), np.inf)])
        self._feature = np.arange(len(knots))

    def __call__(self, X: Floats) -> Floats:
        """Return the scores, (n, n_features), of feature values of that shape; beyond the outermost knots, theirs."""
        at = (self._feature, (X[:, :, None] < self._ends).argmax(axis=2))
        share = np.clip((X - self._knots[at]) / self._span[at], 0.0, 1.0)
        result: Floats = self._scores[at] + share * self._rise[at]
        return result


class Projection:
    """The stored arrays, checked and ready.

    Parameters
    ----------
    arrays : ProjectionArrays
        The stored form.

    Raises
    ------
    BundleCorrupt
        If shapes contradict one another or a number is not finite.
    """

    def __init__(self, arrays: ProjectionArrays) -> None:
        _check(arrays)
        self.n_features = len(arrays.knots)
        self.n_forests, _, self.n_axes = arrays.linear_readout.shape
        self._normal = NormalScores(arrays.knots, arrays.scores)
        self._weights = arrays.bank_weights.astype(np.float64)
        self._phases = arrays.bank_phases.astype(np.float64)
        self._stretch = arrays.bank_start.astype(np.intp)[:, None] + np.arange(arrays.bank_readout.shape[1])
        # Axes by stretch, not stretch by axes: so one row's product reads memory in order.
        self._bank_readout = np.ascontiguousarray(arrays.bank_readout.astype(np.float64).transpose(0, 2, 1))
        # One wide matrix serves all forests at once.
        linear = arrays.linear_readout.astype(np.float64).transpose(1, 0, 2)
        self._linear = np.ascontiguousarray(linear.reshape(self.n_features + 1, -1))

    def axes(self, X: NDArray[np.float64]) -> NDArray[np.float32]:
        """Return what each forest sees of each row.

        Parameters
        ----------
        X : (n, n_features) float64
            Finite feature values.

        Returns
        -------
        (n, n_forests, n_axes) float32
        """
        result = np.empty((len(X), self.n_forests, self.n_axes), dtype=np.float32)
        for start in range(0, len(X), _CHUNK_ROWS):
            result[start : start + _CHUNK_ROWS] = self._axes(X[start : start + _CHUNK_ROWS])
        return result

    def _axes(self, X: Floats) -> Floats:
        scores = self._normal(X)
        axes: Floats = scores @ self._linear[:-1] + self._linear[-1]
        axes = axes.reshape(len(X), self.n_forests, self.n_axes)
        _, n_bank_axes, n_stretch = self._bank_readout.shape
        if n_stretch:
            bank = cosine_bank(scores, self._weights, self._phases)
            stretches = bank.T.take(self._stretch, axis=0)  # (forests, stretch, n)
            axes[:, :, :n_bank_axes] += (self._bank_readout @ stretches).transpose(2, 0, 1)
        return axes

    def parts(self, X: NDArray[np.float64]) -> Floats:
        """Return how far each feature moved each axis away from where the median song (all scores 0) stands.

        The integrated gradients of Sundararajan, Taly and Yan (2017) along the straight way from the median song: each
        feature's score times the axis' mean slope along that way. Of a cosine that mean is known in closed form: with
        `u = s W`, it is `(cos(u + b) - cos(b)) / u = -sin(b + u / 2) sinc(u / 2)`.

        Parameters
        ----------
        X : (n, n_features) float64
            Finite feature values.

        Returns
        -------
        (n, n_features, n_forests, n_axes) float64
            Added up over the features: `axes(X)` less the axes of the median song.
        """
        scores = self._normal(X)
        slopes = np.tile(self._linear[:-1], (len(X), 1, 1)).reshape(*X.shape, self.n_forests, self.n_axes)
        _, n_bank_axes, n_stretch = self._bank_readout.shape
        if n_stretch:
            turns = scores @ self._weights
            slope = -np.sqrt(2.0) * np.sin(self._phases + turns / 2) * np.sinc(turns / (2 * np.pi))
            for forest, stretch in enumerate(self._stretch):
                readout = self._bank_readout[forest] * slope[:, None, stretch]  # (n, axes, stretch)
                inner = readout.reshape(-1, n_stretch) @ self._weights[:, stretch].T
                slopes[:, :, forest, :n_bank_axes] += inner.reshape(len(X), n_bank_axes, -1).transpose(0, 2, 1)
        slopes *= scores[:, :, None, None]
        return slopes


def cosine_bank(scores: Floats, weights: Floats, phases: Floats) -> Floats:
    """Return the random Fourier features `sqrt(2) cos(scores @ weights + phases)`, (n, n_bank)."""
    bank = scores @ weights
    bank += phases
    np.cos(bank, out=bank)
    bank *= np.sqrt(2.0)
    return bank


def _check(arrays: ProjectionArrays) -> None:
    n_features, n_knots = arrays.knots.shape
    n_forests, n_stretch, n_bank_axes = arrays.bank_readout.shape
    n_bank = len(arrays.bank_phases)
    fits = (
        arrays.scores.shape == (n_features, n_knots)
        and n_knots >= 2
        and arrays.bank_weights.shape == (n_features, n_bank)
        and arrays.bank_start.shape == (n_forests,)
        and arrays.linear_readout.shape[:2] == (n_forests, n_features + 1)
        and n_bank_axes <= arrays.linear_readout.shape[2]
    )
    if not fits:
        raise BundleCorrupt("The projection of the bundle is damaged: the shapes of its arrays contradict one another.")
    if n_forests and int(arrays.bank_start.max()) + n_stretch > n_bank:
        raise BundleCorrupt("The projection of the bundle is damaged: bank_start points beyond the bank.")
    for name, array in arrays.named().items():
        if not np.isfinite(array).all():
            raise BundleCorrupt(f"The projection of the bundle is damaged: {name} holds a number that is not finite.")
    if (np.diff(arrays.knots, axis=1) < 0).any():
        raise BundleCorrupt("The projection of the bundle is damaged: knots fall along a row.")
