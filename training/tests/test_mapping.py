"""Songs of a kind stand together on the map, the same rows give the same map, and bundles hold it."""

import json
from pathlib import Path

import numpy as np
import pytest

from audiofiler.ensemble.songmap import SongMap
from training import extras, mapping
from training.cache import Cache
from training.datasets import Table
from training.mapping import fitting, telling
from training.params import Params

from .conftest import make_table


@pytest.fixture(autouse=True)
def _few_anchors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "ANCHORS", 120)
    monkeypatch.setattr(fitting, "LEAST_OF_A_GENRE", 5)


def test_it_works(table: Table, small: Params) -> None:
    mapped = mapping.fit(table)
    found = mapping.measure(mapped, table.genres, small.evaluation)
    for name, score in found["scores"].items():
        assert score["value"] > score["by_chance"] + 0.05, name
        assert score["by_chance"] < 0.35
    assert sum(entry["audio_files"] for entry in found["clusters"]) == table.n_groups
    assert len(telling.scores_table(found)[1]) == 4
    assert len(telling.clusters_table(found)[1]) == len(found["clusters"])
    json.dumps(found)
    assert mapping.picture(mapped.arrays, table.genres, dict.fromkeys(table.genres, "all")).startswith("<svg")


def test_the_same_rows_give_the_same_map_and_the_library_reads_it(table: Table) -> None:
    first, second = mapping.fit(table), mapping.fit(table)
    for name, array in first.arrays.named().items():
        np.testing.assert_array_equal(array, second.arrays.named()[name])
    songs = SongMap(first.arrays, len(table.features), len(table.genres))
    one_each = table.X[np.unique(table.group, return_index=True)[1]].astype(np.float64)
    coordinates = songs.coordinates(one_each)
    np.testing.assert_allclose(coordinates, first.coordinates, atol=1e-4)
    np.testing.assert_array_equal(songs.cluster_of(coordinates), first.cluster)


def test_every_genre_is_drawn() -> None:
    genre = np.repeat([0, 1, 2], [1000, 30, 2])
    drawn = np.bincount(genre[fitting.draw(genre, 4)], minlength=4)
    assert drawn.tolist() == [116, 5, 2, 0]


def test_bundles_of_enough_files_on_the_70_features_hold_both(
    table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert extras.fit(table, table.features, Cache(None)) == {}  # too few files
    monkeypatch.setattr(extras, "LEAST_FILES", 100)
    some = table.features[:20]
    found = extras.fit(table, some, Cache(tmp_path))
    assert found["familiar_axes"].shape == (20, 16)
    assert len(found["map_knots"]) == 20
    again = extras.fit(table, some, Cache(tmp_path))
    assert all((found[name] == again[name]).all() for name in found)
    other = Table(table.X, table.y, table.group, tuple(f"x{k}" for k in range(table.X.shape[1])), table.genres)
    assert extras.fit(other, other.features, Cache(None)) == {}


def test_fewer_files_than_clusters_are_a_map_too() -> None:
    mapped = mapping.fit(make_table(audio_files=30))
    assert mapped.arrays.map_places.shape[1] == 2
