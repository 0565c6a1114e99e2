"""Normal scores interpolate and hold at the ends; axes are what the formula says; damaged arrays are refused."""

import dataclasses
from typing import Any

import numpy as np
import pytest

from audiofiler.ensemble.projection import NormalScores, Projection, ProjectionArrays
from audiofiler.errors import BundleCorrupt

from .conftest import AXES, FEATURES, FORESTS, STRETCH


def test_scores_are_interpolated_as_numpy_does(projection: ProjectionArrays) -> None:
    X = np.random.default_rng(0).normal(scale=2.0, size=(600, FEATURES))
    scores = NormalScores(projection.knots, projection.scores)(X)
    for k in range(FEATURES):
        np.testing.assert_allclose(scores[:, k], np.interp(X[:, k], projection.knots[k], projection.scores[k]))


def test_scores_hold_beyond_the_knots(projection: ProjectionArrays) -> None:
    ends = NormalScores(projection.knots, projection.scores)(np.full((1, FEATURES), 1e300))
    np.testing.assert_array_equal(ends[0], projection.scores[:, -1])
    ends = NormalScores(projection.knots, projection.scores)(np.full((1, FEATURES), -1e300))
    np.testing.assert_array_equal(ends[0], projection.scores[:, 0])


def test_equal_knots_make_a_step() -> None:
    knots, scores = np.array([[0.0, 1.0, 1.0, 1.0, 2.0]]), np.array([[-1.0, 0.0, 0.0, 0.0, 1.0]])
    found = NormalScores(knots, scores)(np.array([[-1.0], [0.5], [1.0], [1.5], [3.0]]))
    np.testing.assert_allclose(found[:, 0], [-1.0, -0.5, 0.0, 0.5, 1.0])


def test_constant_feature_has_one_score() -> None:
    found = NormalScores(np.full((1, 4), 2.0), np.full((1, 4), 0.25))(np.array([[1.0], [2.0], [3.0]]))
    np.testing.assert_array_equal(found, 0.25)


def test_axes_follow_the_formula(projection: ProjectionArrays, X: np.ndarray) -> None:
    axes = Projection(projection).axes(X)
    s = NormalScores(projection.knots, projection.scores)(X)
    h = np.sqrt(2) * np.cos(s @ projection.bank_weights + projection.bank_phases)
    for k, start in enumerate(projection.bank_start):
        wanted = np.hstack([s, np.ones((len(s), 1))]) @ projection.linear_readout[k]
        wanted[:, : AXES - 1] += h[:, start : start + STRETCH] @ projection.bank_readout[k]
        np.testing.assert_allclose(axes[:, k], wanted, atol=1e-5)
    assert axes.dtype == np.float32


def test_no_bank_at_all(projection: ProjectionArrays, X: np.ndarray) -> None:
    bare = dataclasses.replace(
        projection,
        bank_weights=np.zeros((FEATURES, 0), np.float32),
        bank_phases=np.zeros(0, np.float32),
        bank_start=np.zeros(FORESTS, np.uint16),
        bank_readout=np.zeros((FORESTS, 0, 0), np.float32),
    )
    assert np.isfinite(Projection(bare).axes(X)).all()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("scores", np.zeros((FEATURES, 3))),
        ("bank_weights", np.zeros((FEATURES, 2), np.float32)),
        ("bank_start", np.zeros(1, np.uint16)),
        ("linear_readout", np.zeros((FORESTS, FEATURES, AXES), np.float32)),
        ("bank_readout", np.zeros((FORESTS, STRETCH, AXES + 1), np.float32)),
        ("bank_start", np.full(FORESTS, 9, np.uint16)),
        ("bank_phases", np.full(12, np.nan, np.float32)),
        ("knots", -np.arange(FEATURES * 9.0).reshape(FEATURES, 9)),
    ],
)
def test_damaged_arrays_are_refused(projection: ProjectionArrays, name: str, value: Any) -> None:
    with pytest.raises(BundleCorrupt, match="projection of the bundle is damaged"):
        Projection(dataclasses.replace(projection, **{name: value}))
