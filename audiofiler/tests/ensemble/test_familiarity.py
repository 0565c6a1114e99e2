"""What is near the training rows is familiar, what is beyond them is not, and a damaged measure is refused."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from audiofiler.ensemble import BundleCorrupt, Ensemble, bundle
from audiofiler.ensemble.familiarity import BEYOND, Familiarity, WideScores
from audiofiler.ensemble.forest import ForestArrays
from audiofiler.ensemble.projection import ProjectionArrays
from audiofiler.errors import SchemaMismatch

from .conftest import FEATURES, small_manifest
from .extras import KNOTS, STRANGE, familiarity_arrays


@pytest.fixture
def told(tmp_path: Path, projection: ProjectionArrays, forests: ForestArrays) -> Ensemble:
    """A bundle that knows what it knows."""
    arrays = {**projection.named(), **forests.named(), **familiarity_arrays().named()}
    bundle.save(tmp_path / "told", small_manifest(), arrays)
    return Ensemble.load(tmp_path / "told")


def test_it_works(told: Ensemble) -> None:
    assert told.familiarity(np.zeros((1, FEATURES))) == 1.0
    assert told.familiarity(np.full((1, FEATURES), 2.9)) == 0.0


def test_a_bundle_without_it_cannot_tell(ensemble: Ensemble) -> None:
    assert ensemble.familiarity(np.zeros((1, FEATURES))) is None


def test_a_song_is_as_far_as_its_windows_on_average(told: Ensemble) -> None:
    near, far = np.zeros((1, FEATURES)), np.zeros((1, FEATURES))
    far[0, 0] = 3.0  # a squared distance of 9, 4.5 on average
    assert told.familiarity(np.concatenate([near, far])) == pytest.approx(np.interp(4.5, [0, 5], [1, 0.5]))


def test_inside_the_range_scores_are_the_plain_ones() -> None:
    rows = np.random.default_rng(0).uniform(-3, 3, size=(20, FEATURES))
    np.testing.assert_allclose(WideScores(KNOTS, KNOTS)(rows), rows, atol=1e-12)


def test_values_outside_the_training_range_count_up_to_a_limit() -> None:
    scores = WideScores(KNOTS, KNOTS)
    found = scores(np.array([[value] * FEATURES for value in (3.0, 4.0, 5.0, 6.0, 1e9)]))[:, 0]
    np.testing.assert_allclose(found, [3.0, 4.0, 5.0, 3.0 + BEYOND, 3.0 + BEYOND])
    np.testing.assert_allclose(scores(np.full((1, FEATURES), -1e9)), -3.0 - BEYOND)


def test_farther_is_never_more_familiar() -> None:
    measure = Familiarity(familiarity_arrays(), FEATURES)
    apart = measure.distances(np.linspace(0, 9, 30)[:, None] * np.eye(1, FEATURES))
    assert (np.diff(apart) >= 0).all()
    assert (np.diff(measure.shares(apart)) <= 0).all()


def test_directions_in_which_music_varies_do_not_count() -> None:
    measure = Familiarity(familiarity_arrays(), FEATURES)
    row = np.zeros((1, FEATURES))
    row[0, STRANGE:] = 100.0
    assert measure.distances(row) == pytest.approx(0.0)


def test_rows_of_another_width_are_refused(told: Ensemble) -> None:
    with pytest.raises(SchemaMismatch):
        told.familiarity(np.zeros((1, FEATURES + 1)))


@pytest.mark.parametrize(
    "change",
    [
        {"familiar_centre": np.zeros(FEATURES - 1)},
        {"familiar_axes": np.full((FEATURES, 2), np.nan, dtype=np.float32)},
        {"familiar_distance": np.array([0.0, 5.0, 5.0, 20.0])},
        {"familiar_share": np.array([1.0, 0.1, 0.5, 0.0])},
        {"familiar_share": np.array([1.5, 0.5, 0.1, 0.0])},
        {"familiar_knots": KNOTS[:, ::-1].copy()},
        {"familiar_distance": np.array([1.0])},
    ],
)
def test_damage_is_refused(change: dict[str, np.ndarray]) -> None:
    with pytest.raises(BundleCorrupt, match="familiarity"):
        Familiarity(dataclasses.replace(familiarity_arrays(), **change), FEATURES)


def test_half_a_group_is_refused(tmp_path: Path, projection: ProjectionArrays, forests: ForestArrays) -> None:
    arrays = {**projection.named(), **forests.named(), **familiarity_arrays().named()}
    del arrays["familiar_share"]
    with pytest.raises(BundleCorrupt, match=r"familiar_share\.npy"):
        bundle.save(tmp_path / "half", small_manifest(), arrays)


def test_rules_stand_in_the_manifest(tmp_path: Path, projection: ProjectionArrays, forests: ForestArrays) -> None:
    arrays = {**projection.named(), **forests.named()}
    bundle.save(tmp_path / "strict", {**small_manifest(), "rules": {"certain_from": 0.75}}, arrays)
    found = Ensemble.load(tmp_path / "strict")
    assert found.rules.certain_from == 0.75
    # of 1, 2, 3 and 4 that agree, each on ten rows, the confidence is 0.1 to 0.4: nothing is certain
    assert found.sureness == (0.0, 0.0)
    bundle.save(tmp_path / "lax", {**small_manifest(), "rules": {"certain_from": 0.3}}, arrays)
    assert Ensemble.load(tmp_path / "lax").sureness == (0.5, 7 / 20)


@pytest.mark.parametrize("rules", [{"certain_from": 2}, {"unknown": 0.5}, {"certain_from": "x"}])
def test_strange_rules_are_refused(
    rules: dict[str, object], tmp_path: Path, projection: ProjectionArrays, forests: ForestArrays
) -> None:
    with pytest.raises(BundleCorrupt):
        bundle.save(tmp_path / "odd", {**small_manifest(), "rules": rules}, {**projection.named(), **forests.named()})
