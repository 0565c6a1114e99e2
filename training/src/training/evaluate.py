"""How good votes and probabilities are: eight numbers, each with a bootstrap interval over audio files.

The winner of a row is the genre with most votes, ties going to the higher mean probability; top-3 and top-5 rank
genres the same way. Log loss and expected calibration error judge the probabilities. Intervals draw whole groups with
replacement (percentile bootstrap, Efron 1979), since rows of one audio file are not independent.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.params import Evaluation
from training.recipes.base import Scored

METRICS = (
    *("accuracy", "balanced_accuracy", "macro_f1", "top3_accuracy", "top5_accuracy"),
    *("log_loss", "expected_calibration_error"),
)

METRIC_NAMES = {
    "accuracy": "accuracy",
    "balanced_accuracy": "balanced accuracy",
    "macro_f1": "macro F1",
    "top3_accuracy": "top-3 accuracy",
    "top5_accuracy": "top-5 accuracy",
    "log_loss": "log loss",
    "expected_calibration_error": "expected calibration error",
}
"""What people call them."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Rows:
    """What the metrics need to know of each row.

    Attributes
    ----------
    truth, winner : (n,) int64
        True genre and the one most voted for.
    place : (n,) int64
        Place of the true genre in the ranking by votes, from 0.
    surprise : (n,) float64
        Minus the logarithm of the true genre's probability.
    confidence, hit : (n,) float64
        Highest probability, and 1 where it is the true genre's.
    """

    truth: NDArray[np.int64]
    winner: NDArray[np.int64]
    place: NDArray[np.int64]
    surprise: Floats
    confidence: Floats
    hit: Floats
    n_classes: int


def describe(truth: NDArray[np.int64], scored: Scored, probabilities: Floats) -> Rows:
    """Reduce votes and probabilities, (n, n_classes), to what the metrics need."""
    shares = scored.shares()
    each = np.arange(len(truth))
    place = (shares > shares[each, truth][:, None]).sum(axis=1)
    return Rows(
        truth=truth,
        winner=shares.argmax(axis=1),
        place=place,
        surprise=-np.log(np.clip(probabilities[each, truth], 1e-15, None)),
        confidence=probabilities.max(axis=1),
        hit=(probabilities.argmax(axis=1) == truth).astype(np.float64),
        n_classes=shares.shape[1],
    )


def measure(rows: Rows, bins: int, weight: Floats | None = None) -> dict[str, float]:
    """Return all metrics.

    Parameters
    ----------
    rows : Rows
        From `describe`.
    bins : int
        Equally wide bins of the expected calibration error.
    weight : (n,) float64, optional
        Weight of each row; 1 when left out.
    """
    w = np.ones(len(rows.truth)) if weight is None else weight
    total = w.sum()
    right = w * (rows.winner == rows.truth)
    support, named, found = (
        np.bincount(rows.truth, w, rows.n_classes),
        np.bincount(rows.winner, w, rows.n_classes),
        np.bincount(rows.truth, right, rows.n_classes),
    )
    seen = support > 0
    f1 = 2 * found / np.maximum(support + named, 1e-12)
    # As in scikit-learn: recall averages over genres that occur, F1 over those that occur or are named.
    return {
        "accuracy": float(right.sum() / total),
        "balanced_accuracy": float((found[seen] / support[seen]).mean()),
        "macro_f1": float(f1[seen | (named > 0)].mean()),
        "top3_accuracy": float(w @ (rows.place < 3) / total),
        "top5_accuracy": float(w @ (rows.place < 5) / total),
        "log_loss": float(w @ rows.surprise / total),
        "expected_calibration_error": _calibration_error(rows, bins, w),
    }


def with_intervals(rows: Rows, group: NDArray[np.int64], settings: Evaluation) -> dict[str, dict[str, float]]:
    """Return `{metric: {"value", "low", "high"}}`, rounded to four places.

    Parameters
    ----------
    rows : Rows
        From `describe`.
    group : (n,) int64
        Rows that are drawn together, from 0 without gaps.
    settings : Evaluation
        Number of resamples, their seed, the level of the interval, bins.
    """
    values = measure(rows, settings.bins)
    rng = np.random.default_rng(settings.seed)
    n_groups = int(group.max()) + 1
    drawn: dict[str, list[float]] = {name: [] for name in METRICS}
    for _ in range(settings.resamples):
        times = np.bincount(rng.integers(n_groups, size=n_groups), minlength=n_groups).astype(np.float64)
        for name, value in measure(rows, settings.bins, times[group]).items():
            drawn[name].append(value)
    tail = (1 - settings.level) / 2
    return {
        name: {
            "value": round(values[name], 4),
            "low": round(float(np.quantile(drawn[name], tail)), 4),
            "high": round(float(np.quantile(drawn[name], 1 - tail)), 4),
        }
        for name in METRICS
    }


def per_genre(rows: Rows, genres: tuple[str, ...]) -> dict[str, dict[str, float | int]]:
    """Return rows, recall and precision of each genre by the votes' winner."""
    right = rows.winner == rows.truth
    support = np.bincount(rows.truth, minlength=rows.n_classes)
    named = np.bincount(rows.winner, minlength=rows.n_classes)
    found = np.bincount(rows.truth[right], minlength=rows.n_classes)
    return {
        genre: {
            "rows": int(support[k]),
            "recall": round(float(found[k] / max(support[k], 1)), 3),
            "precision": round(float(found[k] / max(named[k], 1)), 3),
        }
        for k, genre in enumerate(genres)
    }


def bin_of(rows: Rows, bins: int) -> NDArray[np.int64]:
    """Return which of so many equally wide bins of the highest probability each row is in."""
    return np.minimum((rows.confidence * bins).astype(np.int64), bins - 1)


def _calibration_error(rows: Rows, bins: int, w: Floats) -> float:
    """Mean distance between confidence and accuracy over equally wide bins (Naeini and others, AAAI 2015)."""
    gap = np.bincount(bin_of(rows, bins), w * (rows.confidence - rows.hit), bins)
    return float(np.abs(gap).sum() / w.sum())
