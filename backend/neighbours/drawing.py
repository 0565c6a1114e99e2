"""The map as it is sent: clusters, some of the anchors, and places of clips."""

from typing import Any

import numpy as np

from backend.neighbours.space import Space

TOP_GENRES = 3


def clusters_data(space: Space) -> list[dict[str, Any]]:
    """Every cluster with its size, its most common genres and where its middle stands."""
    genres, songs = space.model.forests.genres, space.songs
    return [
        {
            "cluster": number,
            "songs": int(size),
            **_middle(space, number),
            "genres": [
                {"genre": genres[k], "share": round(float(shares[k]), 4)}
                for k in np.argsort(-shares, kind="stable")[:TOP_GENRES]
            ],
        }
        for number, (size, shares) in enumerate(zip(songs.sizes, songs.shares, strict=True))
    ]


def anchors_data(space: Space, *, limit: int) -> list[dict[str, Any]]:
    """At most so many anchors, evenly drawn from all."""
    songs, genres = space.songs, space.model.forests.genres
    count = len(songs.places)
    return [
        {**_point(songs.places[k]), "genre": genres[songs.genres[k]], "cluster": int(songs.clusters[k])}
        for k in np.unique(np.linspace(0, count - 1, min(limit, count)).round().astype(int))
    ]


def places_data(space: Space, clips: list[int]) -> list[dict[str, Any]]:
    """Where clips stand, and in which cluster."""
    if not clips:
        return []
    coordinates = space.coordinates(clips)
    return [
        {**_point(place), "cluster": int(cluster)}
        for place, cluster in zip(space.songs.place_of(coordinates), space.songs.cluster_of(coordinates), strict=True)
    ]


def _middle(space: Space, number: int) -> dict[str, float | None]:
    within = space.songs.clusters == number
    return _point(np.median(space.songs.places[within], axis=0)) if within.any() else {"x": None, "y": None}


def _point(place: Any) -> dict[str, float | None]:
    return {"x": round(float(place[0]), 4), "y": round(float(place[1]), 4)}
