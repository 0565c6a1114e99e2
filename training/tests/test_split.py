"""No audio file ever stands on both sides of a split."""

import numpy as np
import pytest

from training.datasets import Table
from training.split import fold_of_rows, grouped_folds


def test_equal_audio_stays_on_one_side(table: Table) -> None:
    held_out = []
    for train, held in grouped_folds(table.group, 5, seed=1):
        assert not set(table.group[train]) & set(table.group[held])
        vectors = {row.tobytes() for row in table.X[train]}
        assert not any(row.tobytes() in vectors for row in table.X[held])
        held_out.append(held)
    np.testing.assert_array_equal(np.sort(np.concatenate(held_out)), np.arange(len(table)))


def test_folds_are_of_about_equal_size(table: Table) -> None:
    files = np.bincount(fold_of_rows(np.arange(table.n_groups), 5, seed=1))
    assert files.max() - files.min() <= 1


def test_the_seed_decides(table: Table) -> None:
    first, again, other = (fold_of_rows(table.group, 5, seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


@pytest.mark.parametrize("folds", [0, 1, 4])
def test_impossible_folds_are_refused(folds: int) -> None:
    with pytest.raises(ValueError, match="3 groups cannot make"):
        fold_of_rows(np.array([0, 1, 2, 2]), folds, seed=1)
