"""Why forests hold a genre probable: what each feature added to it, in parts that add up.

What it computes, for the windows of a song:

1. along the way of a window down each tree, the share of a genre among the training rows below a node changes with each
   cut. The change belongs to the axis that was cut (the path contributions of Saabas, 2014, as in `treeinterpreter`).
   From the share at the root, the changes lead to the share in the leaf, which is what the tree votes with;
2. an axis is made of features (see `projection`). What belongs to it is divided over the features behind it in
   proportion to how far each moved the axis, up or down, on the way from the median song to this one
   (`Projection.parts`); evenly if none did;
3. all of it averaged over trees, forests and windows, as the ballots are.

Conventions: the parts of all features and the base, the mean share at the roots, add up to the mean over the forests of
`Ensemble.song`, to rounding in float64. These are shares before calibration, with rare genres weighted up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from audiofiler.ensemble.forest import Forests
from audiofiler.ensemble.projection import Projection

Floats = NDArray[np.float64]

METHOD: Final = (
    "Along the song's way down every tree, each cut changes the share of the genre among the training songs that are "
    "left; the change is counted for what was cut. Trees cut mixtures of features, so each change is divided over the "
    "features in the mixture by how far each moved it away from where the median song stands. Averaged over all "
    "trees, forests and windows, the parts and the share before the first cut add up exactly to the forests' mean "
    "probability, before calibration."
)
"""How the parts are computed, for a reader of the page."""

_CHUNK_ROWS = 8
"""Windows explained at once: bounds the memory of a call."""

_MOST_KEPT = 4
"""Genres whose rows below every node are kept, five megabytes each."""


@dataclass(frozen=True)
class Why:
    """What each feature added to the probabilities of some genres.

    Attributes
    ----------
    base : (k,) float64
        Share of each genre before anything was heard.
    parts : (k, n_features) float64
        What each feature added or took away.
    """

    base: Floats
    parts: Floats

    @property
    def probability(self) -> Floats:
        """The forests' mean probability of each genre, (k,), before calibration."""
        total: Floats = self.base + self.parts.sum(axis=1)
        return total


class RowsBelow:
    """How many training rows of a genre lie below every node of every tree.

    Leaves are put in depth-first order, in which those below a node are neighbours; so a difference of two running
    sums counts them.

    Parameters
    ----------
    forests : Forests
        The trees.
    """

    def __init__(self, forests: Forests) -> None:
        self._forests = forests
        left = np.ascontiguousarray(forests.left)
        self._first, self._behind = _leaf_ranges(forests.roots, left)
        leaves = np.flatnonzero(left == np.arange(len(left)))
        self._order = np.argsort(self._first[leaves])
        self._all = self._running(forests.leaf_rows())
        self._kept: dict[int, NDArray[np.int64]] = {}

    def share(self, nodes: NDArray[np.int32], genre: int) -> Floats:
        """Return the share of a genre among the training rows below nodes, of their shape."""
        of_genre = self._kept.get(genre)
        if of_genre is None:
            of_genre = self._running(self._forests.leaf_rows(genre))
            if len(self._kept) >= _MOST_KEPT:
                self._kept = {}  # another dictionary, not an emptied one: threads share this object
            self._kept[genre] = of_genre
        first, behind = self._first.take(nodes), self._behind.take(nodes)
        result: Floats = (of_genre[behind] - of_genre[first]) / (self._all[behind] - self._all[first])
        return result

    def _running(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.concatenate(([0], np.cumsum(rows[self._order])))


def explain(projection: Projection, forests: Forests, below: RowsBelow, X: Floats, genres: Sequence[int]) -> Why:
    """Take the votes on a song apart.

    Parameters
    ----------
    projection, forests, below
        What votes, and the rows below its nodes.
    X : (n_windows, n_features) float64
        Finite feature values of the song's windows, at least one.
    genres : sequence of int
        The genres that are asked about.
    """
    parts = np.zeros((len(genres), projection.n_features))
    for start in range(0, len(X), _CHUNK_ROWS):
        rows = X[start : start + _CHUNK_ROWS]
        changes = _changes(forests, below, projection.axes(rows), genres).reshape(len(genres), len(rows), -1)
        shares = _shares_of_features(projection.parts(rows))
        for change, share in zip(changes.transpose(1, 2, 0), shares, strict=True):
            parts += (share @ change).T
    n_trees = len(forests.roots)
    base = np.array([below.share(forests.roots, genre).mean() for genre in genres])
    return Why(base=base, parts=parts / (n_trees * len(X)))


def _changes(forests: Forests, below: RowsBelow, axes: NDArray[np.float32], genres: Sequence[int]) -> Floats:
    """Return what every axis of every forest changed in every row, (k, axes.size), summed over trees."""
    found = np.zeros((len(genres), axes.size))
    for asked, node, child in forests.steps(axes):
        for k, genre in enumerate(genres):
            change = below.share(child, genre) - below.share(node, genre)
            found[k] += np.bincount(asked, change, minlength=axes.size)
    return found


def _shares_of_features(parts: Floats) -> Floats:
    """Return each feature's share of every axis, (n, n_features, axes of all forests), positive and adding up to 1."""
    moved = np.abs(parts.reshape(*parts.shape[:2], -1))
    whole = moved.sum(axis=1, keepdims=True)
    shares: Floats = np.divide(moved, whole, out=np.full_like(moved, 1.0 / moved.shape[1]), where=whole > 0)
    return shares


def _leaf_ranges(roots: NDArray[np.int32], left: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the depth-first numbers of the first leaf below every node and of the one behind the last."""
    levels = [roots]
    while len(inner := levels[-1][left.take(levels[-1]) != levels[-1]]):
        children = left.take(inner)
        levels[-1] = inner  # a leaf has nothing below it
        levels.append(np.concatenate([children, children + 1]))
    below = np.ones(len(left), dtype=np.int32)
    for inner in reversed(levels[:-1]):
        below[inner] = below[left.take(inner)] + below[left.take(inner) + 1]
    first = np.zeros(len(left), dtype=np.int32)
    first[roots] = np.cumsum(below[roots]) - below[roots]
    for inner in levels[:-1]:
        children = left.take(inner)
        first[children], first[children + 1] = first[inner], first[inner] + below[children]
    return first, first + below
