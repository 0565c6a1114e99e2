"""Fits the map of `audiofiler.ensemble.songmap`: principal coordinates, clusters, and anchors on a flat map.

Coordinates are the `AXES` widest principal components of the normal scores; clusters are those of mini-batch k-means
(Sculley 2010) on all audio files; the flat map is drawn by t-SNE (van der Maaten and Hinton 2008) for a sample that
holds `ANCHORS` files, some of every genre. Genres decide which files are drawn and colour them, nothing else.

Conventions: one thread and fixed seeds, so that the same rows give the same bytes.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import MiniBatchKMeans
from sklearn.manifold import TSNE
from threadpoolctl import threadpool_limits

from audiofiler.ensemble.projection import NormalScores
from audiofiler.ensemble.songmap import MapArrays
from training import projection
from training.datasets import Table

Floats = NDArray[np.float64]

KNOTS: Final = 33
WIDEST_SCORE: Final = 2.5
AXES: Final = 24
CLUSTERS: Final = 16
ANCHORS: Final = 2000
LEAST_OF_A_GENRE: Final = 30
"""Anchors of the rarest genre, where it has so many files."""
PERPLEXITY: Final = 30.0
SEED: Final = 16


@dataclass(frozen=True)
class Mapped:
    """A fitted map, and what is needed to score it.

    Attributes
    ----------
    arrays : MapArrays
        What a bundle holds.
    coordinates : (n_files, n_axes) float64
        Of each audio file.
    cluster, genre : (n_files,) int64
        Of each audio file; of its labels the first.
    drawn : (n_anchors,) int64
        The audio files that are anchors.
    kept : float
        Share of the variance of the normal scores that the coordinates hold.
    """

    arrays: MapArrays
    coordinates: Floats
    cluster: NDArray[np.int64]
    genre: NDArray[np.int64]
    drawn: NDArray[np.int64]
    kept: float


def fit(table: Table) -> Mapped:
    """Fit a map to a table; each audio file counts once."""
    first = table.first_of_audio()
    X, genre = table.X[first].astype(np.float64), table.y[first]
    with threadpool_limits(limits=1):
        knots, at_knots = projection.fit_scores(X, KNOTS, WIDEST_SCORE)
        scores = projection.in_chunks(NormalScores(knots, at_knots), X)
        centre = scores.mean(axis=0)
        axes, kept = _principal(scores)
        coordinates = (scores - centre) @ axes.astype(np.float64)
        centres = _clusters(coordinates)
        cluster = _nearest(coordinates, centres.astype(np.float64))
        drawn = draw(genre, len(table.genres))
        places = flat(coordinates[drawn])
    counts = np.zeros((len(centres), len(table.genres)))
    np.add.at(counts, (cluster, genre), 1.0)
    sizes = counts.sum(axis=1)
    arrays = MapArrays(
        map_knots=knots,
        map_scores=at_knots,
        map_centre=centre,
        map_axes=axes,
        map_clusters=centres,
        map_shares=(counts / np.maximum(sizes, 1)[:, None]).astype(np.float32),
        map_sizes=sizes.astype(np.uint32),
        map_anchors=coordinates[drawn].astype(np.float32),
        map_places=places,
        map_genre=genre[drawn].astype(np.uint8),
        map_cluster=cluster[drawn].astype(np.uint8),
    )
    return Mapped(arrays, coordinates, cluster, genre, drawn, kept)


def draw(genre: NDArray[np.int64], n_genres: int) -> NDArray[np.int64]:
    """Draw the anchors: of each genre its share of `ANCHORS`, but not fewer than `LEAST_OF_A_GENRE` where there are."""
    rng = np.random.default_rng([SEED, 1])
    counts = np.bincount(genre, minlength=n_genres)
    wanted = np.maximum(np.floor(counts / len(genre) * ANCHORS).astype(np.int64), LEAST_OF_A_GENRE)
    parts = [rng.permutation(np.flatnonzero(genre == k))[: wanted[k]] for k in range(n_genres)]
    return np.sort(np.concatenate(parts))


def flat(coordinates: Floats) -> NDArray[np.float32]:
    """Return places on a flat map, (n, 2), -1 to 1."""
    perplexity = min(PERPLEXITY, math.floor((len(coordinates) - 1) / 3))
    drawing = TSNE(init="pca", perplexity=perplexity, random_state=SEED, n_jobs=1)
    places = drawing.fit_transform(coordinates).astype(np.float64)
    places -= (places.max(axis=0) + places.min(axis=0)) / 2
    return np.round(places / np.abs(places).max(), 4).astype(np.float32)


def _principal(scores: Floats) -> tuple[NDArray[np.float32], float]:
    variance, directions = np.linalg.eigh(np.cov(scores.T))
    axes = directions[:, ::-1][:, :AXES]
    axes = axes * np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    return axes.astype(np.float32), float(variance[::-1][:AXES].sum() / variance.sum())


def _clusters(coordinates: Floats) -> NDArray[np.float32]:
    """Return the centres, the largest cluster first."""
    found = MiniBatchKMeans(min(CLUSTERS, len(coordinates)), n_init=3, batch_size=4096, random_state=SEED)
    centres = found.fit(coordinates).cluster_centers_.astype(np.float32)
    sizes = np.bincount(_nearest(coordinates, centres.astype(np.float64)), minlength=len(centres))
    return centres[np.argsort(-sizes, kind="stable")]


def _nearest(coordinates: Floats, centres: Floats) -> NDArray[np.int64]:
    apart = (centres**2).sum(axis=1) - 2 * coordinates @ centres.T
    return apart.argmin(axis=1).astype(np.int64)
