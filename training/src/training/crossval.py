"""Five grouped folds: every row scored by forests that have seen neither it nor its audio."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training import split
from training.cache import Cache
from training.calibrate import cross_calibrated
from training.datasets import Table
from training.evaluate import Rows, describe, per_genre, with_intervals
from training.params import Params
from training.progress import Progress
from training.recipes.base import OnStep, Recipe, Scored


@dataclass(frozen=True)
class OutOfFold:
    """Scores of all rows of a table, each by the forests of the fold that held it out.

    Attributes
    ----------
    scored : Scored
        Votes and mean ballots.
    fold : (n,) int64
        The fold each row was held out in.
    probabilities : (n, n_genres) float64
        Calibrated on the other folds' rows where the recipe is calibrated.
    rows : Rows
        What the metrics need.
    """

    scored: Scored
    fold: NDArray[np.int64]
    probabilities: NDArray[np.float64]
    rows: Rows


def out_of_fold(recipe: Recipe, table: Table, params: Params, cache: Cache, progress: Progress) -> OutOfFold:
    """Train a recipe on all folds but one, score that one, in turn."""
    fold = split.fold_of_rows(table.group, params.split.folds, params.split.seed)
    votes: NDArray[np.uint8] | None = None
    mean = np.empty((len(table), len(table.genres)))
    for k, (train, held) in enumerate(split.grouped_folds(table.group, params.split.folds, params.split.seed)):
        scored = recipe.score(table.take(train), table.X[held], cache, _in_fold(progress, k + 1))
        if votes is None:
            votes = np.empty((len(table), scored.votes.shape[1]), dtype=np.uint8)
        votes[held], mean[held] = scored.votes, scored.mean
    if votes is None:
        raise ValueError("there are no folds")
    every = Scored(votes, mean)
    probabilities = cross_calibrated(mean, table.y, fold, params.calibration) if recipe.calibrated else mean
    return OutOfFold(every, fold, probabilities, describe(table.y, every, probabilities))


def summary(result: OutOfFold, table: Table, params: Params) -> dict[str, Any]:
    """Return metrics with intervals, as the manifest holds them."""
    return dict(with_intervals(result.rows, table.group, params.evaluation))


def genres(result: OutOfFold, table: Table) -> dict[str, Any]:
    """Return rows, recall and precision of each genre."""
    return dict(per_genre(result.rows, table.genres))


def protocol(params: Params) -> str:
    """Say in a sentence how the scores were got."""
    return (
        f"{params.split.folds} folds by audio file (seed {params.split.seed}): every row is scored by forests trained "
        "on the other folds. A row's winner has most of the votes, ties going to the higher mean probability; "
        "probabilities are calibrated on the other folds' rows. Intervals: "
        f"{params.evaluation.level:.0%} bootstrap over audio files, {params.evaluation.resamples} resamples. "
        f"Calibration error over {params.evaluation.bins} equal bins of the highest probability."
    )


def _in_fold(progress: Progress, number: int) -> OnStep:
    def on_step(what: str, cached: bool) -> None:
        progress.step(f"fold {number}: {what}", cached=cached)

    return on_step
