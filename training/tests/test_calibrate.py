"""Calibration undoes a known distortion and never sees the rows it is judged on; agreement never falls."""

import dataclasses

import numpy as np
import pytest

from training import calibrate
from training.calibrate import agreement_table, cross_calibrated, fit_calibration
from training.params import Params
from training.recipes import Scored


@pytest.fixture
def distorted() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    honest = rng.dirichlet(np.full(4, 0.7), size=8000)
    y = np.array([rng.choice(4, p=row) for row in honest])
    weighted = honest**0.5 * np.array([1.0, 2.0, 4.0, 8.0])
    return honest, weighted / weighted.sum(axis=1, keepdims=True), y


def test_a_known_distortion_is_undone(distorted: tuple[np.ndarray, np.ndarray, np.ndarray], small: Params) -> None:
    honest, mean, y = distorted
    settings = dataclasses.replace(small.calibration, floor=1e-4, penalty=1e-7)
    found = fit_calibration(mean, y, settings)
    assert found.exponent == pytest.approx(2.0, abs=0.15)
    assert np.abs(found.apply(mean) - honest).mean() < 0.02


def test_each_fold_is_calibrated_on_the_others(
    distorted: tuple[np.ndarray, np.ndarray, np.ndarray], small: Params, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, mean, y = distorted
    fold = np.arange(len(y)) % 4
    seen = []
    fit = calibrate.fit_calibration

    def watched(*arguments: object) -> object:
        seen.append(len(arguments[1]))  # type: ignore[arg-type]
        return fit(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(calibrate, "fit_calibration", watched)
    found = cross_calibrated(mean, y, fold, small.calibration)
    assert seen == [6000] * 4
    np.testing.assert_allclose(found.sum(axis=1), 1.0)


def test_agreement_never_falls_and_counts_right(small: Params) -> None:
    rng = np.random.default_rng(1)
    votes = rng.integers(3, size=(600, 5)).astype(np.uint8)
    scored = Scored(votes, np.full((600, 3), 1 / 3) + rng.uniform(0, 1e-6, (600, 3)))
    y = np.where(rng.uniform(size=600) < 0.5, votes[:, 0], 0)
    table = agreement_table(scored, y, small.agreement)
    assert [row.agree for row in table] == [1, 2, 3, 4, 5]
    assert sum(row.rows for row in table) == 600
    assert sum(row.right for row in table) == (scored.shares().argmax(axis=1) == y).sum()
    confidences = [row.confidence for row in table]
    assert confidences == sorted(confidences)
    assert table[0].rows == 0
    assert 0 < confidences[0] < 1
