"""Calibrated probabilities are probabilities, and keep the order when there is no bias."""

import numpy as np

from audiofiler.ensemble.calibration import Calibration


def test_rows_add_up_to_one_even_at_the_edges() -> None:
    ballots = np.array([[1.0, 0.0, 0.0], [1 / 3, 1 / 3, 1 / 3], [0.5, 0.5, 0.0]])
    found = Calibration(exponent=50.0, floor=1e-6, bias=(100.0, -100.0, 0.0)).apply(ballots)
    np.testing.assert_allclose(found.sum(axis=1), 1.0)
    assert np.isfinite(found).all()


def test_without_bias_the_order_stays() -> None:
    ballots = np.random.default_rng(0).dirichlet(np.ones(4), size=20)
    found = Calibration(exponent=2.0, floor=0.01, bias=(0.0,) * 4).apply(ballots)
    np.testing.assert_array_equal(found.argsort(axis=1), ballots.argsort(axis=1))


def test_neutral_calibration_changes_nothing() -> None:
    ballots = np.random.default_rng(0).dirichlet(np.ones(4), size=20)
    found = Calibration(exponent=1.0, floor=1e-12, bias=(0.0,) * 4).apply(ballots)
    np.testing.assert_allclose(found, ballots, atol=1e-9)
