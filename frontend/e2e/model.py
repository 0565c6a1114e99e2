"""Make a second model for the journeys: twenty small networks of random weights, which hear something and know nothing.

Usage: python -m frontend.e2e.model FOLDER -> FOLDER/sketch-10/
"""

import sys
from pathlib import Path

import numpy as np

from audiofiler import Ensemble
from audiofiler.ensemble import bundle
from audiofiler.ensemble.network import NetworkArrays

NAME = "sketch-10"
NETWORKS = 20
GENRES = 10
SPREAD = 0.4
"""Of the weights: the networks then neither all agree nor all differ."""


def main(folder: Path) -> None:
    """Write the bundle: the shipped model's features and its first genres, one layer a network."""
    shipped = Ensemble.load("audiofiler-26")
    genres = list(shipped.genres[:GENRES])
    rng = np.random.default_rng(7)
    n_features = len(shipped.features)
    ends = np.tile([0.0, 1.0], (n_features, 1))
    arrays = NetworkArrays(
        knots=ends,
        scores=ends,
        weights=(rng.normal(scale=SPREAD, size=(NETWORKS, n_features, GENRES)).astype(np.float32),),
        biases=(rng.normal(size=(NETWORKS, GENRES)).astype(np.float32),),
    )
    raw = {
        "name": NAME,
        "version": "0.1.0",
        "schema": shipped.schema,
        "features": list(shipped.features),
        "genres": genres,
        "families": {genre: shipped.families[genre] for genre in genres},
        "forests": NETWORKS,
        "family": "network",
        "settings": {"layers": 1},
        "recipe": {"name": "sketch"},
        "training": {"dataset": "nothing"},
        "scores": {"model": {"accuracy": {"value": 0.1, "low": 0.05, "high": 0.2}}, "protocol": "chance"},
        "agreement": [{"agree": k, "rows": 10, "right": 1, "confidence": 0.1} for k in range(1, NETWORKS + 1)],
        "calibration": {"kind": "vector-scaling", "exponent": 1.0, "floor": 0.01, "bias": [0.0] * GENRES},
        "versions": {},
    }
    bundle.save(folder / NAME, raw, arrays.named())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
