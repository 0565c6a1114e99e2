"""GET /api/v1/models and /api/v1/models/{name}."""

import shutil
from pathlib import Path

import pytest
from django.test import Client

from audiofiler import Ensemble
from audiofiler.ensemble import bundle

URL = "/api/v1/models"


def test_it_works(client: Client) -> None:
    answer = client.get(URL)
    assert answer.status_code == 200
    model = answer.json()["results"][0]
    assert (model["name"], model["default"], model["forests"]) == ("audiofiler-26", True, 20)
    assert model["family"] == "forests"
    assert model["genres"] == list(Ensemble.load().genres)
    assert sorted(genre for family in model["families"] for genre in family["genres"]) == sorted(model["genres"])
    assert len(model["features"]) == model["feature_count"] == 69
    assert model["feature_schema"] == "paa-70/1"
    assert [row["agree"] for row in model["agreement"]] == list(range(1, 21))
    scores = {score["name"]: score for score in model["scores"]}
    assert 0 < scores["accuracy"]["low"] <= scores["accuracy"]["value"] <= scores["accuracy"]["high"] < 1
    assert scores["accuracy"]["baseline"] < scores["accuracy"]["value"]
    assert len(model["genre_scores"]) == 26
    assert model["protocol"]
    assert model["provenance"]["training"]


def test_the_points_of_a_picture_are_counted_not_named(client: Client) -> None:
    model = client.get(f"{URL}/mel-cnn-gtzan-10").json()
    assert (model["features"], model["feature_count"]) == ([], 4096)


def test_one_by_its_name(client: Client) -> None:
    assert client.get(f"{URL}/audiofiler-26").json() == client.get(URL).json()["results"][0]


@pytest.mark.parametrize("name", ["nope", "..", "%2e%2e", "a b"])
def test_an_unknown_one(client: Client, name: str) -> None:
    answer = client.get(f"{URL}/{name}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_broken_bundle_is_left_out(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(bundle.find(None), tmp_path / "broken")
    (tmp_path / "broken" / "axis.npy").write_bytes(b"cut")
    monkeypatch.setenv("AUDIOFILER_MODELS", str(tmp_path))
    assert "broken" in Ensemble.available()
    names = [model["name"] for model in client.get(URL).json()["results"]]
    assert names[0] == "audiofiler-26"
    assert set(names) == set(Ensemble.available()) - {"broken"}
    assert client.get(f"{URL}/broken").status_code == 404
