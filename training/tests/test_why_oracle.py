"""What a cut changes is what scikit-learn's own trees say: the node values along its decision paths."""

import numpy as np

from audiofiler.ensemble.forest import Forests
from audiofiler.ensemble.why import RowsBelow
from training.export import forest_arrays

from .test_export import grow


def test_changes_along_the_way_are_scikit_learns() -> None:
    forest, X = grow()
    flat, rows = Forests(forest_arrays(forest, 8), 1, 8, 9), X[:20]
    below = RowsBelow(flat)
    for label, genre in enumerate(forest.classes_):
        wanted, found = np.zeros(rows.shape), np.zeros(rows.size)
        for tree in (grown.tree_ for grown in forest.estimators_):
            share = tree.value[:, 0, label] / tree.value[:, 0].sum(axis=1)
            path = tree.decision_path(rows)
            for row in range(len(rows)):
                way = path.indices[path.indptr[row] : path.indptr[row + 1]]
                np.add.at(wanted[row], tree.feature[way[:-1]], np.diff(share[way]))
        for asked, node, child in flat.steps(rows[:, None]):
            change = below.share(child, genre) - below.share(node, genre)
            found += np.bincount(asked, change, minlength=rows.size)
        np.testing.assert_allclose(found.reshape(rows.shape), wanted, atol=1e-12)
