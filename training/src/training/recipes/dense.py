"""Dense networks on some of the features, each on its own part of the audio files: what recipes with networks share.

What makes the networks of a recipe differ: network k sees its own random share of the audio files, of which its own
part is held back to know when to stop; its first weights, the order of rows and the dropout come from its own seed.
All take the same normal scores of the features.
"""

import dataclasses
import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audiofiler.ensemble.network import NetworkArrays, Networks
from audiofiler.ensemble.projection import NormalScores
from training import projection
from training.cache import Arrays, Cache, code_hash
from training.datasets import DataError, Table
from training.networks import Lesson, torch_here, train_network
from training.params import NetworksParams
from training.recipes.base import OnStep, Scored, each_forest

CODE = (
    *("training/recipes/dense.py", "training/networks.py", "training/stopping.py", "training/projection.py"),
    "audiofiler/ensemble/projection.py",
)
"""What decides what a network becomes."""

LAYERS = 4
"""Three hidden ones, and the one that gives the genres."""

_SCORE_ROWS = 4000


@dataclass(frozen=True)
class FittedNetworks:
    """Trained networks.

    Attributes
    ----------
    arrays : NetworkArrays
        As a bundle holds them.
    features : tuple of str
        The columns they take.
    histories : tuple of (epochs, 3) float64
        Of each network, see `training.networks.train_network`.
    """

    arrays: NetworkArrays
    features: tuple[str, ...]
    histories: tuple[NDArray[np.float64], ...]

    def ballots(self, X: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return each network's genre probabilities, (n, n_networks, n_genres), of rows with these features alone."""
        networks = Networks(self.arrays, self.arrays.weights[-1].shape[2])
        parts = [X[start : start + _SCORE_ROWS].astype(np.float64) for start in range(0, len(X), _SCORE_ROWS)]
        return np.concatenate([networks.ballots(part).astype(np.float32) for part in parts])


def scored(ballots: NDArray[np.float32]) -> Scored:
    """Return what ballots, (n, n_voters, n_genres), say."""
    return Scored(ballots.argmax(axis=2).astype(np.uint8), ballots.mean(axis=1, dtype=np.float64))


def only(table: Table, wanted: Callable[[str], bool], recipe: str) -> Table:
    """Return the table with the columns whose names are wanted.

    Raises
    ------
    DataError
        If there are none: the recipe is not for these rows.
    """
    columns = [place for place, name in enumerate(table.features) if wanted(name)]
    if not columns:
        raise DataError(f"the rows have none of the features that {recipe} takes")
    names = tuple(table.features[place] for place in columns)
    return dataclasses.replace(table, X=np.ascontiguousarray(table.X[:, columns]), features=names)


def places(table: Table, features: Sequence[str]) -> list[int]:
    """Return the columns of features."""
    return [table.features.index(name) for name in features]


def fit_networks(  # noqa: PLR0913 - what, on what, with what, where to
    name: str, params: NetworksParams, train: Table, *, threads: int, cache: Cache, on_step: OnStep
) -> FittedNetworks:
    """Train all networks of a recipe on all columns of a table; finished ones are found in the cache."""
    what = {
        "recipe": name,
        "code": code_hash(*CODE),
        "params": {field.name: getattr(params, field.name) for field in dataclasses.fields(NetworksParams)},
        "train": train.checksum(),
        "groups": train.groups_checksum(),
        "torch": torch_here().__version__,
    }
    work = _Work(train, params)
    pieces = each_forest(
        work.network,
        params.networks,
        what=what,
        cache=cache,
        threads=threads,
        on_step=lambda done, cached: on_step(done.replace("forest", "network"), cached),
    )
    return work.join(pieces)


class _Work:
    """What the networks of one training share."""

    def __init__(self, train: Table, params: NetworksParams) -> None:
        self._train, self._params, self._n_classes = train, params, len(train.genres)
        distinct = train.X[train.first_of_audio()].astype(np.float64)
        self._knots, self._scores = projection.fit_scores(distinct, params.knots, params.widest_score)
        counts = np.maximum(np.bincount(train.y, minlength=self._n_classes), 1)
        self._class_weight = counts.astype(np.float64) ** -params.class_weight_exponent

    @functools.cached_property
    def _values(self) -> NDArray[np.float32]:
        normal = NormalScores(self._knots, self._scores)
        return projection.in_chunks(normal, self._train.X.astype(np.float64)).astype(np.float32)

    def network(self, k: int) -> Arrays:
        """Train network k."""
        rng = np.random.default_rng([self._params.seed, k])
        n_groups = self._train.n_groups
        chosen = rng.permutation(n_groups)[: max(2, round(self._params.rows_share * n_groups))]
        held = max(1, round(self._params.valid_share * len(chosen)))
        valid, train = (np.flatnonzero(np.isin(self._train.group, part)) for part in (chosen[:held], chosen[held:]))
        lesson = Lesson(self._values, self._train.y, self._class_weight, train, valid)
        return train_network(lesson, self._params, int(rng.integers(2**31)))

    def join(self, pieces: Sequence[Arrays]) -> FittedNetworks:
        """Put the networks together."""
        weights, biases = (
            tuple(np.stack([piece[f"{kind}_{layer}"] for piece in pieces]) for layer in range(LAYERS))
            for kind in ("weight", "bias")
        )
        arrays = NetworkArrays(self._knots, self._scores, weights, biases)
        return FittedNetworks(arrays, self._train.features, tuple(piece["history"] for piece in pieces))
