"""What a caller relies on: shapes, sums, one row or many, any order, and clear refusals."""

from pathlib import Path

import numpy as np
import pytest

from audiofiler.ensemble import Ensemble, SchemaMismatch

from .conftest import FEATURES, FORESTS, GENRES


def test_it_works(ensemble: Ensemble, X: np.ndarray) -> None:
    votes, ballots, probabilities = ensemble.votes(X), ensemble.ballots(X), ensemble.probabilities(X)
    assert votes.shape == (len(X), FORESTS)
    assert ballots.shape == (len(X), FORESTS, GENRES)
    assert probabilities.shape == (len(X), GENRES)
    np.testing.assert_array_equal(votes, ballots.argmax(axis=2))
    np.testing.assert_allclose(ballots.sum(axis=2), 1.0)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1.0)


def test_it_says_what_it_is(ensemble: Ensemble) -> None:
    assert (ensemble.name, ensemble.version, ensemble.size) == ("small", "1.2.3", FORESTS)
    assert ensemble.schema == "paa-70/1"
    assert len(ensemble.features) == FEATURES
    assert len(ensemble.genres) == GENRES
    assert set(ensemble.families) == set(ensemble.genres)
    assert ensemble.manifest["format"] == 3


def test_one_row_is_answered_as_among_many(ensemble: Ensemble, X: np.ndarray) -> None:
    whole = ensemble.ballots(X)
    for k in range(len(X)):
        np.testing.assert_array_equal(ensemble.ballots(X[k : k + 1])[0], whole[k])


def test_order_of_rows_does_not_matter(ensemble: Ensemble, X: np.ndarray) -> None:
    order = np.random.default_rng(0).permutation(len(X))
    np.testing.assert_array_equal(ensemble.ballots(X[order]), ensemble.ballots(X)[order])


def test_many_rows_and_none(ensemble: Ensemble) -> None:
    many = np.random.default_rng(1).normal(size=(12_000, FEATURES))
    assert ensemble.votes(many).shape == (12_000, FORESTS)
    assert ensemble.votes(np.empty((0, FEATURES))).shape == (0, FORESTS)
    assert ensemble.probabilities(np.empty((0, FEATURES))).shape == (0, GENRES)


def test_values_far_out_are_answered(ensemble: Ensemble) -> None:
    far = np.array([[1e300] * FEATURES, [-1e300] * FEATURES])
    np.testing.assert_allclose(ensemble.probabilities(far).sum(axis=1), 1.0)


def test_calibrate_takes_averaged_ballots(ensemble: Ensemble, X: np.ndarray) -> None:
    np.testing.assert_array_equal(ensemble.calibrate(ensemble.ballots(X).mean(axis=1)), ensemble.probabilities(X))


@pytest.mark.parametrize("shape", [(FEATURES,), (2, FEATURES - 1), (2, FEATURES + 1), (1, 1, FEATURES)])
def test_other_shapes_are_refused(ensemble: Ensemble, shape: tuple[int, ...]) -> None:
    with pytest.raises(SchemaMismatch, match="6 features"):
        ensemble.votes(np.zeros(shape))


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_values_that_are_not_finite_are_refused(ensemble: Ensemble, X: np.ndarray, value: float) -> None:
    X[3, 2] = value
    with pytest.raises(ValueError, match="NaN or infinity"):
        ensemble.votes(X)


def test_confidence_comes_from_the_agreement_table(ensemble: Ensemble) -> None:
    assert [ensemble.confidence(k) for k in range(1, FORESTS + 1)] == [0.1, 0.2, 0.3, 0.4]
    assert ensemble.agreement[0].rows == 10
    for k in (0, FORESTS + 1):
        with pytest.raises(ValueError, match="cannot agree"):
            ensemble.confidence(k)


def test_what_is_handed_out_cannot_change_it(ensemble: Ensemble) -> None:
    ensemble.families.clear()
    assert ensemble.families


def test_bundles_are_found_by_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDIOFILER_MODELS", str(folder.parent))
    assert "small" in Ensemble.available()
    assert Ensemble.load("small").name == "small"
    assert Ensemble.load(folder).name == "small"
