"""The families of models: what each does with feature values to fill its twenty ballots.

- `forests`: each ballot is one random forest's, on its own axes.
- `network`: each ballot is one small dense network's.
- `hybrid`: each ballot is a mixture of a forest's and a network's; the forest's share and a weight for each genre were
  learnt on held-out rows.
- `convolution`: each ballot is that of another section of the song, all by one convolutional network.

A family is made from the checked arrays of a bundle by `voters_of`; `layout.py` says which arrays those are.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from audiofiler.ensemble.convolution import ConvolutionVoters
from audiofiler.ensemble.forest import ForestArrays, Forests
from audiofiler.ensemble.layout import FORESTS, PROJECTION
from audiofiler.ensemble.manifest import Manifest
from audiofiler.ensemble.network import NetworkArrays, Networks
from audiofiler.ensemble.projection import Projection, ProjectionArrays
from audiofiler.ensemble.why import RowsBelow, Why, explain
from audiofiler.errors import BundleCorrupt

Floats = NDArray[np.float64]
Arrays = dict[str, NDArray[np.generic]]


class Voters(Protocol):
    """Something that fills ballots."""

    @property
    def size(self) -> int:
        """Ballots for each row."""

    @property
    def n_features(self) -> int:
        """Columns it wants."""

    def ballots(self, X: Floats) -> Floats:
        """Return genre probabilities, (n, size, n_genres), each row of each ballot adding up to 1."""


def song_ballots(voters: Voters, X: Floats) -> Floats:
    """Return the ballots of one song, (size, n_genres), for its windows in order, (n, n_features).

    A voter averages over the windows; where one network fills all ballots, each is that of a section of the song.
    """
    if isinstance(voters, ConvolutionVoters):
        return voters.song(X)
    ballots: Floats = voters.ballots(X).mean(axis=0)
    return ballots


class ForestVoters:
    """Random forests on projected values."""

    def __init__(self, projection: ProjectionArrays, forests: ForestArrays, size: int, n_genres: int) -> None:
        self._projection = Projection(projection)
        self.size, self.n_features = self._projection.n_forests, self._projection.n_features
        self._forests = Forests(forests, size, n_genres, self._projection.n_axes)

    def ballots(self, X: Floats) -> Floats:
        """Return each forest's mean over its trees."""
        return self._forests.ballots(self._projection.axes(X))

    @cached_property
    def _below(self) -> RowsBelow:
        return RowsBelow(self._forests)

    def why(self, X: Floats, genres: Sequence[int]) -> Why:
        """Return what each feature added to the probabilities of some genres, for the windows of a song."""
        return explain(self._projection, self._forests, self._below, X, genres)


class HybridVoters:
    """Forests and networks side by side; with fewer networks than forests they take turns."""

    def __init__(self, forests: ForestVoters, networks: Networks, forest_share: float, weight: Floats) -> None:
        self._forests, self._networks, self._share, self._weight = forests, networks, forest_share, weight
        self.size, self.n_features = forests.size, forests.n_features
        if networks.n_features != forests.n_features:
            raise BundleCorrupt("The networks of the bundle are for other features than its forests.")

    def ballots(self, X: Floats) -> Floats:
        """Return the mixtures, each genre weighted."""
        beside = self._networks.ballots(X)[:, np.arange(self.size) % self._networks.size]
        mixed = (self._share * self._forests.ballots(X) + (1 - self._share) * beside) * self._weight
        result: Floats = mixed / mixed.sum(axis=2, keepdims=True)
        return result


def voters_of(manifest: Manifest, arrays: Arrays) -> Voters:
    """Return what votes in a bundle.

    Raises
    ------
    BundleCorrupt
        If the arrays contradict the manifest or one another.
    """
    found = _build(manifest, arrays)
    if (found.n_features, found.size) != (len(manifest.features), manifest.forests):
        raise BundleCorrupt(f"The arrays of bundle {manifest.name!r} are for other features or voters than named.")
    return found


def _build(manifest: Manifest, arrays: Arrays) -> Voters:
    n_genres, settings = len(manifest.genres), manifest.settings
    if manifest.family == "convolution":
        return ConvolutionVoters(arrays["network"].tobytes(), manifest.forests, n_genres)
    if manifest.family == "network":
        return Networks(NetworkArrays.from_named(arrays, settings.layers), n_genres)
    forests = ForestVoters(
        ProjectionArrays(**{name: arrays[name] for name in PROJECTION}),  # type: ignore[arg-type]
        ForestArrays(**{name: arrays[name] for name in FORESTS}),  # type: ignore[arg-type]
        manifest.forests,
        n_genres,
    )
    if manifest.family == "forests":
        return forests
    networks = Networks(NetworkArrays.from_named(arrays, settings.layers), n_genres)
    weight = arrays["genre_weight"].astype(np.float64)
    if weight.shape != (n_genres,) or not (np.isfinite(weight).all() and (weight > 0).all()):
        raise BundleCorrupt("The bundle does not hold one sensible weight for each genre.")
    return HybridVoters(forests, networks, settings.forest_share, weight)
