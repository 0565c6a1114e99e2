"""Networks follow their formula, mix with forests by their share, and refuse what does not fit."""

import itertools
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from audiofiler.ensemble import BundleCorrupt, Ensemble, bundle
from audiofiler.ensemble.forest import ForestArrays
from audiofiler.ensemble.network import NetworkArrays, Networks
from audiofiler.ensemble.projection import ProjectionArrays

from .conftest import FEATURES, FORESTS, GENRES, small_manifest

HIDDEN = 6

WEIGHT = np.linspace(0.5, 1.5, GENRES)


def networks(size: int, widths: tuple[int, ...] = (FEATURES, HIDDEN, GENRES)) -> NetworkArrays:
    rng = np.random.default_rng(size)
    pairs = list(itertools.pairwise(widths))
    return NetworkArrays(
        np.tile([-2.0, 2.0], (FEATURES, 1)),
        np.tile([-3.0, 3.0], (FEATURES, 1)),
        tuple(rng.normal(size=(size, *pair)).astype(np.float32) for pair in pairs),
        tuple(rng.normal(size=(size, pair[1])).astype(np.float32) for pair in pairs),
    )


def manifest(family: str, **settings: Any) -> dict[str, Any]:
    return {**small_manifest(), "family": family, "settings": settings}


@pytest.fixture
def network_folder(tmp_path: Path) -> Path:
    bundle.save(tmp_path / "net", manifest("network", layers=2), networks(FORESTS).named())
    return tmp_path / "net"


def test_it_works(network_folder: Path, X: np.ndarray) -> None:
    ensemble = Ensemble.load(network_folder)
    assert ensemble.family == "network"
    assert ensemble.size == FORESTS
    ballots = ensemble.ballots(X)
    assert ballots.shape == (len(X), FORESTS, GENRES)
    np.testing.assert_allclose(ballots.sum(axis=2), 1)


def test_ballots_follow_the_formula(X: np.ndarray) -> None:
    arrays = networks(3)
    ballots = Networks(arrays, GENRES).ballots(X)
    inside = np.clip(X, -2, 2) * 1.5
    for k in range(3):
        hidden = np.maximum(inside @ arrays.weights[0][k] + arrays.biases[0][k], 0)
        logit = hidden @ arrays.weights[1][k] + arrays.biases[1][k]
        np.testing.assert_allclose(ballots[:, k], np.exp(logit) / np.exp(logit).sum(axis=1)[:, None], rtol=1e-6)


def test_a_hybrid_mixes_forests_and_networks(
    tmp_path: Path, folder: Path, projection: ProjectionArrays, forests: ForestArrays, X: np.ndarray
) -> None:
    arrays = {**projection.named(), **forests.named(), **networks(2).named(), "genre_weight": WEIGHT}
    bundle.save(tmp_path / "mix", manifest("hybrid", layers=2, forest_share=0.25), arrays)
    beside = Networks(networks(2), GENRES).ballots(X)[:, [0, 1, 0, 1]]
    wanted = (0.25 * Ensemble.load(folder).ballots(X) + 0.75 * beside) * WEIGHT
    wanted /= wanted.sum(axis=2, keepdims=True)
    np.testing.assert_allclose(Ensemble.load(tmp_path / "mix").ballots(X), wanted)
    for weight in (WEIGHT[1:], -WEIGHT, np.full(GENRES, np.nan)):
        bundle.save(
            tmp_path / "mix", manifest("hybrid", layers=2, forest_share=0.25), {**arrays, "genre_weight": weight}
        )
        with pytest.raises(BundleCorrupt, match="one sensible weight for each genre"):
            Ensemble.load(tmp_path / "mix")


@pytest.mark.parametrize(
    ("arrays", "complaint"),
    [
        (networks(2, (FEATURES + 1, HIDDEN, GENRES)), "shapes of layer 0"),
        (networks(2, (FEATURES, HIDDEN, GENRES + 1)), "gives 6 classes"),
    ],
)
def test_what_does_not_fit_is_refused(arrays: NetworkArrays, complaint: str) -> None:
    with pytest.raises(BundleCorrupt, match=complaint):
        Networks(arrays, GENRES)
