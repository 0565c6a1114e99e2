"""Folds that keep equal audio on one side. There is no other way to split in this room."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray


def fold_of_rows(group: NDArray[np.int64], folds: int, seed: int) -> NDArray[np.int64]:
    """Return the fold each row is held out in.

    Parameters
    ----------
    group : (n,) int64
        Equal for rows that must stay together, from 0 without gaps.
    folds : int
        Number of folds, at least 2 and at most the number of groups.
    seed : int
        Of the shuffle.

    Raises
    ------
    ValueError
        If there are fewer groups than folds.
    """
    n_groups = int(group.max()) + 1
    if not 2 <= folds <= n_groups:
        raise ValueError(f"{n_groups} groups cannot make {folds} folds")
    order = np.random.default_rng(seed).permutation(n_groups)
    fold_of_group = np.empty(n_groups, dtype=np.int64)
    fold_of_group[order] = np.arange(n_groups) % folds
    return fold_of_group[group]


def grouped_folds(
    group: NDArray[np.int64], folds: int, seed: int
) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Yield (rows to train on, rows held out) for each fold; see `fold_of_rows`."""
    fold = fold_of_rows(group, folds, seed)
    for k in range(folds):
        yield np.flatnonzero(fold != k), np.flatnonzero(fold == k)
