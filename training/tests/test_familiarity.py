"""What follows the rules of the training rows is familiar, what breaks them is not; sounds are the same anywhere."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from audiofiler import FeatureVector
from audiofiler.ensemble.familiarity import Familiarity
from audiofiler.extraction import Window
from audiofiler.schema import FEATURE_NAMES, SAMPLE_RATE
from training import familiarity
from training.datasets import DataError, Table
from training.familiarity import sounds, speech, telling
from training.familiarity.measure import area
from training.params import Params

WIDTH = 12


def lawful(rows: int, seed: int) -> np.ndarray:
    """Rows of which every second value follows from the one before it."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(rows, WIDTH))
    X[:, 1::2] = X[:, ::2] + rng.normal(scale=0.1, size=(rows, WIDTH // 2))
    return X.astype(np.float32)


def test_it_works() -> None:
    measure = Familiarity(familiarity.fit(lawful(600, 0)), WIDTH)
    known, broken = lawful(400, 1).astype(np.float64), lawful(400, 1).astype(np.float64)
    broken[:, 1::2] *= -1  # every value is as common as before, but not beside the other
    assert measure.shares(measure.distances(known)).mean() == pytest.approx(0.5, abs=0.06)
    assert (measure.shares(measure.distances(known)) < 0.02).mean() < 0.05
    assert (measure.shares(measure.distances(broken)) < 0.02).mean() > 0.9


def test_the_same_rows_give_the_same_arrays() -> None:
    first, second = (familiarity.fit(lawful(300, 0)).named() for _ in range(2))
    for name, array in first.items():
        np.testing.assert_array_equal(array, second[name])


def test_the_area_is_that_of_scikit_learn() -> None:
    rng = np.random.default_rng(3)
    music, strange = rng.integers(0, 9, 60).astype(float), rng.integers(4, 14, 40).astype(float)
    truth = np.repeat([0, 1], [60, 40])
    assert area(music, strange) == pytest.approx(roc_auc_score(truth, np.concatenate([music, strange])))


@pytest.mark.parametrize("kind", [*sounds.CHOOSING, *sounds.REPORTED])
def test_sounds_are_the_same_anywhere(kind: str) -> None:
    clip = sounds.make(kind, 0)
    assert clip.shape == (round(sounds.SECONDS * SAMPLE_RATE),)
    assert 0 < np.abs(clip).max() <= 1
    np.testing.assert_array_equal(clip[:1000], sounds.make(kind, 0)[:1000])
    assert not np.array_equal(clip[:1000], sounds.make(kind, 1)[:1000])


def test_speech_is_varied_and_stays_speech() -> None:
    rng = np.random.default_rng(4)
    voice = np.sin(np.arange(SAMPLE_RATE) / 30)
    lengths = {speech.varied(voice, rng).size for _ in range(12)}
    assert len(lengths) > 1
    assert all(0.7 * SAMPLE_RATE < length < 1.4 * SAMPLE_RATE for length in lengths)


def clips(rows: np.ndarray) -> list[FeatureVector]:
    """Clips whose vectors hold the given values first."""
    found = []
    for row in rows:
        values = np.zeros(len(FEATURE_NAMES))
        values[: len(row)] = row
        found.append(FeatureVector(values, (Window(0.0, values),), 30.0, SAMPLE_RATE, "", {}))
    return found


def test_kinds_are_measured_against_held_out_rows_and_real_music(small: Params) -> None:
    X = lawful(600, 0)
    table = Table(X, np.zeros(600, dtype=np.int64), np.arange(600), FEATURE_NAMES[:WIDTH], ("any",))
    broken = lawful(30, 5)
    broken[:, 1::2] *= -1
    found = familiarity.measure(
        table, {"songs": clips(lawful(30, 6))}, {"broken": clips(broken), "music": clips(lawful(30, 7))}, ["broken"],
        dataclasses.replace(small.evaluation, resamples=10),
    )  # fmt: skip
    strange, music = found["sounds"]
    assert strange["held_out"]["value"] > 0.97
    assert strange["real"]["value"] > 0.97
    assert strange["chosen_on"]
    assert abs(music["held_out"]["value"] - 0.5) < 0.2
    assert not found["met"]
    assert [row["kind"] for row in found["music"]] == ["held-out rows", "songs"]
    assert found["music"][0]["flagged"] == pytest.approx(0.02, abs=0.015)
    assert "missed" in telling.sentence(found)
    assert len(telling.sounds_table(found)[1]) == 2
    json.dumps(found)


def test_without_sounds_it_refuses(small: Params, table: Table) -> None:
    with pytest.raises(DataError):
        familiarity.measure(table, {}, {}, [], small.evaluation)


def test_voices_need_the_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert list(speech.spoken(3)) == []
