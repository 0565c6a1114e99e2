"""A small bundle made of random trees: everything a bundle can hold, nothing that needs training."""

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from audiofiler.ensemble import Ensemble, bundle
from audiofiler.ensemble.forest import LEAF, ForestArrays
from audiofiler.ensemble.projection import ProjectionArrays
from audiofiler.schema import SCHEMA_ID

FORESTS, TREES, GENRES, FEATURES, BANK, STRETCH, AXES = 4, 3, 5, 6, 12, 8, 7


def random_tree(rng: np.random.Generator, inner: int) -> ForestArrays:
    """Grow a tree of `inner` inner nodes by splitting random leaves, in breadth-first order."""
    children: dict[int, tuple[int, int]] = {}
    leaves, nodes = [0], 1
    for _ in range(inner):
        split = leaves.pop(int(rng.integers(len(leaves))))
        children[split] = (nodes, nodes + 1)
        leaves += [nodes, nodes + 1]
        nodes += 2
    order = [0]
    for node in order:
        order += children.get(node, ())
    is_inner = np.array([node in children for node in order])
    entries = rng.integers(1, 4, size=nodes - inner)
    return ForestArrays(
        tree_nodes=np.array([nodes], dtype=np.uint32),
        axis=np.where(is_inner, rng.integers(AXES, size=nodes), LEAF).astype(np.uint8),
        threshold=rng.normal(size=inner).astype(np.float32),
        leaf_entries=entries.astype(np.uint8),
        entry_class=np.concatenate([rng.permutation(GENRES)[:k] for k in entries]).astype(np.uint8),
        entry_count=rng.integers(1, 300, size=entries.sum()).astype(np.uint16),
    )


def random_forests(rng: np.random.Generator) -> ForestArrays:
    """Return `FORESTS` forests of `TREES` trees, one of them a lone leaf."""
    trees = [random_tree(rng, inner) for inner in (0, *rng.integers(1, 40, size=FORESTS * TREES - 1))]
    return ForestArrays(**{name: np.concatenate([t.named()[name] for t in trees]) for name in trees[0].named()})


def random_projection(rng: np.random.Generator) -> ProjectionArrays:
    """Return a projection whose last axis is linear alone."""
    return ProjectionArrays(
        knots=np.sort(rng.normal(size=(FEATURES, 9)), axis=1),
        scores=np.sort(rng.normal(size=(FEATURES, 9)), axis=1),
        bank_weights=rng.normal(size=(FEATURES, BANK)).astype(np.float32),
        bank_phases=rng.uniform(0, 6, size=BANK).astype(np.float32),
        bank_start=np.array([0, 1, 3, 4], dtype=np.uint16),
        bank_readout=rng.normal(size=(FORESTS, STRETCH, AXES - 1)).astype(np.float32),
        linear_readout=rng.normal(size=(FORESTS, FEATURES + 1, AXES)).astype(np.float32),
    )


def small_manifest() -> dict[str, Any]:
    """Return the manifest of the small bundle, without what saving adds."""
    genres = [f"genre {k}" for k in range(GENRES)]
    return {
        "name": "small",
        "version": "1.2.3",
        "schema": SCHEMA_ID,
        "features": [f"feature_{k}" for k in range(FEATURES)],
        "genres": genres,
        "families": dict.fromkeys(genres, "all"),
        "forests": FORESTS,
        "family": "forests",
        "settings": {},
        "recipe": {},
        "training": {},
        "scores": {},
        "agreement": [{"agree": k, "rows": 10, "right": k, "confidence": k / 10} for k in range(1, FORESTS + 1)],
        "calibration": {"kind": "vector-scaling", "exponent": 1.5, "floor": 0.01, "bias": [0.0, 0.5, -0.5, 0.1, 0.0]},
        "versions": {},
    }


@pytest.fixture
def projection() -> ProjectionArrays:
    return random_projection(np.random.default_rng(1))


@pytest.fixture
def forests() -> ForestArrays:
    return random_forests(np.random.default_rng(2))


@pytest.fixture
def folder(tmp_path: Path, projection: ProjectionArrays, forests: ForestArrays) -> Path:
    where = tmp_path / "bundles" / "small"
    bundle.save(where, small_manifest(), {**projection.named(), **forests.named()})
    return where


@pytest.fixture
def ensemble(folder: Path) -> Ensemble:
    return Ensemble.load(folder)


@pytest.fixture(name="X")
def rows() -> np.ndarray:
    return np.random.default_rng(3).normal(size=(50, FEATURES))


@pytest.fixture(autouse=True)
def no_other_bundles(monkeypatch: pytest.MonkeyPatch) -> None:
    if "AUDIOFILER_MODELS" in os.environ:
        monkeypatch.delenv("AUDIOFILER_MODELS")
