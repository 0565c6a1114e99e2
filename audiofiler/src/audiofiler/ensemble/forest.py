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

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from audiofiler.errors import BundleCorrupt

LEAF = 255
"""Marks a leaf in `Forests.axis`; so a forest can ask at most 255 axes."""

_CHUNK_LANES = 1 << 17
"""Trees times rows that descend together: bounds the memory of a call, bytes about 60 times this."""

_LEFT, _AXIS, _CUT, _LEAF_NUMBER = range(4)
"""Columns of a node's record."""

_BLOCK_NODES = 1 << 15
"""Nodes whose records are made at once: few enough to stay in the cache."""

_LEVELS_BETWEEN = 6
"""Levels after which lanes that have arrived are put down."""


@dataclass(frozen=True)
class ForestArrays:
    """The stored form, exactly the arrays of a bundle.

    Attributes
    ----------
    tree_nodes : (n_trees,) uint32
        Nodes of each tree, odd; forests of equal size one after another.
    axis : (n_nodes,) uint8
        Axis an inner node asks, `LEAF` for a leaf.
    threshold : (n_inner,) float32
        Cut of each inner node, in node order.
    leaf_entries : (n_leaves,) uint8
        Different classes in each leaf, in node order.
    entry_class, entry_count : (n_entries,) uint8, uint16
        Class and number of (bootstrapped) training rows, leaf after leaf.
    """

    tree_nodes: NDArray[np.uint32]
    axis: NDArray[np.uint8]
    threshold: NDArray[np.float32]
    leaf_entries: NDArray[np.uint8]
    entry_class: NDArray[np.uint8]
    entry_count: NDArray[np.uint16]

    def named(self) -> dict[str, NDArray[np.generic]]:
        """Return the arrays by their field names."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


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
        trees = _trees_of(arrays, n_forests, n_axes)
        _check_leaves(arrays, len(arrays.axis) - len(trees.inner), n_classes)
        self.size, self.n_classes, self.n_axes = n_forests, n_classes, n_axes
        self._trees_each = len(trees.roots) // self.size
        self._roots = trees.roots.astype(np.int32)
        self._forest_of_tree = np.arange(len(trees.roots)) // self._trees_each
        self._record = _records(arrays, trees, self._forest_of_tree * n_axes)
        self._entry_start = np.zeros(len(arrays.leaf_entries) + 1, dtype=np.int64)
        np.cumsum(arrays.leaf_entries, out=self._entry_start[1:])
        self._entry_class, self._entry_count = arrays.entry_class, arrays.entry_count
        self._levels = _count_levels(trees)

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
        return self._record[:, _LEFT]

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
            going = record[:, _LEFT] != node
            record, node, first_value = record[going], node[going], first_value[going]
            if not len(node):
                return
            asked = record[:, _AXIS] + first_value
            child = record[:, _LEFT] + (values.take(asked) > record.view(np.float32)[:, _CUT])
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
            above = values.take(record[:, _AXIS] + first_value) > record.view(np.float32)[:, _CUT]
            if level % _LEVELS_BETWEEN == 0:
                # Lanes at a leaf are put down, so that the few deep ones do not carry all others along.
                result[lane] = node
                going = record[:, _LEFT] != node
                record, above, lane, first_value = record[going], above[going], lane[going], first_value[going]
                if not len(lane):
                    break
            node = record[:, _LEFT] + above
        else:
            result[lane] = node
        return self._record.take(result, axis=0)[:, _LEAF_NUMBER].reshape(n, -1)

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


@dataclass(frozen=True)
class _Trees:
    """What the stored form implies, proven to be whole trees.

    Attributes
    ----------
    roots, inner_each : (n_trees,) int64
        Where each tree begins, and how many inner nodes it has.
    inner : (n_inner,) int64
        The inner nodes.
    left : (n_inner,) int64
        The left child of each; the right one stands behind it.
    """

    roots: NDArray[np.int64]
    inner_each: NDArray[np.int64]
    inner: NDArray[np.int64]
    left: NDArray[np.int64]


def _trees_of(arrays: ForestArrays, n_forests: int, n_axes: int) -> _Trees:
    sizes = arrays.tree_nodes.astype(np.int64)
    if not n_forests or not len(sizes) or len(sizes) % n_forests:
        raise _damaged("tree_nodes does not hold the same number of trees for every forest")
    if (sizes < 1).any() or (sizes % 2 == 0).any() or sizes.sum() != len(arrays.axis):
        raise _damaged("tree_nodes does not add up to the nodes in axis")
    inner = np.flatnonzero(arrays.axis != LEAF)
    if (arrays.axis.take(inner) >= n_axes).any():
        raise _damaged(f"axis asks for an axis beyond the {n_axes} there are")
    roots = np.cumsum(sizes) - sizes
    first = np.searchsorted(inner, roots)
    inner_each = np.diff(first, append=len(inner))
    left = np.arange(1, 2 * len(inner), 2)
    left += np.repeat(roots - 2 * first, inner_each)
    # Of m inner nodes there are 2m + 1 nodes, so the children are those of the tree; each stands behind its parent.
    if (sizes != 2 * inner_each + 1).any() or (left <= inner).any():
        raise _damaged("axis does not describe whole trees with children after their parents")
    if len(inner) != len(arrays.threshold) or not np.isfinite(arrays.threshold).all():
        raise _damaged("threshold does not hold one finite cut for each inner node")
    return _Trees(roots, inner_each, inner, left)


def _check_leaves(arrays: ForestArrays, n_leaves: int, n_classes: int) -> None:
    entries = arrays.leaf_entries
    if len(entries) != n_leaves or (entries == 0).any():
        raise _damaged("leaf_entries does not hold one positive number for each leaf")
    if not int(entries.sum(dtype=np.int64)) == len(arrays.entry_class) == len(arrays.entry_count):
        raise _damaged("leaf_entries does not add up to entry_class and entry_count")
    if (arrays.entry_class >= n_classes).any():
        raise _damaged(f"entry_class names a class beyond the {n_classes} there are")
    if (arrays.entry_count == 0).any():
        raise _damaged("entry_count holds a zero")


def _damaged(complaint: str) -> BundleCorrupt:
    return BundleCorrupt(f"The trees of the bundle are damaged: {complaint}.")


def _records(arrays: ForestArrays, trees: _Trees, first_axis: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return what a step down needs of each node, (n_nodes, 4), side by side: child, axis, cut, number of the leaf.

    The axis is its place among the axes of all forests, which for each tree begin at `first_axis`, so that one flat row
    serves them all.
    """
    result = np.empty((len(arrays.axis), 4), dtype=np.int32)
    whole = result.view(np.complex128).ravel()  # a record is as long as a complex number: moved in one piece
    # A leaf is its own child, and nothing lies above its infinite cut: lanes that arrived stay where they are.
    inner, leaf = np.zeros((2, _BLOCK_NODES, 4), dtype=np.int32)
    leaf.view(np.float32)[:, _CUT] = np.inf
    axis_from = np.repeat(first_axis.astype(np.int32), trees.inner_each)
    starts = np.arange(0, len(result), _BLOCK_NODES)
    first = np.searchsorted(trees.inner, [*starts, len(result)])
    for start, here in zip(starts, itertools.starmap(slice, itertools.pairwise(first)), strict=True):
        axis, block = arrays.axis[start : start + _BLOCK_NODES], whole[start : start + _BLOCK_NODES]
        place = trees.inner[here] - start
        rows = inner[: len(place)]
        rows[:, _LEFT] = trees.left[here]
        np.add(axis.take(place), axis_from[here], out=rows[:, _AXIS])
        rows.view(np.float32)[:, _CUT] = arrays.threshold[here]
        block[place] = rows.view(np.complex128).ravel()
        place = np.flatnonzero(axis == LEAF)
        rows = leaf[: len(place)]
        np.add(place, start, out=rows[:, _LEFT], casting="same_kind")
        rows[:, _LEAF_NUMBER] = np.arange(len(place)) + (start - here.start)
        block[place] = rows.view(np.complex128).ravel()
    return result


def _count_levels(trees: _Trees) -> int:
    """Return how many steps the deepest leaf is from its root.

    In breadth-first order the nodes of a level stand side by side, and the children of all nodes up to its end reach to
    the end of the next.
    """
    first = np.searchsorted(trees.inner, trees.roots)
    end, levels = trees.roots + 1, 0
    while True:
        below = trees.roots + 1 + 2 * (np.searchsorted(trees.inner, end) - first)
        if (below == end).all():
            return levels
        end, levels = below, levels + 1
