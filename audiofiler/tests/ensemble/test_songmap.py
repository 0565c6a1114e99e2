"""Songs stand where songs like them stand, and a damaged map is refused."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from audiofiler.ensemble import BundleCorrupt, Ensemble, bundle
from audiofiler.ensemble.forest import ForestArrays
from audiofiler.ensemble.projection import ProjectionArrays
from audiofiler.ensemble.songmap import SongMap, distances

from .conftest import FEATURES, GENRES, small_manifest
from .extras import ANCHORS, AXES, map_arrays


@pytest.fixture
def songs() -> SongMap:
    return SongMap(map_arrays(), FEATURES, GENRES)


def test_it_works(tmp_path: Path, projection: ProjectionArrays, forests: ForestArrays, ensemble: Ensemble) -> None:
    arrays = {**projection.named(), **forests.named(), **map_arrays().named()}
    bundle.save(tmp_path / "mapped", small_manifest(), arrays)
    found = Ensemble.load(tmp_path / "mapped").map
    assert found is not None
    assert found.places.shape == (ANCHORS, 2)
    assert ensemble.map is None


def test_an_anchor_stands_where_it_is(songs: SongMap) -> None:
    anchors = map_arrays().map_anchors.astype(np.float64)
    np.testing.assert_allclose(songs.place_of(anchors), songs.places, atol=1e-3)


def test_a_place_lies_among_the_anchors(songs: SongMap) -> None:
    rows = np.random.default_rng(1).normal(scale=9, size=(50, AXES))
    places = songs.place_of(rows)
    assert (places.min(axis=0) >= songs.places.min(axis=0)).all()
    assert (places.max(axis=0) <= songs.places.max(axis=0)).all()


def test_clusters_are_those_of_the_nearest_centre(songs: SongMap) -> None:
    values = np.zeros((2, FEATURES))
    values[:, 0] = [-2, 2]
    np.testing.assert_array_equal(songs.cluster_of(songs.coordinates(values)), [0, 1])


def test_the_share_beyond_a_distance_falls_from_all_to_none(songs: SongMap) -> None:
    here = np.full((1, AXES), 0.1)
    apart = np.sort(distances(here, map_arrays().map_anchors.astype(np.float64))[0])
    shares = songs.beyond(here, np.array([-1.0, *apart, np.inf]))
    np.testing.assert_allclose(shares, [1.0, *(1 - np.arange(1, ANCHORS + 1) / ANCHORS), 0.0], atol=1e-12)


def test_distances_are_euclidean_and_symmetric() -> None:
    rng = np.random.default_rng(2)
    one, other = rng.normal(size=(5, AXES)), rng.normal(size=(7, AXES))
    expected = np.linalg.norm(one[:, None] - other[None], axis=2)
    np.testing.assert_allclose(distances(one, other), expected)
    np.testing.assert_allclose(distances(other, one), expected.T)
    np.testing.assert_allclose(np.diag(distances(one, one)), 0, atol=1e-6)


@pytest.mark.parametrize(
    "change",
    [
        {"map_places": np.zeros((ANCHORS, 3), dtype=np.float32)},
        {"map_genre": np.full(ANCHORS, GENRES, dtype=np.uint8)},
        {"map_cluster": np.full(ANCHORS, 9, dtype=np.uint8)},
        {"map_places": np.full((ANCHORS, 2), np.nan, dtype=np.float32)},
        {"map_sizes": np.zeros(3, dtype=np.uint32)},
        {"map_centre": np.zeros(2)},
    ],
)
def test_damage_is_refused(change: dict[str, np.ndarray]) -> None:
    with pytest.raises(BundleCorrupt, match="map"):
        SongMap(dataclasses.replace(map_arrays(), **change), FEATURES, GENRES)
