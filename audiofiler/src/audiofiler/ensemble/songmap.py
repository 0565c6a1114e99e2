"""A map of the training songs: where a song stands among them, and how far two songs are apart.

What it computes, for a row `x` of feature values: its principal coordinates `c = (s - centre) @ axes` of the normal
scores `s` (see `projection`), in which distances are close to those of all features; its cluster, the one whose centre
is nearest; and its place on a flat map of some training songs, the anchors: the mean of the places of the `NEAREST`
anchors, the near ones counting more.

Conventions: clusters and places were found without looking at genres. Distances are Euclidean in the principal
coordinates: 0 for equal sound.
"""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from audiofiler.ensemble.projection import NormalScores
from audiofiler.errors import BundleCorrupt

Floats = NDArray[np.float64]

NEAREST: Final = 5
"""Anchors a song is placed by."""


@dataclass(frozen=True)
class MapArrays:
    """The stored form, exactly the arrays of a bundle.

    Attributes
    ----------
    map_knots, map_scores : (n_features, n_knots) float64
        As in `projection.ProjectionArrays`.
    map_centre : (n_features,) float64
        Mean of the scores of the training rows.
    map_axes : (n_features, n_axes) float32
        Principal directions, widest first.
    map_clusters : (n_clusters, n_axes) float32
        Centres of the clusters.
    map_shares : (n_clusters, n_genres) float32
        Share of each genre among the training rows of a cluster.
    map_sizes : (n_clusters,) uint32
        Training rows of each cluster.
    map_anchors : (n_anchors, n_axes) float32
        Coordinates of the anchors.
    map_places : (n_anchors, 2) float32
        Where they stand on the flat map, -1 to 1.
    map_genre, map_cluster : (n_anchors,) uint8
        Genre index and cluster of each.
    """

    map_knots: Floats
    map_scores: Floats
    map_centre: Floats
    map_axes: NDArray[np.float32]
    map_clusters: NDArray[np.float32]
    map_shares: NDArray[np.float32]
    map_sizes: NDArray[np.uint32]
    map_anchors: NDArray[np.float32]
    map_places: NDArray[np.float32]
    map_genre: NDArray[np.uint8]
    map_cluster: NDArray[np.uint8]

    def named(self) -> dict[str, NDArray[np.generic]]:
        """Return the arrays by their field names."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


class SongMap:
    """The stored arrays, checked and ready.

    Parameters
    ----------
    arrays : MapArrays
        The stored form.
    n_features, n_genres : int
        Of the model.

    Raises
    ------
    BundleCorrupt
        If shapes contradict one another or a number is not what it should be.
    """

    def __init__(self, arrays: MapArrays, n_features: int, n_genres: int) -> None:
        _check(arrays, n_features, n_genres)
        self._scores = NormalScores(arrays.map_knots, arrays.map_scores)
        self._centre, self._axes = arrays.map_centre, arrays.map_axes.astype(np.float64)
        self._clusters, self._anchors = (a.astype(np.float64) for a in (arrays.map_clusters, arrays.map_anchors))
        self.places: NDArray[np.float32] = arrays.map_places
        """(n_anchors, 2), -1 to 1."""
        self.genres: NDArray[np.uint8] = arrays.map_genre
        """(n_anchors,), genre index."""
        self.clusters: NDArray[np.uint8] = arrays.map_cluster
        """(n_anchors,), cluster."""
        self.shares: NDArray[np.float32] = arrays.map_shares
        """(n_clusters, n_genres), share of each genre in each cluster."""
        self.sizes: NDArray[np.uint32] = arrays.map_sizes
        """(n_clusters,), training rows."""

    def coordinates(self, X: Floats) -> Floats:
        """Return the principal coordinates, (n, n_axes), of feature values (n, n_features)."""
        result: Floats = (self._scores(X) - self._centre) @ self._axes
        return result

    def cluster_of(self, coordinates: Floats) -> NDArray[np.intp]:
        """Return the cluster, (n,), of rows of coordinates."""
        result: NDArray[np.intp] = distances(coordinates, self._clusters).argmin(axis=1)
        return result

    def place_of(self, coordinates: Floats) -> Floats:
        """Return the place on the flat map, (n, 2), of rows of coordinates."""
        apart = distances(coordinates, self._anchors)
        near = np.argsort(apart, axis=1, kind="stable")[:, :NEAREST]
        weight = 1.0 / (np.take_along_axis(apart, near, axis=1) + 1e-6)
        result: Floats = np.einsum("nk,nkd->nd", weight, self.places[near].astype(np.float64))
        return result / weight.sum(axis=1, keepdims=True)

    def beyond(self, coordinates: Floats, apart: Floats) -> Floats:
        """Return what share of the map's songs is farther from a song than each of some distances, (n,), 0 to 1.

        Parameters
        ----------
        coordinates : (1, n_axes) array
            Of the song.
        apart : (n,) array
            The distances.
        """
        there = np.sort(distances(coordinates, self._anchors)[0])
        result: Floats = 1.0 - np.searchsorted(there, apart, side="right") / len(there)
        return result


def distances(rows: Floats, others: Floats) -> Floats:
    """Return the Euclidean distance of each of (n, d) rows to each of (m, d) others, (n, m)."""
    squares = (rows**2).sum(axis=1)[:, None] + (others**2).sum(axis=1) - 2 * rows @ others.T
    result: Floats = np.sqrt(np.maximum(squares, 0.0))
    return result


def _check(arrays: MapArrays, n_features: int, n_genres: int) -> None:
    n_axes, n_clusters, n_anchors = arrays.map_axes.shape[1], len(arrays.map_clusters), len(arrays.map_anchors)
    fits = (
        arrays.map_knots.shape == arrays.map_scores.shape
        and len(arrays.map_knots) == len(arrays.map_centre) == len(arrays.map_axes) == n_features
        and arrays.map_knots.shape[1] >= 2
        and arrays.map_clusters.shape[1] == arrays.map_anchors.shape[1] == n_axes
        and arrays.map_shares.shape == (n_clusters, n_genres)
        and arrays.map_sizes.shape == (n_clusters,)
        and arrays.map_places.shape == (n_anchors, 2)
        and arrays.map_genre.shape == arrays.map_cluster.shape == (n_anchors,)
        and n_anchors >= NEAREST
        and n_clusters > 0
    )
    if not fits:
        raise BundleCorrupt("The bundle's map is damaged: the shapes of its arrays contradict one another.")
    if arrays.map_genre.max() >= n_genres or arrays.map_cluster.max() >= n_clusters:
        raise BundleCorrupt("The bundle's map is damaged: it names a genre or cluster that there is not.")
    if (np.diff(arrays.map_knots, axis=1) < 0).any():
        raise BundleCorrupt("The bundle's map is damaged: map_knots falls along a row.")
    if not all(np.isfinite(array).all() for array in arrays.named().values()):
        raise BundleCorrupt("The bundle's map is damaged: a number is not finite.")
