"""What a bundle of any recipe on the 70 features holds besides its voters: the measure of familiarity, and the map.

Both depend on rows and features alone, so that recipes on the same columns share them through the cache.
"""

import dataclasses
from typing import Final

import numpy as np

from audiofiler.schema import FEATURE_NAMES
from training import familiarity, mapping
from training.cache import Arrays, Cache, code_hash
from training.datasets import Table

LEAST_FILES: Final = 1000
"""Of fewer audio files it cannot be said what music is like."""

_CODE: Final = (
    *("training/familiarity/fitting.py", "training/mapping/fitting.py", "training/projection.py", "training/split.py"),
    *("audiofiler/ensemble/familiarity.py", "audiofiler/ensemble/songmap.py", "audiofiler/ensemble/projection.py"),
)


def fit(table: Table, features: tuple[str, ...], cache: Cache) -> Arrays:
    """Return the optional groups of a bundle, or nothing where they cannot be fitted.

    Parameters
    ----------
    table : Table
        The rows a recipe was trained on.
    features : tuple of str
        The columns it uses.
    cache : Cache
        Where they are kept.
    """
    if set(features) - set(FEATURE_NAMES) or table.n_groups < LEAST_FILES:
        return {}
    columns = [table.features.index(name) for name in features]
    chosen = dataclasses.replace(table, X=np.ascontiguousarray(table.X[:, columns]), features=features)
    what = {"extras": list(features), "code": code_hash(*_CODE), "train": table.checksum()}
    return cache.get(what, lambda: _fitted(chosen))[0]


def _fitted(table: Table) -> Arrays:
    first = table.first_of_audio()
    return {**familiarity.fit(table.X[first]).named(), **mapping.fit(table).arrays.named()}
