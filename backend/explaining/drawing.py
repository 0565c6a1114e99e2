"""Contributions as they are sent."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiofiler import Ensemble
from audiofiler.ensemble.evidence import LEVELS
from audiofiler.words import FEATURE_WORDS, FeatureWords

Floats = NDArray[np.float64]


def contributions_data(
    forests: Ensemble, *, values: Floats, parts: Floats, pair: tuple[str, str]
) -> list[dict[str, Any]]:
    """Every feature's part of the probabilities of two genres, the largest difference first."""
    spread = _spread(forests, pair)
    order = np.argsort(-np.abs(parts[0] - parts[1]), kind="stable")
    return [
        {
            "feature": name,
            **_words(FEATURE_WORDS.get(name) or FeatureWords(name, "A value measured in the sound.", None)),
            "value": short(values[k]),
            "towards": exact(parts[0, k]),
            "against": exact(parts[1, k]),
            "distribution": spread and _distribution(spread, k),
        }
        for k, name in ((int(k), forests.features[k]) for k in order)
    ]


def _words(words: FeatureWords) -> dict[str, Any]:
    reading, group = words.reading, words.group
    return words._asdict() | {"reading": reading and reading._asdict(), "group": group and group._asdict()}


def exact(value: float) -> float:
    """To twelve digits behind the point, so that seventy of them add up to within 1e-10."""
    return round(float(value), 12)


def short(value: float) -> float:
    """Six digits that count: more than can be drawn."""
    return float(f"{value:.6g}")


def _spread(forests: Ensemble, pair: tuple[str, str]) -> dict[str, NDArray[np.float32]] | None:
    """The quantiles of all features in both genres and in all songs, where the bundle has them of these genres."""
    quantiles = forests.evidence.quantiles if forests.evidence else None
    if quantiles is None:
        return None
    rows = {"genre": forests.genres.index(pair[0]), "against": forests.genres.index(pair[1]), "all": -1}
    found = {name: quantiles[row] for name, row in rows.items()}
    return found if all(np.isfinite(one).all() for one in found.values()) else None


def _distribution(spread: dict[str, NDArray[np.float32]], feature: int) -> dict[str, list[float]]:
    return {
        "levels": list(LEVELS),
        **{name: [short(value) for value in quantiles[feature]] for name, quantiles in spread.items()},
    }
