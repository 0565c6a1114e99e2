"""What a bundle tells of how it did on rows no training saw, and of how its features are spread: drawn by the page."""

import numpy as np
from numpy.typing import NDArray

from audiofiler.ensemble.evidence import FALSE_POSITIVES, LEVELS, EvidenceArrays
from training import curves
from training.cache import Arrays
from training.crossval import OutOfFold
from training.datasets import Table
from training.recipes.base import Scored

MOST_FEATURES = 500
"""Pictures have thousands of points; how each of them is spread tells nobody anything."""

Floats = NDArray[np.float64]


def gather(result: OutOfFold, table: Table, features: tuple[str, ...], bins: int) -> Arrays:
    """Return the optional groups `evidence` and `spread` of a bundle.

    Parameters
    ----------
    result : OutOfFold
        Of the recipe on the rows of `table`.
    table : Table
        The rows.
    features : tuple of str
        What the model takes; how they are spread is told if they are the table's own columns.
    bins : int
        Of the highest probability.
    """
    roc, area = _ranking(result.probabilities, table.y)
    arrays = EvidenceArrays(
        evidence_confusion=np.array(curves.confusion(result.rows), dtype=np.uint32),
        evidence_roc=roc,
        evidence_area=area,
        evidence_bins=_bins(*curves.binned(result.rows, bins)),
        evidence_growth=growth(result.scored, table.y),
    )
    return {**arrays.named(), **_spread(table, features)}


def growth(scored: Scored, y: NDArray[np.int64]) -> Floats:
    """Return the accuracy of one voter, two …, (n_voters,), mean over all places of the ring to begin at.

    Ties go to the higher mean probability of all voters.
    """
    n, size = scored.votes.shape
    each = np.arange(n)
    right = np.zeros(size)
    for first in range(size):
        standing = 0.999 * scored.mean
        for k in range(size):
            standing[each, scored.votes[:, (first + k) % size]] += 1.0
            right[k] += (standing.argmax(axis=1) == y).mean()
    result: Floats = np.round(right / size, 4)
    return result


def _ranking(probabilities: Floats, y: NDArray[np.int64]) -> tuple[NDArray[np.float32], Floats]:
    n_genres = probabilities.shape[1]
    roc = np.full((n_genres, len(FALSE_POSITIVES)), np.nan, dtype=np.float32)
    area = np.full(n_genres, np.nan)
    for k in range(n_genres):
        if not 0 < (y == k).sum() < len(y):
            continue
        hits, misses = curves.rates(curves.ranked(probabilities[:, k], y == k))
        wrong, found = np.append(0.0, misses / misses[-1]), np.append(0.0, hits / hits[-1])
        # Where the curve rises straight up, its upper end is the rate that is reached without more mistakes.
        top = np.append(np.flatnonzero(np.diff(wrong) > 0), len(wrong) - 1)
        roc[k] = np.round(np.interp(FALSE_POSITIVES, wrong[top], found[top]), 4)
        area[k] = round(curves.areas(hits, misses)[0], 4)
    return np.clip(roc, 0.0, 1.0), area


def _bins(count: Floats, confidence: Floats, right: Floats) -> Floats:
    with np.errstate(invalid="ignore"):
        return np.stack([confidence / count, right / count, count], axis=1).round(4)


def _spread(table: Table, features: tuple[str, ...]) -> Arrays:
    if len(features) > MOST_FEATURES or not set(features) <= set(table.features):
        return {}
    first = table.first_of_audio()
    columns = [table.features.index(name) for name in features]
    X, y = table.X[first][:, columns], table.y[first]
    found = np.full((len(table.genres) + 1, len(LEVELS), len(columns)), np.nan, dtype=np.float32)
    for k in np.unique(y):
        found[k] = np.quantile(X[y == k], LEVELS, axis=0)
    found[-1] = np.quantile(X, LEVELS, axis=0)
    return {"spread_quantiles": np.maximum.accumulate(found.transpose(0, 2, 1), axis=2)}
