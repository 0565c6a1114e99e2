"""The metrics are scikit-learn's where it has them; weights count rows; intervals hold the value."""

import dataclasses

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, balanced_accuracy_score, f1_score, log_loss, top_k_accuracy_score

from training.evaluate import METRICS, Rows, describe, measure, per_genre, with_intervals
from training.params import Params
from training.recipes import Scored

N, GENRES, FORESTS = 500, 8, 7


@pytest.fixture
def scored() -> tuple[np.ndarray, Scored, np.ndarray]:
    rng = np.random.default_rng(0)
    truth = rng.choice(GENRES - 1, size=N)
    mean = rng.dirichlet(np.ones(GENRES), size=N)
    mean[np.arange(N), truth] += 0.3
    mean /= mean.sum(axis=1, keepdims=True)
    votes = np.array([rng.choice(GENRES, size=FORESTS, p=row) for row in mean]).astype(np.uint8)
    return truth, Scored(votes, mean), mean


@pytest.fixture
def rows(scored: tuple[np.ndarray, Scored, np.ndarray]) -> Rows:
    return describe(*scored)


@pytest.mark.filterwarnings("ignore:y_pred contains classes not in y_true")
def test_metrics_are_those_of_scikit_learn(scored: tuple[np.ndarray, Scored, np.ndarray], rows: Rows) -> None:
    truth, votes, probabilities = scored
    winner, found = votes.shares().argmax(axis=1), measure(rows, bins=10)
    assert found["accuracy"] == pytest.approx(accuracy_score(truth, winner))
    assert found["balanced_accuracy"] == pytest.approx(balanced_accuracy_score(truth, winner))
    assert found["macro_f1"] == pytest.approx(f1_score(truth, winner, average="macro"))
    labels = np.arange(GENRES)
    for k in (3, 5):
        wanted = top_k_accuracy_score(truth, votes.shares(), k=k, labels=labels)
        assert found[f"top{k}_accuracy"] == pytest.approx(wanted)
    assert found["log_loss"] == pytest.approx(log_loss(truth, probabilities, labels=labels))


def test_calibration_error_by_hand() -> None:
    # Two bins: three rows at 0.9 of which two are right, one row at 0.3 that is right.
    rows = Rows(
        truth=np.zeros(4, int),
        winner=np.zeros(4, int),
        place=np.zeros(4, int),
        surprise=np.zeros(4),
        confidence=np.array([0.9, 0.9, 0.9, 0.3]),
        hit=np.array([1.0, 1.0, 0.0, 1.0]),
        n_classes=1,
    )
    wanted = 3 / 4 * (0.9 - 2 / 3) + 1 / 4 * (1 - 0.3)
    assert measure(rows, bins=2)["expected_calibration_error"] == pytest.approx(wanted)


def test_votes_rank_first_and_means_break_ties() -> None:
    scored = Scored(np.array([[0, 0, 1], [2, 1, 0]], np.uint8), np.array([[0.1, 0.2, 0.7], [0.2, 0.3, 0.5]]))
    assert scored.shares().argsort(axis=1)[:, ::-1].tolist() == [[0, 1, 2], [2, 1, 0]]


def test_a_weight_of_two_is_the_row_twice(rows: Rows) -> None:
    weight = np.ones(N)
    weight[:100] = 2
    twice = np.concatenate([np.arange(N), np.arange(100)])
    names = [field.name for field in dataclasses.fields(Rows) if field.name != "n_classes"]
    doubled = dataclasses.replace(rows, **{name: getattr(rows, name)[twice] for name in names})
    assert measure(rows, 10, weight) == pytest.approx(measure(doubled, 10))


def test_intervals_hold_the_value_and_repeat(rows: Rows, small: Params) -> None:
    settings = dataclasses.replace(small.evaluation, resamples=100)
    group = np.arange(N) // 2
    found = with_intervals(rows, group, settings)
    assert set(found) == set(METRICS)
    for name in ("accuracy", "top5_accuracy", "log_loss"):
        assert found[name]["low"] < found[name]["value"] < found[name]["high"]
    assert found == with_intervals(rows, group, settings)


def test_genre_by_genre(rows: Rows) -> None:
    found = per_genre(rows, tuple("abcdefgh"))
    assert sum(int(entry["rows"]) for entry in found.values()) == N
    assert found["h"] == {"rows": 0, "recall": 0.0, "precision": 0.0}
    first = rows.truth == 0
    assert found["a"]["recall"] == pytest.approx((rows.winner[first] == 0).mean(), abs=1e-3)
