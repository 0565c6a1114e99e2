"""Two trainings that only teach something about scores: on less data, and on a split that leaks.

Learning curve: the rows of the first fold, scored by forests trained on all other audio files, on half of them, on a
quarter … always a part of the larger part; a part that lacks a genre of theirs is left out. Leak: a random split parts
rows of equal audio, so forests meet songs they were grown on; the same rows are scored by the grouped split beside it.

Everything is kept in the cache; both cost about (2 + leak folds) trainings of a fold for each recipe.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from training import split
from training.datasets import Table
from training.evaluate import describe, measure
from training.params import Params
from training.progress import Progress
from training.recipes.base import OnStep, Recipe, Scored
from training.scores import Scores
from training.shipping import Session

SHOWN = ("accuracy", "balanced_accuracy", "macro_f1", "top5_accuracy")
"""Measures that do not ask for calibrated probabilities."""


def steps(recipe: Recipe, params: Params) -> int:
    """Return how many steps both trainings count."""
    return recipe.steps * (1 + params.report.halvings + params.report.leak_folds)


def curve(recipe: Recipe, table: Table, session: Session) -> list[dict[str, Any]]:
    """Return, from the smallest, the rows and audio files trained on and the scores on the first fold.

    Parts too small to hold every genre are left out: of a genre that is not there nothing can be learnt.
    """
    params = session.params
    train, held = next(split.grouped_folds(table.group, params.split.folds, params.split.seed))
    points = []
    for halving in reversed(range(params.report.halvings + 1)):
        rows = train[_part(table.group[train], 2**halving, params.split.seed)]
        less = table.take(rows)
        if set(less.y.tolist()) != set(table.y[train].tolist()):
            session.progress.skip(recipe.steps)
            continue
        said = f"1/{2**halving} of the data"
        scored = recipe.score(less, table.X[held], session.cache, _on_step(session.progress, said))
        found = measure(describe(table.y[held], scored, scored.mean), params.evaluation.bins)
        points.append(
            {"rows": len(less), "audio_files": less.n_groups, **{name: round(found[name], 4) for name in SHOWN}}
        )
    return points


def leak(recipe: Recipe, table: Table, grouped: Scores, session: Session) -> dict[str, Any]:
    """Score some folds of a random split, and the same rows by the grouped one.

    Returns
    -------
    dict
        `rows`; `twins`: how many of them have equal audio among the rows trained on; `random` and `grouped`:
        `{measure: value}`.
    """
    params = session.params
    fold = split.fold_of_rows(np.arange(len(table)), params.split.folds, params.split.seed)
    votes, means, rows, twins = [], [], [], 0
    for k in range(min(params.report.leak_folds, params.split.folds)):
        held = np.flatnonzero(fold == k)
        train = np.flatnonzero(fold != k)
        said = f"random split, fold {k + 1}"
        scored = recipe.score(table.take(train), table.X[held], session.cache, _on_step(session.progress, said))
        votes.append(scored.votes)
        means.append(scored.mean)
        rows.append(held)
        twins += int(np.isin(table.group[held], table.group[train]).sum())
    every = np.concatenate(rows)
    leaky = Scored(np.concatenate(votes), np.concatenate(means))
    honest = Scored(grouped.scored.votes[every], grouped.scored.mean[every])
    found = {
        name: measure(describe(table.y[every], scored, scored.mean), params.evaluation.bins)
        for name, scored in (("random", leaky), ("grouped", honest))
    }
    shown = {name: {key: round(values[key], 4) for key in SHOWN} for name, values in found.items()}
    return {"rows": len(every), "twins": twins, **shown}


def _part(group: NDArray[np.int64], parts: int, seed: int) -> NDArray[np.intp]:
    """Return the rows of one in so many groups; a smaller part is always within a larger one."""
    if parts == 1:
        return np.arange(len(group))
    groups = np.unique(group)
    chosen = np.random.default_rng([seed, 1]).permutation(groups)[: max(1, len(groups) // parts)]
    return np.flatnonzero(np.isin(group, chosen))


def _on_step(progress: Progress, where: str) -> OnStep:
    def on_step(what: str, cached: bool) -> None:
        progress.step(f"{where}: {what}", cached=cached)

    return on_step
