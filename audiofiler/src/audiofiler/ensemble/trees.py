"""The stored form of forests, checked, and laid out as a descent reads it.

What it holds: the flat arrays of a bundle (`ForestArrays`), what they imply of the trees (`Trees`), and a record for
each node. Nodes stand in breadth-first order: the children of a tree's k-th inner node are its nodes 2k + 1 and 2k + 2.

What it gives: whole trees or `BundleCorrupt`. Every index is checked here once, and children are proven to come after
their parents, so that descending ends and never reads outside.
"""

import itertools
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from audiofiler.errors import BundleCorrupt

LEAF = 255
"""Marks a leaf in `ForestArrays.axis`; so a forest can ask at most 255 axes."""

LEFT, AXIS, CUT, LEAF_NUMBER = range(4)
"""Columns of a node's record."""

_BLOCK_NODES = 1 << 15
"""Nodes whose records are made at once: few enough to stay in the cache."""


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


@dataclass(frozen=True)
class Trees:
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


def trees_of(arrays: ForestArrays, n_forests: int, n_axes: int) -> Trees:
    """Return what the arrays imply, for so many forests and axes of each; BundleCorrupt if that is not whole trees."""
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
    return Trees(roots, inner_each, inner, left)


def check_leaves(arrays: ForestArrays, n_leaves: int, n_classes: int) -> None:
    """Raise BundleCorrupt unless there are so many leaves, each with rows of classes there are."""
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


def records(arrays: ForestArrays, trees: Trees, first_axis: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return what a step down needs of each node, (n_nodes, 4), side by side: child, axis, cut, number of the leaf.

    The axis is its place among the axes of all forests, which for each tree begin at `first_axis`, so that one flat row
    serves them all.
    """
    result = np.empty((len(arrays.axis), 4), dtype=np.int32)
    whole = result.view(np.complex128).ravel()  # a record is as long as a complex number: moved in one piece
    # A leaf is its own child, and nothing lies above its infinite cut: lanes that arrived stay where they are.
    inner, leaf = np.zeros((2, _BLOCK_NODES, 4), dtype=np.int32)
    leaf.view(np.float32)[:, CUT] = np.inf
    axis_from = np.repeat(first_axis.astype(np.int32), trees.inner_each)
    starts = np.arange(0, len(result), _BLOCK_NODES)
    first = np.searchsorted(trees.inner, [*starts, len(result)])
    for start, here in zip(starts, itertools.starmap(slice, itertools.pairwise(first)), strict=True):
        axis, block = arrays.axis[start : start + _BLOCK_NODES], whole[start : start + _BLOCK_NODES]
        place = trees.inner[here] - start
        rows = inner[: len(place)]
        rows[:, LEFT] = trees.left[here]
        np.add(axis.take(place), axis_from[here], out=rows[:, AXIS])
        rows.view(np.float32)[:, CUT] = arrays.threshold[here]
        block[place] = rows.view(np.complex128).ravel()
        place = np.flatnonzero(axis == LEAF)
        rows = leaf[: len(place)]
        np.add(place, start, out=rows[:, LEFT], casting="same_kind")
        rows[:, LEAF_NUMBER] = np.arange(len(place)) + (start - here.start)
        block[place] = rows.view(np.complex128).ravel()
    return result


def count_levels(trees: Trees) -> int:
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
