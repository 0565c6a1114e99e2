"""Twenty forests as flat arrays: axes in, leaf probabilities and votes out.

What it holds: the trees of all forests one after another. A tree's nodes stand in breadth-first order, so the two
children of its k-th inner node are its nodes 2k + 1 and 2k + 2 and need no storing; a node says which axis it asks,
an inner node also where it cuts (left when `axis <= threshold`). A leaf holds the bootstrapped training rows that fell
into it as sparse pairs of class and count.

Conventions: axes are float32, as scikit-learn compares them; thresholds are the largest float32 that is not above
scikit-learn's float64 midpoint, which sends every float32 value the same way. A leaf's class shares are quotients of
whole numbers, so they are the very doubles scikit-learn holds; they are added in its order, tree after tree.

What it gives: `Forests.ballots` (each forest's class probabilities) and, by their largest entry, the votes. What leads
to them is for `why`: the structure of the trees, the rows in their leaves, and the steps a row takes down.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from audiofiler.ensemble.trees import (
    AXIS,
    CUT,
    LEAF,
    LEAF_NUMBER,
    LEFT,
    ForestArrays,
    check_leaves,
    count_levels,
    records,
    trees_of,
)

__all__ = ["LEAF", "ForestArrays", "Forests"]

_CHUNK_LANES = 1 << 17
"""Trees times rows that descend together: bounds the memory of a call, bytes about 60 times this."""

_LEVELS_BETWEEN = 6
"""Levels after which lanes that have arrived are put down."""


class Forests:
    """Forests ready to vote.

    Parameters
    ----------
    arrays : ForestArrays
        The stored form.
    n_forests, n_classes, n_axes : int
        Number of forests, of classes, and of the axes each forest is given.

    Raises
    ------
    BundleCorrupt
        If the arrays do not describe proper trees: every index is checked here once, and children are proven to
        come after their parents, so that descending ends and never reads outside.
    """

    def __init__(self, arrays: ForestArrays, n_forests: int, n_classes: int, n_axes: int) -> None:
        trees = trees_of(arrays, n_forests, n_axes)
        check_leaves(arrays, len(arrays.axis) - len(trees.inner), n_classes)
        self.size, self.n_classes, self.n_axes = n_forests, n_classes, n_axes
        self._trees_each = len(trees.roots) // self.size
        self._roots = trees.roots.astype(np.int32)
        self._forest_of_tree = np.arange(len(trees.roots)) // self._trees_each
        self._record = records(arrays, trees, self._forest_of_tree * n_axes)
        self._entry_start = np.zeros(len(arrays.leaf_entries) + 1, dtype=np.int64)
        np.cumsum(arrays.leaf_entries, out=self._entry_start[1:])
        self._entry_class, self._entry_count = arrays.entry_class, arrays.entry_count
        self._levels = count_levels(trees)

    def ballots(self, axes: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return each forest's own class probabilities.

        Parameters
        ----------
        axes : (n, n_forests, n_axes) float32
            Every row as each forest sees it.

        Returns
        -------
        (n, n_forests, n_classes) float64
            Mean over a forest's trees of the weighted class shares of the leaf a row falls into.
        """
        n = len(axes)
        result = np.empty((n, self.size, self.n_classes))
        step = max(1, _CHUNK_LANES // len(self._roots))
        for start in range(0, n, step):
            flat = axes[start : start + step].reshape(-1, self.size * self.n_axes)
            result[start : start + step] = self._shares(self._descend(flat))
        return result

    @property
    def roots(self) -> NDArray[np.int32]:
        """The root of each tree, (n_trees,), forest after forest."""
        return self._roots

    @property
    def left(self) -> NDArray[np.int32]:
        """The left child of each node, (n_nodes,); the right one stands behind it. A leaf is its own child."""
        return self._record[:, LEFT]

    def leaf_rows(self, genre: int | None = None) -> NDArray[np.int64]:
        """Return the training rows in each leaf, (n_leaves,) in node order: of one class, or of all."""
        counts = self._entry_count.astype(np.int64)
        if genre is not None:
            counts *= self._entry_class == genre
        rows: NDArray[np.int64] = np.add.reduceat(counts, self._entry_start[:-1])
        return rows

    def steps(
        self, axes: NDArray[np.float32]
    ) -> Iterator[tuple[NDArray[np.intp], NDArray[np.int32], NDArray[np.int32]]]:
        """Go down all trees a level at a time.

        Parameters
        ----------
        axes : (n, n_forests, n_axes) float32
            As in `ballots`.

        Yields
        ------
        tuple of (m,) arrays
            For each tree that goes on in each row: the flat index into `axes` of what its node asks, the node, and the
            child it leads to.
        """
        values = axes.ravel()
        node = np.tile(self._roots, len(axes))
        first_value = np.repeat(np.arange(len(axes)) * self.size * self.n_axes, len(self._roots))
        while True:
            record = self._record.take(node, axis=0)
            going = record[:, LEFT] != node
            record, node, first_value = record[going], node[going], first_value[going]
            if not len(node):
                return
            asked = record[:, AXIS] + first_value
            child = record[:, LEFT] + (values.take(asked) > record.view(np.float32)[:, CUT])
            yield asked, node, child
            node = child

    def _descend(self, flat: NDArray[np.float32]) -> NDArray[np.int32]:
        """Return the number of the leaf, (n, n_trees), every row reaches in every tree; all go down a level at once."""
        n, width = flat.shape
        values = flat.ravel()
        result = np.tile(self._roots, n)
        lane = np.arange(len(result))
        first_value = np.repeat(np.arange(n, dtype=np.int32) * width, len(self._roots))
        node = result.copy()
        for level in range(1, self._levels + 1):
            record = self._record.take(node, axis=0)
            above = values.take(record[:, AXIS] + first_value) > record.view(np.float32)[:, CUT]
            if level % _LEVELS_BETWEEN == 0:
                # Lanes at a leaf are put down, so that the few deep ones do not carry all others along.
                result[lane] = node
                going = record[:, LEFT] != node
                record, above, lane, first_value = record[going], above[going], lane[going], first_value[going]
                if not len(lane):
                    break
            node = record[:, LEFT] + above
        else:
            result[lane] = node
        return self._record.take(result, axis=0)[:, LEAF_NUMBER].reshape(n, -1)

    def _shares(self, leaves: NDArray[np.int32]) -> NDArray[np.float64]:
        """Return the mean class shares, (n, n_forests, n_classes), of the leaves (n, n_trees)."""
        n, trees = leaves.shape
        flat = leaves.ravel()
        first = self._entry_start[flat]
        length = self._entry_start[flat + 1] - first
        lane = np.repeat(np.arange(len(flat)), length)
        entry = np.arange(len(lane)) + np.repeat(first - (np.cumsum(length) - length), length)
        cls = self._entry_class[entry].astype(np.int64)
        forest = self._forest_of_tree[lane % trees]
        count = self._entry_count[entry].astype(np.float64)
        share = count / np.bincount(lane, count, minlength=len(flat))[lane]
        # bincount adds in the order given, tree after tree: the order scikit-learn adds in.
        cell = ((lane // trees) * self.size + forest) * self.n_classes + cls
        total = np.bincount(cell, share, minlength=n * self.size * self.n_classes)
        return total.reshape(n, self.size, self.n_classes) / self._trees_each
