"""What a bundle tells of its scores is what the metrics say of the same rows."""

import numpy as np
import pytest
from sklearn.metrics import confusion_matrix, roc_auc_score

from audiofiler.ensemble.evidence import FALSE_POSITIVES, LEVELS
from training import crossval, curves, evidence
from training.cache import Cache
from training.crossval import OutOfFold
from training.datasets import Table
from training.params import Params
from training.progress import Progress
from training.recipes import ForestsRecipe

from .conftest import N_GENRES


@pytest.fixture(scope="module")
def result(table: Table, small: Params) -> OutOfFold:
    return crossval.out_of_fold(ForestsRecipe(small), table, small, Cache(None), Progress(0, quiet=True))


def test_it_counts_every_row_once(result: OutOfFold, table: Table) -> None:
    found = evidence.gather(result, table, table.features, 10)
    n = len(table.genres)
    wanted = confusion_matrix(table.y, result.rows.winner, labels=np.arange(n))
    np.testing.assert_array_equal(found["evidence_confusion"], wanted)
    assert found["evidence_bins"][:, 2].sum() == len(table)


def test_bins_are_those_of_the_report(result: OutOfFold, table: Table) -> None:
    found = evidence.gather(result, table, table.features, 10)["evidence_bins"]
    drawn = [
        [entry["confidence"], entry["right"], entry["rows"]] for entry in curves.calibration_curve(result.rows, 10)
    ]
    np.testing.assert_array_equal(found[found[:, 2] > 0], drawn)
    assert np.isnan(found[found[:, 2] == 0, :2]).all()


def test_curves_are_those_of_the_probabilities(result: OutOfFold, table: Table) -> None:
    found = evidence.gather(result, table, table.features, 10)
    for k in range(N_GENRES):
        area = roc_auc_score(table.y == k, result.probabilities[:, k])
        assert found["evidence_area"][k] == pytest.approx(area, abs=1e-4)
        # The grid draws the same area, and never falls.
        assert np.trapezoid(found["evidence_roc"][k], FALSE_POSITIVES) == pytest.approx(area, abs=0.01)
        assert (np.diff(found["evidence_roc"][k]) >= 0).all()
    assert np.isnan(found["evidence_area"][N_GENRES:]).all()


def test_all_voters_together_score_what_the_model_scores(result: OutOfFold, table: Table) -> None:
    grown = evidence.growth(result.scored, table.y)
    assert grown[-1] == pytest.approx((result.rows.winner == table.y).mean(), abs=1e-4)
    assert grown[0] == pytest.approx((result.scored.votes == table.y[:, None]).mean(), abs=1e-4)


def test_spread_is_of_each_audio_once(result: OutOfFold, table: Table) -> None:
    found = evidence.gather(result, table, table.features[:3], 10)["spread_quantiles"]
    assert found.shape == (len(table.genres) + 1, 3, len(LEVELS))
    first = table.first_of_audio()
    np.testing.assert_allclose(found[-1], np.quantile(table.X[first, :3], LEVELS, axis=0).T, rtol=1e-5)
    np.testing.assert_allclose(
        found[2], np.quantile(table.X[first][table.y[first] == 2, :3], LEVELS, axis=0).T, rtol=1e-5
    )
    assert np.isnan(found[N_GENRES]).all()


def test_features_of_other_tables_have_no_spread(result: OutOfFold, table: Table) -> None:
    assert "spread_quantiles" not in evidence.gather(result, table, ("point_0",), 10)
