"""What the tests of this app share: a small model of another schema."""

from pathlib import Path

import numpy as np
import pytest

from audiofiler.ensemble import bundle
from audiofiler.ensemble.network import NetworkArrays
from audiofiler.representations import REPRESENTATIONS
from audiofiler.schema import STATS_SCHEMA_ID

GENRES = ["Jazz", "Rock"]


@pytest.fixture
def networks(tmp_path: Path) -> str:
    """A bundle of 20 small networks on statistics, found by its name."""
    names, random = REPRESENTATIONS[STATS_SCHEMA_ID].names, np.random.default_rng(1)
    arrays = NetworkArrays(
        np.tile([-100.0, 100.0], (len(names), 1)),
        np.tile([-1.0, 1.0], (len(names), 1)),
        (random.normal(size=(20, len(names), len(GENRES))).astype(np.float32),),
        (np.zeros((20, len(GENRES)), dtype=np.float32),),
    )
    about = {
        "name": "small-network", "version": "1", "schema": STATS_SCHEMA_ID, "family": "network",
        "settings": {"layers": 1}, "features": list(names), "genres": GENRES,
        "families": dict.fromkeys(GENRES, "all"), "forests": 20, "recipe": {}, "training": {}, "scores": {},
        "agreement": [{"agree": k, "rows": 1, "right": 1, "confidence": 0.5} for k in range(1, 21)],
        "calibration": {"kind": "vector-scaling", "exponent": 1.0, "floor": 0.01, "bias": [0.0, 0.0]}, "versions": {},
    }  # fmt: skip
    bundle.save(tmp_path / "models" / "small-network", about, arrays.named())
    return "small-network"
