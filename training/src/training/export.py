"""From scikit-learn's forests to the flat arrays of `audiofiler.ensemble.forest`, with proof that nothing changed."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import RandomForestClassifier
from sklearn.tree import DecisionTreeClassifier

from audiofiler.ensemble.forest import LEAF, ForestArrays


class ExportError(Exception):
    """The arrays do not say exactly what scikit-learn's forest says."""


def forest_arrays(forest: RandomForestClassifier, n_classes: int) -> ForestArrays:
    """Return one fitted forest as flat arrays.

    Parameters
    ----------
    forest : RandomForestClassifier
        Fitted on float32 axes with bootstrap, so that its leaves hold whole rows (scikit-learn 1.8 and later draw the
        bootstrap by the weights instead of weighting what was drawn). Its labels are numbers below `n_classes`.
    n_classes : int
        Number of classes there are, whether or not this forest has seen all.

    Raises
    ------
    ExportError
        If a leaf does not hold whole rows.
    """
    return join([_tree(tree, forest.classes_.astype(np.int64), n_classes) for tree in forest.estimators_])


def join(parts: Sequence[ForestArrays]) -> ForestArrays:
    """Put trees, or forests, one after another."""
    named = [part.named() for part in parts]
    return ForestArrays(**{name: np.concatenate([arrays[name] for arrays in named]) for name in named[0]})


def sklearn_votes(forest: RandomForestClassifier, axes: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return the class scikit-learn predicts for each row, (n,); the forest's `n_jobs` should be 1 or None, so that
    the sum over trees has one order.
    """
    votes: NDArray[np.uint8] = forest.predict(axes).astype(np.uint8)
    return votes


def require_same_votes(found: NDArray[np.intp], wanted: NDArray[np.uint8]) -> None:
    """Refuse votes, (n, n_forests), that are not scikit-learn's on every row.

    Raises
    ------
    ExportError
        Saying how many differ.
    """
    differ = int((found != wanted).sum())
    if found.shape != wanted.shape or differ:
        raise ExportError(f"{differ} of {wanted.size} votes differ from scikit-learn's")


def _tree(estimator: DecisionTreeClassifier, classes: NDArray[np.int64], n_classes: int) -> ForestArrays:
    tree = estimator.tree_
    order = _breadth_first(tree.children_left, tree.children_right)
    inner = tree.children_left[order] >= 0
    leaves = order[~inner]
    share = np.zeros((len(leaves), n_classes))
    share[:, classes] = tree.value[leaves, 0, :]
    count = np.round(share * tree.weighted_n_node_samples[leaves][:, None])
    whole = np.array_equal(count / count.sum(axis=1, keepdims=True), share)
    if not whole or count.max() > np.iinfo(np.uint16).max:
        raise ExportError("a leaf does not hold whole rows")
    leaf, cls = np.nonzero(count)
    return ForestArrays(
        tree_nodes=np.array([len(order)], dtype=np.uint32),
        axis=np.where(inner, tree.feature[order], LEAF).astype(np.uint8),
        threshold=_not_above(tree.threshold[order][inner]),
        leaf_entries=np.bincount(leaf, minlength=len(leaves)).astype(np.uint8),
        entry_class=cls.astype(np.uint8),
        entry_count=count[leaf, cls].astype(np.uint16),
    )


def _breadth_first(left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int64]:
    levels = [np.zeros(1, dtype=np.int64)]
    while True:
        inner = levels[-1][left[levels[-1]] >= 0]
        if not len(inner):
            return np.concatenate(levels)
        levels.append(np.stack([left[inner], right[inner]], axis=1).reshape(-1))


def _not_above(threshold: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return the largest float32 not above each threshold: `x <= t` stays the same for every float32 x."""
    near = threshold.astype(np.float32)
    return np.where(near.astype(np.float64) > threshold, np.nextafter(near, np.float32(-np.inf)), near)
