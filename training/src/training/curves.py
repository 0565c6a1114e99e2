"""What a report draws: how well probabilities rank each genre, and whether they mean what they say.

Measures, for each genre against all others: the area under the receiver operating characteristic (how often a row of
the genre stands above one that is not), and average precision (the area under precision over recall, without
interpolation, as in scikit-learn). Rows of equal probability stand at one place. Intervals draw whole groups.

Conventions: probabilities are (n, n_genres); curves are thinned to a fixed number of points, areas never are.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.evaluate import Rows, bin_of, measure
from training.params import Evaluation
from training.recipes.base import Scored

Floats = NDArray[np.float64]

POINTS = 60
"""A curve is drawn through so many points at most."""

_FAMILY_MEASURES = ("accuracy", "balanced_accuracy", "macro_f1")


@dataclass(frozen=True)
class Ranked:
    """Rows by falling probability of one genre: `order` of rows, whether each is of the genre, where ties end."""

    order: NDArray[np.intp]
    positive: Floats
    ends: NDArray[np.intp]


def ranked(probability: Floats, positive: NDArray[np.bool_]) -> Ranked:
    """Sort the rows once for all resamples."""
    order = np.argsort(-probability, kind="stable")
    falling = probability[order]
    ends = np.append(np.flatnonzero(np.diff(falling) != 0), len(falling) - 1)
    return Ranked(order, positive[order].astype(np.float64), ends)


def rates(rows: Ranked, weight: Floats | None = None) -> tuple[Floats, Floats]:
    """Return true and false positives (sums of weights) at each distinct probability, from the highest."""
    w = np.ones(len(rows.order)) if weight is None else weight[rows.order]
    both, hits = np.cumsum(w)[rows.ends], np.cumsum(w * rows.positive)[rows.ends]
    return hits, both - hits


def areas(hits: Floats, misses: Floats) -> tuple[float, float]:
    """Return area under the ROC curve and average precision; NaN without rows on both sides."""
    if hits[-1] <= 0 or misses[-1] <= 0:
        return float("nan"), float("nan")
    recall, fall_out = hits / hits[-1], misses / misses[-1]
    roc = np.trapezoid(np.append(0.0, recall), np.append(0.0, fall_out))
    precision = hits / np.maximum(hits + misses, 1e-12)
    return float(roc), float(np.diff(recall, prepend=0.0) @ precision)


def ranking(
    probabilities: Floats, y: NDArray[np.int64], group: NDArray[np.int64], genres: tuple[str, ...], settings: Evaluation
) -> dict[str, Any]:
    """Return for each genre that occurs its rows, both areas with intervals, and both curves.

    Returns
    -------
    dict
        `{genre: {"rows", "roc_auc": {"value", "low", "high"}, "average_precision": …, "roc": [[x, y], …],
        "precision_recall": [[x, y], …]}}`
    """
    rng = np.random.default_rng(settings.seed)
    n_groups = int(group.max()) + 1
    times = [np.bincount(rng.integers(n_groups, size=n_groups), minlength=n_groups) for _ in range(settings.resamples)]
    found = {}
    for k, genre in enumerate(genres):
        if not 0 < (y == k).sum() < len(y):
            continue
        rows = ranked(probabilities[:, k], y == k)
        hits, misses = rates(rows)
        drawn = np.array([areas(*rates(rows, each[group].astype(np.float64))) for each in times])
        values = areas(hits, misses)
        recall, precision = hits / hits[-1], hits / (hits + misses)
        found[genre] = {
            "rows": int((y == k).sum()),
            "roc_auc": _interval(values[0], drawn[:, 0], settings.level),
            "average_precision": _interval(values[1], drawn[:, 1], settings.level),
            "roc": thinned(np.append(0.0, misses / misses[-1]), np.append(0.0, recall)),
            "precision_recall": thinned(recall, precision),
        }
    return found


def thinned(x: Floats, y: Floats) -> list[list[float]]:
    """Return at most `POINTS` points of a curve whose x never falls, evenly along x, with both ends."""
    at = np.unique(np.searchsorted(x, np.linspace(x[0], x[-1], POINTS - 1)))
    at = np.unique(np.concatenate([[0], np.minimum(at, len(x) - 1), [len(x) - 1]]))
    return [[round(float(a), 4), round(float(b), 4)] for a, b in zip(x[at], y[at], strict=True)]


def binned(rows: Rows, bins: int) -> tuple[Floats, Floats, Floats]:
    """Return for each bin of the highest probability its rows, the sum of that and the rows right, (bins,) each."""
    at = bin_of(rows, bins)
    count, right = np.bincount(at, minlength=bins), np.bincount(at, rows.hit, bins)
    return count.astype(np.float64), np.bincount(at, rows.confidence, bins).astype(np.float64), right.astype(np.float64)


def calibration_curve(rows: Rows, bins: int) -> list[dict[str, float]]:
    """Return the filled bins of the highest probability: rows, mean confidence, share right with its interval.

    The interval is Wilson's (1927) at 95 %.
    """
    count, confidence, right = binned(rows, bins)
    found = []
    for k in np.flatnonzero(count):
        n, share, z = float(count[k]), float(right[k] / count[k]), 1.96
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        numbers = {"confidence": confidence[k] / n, "right": share, "low": middle - half, "high": middle + half}
        found.append({"rows": int(n), **{name: round(float(value), 4) for name, value in numbers.items()}})
    return found


def coverage(scored: Scored, y: NDArray[np.int64]) -> list[dict[str, float]]:
    """Return, for each number of forests asked to agree, the share of rows answered and of those answered rightly."""
    winner = scored.shares().argmax(axis=1)
    agree = (scored.votes == winner[:, None]).sum(axis=1)
    found = []
    for k in range(1, scored.votes.shape[1] + 1):
        answered = agree >= k
        if answered.any():
            right = float((winner == y)[answered].mean())
            found.append({"agree": k, "coverage": round(float(answered.mean()), 4), "right": round(right, 4)})
    return found


def families(
    rows: Rows, family_of: dict[str, str], genres: tuple[str, ...], group: NDArray[np.int64], settings: Evaluation
) -> dict[str, Any]:
    """Score the winner's family against the true genre's.

    Returns
    -------
    dict
        `{"measures": {name: {"value", "low", "high"}}, "families": {family: {"rows", "recall", "precision"}}}`
    """
    names = tuple(dict.fromkeys(family_of[genre] for genre in genres))
    index = np.array([names.index(family_of[genre]) for genre in genres])
    nothing = np.zeros(len(rows.truth))
    truth, winner = index[rows.truth], index[rows.winner]
    coarse = Rows(truth, winner, (truth != winner).astype(np.int64), nothing, nothing, nothing, len(names))
    rng = np.random.default_rng(settings.seed)
    n_groups = int(group.max()) + 1
    drawn = []
    for _ in range(settings.resamples):
        times = np.bincount(rng.integers(n_groups, size=n_groups), minlength=n_groups)[group].astype(np.float64)
        drawn.append([measure(coarse, settings.bins, times)[name] for name in _FAMILY_MEASURES])
    values, each = measure(coarse, settings.bins), np.array(drawn)
    by_family = {}
    for k, name in enumerate(names):
        of, called = truth == k, winner == k
        by_family[name] = {
            "rows": int(of.sum()),
            "recall": round(float((of & called).sum() / max(of.sum(), 1)), 3),
            "precision": round(float((of & called).sum() / max(called.sum(), 1)), 3),
        }
    return {
        "measures": {
            name: _interval(values[name], each[:, k], settings.level) for k, name in enumerate(_FAMILY_MEASURES)
        },
        "families": by_family,
    }


def confusion(rows: Rows) -> list[list[int]]:
    """Return how many rows of each genre (first index) were called each genre (second)."""
    n = rows.n_classes
    return np.bincount(rows.truth * n + rows.winner, minlength=n * n).reshape(n, n).tolist()


def surest_mistakes(
    scored: Scored, probabilities: Floats, y: NDArray[np.int64], genres: tuple[str, ...], most: int
) -> list[dict[str, Any]]:
    """Return the rows whose winner is wrong, by falling probability of the winner.

    Each has its `row` in the data, the genre it is tagged (`truth`) and called (`named`), both probabilities, and how
    many forests agree.
    """
    each = np.arange(len(y))
    winner = scored.shares().argmax(axis=1)
    sure = np.where(winner == y, -1.0, probabilities[each, winner])
    found = []
    for row in np.argsort(-sure, kind="stable")[: min(most, int((winner != y).sum()))].tolist():
        found.append(
            {
                "row": row,
                "truth": genres[y[row]],
                "named": genres[winner[row]],
                "probability": round(float(sure[row]), 3),
                "of_truth": round(float(probabilities[row, y[row]]), 3),
                "agree": int((scored.votes[row] == winner[row]).sum()),
            }
        )
    return found


def _interval(value: float, drawn: Floats, level: float) -> dict[str, float]:
    known = drawn[np.isfinite(drawn)]
    known = known if len(known) else np.array([value])
    tail = (1 - level) / 2
    low, high = np.quantile(known, [tail, 1 - tail])
    return {"value": round(float(value), 4), "low": round(float(low), 4), "high": round(float(high), 4)}
