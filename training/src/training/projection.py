"""Fits the projection of `audiofiler.ensemble.projection` and gives honest axes of the training rows.

The discriminants of a forest are ridge regressions of the genre indicators on the normal scores and on the forest's
stretch of the cosine bank. A regression with a thousand inputs knows the rows it was fitted on too well: forests
grown on its own fitted values would trust axes that are less sharp on new clips. So forests are grown on
leave-one-out axes, which a ridge regression gives in closed form: with leverage `h_i` of row i, the value it would
have got had it been absent is `(f_i - h_i y_i) / (1 - h_i)` (Allen 1974; Hastie, Tibshirani, Friedman, "The Elements
of Statistical Learning", 7.10). Equal rows are one row with the mean of their labels, so that all are left out at once.

Beside them stand linear discriminant axes (Fisher) of the normal scores, whose optimism is negligible.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import scipy.linalg
from numpy.typing import NDArray
from scipy.special import ndtr

from audiofiler.ensemble.projection import cosine_bank
from training.params import ForestsParams

Array = NDArray[np.float64]
Array32 = NDArray[np.float32]

_CHUNK_ROWS = 4096


@dataclass(frozen=True)
class Distinct:
    """The different rows of a training set, each once.

    Attributes
    ----------
    X : (m, n_features) float64
        Feature values.
    targets : (m, n_classes) float64
        Share of each genre among the labels of a row, weighted.
    weight : (m,) float64
        Sum of the weights of the rows that fell together.
    of_row : (n,) int64
        Where each row of the training set is found.
    """

    X: Array
    targets: Array
    weight: Array
    of_row: NDArray[np.int64]


def distinct_rows(
    X: Array32, y: NDArray[np.int64], group: NDArray[np.int64], n_classes: int, exponent: float
) -> Distinct:
    """Collapse rows of equal audio; a row of a genre with n rows weighs `n ** -exponent`, 1 on average."""
    first = np.unique(group, return_index=True)[1]
    counts = np.bincount(y, minlength=n_classes)
    weight = np.maximum(counts, 1).astype(np.float64)[y] ** -exponent
    weight /= weight.mean()
    sums = np.zeros((len(first), n_classes))
    np.add.at(sums, (group, y), weight)
    total = sums.sum(axis=1)
    return Distinct(X[first].astype(np.float64), sums / total[:, None], total, group)


def fit_scores(X: Array, knots: int, widest: float) -> tuple[Array, Array]:
    """Return knots and normal scores, (n_features, knots) each: quantiles at evenly spaced scores up to `widest`.

    Equal quantiles, as discrete features have, share the mean of their scores.
    """
    grid = np.linspace(-widest, widest, knots)
    quantiles = np.ascontiguousarray(np.quantile(X, ndtr(grid), axis=0).T)
    scores = np.empty_like(quantiles)
    for row, values in zip(scores, quantiles, strict=True):
        same = np.unique(values, return_inverse=True)[1]
        row[:] = (np.bincount(same, grid) / np.bincount(same))[same]
    return quantiles, scores


def in_chunks(scores: Callable[[Array], Array], X: Array) -> Array:
    """Return `scores(X)`, some rows at a time."""
    return np.concatenate([scores(X[start : start + 512]) for start in range(0, len(X), 512)])


@dataclass(frozen=True)
class Design:
    """The inputs of all regressions over the distinct rows, and their normal equations.

    Attributes
    ----------
    Z : (m, n_bank + n_features + 1) float32
        Bank, normal scores, constant.
    gram : (d, d) float64
        `Z.T diag(weight) Z`.
    moment : (d, n_classes) float64
        `Z.T diag(weight) targets`.
    """

    Z: Array32
    gram: Array
    moment: Array


def build_design(scores: Array, weights: Array32, phases: Array32, rows: Distinct) -> Design:
    """Compute the design of all distinct rows; the large product is taken in float32."""
    n_bank = len(phases)
    Z = np.empty((len(scores), n_bank + scores.shape[1] + 1), dtype=np.float32)
    for start in range(0, len(scores), _CHUNK_ROWS):
        part = slice(start, start + _CHUNK_ROWS)
        Z[part, :n_bank] = cosine_bank(scores[part], weights.astype(np.float64), phases.astype(np.float64))
    Z[:, n_bank:-1] = scores
    Z[:, -1] = 1.0
    root = np.sqrt(rows.weight).astype(np.float32)[:, None]
    weighted = Z * root
    moment = weighted.T @ (root * rows.targets.astype(np.float32))
    # The product of a matrix with its own transpose takes half the work.
    return Design(Z, (weighted.T @ weighted).astype(np.float64), moment.astype(np.float64))


def ridge(design: Design, rows: Distinct, columns: NDArray[np.intp], penalty: float) -> tuple[Array32, Array32]:
    """Fit one ridge regression on some columns of the design.

    Returns
    -------
    (len(columns), n_classes) float32
        Coefficients.
    (m, n_classes) float32
        Leave-one-out values of the distinct rows.
    """
    gram = design.gram[np.ix_(columns, columns)] + penalty * np.eye(len(columns))
    inverse = scipy.linalg.inv(gram, assume_a="pos")
    coefficients = (inverse @ design.moment[columns]).astype(np.float32)
    inverse32 = inverse.astype(np.float32)
    out = np.empty(rows.targets.shape, dtype=np.float32)
    for start in range(0, len(out), _CHUNK_ROWS):
        part = slice(start, start + _CHUNK_ROWS)
        Z = np.take(design.Z[part], columns, axis=1)
        leverage = (rows.weight[part] * np.einsum("ij,ij->i", Z @ inverse32, Z))[:, None]
        out[part] = (Z @ coefficients - leverage * rows.targets[part]) / (1.0 - leverage)
    return coefficients, out


def discriminants(scores: Array, y: NDArray[np.int64], n_axes: int) -> Array32:
    """Return linear discriminant axes, (n_features + 1, n_axes) float32, the last row the constant.

    Scaled so that the spread within genres is 1; the sign of an axis is that of its largest weight.
    Axes beyond the number of genres present less one are zero.
    """
    n_features = scores.shape[1]
    classes = np.unique(y)
    mean = scores.mean(axis=0)
    within, between = np.zeros((n_features, n_features)), np.zeros((n_features, n_features))
    for label in classes:
        part = scores[y == label]
        centred = part - part.mean(axis=0)
        within += centred.T @ centred
        offset = part.mean(axis=0) - mean
        between += len(part) * np.outer(offset, offset)
    within = within / len(scores) + 1e-6 * np.eye(n_features)
    _, vectors = scipy.linalg.eigh(between / len(scores), within)
    kept = vectors[:, ::-1][:, : min(n_axes, len(classes) - 1, n_features)]
    kept = kept * np.sign(kept[np.abs(kept).argmax(axis=0), np.arange(kept.shape[1])])
    result = np.zeros((n_features + 1, n_axes), dtype=np.float32)
    result[:-1, : kept.shape[1]] = kept
    result[-1] = -(mean @ result[:-1])
    return result


def draw_bank(n_features: int, params: ForestsParams) -> tuple[Array32, Array32]:
    """Draw weights (n_features, bank) and phases (bank,) of the cosines."""
    rng = np.random.default_rng([params.seed, 1])
    weights = rng.normal(scale=params.bank_scale, size=(n_features, params.bank))
    return weights.astype(np.float32), rng.uniform(0.0, 2.0 * np.pi, params.bank).astype(np.float32)


def stretch_starts(params: ForestsParams) -> NDArray[np.uint16]:
    """Return where each forest's stretch of the bank begins, evenly spread."""
    return np.linspace(0, params.bank - params.stretch, params.forests).round().astype(np.uint16)
