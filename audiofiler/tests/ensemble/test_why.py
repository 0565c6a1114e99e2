"""Parts add up to the vote and to the axis; they are what walking down by hand gives; nothing comes from nowhere."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from audiofiler.ensemble import Ensemble, bundle
from audiofiler.ensemble.forest import LEAF, ForestArrays, Forests
from audiofiler.ensemble.projection import NormalScores, Projection, ProjectionArrays
from audiofiler.ensemble.why import RowsBelow, explain

from .conftest import AXES, FEATURES, FORESTS, GENRES, TREES
from .test_network import manifest, networks

EVERY = list(range(GENRES))


def at_rest(projection: ProjectionArrays) -> ProjectionArrays:
    """The same projection, in which the value 0 of every feature has the score 0."""
    knots = np.tile(np.linspace(-3, 3, 9), (FEATURES, 1))
    return dataclasses.replace(projection, knots=knots, scores=knots / 2)


def walked(arrays: ForestArrays, axes: np.ndarray) -> np.ndarray:
    """What each axis of each forest changed of every genre, (GENRES, FORESTS, AXES), one node after another."""
    found = np.zeros((GENRES, FORESTS, AXES))
    node = cut = leaf = entry = 0
    for tree, size in enumerate(arrays.tree_nodes.astype(int)):
        asks = arrays.axis[node : node + size]
        inner = np.cumsum(asks != LEAF) - 1
        rows = np.zeros((size, GENRES))
        cuts = arrays.threshold[cut : cut + (asks != LEAF).sum()]
        for k in np.flatnonzero(asks == LEAF):
            for _ in range(int(arrays.leaf_entries[leaf])):
                rows[k, arrays.entry_class[entry]] += arrays.entry_count[entry]
                entry += 1
            leaf += 1
        for k in reversed(np.flatnonzero(asks != LEAF)):
            rows[k] = rows[2 * inner[k] + 1] + rows[2 * inner[k] + 2]
        shares, k, forest = rows / rows.sum(axis=1, keepdims=True), 0, tree // TREES
        while asks[k] != LEAF:
            child = 2 * inner[k] + 1 + (axes[forest, asks[k]] > cuts[inner[k]])
            found[:, forest, asks[k]] += shares[child] - shares[k]
            k = child
        node, cut = node + size, cut + len(cuts)
    return found


def test_parts_add_up_to_the_vote(ensemble: Ensemble, X: np.ndarray) -> None:
    for rows in (X, X[:1], X[:8], X[:9] * 100):
        why = ensemble.why(rows, ensemble.genres)
        assert why
        np.testing.assert_allclose(why.base + why.parts.sum(axis=1), ensemble.song(rows).mean(axis=0), atol=1e-9)
        np.testing.assert_array_equal(why.probability, why.base + why.parts.sum(axis=1))
        np.testing.assert_allclose(why.base.sum(), 1)
        np.testing.assert_allclose(why.parts.sum(axis=0), 0, atol=1e-12)


def test_it_is_what_walking_down_by_hand_gives(
    projection: ProjectionArrays, forests: ForestArrays, X: np.ndarray
) -> None:
    flat, axes = Forests(forests, FORESTS, GENRES, AXES), Projection(projection)
    why = explain(axes, flat, RowsBelow(flat), X[:3], EVERY)
    wanted = np.zeros((GENRES, FEATURES))
    for row in X[:3]:
        changed = walked(forests, axes.axes(row[None])[0])
        moved = np.abs(axes.parts(row[None])[0])
        wanted += np.einsum("gfa,ifa->gi", changed, moved / moved.sum(axis=0))
    np.testing.assert_allclose(why.parts, wanted / (3 * FORESTS * TREES), atol=1e-12)


def test_the_windows_of_a_song_count_alike(ensemble: Ensemble, X: np.ndarray) -> None:
    both = ensemble.why(X[:2], ensemble.genres)
    alone = [ensemble.why(X[k : k + 1], ensemble.genres) for k in (0, 1)]
    assert both
    np.testing.assert_allclose(both.parts, np.mean([one.parts for one in alone if one], axis=0), atol=1e-12)


def test_parts_of_an_axis_add_up_to_its_way_from_the_median_song(projection: ProjectionArrays, X: np.ndarray) -> None:
    axes = Projection(at_rest(projection))
    wanted = axes._axes(X) - axes._axes(np.zeros((1, FEATURES)))
    np.testing.assert_allclose(axes.parts(X).sum(axis=1), wanted, atol=1e-9)


def test_they_are_the_integral_of_the_slopes(projection: ProjectionArrays) -> None:
    axes = Projection(at_rest(projection))
    row, steps, tiny = np.random.default_rng(5).uniform(-2, 2, size=FEATURES), 4000, 1e-5
    way = (np.arange(steps) + 0.5)[:, None] / steps * row
    for feature in range(FEATURES):
        nudge = tiny * np.eye(FEATURES)[feature]
        slope = (axes._axes(way + nudge) - axes._axes(way - nudge)).mean(axis=0) / (2 * tiny)
        np.testing.assert_allclose(axes.parts(row[None])[0, feature], slope * row[feature], atol=1e-5)


def test_a_feature_that_is_in_no_mixture_gets_nothing(
    projection: ProjectionArrays, forests: ForestArrays, X: np.ndarray
) -> None:
    projection.bank_weights[2] = 0
    projection.linear_readout[:, 2] = 0
    flat = Forests(forests, FORESTS, GENRES, AXES)
    why = explain(Projection(projection), flat, RowsBelow(flat), X, EVERY)
    np.testing.assert_array_equal(why.parts[:, 2], 0)
    assert (np.abs(np.delete(why.parts, 2, axis=1)) > 0).any(axis=0).all()


def test_where_nothing_moved_all_share_alike(projection: ProjectionArrays, forests: ForestArrays) -> None:
    flat = Forests(forests, FORESTS, GENRES, AXES)
    rows = np.zeros((1, FEATURES))
    assert not NormalScores(at_rest(projection).knots, at_rest(projection).scores)(rows).any()
    why = explain(Projection(at_rest(projection)), flat, RowsBelow(flat), rows, EVERY)
    np.testing.assert_allclose(why.parts, why.parts[:, :1] * np.ones(FEATURES))
    wanted = flat.ballots(Projection(at_rest(projection)).axes(rows)).mean(axis=1)[0]
    np.testing.assert_allclose(why.probability, wanted, atol=1e-9)


def test_no_bank_at_all(projection: ProjectionArrays, X: np.ndarray) -> None:
    bare = dataclasses.replace(
        projection,
        bank_weights=np.zeros((FEATURES, 0), np.float32),
        bank_phases=np.zeros(0, np.float32),
        bank_start=np.zeros(FORESTS, np.uint16),
        bank_readout=np.zeros((FORESTS, 0, 0), np.float32),
    )
    scores = NormalScores(bare.knots, bare.scores)(X)
    wanted = scores[:, :, None, None] * bare.linear_readout[:, :-1].transpose(1, 0, 2)
    np.testing.assert_allclose(Projection(bare).parts(X), wanted, atol=1e-12)


def test_a_leaf_has_the_very_share_it_votes_with(forests: ForestArrays, X: np.ndarray) -> None:
    flat = Forests(forests, FORESTS, GENRES, AXES)
    below, leaves = RowsBelow(flat), np.flatnonzero(forests.axis == LEAF)
    wanted = flat.leaf_rows(3) / flat.leaf_rows()
    np.testing.assert_array_equal(below.share(leaves.astype(np.int32), 3), wanted)
    shares = [below.share(flat.roots, genre) for genre in [*EVERY, 0]]  # more genres than are kept
    np.testing.assert_allclose(np.sum(shares[:-1], axis=0), 1)
    np.testing.assert_array_equal(shares[0], shares[-1])


def test_families_without_trees_alone_give_no_reasons(tmp_path: Path, X: np.ndarray) -> None:
    bundle.save(tmp_path / "net", manifest("network", layers=2), networks(FORESTS).named())
    ensemble = Ensemble.load(tmp_path / "net")
    assert ensemble.why(X, ensemble.genres[:1]) is None


def test_what_cannot_be_asked(ensemble: Ensemble, X: np.ndarray) -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        ensemble.why(X, ["Polka"])
    with pytest.raises(ValueError, match="without windows"):
        ensemble.why(X[:0], ensemble.genres)
