"""Areas are scikit-learn's, curves hold their ends, families and confusions count rows."""

import dataclasses

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, confusion_matrix, roc_auc_score

from training import curves
from training.evaluate import describe
from training.params import Params
from training.recipes import Scored

N, GENRES, FORESTS = 400, 5, 7
NAMES = ("a", "b", "c", "d", "e")


@pytest.fixture
def scored() -> tuple[np.ndarray, Scored]:
    rng = np.random.default_rng(0)
    truth = rng.choice(GENRES - 1, size=N)  # the last genre never occurs
    mean = rng.dirichlet(np.ones(GENRES), size=N).round(2)  # rounded: ties
    mean[np.arange(N), truth] += 0.3
    mean /= mean.sum(axis=1, keepdims=True)
    votes = np.array([rng.choice(GENRES, size=FORESTS, p=row) for row in mean]).astype(np.uint8)
    return truth, Scored(votes, mean)


@pytest.mark.parametrize("ties", [False, True])
@pytest.mark.parametrize("weighted", [False, True])
def test_areas_are_those_of_scikit_learn(scored: tuple[np.ndarray, Scored], ties: bool, weighted: bool) -> None:
    truth, probability = scored[0] == 1, scored[1].mean[:, 1]
    probability = probability.round(1) if ties else probability
    weight = np.random.default_rng(1).integers(0, 3, size=N).astype(float) if weighted else None
    roc, precision = curves.areas(*curves.rates(curves.ranked(probability, truth), weight))
    assert roc == pytest.approx(roc_auc_score(truth, probability, sample_weight=weight))
    assert precision == pytest.approx(average_precision_score(truth, probability, sample_weight=weight))


def test_ranking_of_each_genre_that_occurs(scored: tuple[np.ndarray, Scored], small: Params) -> None:
    truth, said = scored
    settings = dataclasses.replace(small.evaluation, resamples=60)
    found = curves.ranking(said.mean, truth, np.arange(N) // 2, NAMES, settings)
    assert list(found) == list("abcd")
    for entry in found.values():
        for area in (entry["roc_auc"], entry["average_precision"]):
            assert area["low"] < area["value"] < area["high"]
        assert entry["roc"][0] == [0, 0]
        assert entry["roc"][-1] == [1, 1]
        assert len(entry["roc"]) <= curves.POINTS + 1
        assert entry["precision_recall"][-1][0] == 1
    assert found == curves.ranking(said.mean, truth, np.arange(N) // 2, NAMES, settings)


def test_a_perfect_ranking_has_area_one() -> None:
    truth = np.arange(10) < 3
    assert curves.areas(*curves.rates(curves.ranked(truth.astype(float), truth))) == (1.0, 1.0)


def test_calibration_bins_hold_all_rows(scored: tuple[np.ndarray, Scored]) -> None:
    rows = describe(*scored, scored[1].mean)
    found = curves.calibration_curve(rows, 10)
    assert sum(entry["rows"] for entry in found) == N
    assert all(entry["low"] <= entry["right"] <= entry["high"] for entry in found)
    assert sum(e["rows"] * e["right"] for e in found) == pytest.approx(rows.hit.sum(), abs=0.1)


def test_asking_more_forests_answers_less(scored: tuple[np.ndarray, Scored]) -> None:
    truth, said = scored
    found = curves.coverage(said, truth)
    shares = [entry["coverage"] for entry in found]
    assert shares[0] == 1
    assert shares == sorted(shares, reverse=True)
    assert found[0]["right"] == pytest.approx((said.shares().argmax(axis=1) == truth).mean(), abs=1e-4)


def test_families_count_a_neighbour_as_right(scored: tuple[np.ndarray, Scored], small: Params) -> None:
    rows = describe(*scored, scored[1].mean)
    family_of = dict(zip(NAMES, ("x", "x", "y", "y", "z"), strict=True))
    found = curves.families(rows, family_of, NAMES, np.arange(N), small.evaluation)
    index = np.array([0, 0, 1, 1, 2])
    right = index[rows.truth] == index[rows.winner]
    assert found["measures"]["accuracy"]["value"] == pytest.approx(right.mean(), abs=1e-4)
    assert right.mean() > (rows.truth == rows.winner).mean()
    assert sum(entry["rows"] for entry in found["families"].values()) == N
    of_x = index[rows.truth] == 0
    assert found["families"]["x"]["recall"] == pytest.approx(right[of_x].mean(), abs=1e-3)


def test_confusions_and_surest_mistakes(scored: tuple[np.ndarray, Scored]) -> None:
    truth, said = scored
    rows = describe(truth, said, said.mean)
    np.testing.assert_array_equal(
        curves.confusion(rows), confusion_matrix(truth, rows.winner, labels=np.arange(GENRES))
    )
    found = curves.surest_mistakes(said, said.mean, truth, NAMES, 10)
    assert len(found) == 10
    assert [m["probability"] for m in found] == sorted((m["probability"] for m in found), reverse=True)
    for mistake in found:
        row = mistake["row"]
        assert NAMES[truth[row]] == mistake["truth"] != mistake["named"] == NAMES[rows.winner[row]]
    everything = curves.surest_mistakes(said, said.mean, truth, NAMES, 10 * N)
    assert len(everything) == (rows.winner != truth).sum()
