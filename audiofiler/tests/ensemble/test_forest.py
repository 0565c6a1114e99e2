"""Flat trees answer as walking them node by node does, and improper trees are refused."""

import dataclasses
from typing import Any

import numpy as np
import pytest

from audiofiler.ensemble import forest as module
from audiofiler.ensemble.forest import LEAF, ForestArrays, Forests
from audiofiler.errors import BundleCorrupt

from .conftest import AXES, FORESTS, GENRES, TREES


def walk(arrays: ForestArrays, axes: np.ndarray) -> np.ndarray:
    """Return ballots, (n, forests, genres), the slow and obvious way."""
    result = np.zeros((len(axes), FORESTS, GENRES))
    starts = np.concatenate(([0], np.cumsum(arrays.tree_nodes, dtype=int)))
    inner_before = np.concatenate(([0], np.cumsum(arrays.axis != LEAF)))
    entries = np.concatenate(([0], np.cumsum(arrays.leaf_entries, dtype=int)))
    for row in range(len(axes)):
        for tree in range(FORESTS * TREES):
            root, node = starts[tree], 0
            while (axis := arrays.axis[root + node]) != LEAF:
                rank = inner_before[root + node]
                right = axes[row, tree // TREES, axis] > arrays.threshold[rank]
                node = 2 * (rank - inner_before[root]) + 1 + int(right)
            leaf = root + node - inner_before[root + node]
            part = slice(entries[leaf], entries[leaf + 1])
            count = np.bincount(arrays.entry_class[part], arrays.entry_count[part], GENRES)
            result[row, tree // TREES] += count / count.sum()
    return result / TREES


def ready(arrays: ForestArrays) -> Forests:
    return Forests(arrays, FORESTS, GENRES, AXES)


@pytest.fixture
def axes() -> np.ndarray:
    return np.random.default_rng(4).normal(size=(40, FORESTS, AXES)).astype(np.float32)


def test_ballots_are_those_of_a_walk(forests: ForestArrays, axes: np.ndarray) -> None:
    np.testing.assert_array_equal(ready(forests).ballots(axes), walk(forests, axes))


def test_value_on_the_threshold_goes_left(forests: ForestArrays) -> None:
    cuts = np.repeat(forests.threshold[:30], FORESTS * AXES).reshape(30, FORESTS, AXES)
    np.testing.assert_array_equal(ready(forests).ballots(cuts), walk(forests, cuts))


def test_chunks_change_nothing(forests: ForestArrays, axes: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ready(forests).ballots(axes)
    monkeypatch.setattr(module, "_CHUNK_LANES", 1)
    np.testing.assert_array_equal(ready(forests).ballots(axes), whole)


def test_infinite_axes_end_somewhere(forests: ForestArrays) -> None:
    for value in (np.inf, -np.inf, np.nan):
        ballots = ready(forests).ballots(np.full((2, FORESTS, AXES), value, dtype=np.float32))
        np.testing.assert_allclose(ballots.sum(axis=2), 1.0)


def changed(forests: ForestArrays, name: str, at: int, value: Any) -> ForestArrays:
    array = getattr(forests, name).copy()
    array[at] = value
    return dataclasses.replace(forests, **{name: array})


@pytest.mark.parametrize(
    ("name", "at", "value", "complaint"),
    [
        ("tree_nodes", 0, 3, "tree_nodes does not add up"),
        ("tree_nodes", 0, 2, "tree_nodes does not add up"),
        ("axis", 1, AXES, "beyond the 7"),
        ("axis", 0, 1, "whole trees"),
        ("axis", 1, LEAF, "whole trees"),
        ("threshold", 0, np.nan, "finite cut"),
        ("leaf_entries", 0, 0, "one positive number"),
        ("leaf_entries", 0, 200, "does not add up"),
        ("entry_class", 0, GENRES, "beyond the 5"),
        ("entry_count", 0, 0, "zero"),
    ],
)
def test_improper_trees_are_refused(forests: ForestArrays, name: str, at: int, value: Any, complaint: str) -> None:
    with pytest.raises(BundleCorrupt, match=complaint):
        ready(changed(forests, name, at, value))


def test_children_before_parents_are_refused() -> None:
    # Three nodes, one of them inner, but the root is a leaf: its parent would have to come later.
    arrays = ForestArrays(
        tree_nodes=np.array([3], dtype=np.uint32),
        axis=np.array([LEAF, 0, LEAF], dtype=np.uint8),
        threshold=np.zeros(1, dtype=np.float32),
        leaf_entries=np.ones(2, dtype=np.uint8),
        entry_class=np.zeros(2, dtype=np.uint8),
        entry_count=np.ones(2, dtype=np.uint16),
    )
    with pytest.raises(BundleCorrupt, match="children after their parents"):
        Forests(arrays, 1, 1, 1)


def test_forests_of_unequal_size_are_refused(forests: ForestArrays) -> None:
    with pytest.raises(BundleCorrupt, match="same number of trees"):
        Forests(forests, FORESTS + 1, GENRES, AXES)


def test_missing_arrays_are_refused(forests: ForestArrays) -> None:
    short = dataclasses.replace(forests, threshold=forests.threshold[:-1])
    with pytest.raises(BundleCorrupt, match="one finite cut"):
        ready(short)
    short = dataclasses.replace(forests, leaf_entries=forests.leaf_entries[:-1])
    with pytest.raises(BundleCorrupt, match="each leaf"):
        ready(short)
