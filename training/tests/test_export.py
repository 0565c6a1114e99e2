"""Flat arrays answer exactly as scikit-learn's forest; what cannot be stored exactly is refused."""

import numpy as np
import pytest
from sklearn.ensemble import RandomForestClassifier

from audiofiler.ensemble.forest import Forests
from training.export import ExportError, forest_arrays, join, require_same_votes, sklearn_votes


def grow(seed: int = 0, **settings: object) -> tuple[RandomForestClassifier, np.ndarray]:
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(600, 9)).astype(np.float32)
    X[:, 0] = np.round(X[:, 0])
    y = rng.choice([0, 2, 3, 6], size=600)
    forest = RandomForestClassifier(7, random_state=seed, **settings)
    return forest.fit(X, y, sample_weight=rng.uniform(0.2, 3.0, size=7)[y]), X


@pytest.mark.parametrize("settings", [{}, {"min_samples_leaf": 8}, {"max_depth": 1}, {"max_samples": 0.3}])
def test_ballots_and_votes_are_the_very_same(settings: dict[str, object]) -> None:
    forest, X = grow(**settings)
    flat = Forests(forest_arrays(forest, 8), 1, 8, 9)
    fresh = np.random.default_rng(9).normal(scale=2, size=(300, 9)).astype(np.float32)
    for rows in (X, fresh):
        wanted = np.zeros((len(rows), 8))
        wanted[:, forest.classes_] = forest.predict_proba(rows)
        found = flat.ballots(rows[:, None])
        np.testing.assert_array_equal(found[:, 0], wanted)
        require_same_votes(found.argmax(axis=2), sklearn_votes(forest, rows)[:, None])


def test_values_at_the_thresholds_go_the_same_way() -> None:
    forest, _ = grow()
    flat = Forests(forest_arrays(forest, 8), 1, 8, 9)
    cuts = np.unique(np.concatenate([tree.tree_.threshold for tree in forest.estimators_]).astype(np.float32))
    for nudged in (cuts, np.nextafter(cuts, np.float32(np.inf)), np.nextafter(cuts, np.float32(-np.inf))):
        rows = np.repeat(nudged[:, None], 9, axis=1)
        np.testing.assert_array_equal(flat.ballots(rows[:, None]).argmax(axis=2)[:, 0], forest.predict(rows))


def test_joined_forests_keep_their_votes() -> None:
    grown = [grow(seed) for seed in range(3)]
    flat = Forests(join([forest_arrays(forest, 8) for forest, _ in grown]), 3, 8, 9)
    rows = grown[0][1]
    votes = flat.ballots(np.repeat(rows[:, None], 3, axis=1)).argmax(axis=2)
    require_same_votes(votes, np.stack([sklearn_votes(forest, rows) for forest, _ in grown], axis=1))


def test_one_differing_vote_fails_the_proof() -> None:
    votes = np.zeros((5, 2), dtype=int)
    votes[3, 1] = 1
    with pytest.raises(ExportError, match="1 of 10 votes differ"):
        require_same_votes(votes, np.zeros((5, 2), np.uint8))


def test_weighted_leaves_are_refused() -> None:
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(200, 3)).astype(np.float32), rng.integers(3, size=200)
    forest = RandomForestClassifier(2, bootstrap=False, max_depth=2, random_state=0)
    forest.fit(X, y, sample_weight=rng.uniform(0.2, 3.0, size=200))
    with pytest.raises(ExportError, match="whole rows"):
        forest_arrays(forest, 3)
