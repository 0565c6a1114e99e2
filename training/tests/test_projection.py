"""Leave-one-out values are those of really leaving out; scores are normal; discriminants separate."""

import numpy as np
import pytest
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

from audiofiler.ensemble.projection import NormalScores
from training import projection
from training.datasets import Table
from training.params import Params


def test_scores_are_standard_normal() -> None:
    X = np.random.default_rng(0).exponential(size=(5000, 3))
    knots, scores = projection.fit_scores(X, 129, 3.0)
    found = NormalScores(knots, scores)(X)
    np.testing.assert_allclose(found.mean(axis=0), 0, atol=0.02)
    np.testing.assert_allclose(found.std(axis=0), 1, atol=0.03)
    assert np.abs(found).max() <= 3.0


def test_equal_values_share_one_score() -> None:
    X = np.repeat([1.0, 2.0, 3.0], [50, 30, 20])[:, None]
    found = NormalScores(*projection.fit_scores(X, 129, 3.0))(X)
    assert len(np.unique(found)) == 3
    assert found[0] < found[50] < found[99]


def test_leave_one_out_is_leaving_out(table: Table, small: Params) -> None:
    p = small.forests
    rows = projection.distinct_rows(table.X, table.y, table.group, 26, p.ridge_weight_exponent)
    scores = NormalScores(*projection.fit_scores(rows.X, p.knots, p.widest_score))(rows.X)
    design = projection.build_design(scores, *projection.draw_bank(69, p), rows)
    columns = np.arange(40)
    coefficients, left_out = projection.ridge(design, rows, columns, 5.0)
    Z = design.Z[:, columns].astype(np.float64)
    for gone in (0, 17, 200):
        kept = np.arange(len(Z)) != gone
        weighted = Z[kept] * rows.weight[kept, None]
        solution = np.linalg.solve(weighted.T @ Z[kept] + 5.0 * np.eye(40), weighted.T @ rows.targets[kept])
        np.testing.assert_allclose(left_out[gone], Z[gone] @ solution, atol=2e-4)
    weighted = Z * rows.weight[:, None]
    wanted = np.linalg.solve(weighted.T @ Z + 5.0 * np.eye(40), weighted.T @ rows.targets)
    np.testing.assert_allclose(coefficients, wanted, atol=2e-4)


def test_equal_rows_are_one_row_with_the_mean_label(table: Table) -> None:
    rows = projection.distinct_rows(table.X, table.y, table.group, 26, 0.5)
    assert len(rows.X) == table.n_groups
    np.testing.assert_array_equal(rows.X[rows.of_row], table.X)
    np.testing.assert_allclose(rows.targets.sum(axis=1), 1.0)
    assert rows.weight.sum() == pytest.approx(len(table))


def test_discriminants_are_those_of_scikit_learn(table: Table) -> None:
    scores = table.X.astype(np.float64)[:, :20]
    fitted = projection.discriminants(scores, table.y, 25)
    found = scores @ fitted[:-1] + fitted[-1]
    wanted = LinearDiscriminantAnalysis(solver="svd").fit_transform(scores, table.y)
    for k in range(wanted.shape[1]):
        assert abs(np.corrcoef(found[:, k], wanted[:, k])[0, 1]) == pytest.approx(1.0, abs=1e-3)
    np.testing.assert_array_equal(fitted[:, wanted.shape[1] :], 0.0)


def test_stretches_stay_inside_the_bank(small: Params) -> None:
    starts = projection.stretch_starts(small.forests)
    assert starts[0] == 0
    assert starts[-1] + small.forests.stretch == small.forests.bank
    assert len(set(starts.tolist())) == small.forests.forests
