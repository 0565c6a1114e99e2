"""Which of two is better on the same rows, and whether that is more than chance.

What it tests: accuracy by McNemar's test (exact, on the rows only one of the two gets right; McNemar 1947), every
measure by a paired bootstrap over groups: each resample draws audio files once and measures both on them, so that what
makes rows hard for both does not count.

Conventions: differences are second minus first. `better` is +1 where the second is better (for log loss and
calibration error: lower). Probabilities of chance are two-sided and adjusted for the number of measures (Holm 1979).

What it gives: a `Comparison` whose sentences can be printed as they are.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

from training.evaluate import METRIC_NAMES, METRICS, Rows, measure
from training.params import Evaluation, Report

LOWER_IS_BETTER = frozenset({"log_loss", "expected_calibration_error"})


@dataclass(frozen=True)
class Difference:
    """One measure of both.

    Attributes
    ----------
    first, second : float
        Its value for each.
    difference, low, high : float
        Second minus first, with the bootstrap interval.
    chance : float
        How often chance alone gives a difference so large, adjusted for the number of measures.
    better : int
        +1 if the second is better, -1 if the first is, 0 if that is no more than chance.
    """

    first: float
    second: float
    difference: float
    low: float
    high: float
    chance: float
    better: int


@dataclass(frozen=True)
class McNemar:
    """Rows only one of the two gets right, and how often chance alone parts them so unevenly."""

    only_first: int
    only_second: int
    chance: float


@dataclass(frozen=True)
class Comparison:
    """Two of them on the same rows."""

    names: tuple[str, str]
    rows: int
    groups: int
    measures: dict[str, Difference]
    mcnemar: McNemar

    @property
    def sentence(self) -> str:
        """Say plainly which is better."""
        first, second = self.names
        ups = [METRIC_NAMES[name] for name, d in self.measures.items() if d.better > 0]
        downs = [METRIC_NAMES[name] for name, d in self.measures.items() if d.better < 0]
        if ups and downs:
            return (
                f"Neither is plainly better: {second} in {_listed(ups)}, {first} in {_listed(downs)}; "
                "each by more than chance."
            )
        if ups or downs:
            winner, where = (second, ups) if ups else (first, downs)
            return (
                f"{winner} is better, by more than chance: in {_listed(where)}; worse in nothing by more than chance."
            )
        return f"No difference between {first} and {second} is more than chance."


def compare(
    names: tuple[str, str],
    rows: tuple[Rows, Rows],
    group: NDArray[np.int64],
    evaluation: Evaluation,
    settings: Report,
) -> Comparison:
    """Compare two on the same rows.

    Parameters
    ----------
    names : two str
        What to call them.
    rows : two Rows
        From `training.evaluate.describe`, row for row the same songs.
    group : (n,) int64
        Rows that are drawn together, from 0 without gaps.
    evaluation : Evaluation
        Seed, level of the intervals, bins of the calibration error.
    settings : Report
        Number of resamples, and how improbable a difference has to be.

    Raises
    ------
    ValueError
        If the two do not have the same truth.
    """
    first, second = rows
    if not np.array_equal(first.truth, second.truth):
        raise ValueError("the two are not about the same rows")
    values = [measure(one, evaluation.bins) for one in rows]
    drawn = _drawn_differences(rows, group, evaluation, settings.paired_resamples)
    tail = (1 - evaluation.level) / 2
    chances = _holm({name: _chance(drawn[name]) for name in METRICS})
    measures = {}
    for name in METRICS:
        difference = values[1][name] - values[0][name]
        sign = int(np.sign(-difference if name in LOWER_IS_BETTER else difference))
        low, high = (float(np.quantile(drawn[name], q)) for q in (tail, 1 - tail))
        measures[name] = Difference(
            values[0][name],
            values[1][name],
            difference,
            low,
            high,
            chances[name],
            sign if chances[name] < settings.chance else 0,
        )
    return Comparison(names, len(group), int(group.max()) + 1, measures, mcnemar(first, second))


def mcnemar(first: Rows, second: Rows) -> McNemar:
    """Count the rows only one gets right; `chance` is that of a fair coin, two-sided and exact."""
    a, b = first.winner == first.truth, second.winner == second.truth
    only_first, only_second = int((a & ~b).sum()), int((b & ~a).sum())
    tosses = only_first + only_second
    return McNemar(only_first, only_second, float(binomtest(only_first, tosses).pvalue) if tosses else 1.0)


def _drawn_differences(
    rows: tuple[Rows, Rows], group: NDArray[np.int64], evaluation: Evaluation, resamples: int
) -> dict[str, NDArray[np.float64]]:
    rng = np.random.default_rng(evaluation.seed)
    n_groups = int(group.max()) + 1
    drawn = np.empty((resamples, len(METRICS)))
    for k in range(resamples):
        times = np.bincount(rng.integers(n_groups, size=n_groups), minlength=n_groups).astype(np.float64)[group]
        one, other = (measure(each, evaluation.bins, times) for each in rows)
        drawn[k] = [other[name] - one[name] for name in METRICS]
    return {name: drawn[:, k] for k, name in enumerate(METRICS)}


def _chance(drawn: NDArray[np.float64]) -> float:
    """Return the two-sided share of resamples on the other side of no difference, never quite 0."""
    beyond = min((drawn <= 0).sum(), (drawn >= 0).sum())
    return float(min(1.0, 2 * (beyond + 1) / (len(drawn) + 1)))


def _holm(chances: dict[str, float]) -> dict[str, float]:
    adjusted, least = {}, 0.0
    for rank, name in enumerate(sorted(chances, key=lambda name: chances[name])):
        least = max(least, min(1.0, chances[name] * (len(chances) - rank)))
        adjusted[name] = least
    return adjusted


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
