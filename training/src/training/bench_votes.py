"""Measures one vector's votes against as many scikit-learn `predict` calls in memory, and the time to load a bundle."""

import dataclasses
import statistics
import time
from collections.abc import Callable

import numpy as np
from sklearn.ensemble import RandomForestClassifier
from threadpoolctl import threadpool_limits

from audiofiler.ensemble import Ensemble, bundle


@dataclasses.dataclass(frozen=True)
class VotesBench:
    """Medians in milliseconds."""

    load_ms: float
    votes_ms: float
    sklearn_ms: float
    ratio: float
    forests: int
    trees: int
    bundle_bytes: int

    def as_dict(self) -> dict[str, float]:
        """Return the figures by name."""
        return dataclasses.asdict(self)


def measure(repeats: int = 100, seed: int = 5) -> VotesBench:
    """Measure the shipped bundle.

    The scikit-learn forests are as many as the bundle's, with as many trees and axes and about as many nodes a tree.
    They are given ready-made axes, so that their time is `predict` alone, while the bundle's time is everything from
    feature values to votes.

    Parameters
    ----------
    repeats : int
        Calls timed, of which the median is taken.
    seed : int
        Of the vectors and of the stand-in training rows.
    """
    folder = bundle.find()
    _, arrays = bundle.load(folder)
    ensemble = Ensemble.load(folder)
    trees = len(arrays["tree_nodes"]) // ensemble.size
    rng = np.random.default_rng(seed)
    knots = arrays["knots"]
    middle, spread = knots[:, knots.shape[1] // 2], np.std(knots, axis=1)
    vectors = rng.normal(middle, spread, size=(repeats, len(middle)))
    n_axes = arrays["linear_readout"].shape[2]
    models = _stand_ins(ensemble, trees, n_axes, float(arrays["tree_nodes"].mean()), rng)
    axes = rng.normal(size=(repeats, n_axes)).astype(np.float32)
    # One thread for both: a service runs one worker a core.
    with threadpool_limits(limits=1):
        votes_ms = _median_ms(repeats, lambda i: ensemble.votes(vectors[i : i + 1]))
        sklearn_ms = _median_ms(repeats // 2, lambda i: [model.predict(axes[i : i + 1]) for model in models])
        load_ms = _median_ms(7, lambda _: Ensemble.load(folder))
    size = sum(path.stat().st_size for path in folder.iterdir())
    return VotesBench(load_ms, votes_ms, sklearn_ms, sklearn_ms / votes_ms, ensemble.size, trees, size)


def _stand_ins(
    ensemble: Ensemble, trees: int, n_axes: int, nodes: float, rng: np.random.Generator
) -> list[RandomForestClassifier]:
    # Trees on labels without structure split until a leaf holds one row: about 1.26 nodes for each row drawn.
    rows = max(int(nodes / 1.26), 3 * len(ensemble.genres))
    X = rng.normal(size=(rows, n_axes)).astype(np.float32)
    y = rng.integers(len(ensemble.genres), size=rows)
    return [RandomForestClassifier(trees, max_features=1, random_state=seed).fit(X, y) for seed in range(ensemble.size)]


def _median_ms(repeats: int, call: Callable[[int], object]) -> float:
    """Time one kind of call in a loop of its own, as a service that does nothing else would make it."""
    call(0)
    times = []
    for i in range(repeats):
        start = time.perf_counter()
        call(i)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)
