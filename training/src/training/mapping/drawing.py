"""The map as a picture: one point for each anchor, coloured by its genre's family, and the clusters' numbers."""

from html import escape
from typing import Final

import numpy as np

from audiofiler.ensemble.songmap import MapArrays

COLOURS: Final = (
    *("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#e08214", "#888888", "#117733", "#882255"),
    *("#44aa99", "#999933"),
)
"""For as many families; further ones begin again."""

_SIZE: Final = 800


def picture(arrays: MapArrays, genres: tuple[str, ...], families: dict[str, str]) -> str:
    """Return the map as SVG, with a legend and a text for who cannot see it.

    Parameters
    ----------
    arrays : MapArrays
        The map.
    genres : tuple of str
        Names of the genres, in label order.
    families : dict
        The family of each genre.
    """
    names = list(dict.fromkeys(families[genre] for genre in genres))
    colour = {name: COLOURS[k % len(COLOURS)] for k, name in enumerate(names)}
    where = (arrays.map_places.astype(np.float64) * 0.95 + 1) * _SIZE / 2
    points = dict.fromkeys(names, "")
    for (x, y), genre in zip(where, arrays.map_genre, strict=True):
        points[families[genres[genre]]] += f"M{x:.0f} {y:.0f}h0"
    drawn = "".join(f'<path d="{of}" stroke="{colour[name]}"/>' for name, of in points.items() if of)
    labels = "".join(
        f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="middle" font-weight="bold">{number + 1}</text>'
        for number in range(len(arrays.map_clusters))
        if (arrays.map_cluster == number).any()
        for x, y in [np.median(where[arrays.map_cluster == number], axis=0)]
    )
    legend = "".join(
        f'<circle cx="{_SIZE + 20}" cy="{24 * k + 20}" r="6" fill="{colour[name]}"/>'
        f'<text x="{_SIZE + 34}" y="{24 * k + 25}">{escape(name)}</text>'
        for k, name in enumerate(names)
    )
    said = f"Flat map of {len(where)} training songs, coloured by genre family; numbers stand in the middle of clusters"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE + 220} {_SIZE}" role="img" class="wide" '
        f'aria-label="{escape(said)}" font-family="sans-serif" font-size="14" fill="currentColor">'
        f'<g stroke-width="5" stroke-linecap="round" fill="none" opacity="0.65">{drawn}</g>{labels}{legend}</svg>'
    )
