"""Dense networks on statistics of librosa's measures; a clip is cut into overlapping parts, each a row to learn.

The networks are those of `training.recipes.dense`; a clip's ballot is the mean of its parts', as when the bundle is
used.
"""

import numpy as np
from numpy.typing import NDArray

from audiofiler.schema import STATS_SCHEMA_ID
from training import parts
from training.cache import Cache
from training.datasets import Table
from training.params import Params
from training.recipes import about_networks, dense
from training.recipes.base import OnStep, Scored
from training.recipes.shipped import Shipped

PREPROCESSING = (
    "Each clip is cut into overlapping parts of ten seconds. Of each part: mean, standard deviation, kurtosis and "
    "skewness of the spectral centroid, roll-off, flux, root mean square, zero-crossing rate, 12 chroma and 13 MFCC, "
    "and the tempo; each standardised to its normal score among the training clips. Three hidden ReLU layers with "
    "dropout, softmax; trained with AdamW until the loss on audio files held back falls no more. A clip's ballots are "
    "means over its parts."
)


class MlpRecipe:
    """Trains the networks.

    Parameters
    ----------
    params : Params
        Reads `[mlp]` and `[compute]`.
    """

    name = "mlp"
    calibrated = True
    schema = STATS_SCHEMA_ID
    sections = ("mlp",)
    code = (*dense.CODE, "training/parts.py")

    def __init__(self, params: Params) -> None:
        self._params, self._threads = params.mlp, params.compute.threads

    @property
    def steps(self) -> int:
        """One for each network."""
        return self._params.networks

    def fit(self, train: Table, cache: Cache, on_step: OnStep) -> dense.FittedNetworks:
        """Train all networks on the parts of the clips."""
        rows = parts.unrolled(train, self.schema)
        return dense.fit_networks(self.name, self._params, rows, threads=self._threads, cache=cache, on_step=on_step)

    def score(self, train: Table, X: NDArray[np.float32], cache: Cache, on_step: OnStep) -> Scored:
        """Learn from `train` and score the clips `X`."""
        fitted = self.fit(train, cache, on_step)
        by_part = parts.each_part(X, self.schema)
        ballots = fitted.ballots(by_part.reshape(-1, by_part.shape[2]))
        return dense.scored(ballots.reshape(*by_part.shape[:2], *ballots.shape[1:]).mean(axis=1))


def ship(params: Params, table: Table, cache: Cache, on_step: OnStep) -> Shipped:
    """Train on all clips."""
    fitted = MlpRecipe(params).fit(table, cache, on_step)
    learnt = about_networks.Learnt(
        MlpRecipe.name, PREPROCESSING, parts.unrolled(table, MlpRecipe.schema), MlpRecipe.schema
    )
    return about_networks.shipped(fitted, params.mlp, learnt)
