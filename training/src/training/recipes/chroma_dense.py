"""Dense networks on the sound's colour and its pitches: means and deviations of 13 MFCC and 12 chroma values."""

import numpy as np
from numpy.typing import NDArray

from training.cache import Cache
from training.datasets import Table
from training.params import Params
from training.recipes import about_networks, dense
from training.recipes.base import OnStep, Scored
from training.recipes.shipped import Shipped

PREPROCESSING = (
    "Means and deviations of 13 MFCC and 12 chroma values (and of the chroma's own deviation) become their normal "
    "scores among the training rows; three hidden ReLU layers with dropout, softmax. Trained with AdamW until the loss "
    "on audio files held back falls no more."
)


def is_mfcc_or_chroma(name: str) -> bool:
    """Say whether a feature is one of those the networks take."""
    return name.startswith(("mfcc_", "chroma_"))


class ChromaDenseRecipe:
    """Trains the networks.

    Parameters
    ----------
    params : Params
        Reads `[chroma_dense]` and `[compute]`.
    """

    name = "chroma-dense"
    calibrated = True
    sections = ("chroma_dense",)
    code = dense.CODE

    def __init__(self, params: Params) -> None:
        self._params, self._threads = params.chroma_dense, params.compute.threads

    @property
    def steps(self) -> int:
        """One for each network."""
        return self._params.networks

    def fit(self, train: Table, cache: Cache, on_step: OnStep) -> dense.FittedNetworks:
        """Train all networks."""
        part = dense.only(train, is_mfcc_or_chroma, self.name)
        return dense.fit_networks(self.name, self._params, part, threads=self._threads, cache=cache, on_step=on_step)

    def score(self, train: Table, X: NDArray[np.float32], cache: Cache, on_step: OnStep) -> Scored:
        """Learn from `train` and score the rows `X`."""
        fitted = self.fit(train, cache, on_step)
        return dense.scored(fitted.ballots(X[:, dense.places(train, fitted.features)]))


def ship(params: Params, table: Table, cache: Cache, on_step: OnStep) -> Shipped:
    """Train on all rows."""
    fitted = ChromaDenseRecipe(params).fit(table, cache, on_step)
    learnt = about_networks.Learnt(ChromaDenseRecipe.name, PREPROCESSING, table)
    return about_networks.shipped(fitted, params.chroma_dense, learnt)
