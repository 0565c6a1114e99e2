"""What was measured of a model before it was shipped, as a page can draw it.

What it holds: scores of rows no training saw (which genres were taken for which, how well each genre is ranked, whether
probabilities mean what they say, what one, two … all voters get right), and how the features are spread in each genre.
Nothing here takes part in a vote.

Conventions: all rows are counted as they are, none weighted. A genre without rows has NaN.
"""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from audiofiler.errors import BundleCorrupt

Floats = NDArray[np.float64]

LEVELS: Final = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Quantiles that describe how a feature is spread."""

ROC_POINTS: Final = 61

FALSE_POSITIVES: Final[Floats] = np.linspace(0.0, 1.0, ROC_POINTS) ** 2
"""False positive rates at which the curves are known: denser where they are steep."""


@dataclass(frozen=True)
class EvidenceArrays:
    """The stored form, exactly the arrays of a bundle.

    Attributes
    ----------
    evidence_confusion : (n_genres, n_genres) uint32
        Rows of each genre (first index) that were called each genre (second).
    evidence_roc : (n_genres, ROC_POINTS) float32
        True positive rate at each of `FALSE_POSITIVES`.
    evidence_area : (n_genres,) float64
        Area under the whole curve.
    evidence_bins : (n_bins, 3) float64
        Equal bins of the highest probability: its mean, the share of right answers, rows; NaN, NaN, 0 if empty.
    evidence_growth : (n_voters,) float64
        Accuracy of the first voter, the first two …, mean over all places of a ring of voters to begin at.
    """

    evidence_confusion: NDArray[np.uint32]
    evidence_roc: NDArray[np.float32]
    evidence_area: Floats
    evidence_bins: Floats
    evidence_growth: Floats

    def named(self) -> dict[str, NDArray[np.generic]]:
        """Return the arrays by their field names."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


class Evidence:
    """The stored arrays, checked and ready.

    Parameters
    ----------
    arrays : EvidenceArrays
        The stored form.
    n_genres, n_voters : int
        Of the model.
    quantiles : (n_genres + 1, n_features, len(LEVELS)) float32, optional
        How each feature is spread in each genre's training rows and, last, in all of them.

    Raises
    ------
    BundleCorrupt
        If shapes contradict one another or a number is not what it should be.
    """

    def __init__(
        self, arrays: EvidenceArrays, n_genres: int, n_voters: int, quantiles: NDArray[np.float32] | None = None
    ) -> None:
        _check(arrays, n_genres, n_voters)
        self.confusion: NDArray[np.uint32] = arrays.evidence_confusion
        self.roc: NDArray[np.float32] = arrays.evidence_roc
        self.area: Floats = arrays.evidence_area
        self.bins: Floats = arrays.evidence_bins
        self.growth: Floats = arrays.evidence_growth
        self.quantiles = quantiles


def checked_quantiles(quantiles: NDArray[np.float32], n_genres: int, n_features: int) -> NDArray[np.float32]:
    """Return the quantiles of `Evidence`.

    Raises
    ------
    BundleCorrupt
        If they are of another shape, or fall.
    """
    if quantiles.shape != (n_genres + 1, n_features, len(LEVELS)) or np.isinf(quantiles).any():
        raise BundleCorrupt("The bundle's spread of features is damaged: its shape or a number is off.")
    if (np.diff(quantiles, axis=2) < 0).any():
        raise BundleCorrupt("The bundle's spread of features is damaged: a quantile falls.")
    return quantiles


def _check(arrays: EvidenceArrays, n_genres: int, n_voters: int) -> None:
    fits = (
        arrays.evidence_confusion.shape == (n_genres, n_genres)
        and arrays.evidence_roc.shape == (n_genres, ROC_POINTS)
        and arrays.evidence_area.shape == (n_genres,)
        and arrays.evidence_bins.shape[1:] == (3,)
        and arrays.evidence_growth.shape == (n_voters,)
    )
    if not fits:
        raise BundleCorrupt("The bundle's evidence is damaged: the shapes of its arrays contradict one another.")
    shares = (arrays.evidence_roc, arrays.evidence_area, arrays.evidence_growth, arrays.evidence_bins[:, :2])
    if any(((share < 0) | (share > 1)).any() for share in shares) or not (arrays.evidence_bins[:, 2] >= 0).all():
        raise BundleCorrupt("The bundle's evidence is damaged: a share is outside 0 to 1.")
