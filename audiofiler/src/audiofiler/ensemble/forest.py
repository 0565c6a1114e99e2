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
        for complaint in _complaints(arrays, n_forests, n_classes, n_axes):
            raise BundleCorrupt(f"The trees of the bundle are damaged: {complaint}.")
        self.size, self.n_classes, self.n_axes = n_forests, n_classes, n_axes
        sizes = arrays.tree_nodes.astype(np.int64)
        self._trees_each = len(sizes) // self.size
        roots = np.cumsum(sizes) - sizes
        self._roots = roots.astype(np.int32)
        inner = arrays.axis != LEAF
        before = np.cumsum(inner, dtype=np.int32)
        before -= inner
        nodes = np.arange(len(inner), dtype=np.int32)
        base = np.repeat((roots + 1 - 2 * before[roots]).astype(np.int32), sizes)
        left = np.where(inner, 2 * before + base, nodes)
        # What a step down needs of a node lies side by side in memory: child, axis, cut, and the leaf's number.
        self._record = np.empty((len(inner), 4), dtype=np.int32)
        self._record[:, _LEFT] = left
        # The place of the axis among the axes of all forests, so that one flat row serves them all.
        forest_of_tree = np.arange(len(sizes), dtype=np.int32) // self._trees_each
        self._record[:, _AXIS] = np.repeat(forest_of_tree * n_axes, sizes)
        self._record[inner, _AXIS] += arrays.axis[inner]
        # A leaf is its own child, and nothing lies above its infinite cut: lanes that arrived stay where they are.
        cut = self._record.view(np.float32)[:, _CUT]
        cut[:] = np.inf
        cut[inner] = arrays.threshold
        self._record[:, _LEAF_NUMBER] = nodes - before
        self._entry_start = np.concatenate(([0], np.cumsum(arrays.leaf_entries, dtype=np.int64)))
        self._entry_class, self._entry_count = arrays.entry_class, arrays.entry_count
        self._forest_of_tree = forest_of_tree.astype(np.int64)
        self._levels = _count_levels(self._roots, left)

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


def _complaints(arrays: ForestArrays, n_forests: int, n_classes: int, n_axes: int) -> list[str]:
    """Return what is wrong with the arrays (see `Forests`), if anything."""
    sizes = arrays.tree_nodes.astype(np.int64)
    if not n_forests or not len(sizes) or len(sizes) % n_forests:
        return ["tree_nodes does not hold the same number of trees for every forest"]
    if (sizes < 1).any() or (sizes % 2 == 0).any() or sizes.sum() != len(arrays.axis):
        return ["tree_nodes does not add up to the nodes in axis"]
    inner = arrays.axis != LEAF
    if (arrays.axis[inner] >= n_axes).any():
        return [f"axis asks for an axis beyond the {n_axes} there are"]
    if not _breadth_first(inner, sizes):
        return ["axis does not describe whole trees with children after their parents"]
    if inner.sum() != len(arrays.threshold) or not np.isfinite(arrays.threshold).all():
        return ["threshold does not hold one finite cut for each inner node"]
    return _leaf_complaints(arrays, len(inner) - int(inner.sum()), n_classes)


def _leaf_complaints(arrays: ForestArrays, n_leaves: int, n_classes: int) -> list[str]:
    entries = arrays.leaf_entries
    if len(entries) != n_leaves or (entries == 0).any():
        return ["leaf_entries does not hold one positive number for each leaf"]
    if not int(entries.sum(dtype=np.int64)) == len(arrays.entry_class) == len(arrays.entry_count):
        return ["leaf_entries does not add up to entry_class and entry_count"]
    if (arrays.entry_class >= n_classes).any():
        return [f"entry_class names a class beyond the {n_classes} there are"]
    if (arrays.entry_count == 0).any():
        return ["entry_count holds a zero"]
    return []


def _breadth_first(inner: NDArray[np.bool_], sizes: NDArray[np.int64]) -> bool:
    """Tell whether every tree of m inner nodes has 2m + 1 nodes and its k-th inner node stands before node 2k + 1."""
    roots = np.cumsum(sizes) - sizes
    before = np.cumsum(inner, dtype=np.int32)
    before -= inner
    per_tree = np.add.reduceat(inner, roots, dtype=np.int64)
    if (sizes != 2 * per_tree + 1).any():
        return False
    position = np.arange(len(inner), dtype=np.int32) - 2 * before
    origin = np.repeat((roots - 2 * before[roots]).astype(np.int32), sizes)
    return bool((position[inner] <= origin[inner]).all())


def _count_levels(roots: NDArray[np.int32], left: NDArray[np.int32]) -> int:
    """Return how many steps the deepest leaf is from its root."""
    frontier, levels = roots, 0
    while True:
        below = left.take(frontier)
        below = below[below != frontier]
        if not len(below):
            return levels
        frontier, levels = np.concatenate([below, below + 1]), levels + 1
