"""The recipe of the 2017 release, as a yardstick: 20 forests of 10 fully grown trees on the raw values."""

import dataclasses
import functools

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import RandomForestClassifier

from training.cache import Arrays, Cache, code_hash
from training.datasets import Table
from training.params import Params
from training.recipes.base import OnStep, Scored, each_forest


class PublishedRecipe:
    """Forests that differ in nothing but their seed.

    Parameters
    ----------
    params : Params
        Reads `[published]` and `[compute]`.
    """

    name = "published"
    calibrated = False

    def __init__(self, params: Params) -> None:
        self._params, self._threads = params.published, params.compute.threads

    @property
    def steps(self) -> int:
        """One for each forest."""
        return self._params.forests

    def score(self, train: Table, X: NDArray[np.float32], cache: Cache, on_step: OnStep) -> Scored:
        """Learn from `train` and score the rows `X`."""
        what = {
            "recipe": self.name,
            "code": code_hash("training/recipes/published.py"),
            "params": dataclasses.asdict(self._params),
            "train": train.checksum(),
            "rows": Table(X, np.zeros(len(X), np.int64), np.arange(len(X)), train.features, train.genres).checksum(),
        }
        made = each_forest(
            functools.partial(self._one, train, X),
            self._params.forests,
            what=what,
            cache=cache,
            threads=self._threads,
            on_step=on_step,
        )
        votes = np.stack([arrays["votes"] for arrays in made], axis=1)
        shares: NDArray[np.float32] = np.stack([arrays["share"] for arrays in made])
        return Scored(votes, shares.mean(axis=0, dtype=np.float64))

    def _one(self, train: Table, X: NDArray[np.float32], forest: int) -> Arrays:
        model = RandomForestClassifier(n_estimators=self._params.trees, random_state=self._params.seed + forest)
        model.fit(train.X, train.y)
        share = np.zeros((len(X), len(train.genres)))
        share[:, model.classes_] = model.predict_proba(X)
        return {"votes": share.argmax(axis=1).astype(np.uint8), "share": share.astype(np.float32)}
