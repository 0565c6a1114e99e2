"""Do clusters and neighbours that know nothing of genres agree with them?

Measures: the adjusted Rand index (Hubert and Arabie 1985) and adjusted mutual information (Vinh, Epps and Bailey
2010) of the clusters against the genres, both 0 by chance and 1 when equal; and the share of the ten nearest anchors
of an anchor that have its genre, on the flat map, in the coordinates, and for genres dealt out at random. The rows
are tagged by listeners with overlapping genres, and two thirds of the best model's first guesses are wrong: none can
be near 1.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score
from sklearn.neighbors import NearestNeighbors

from training.mapping.fitting import SEED, Mapped
from training.params import Evaluation

KIND: Final = "audiofiler-map/1"
NEIGHBOURS: Final = 10
TOP_GENRES: Final = 3


def measure(mapped: Mapped, genres: tuple[str, ...], settings: Evaluation) -> dict[str, Any]:
    """Score a map against the genres, beside the same genres dealt out at random.

    Returns
    -------
    dict
        Only numbers, words, lists and dictionaries, so that it can be written as JSON.
    """
    genre, cluster = mapped.genre, mapped.cluster
    dealt = np.random.default_rng([SEED, 2]).permutation(genre)
    of_anchors, dealt_anchors = genre[mapped.drawn], dealt[mapped.drawn]
    flat, full = mapped.arrays.map_places.astype(np.float64), mapped.coordinates[mapped.drawn]
    return {
        "kind": KIND,
        "audio_files": len(genre),
        "anchors": len(mapped.drawn),
        "axes": mapped.arrays.map_axes.shape[1],
        "variance_kept": round(mapped.kept, 4),
        "scores": {
            "adjusted Rand index of the clusters": _both(
                adjusted_rand_score(genre, cluster), adjusted_rand_score(dealt, cluster)
            ),
            "adjusted mutual information of the clusters": _both(
                adjusted_mutual_info_score(genre, cluster), adjusted_mutual_info_score(dealt, cluster)
            ),
            "neighbours of the same genre, flat map": _neighbours(flat, of_anchors, dealt_anchors, settings),
            "neighbours of the same genre, all coordinates": _neighbours(full, of_anchors, dealt_anchors, settings),
        },
        "clusters": _described(mapped, genres),
        "protocol": (
            f"{len(genre):,} audio files, each once, by the first of its tags. Clusters and places were found without "
            f"the tags. By chance: the tags dealt out at random. Neighbours: the {NEIGHBOURS} nearest of "
            f"{len(of_anchors):,} anchors; intervals: {settings.level:.0%} bootstrap over anchors."
        ),
    }


def _described(mapped: Mapped, genres: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {
            "cluster": number,
            "audio_files": int(size),
            "genres": [
                {"genre": genres[k], "share": round(float(shares[k]), 4)}
                for k in np.argsort(-shares, kind="stable")[:TOP_GENRES]
            ],
        }
        for number, (size, shares) in enumerate(zip(mapped.arrays.map_sizes, mapped.arrays.map_shares, strict=True))
    ]


def _neighbours(
    where: NDArray[np.float64], genre: NDArray[np.int64], dealt: NDArray[np.int64], settings: Evaluation
) -> dict[str, Any]:
    count = min(NEIGHBOURS, len(where) - 1)
    near = NearestNeighbors(n_neighbors=count + 1).fit(where).kneighbors(return_distance=False, n_neighbors=count)
    same = (genre[near] == genre[:, None]).mean(axis=1)
    by_chance = (dealt[near] == dealt[:, None]).mean()
    rng = np.random.default_rng(settings.seed)
    drawn = same[rng.integers(len(same), size=(settings.resamples, len(same)))].mean(axis=1)
    tail = (1 - settings.level) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail])
    return {**_both(same.mean(), by_chance), "low": round(float(low), 4), "high": round(float(high), 4)}


def _both(value: float, by_chance: float) -> dict[str, Any]:
    return {"value": round(float(value), 4), "by_chance": round(float(by_chance), 4)}
