"""GET /api/v1/map."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from audiofiler import Ensemble
from backend.analysis.models import Classification, Origin

from .conftest import ANCHORS, CLUSTERS

pytestmark = pytest.mark.django_db
URL = "/api/v1/map"
Known = Callable[..., Classification]


def test_it_works(mapped: Ensemble, client: Client, caller: str, known: Known) -> None:
    own = known(caller, -2.0, origin=Origin.UPLOAD)
    known("another", 1.0)
    answer = client.get(URL)
    assert answer.status_code == 200
    found = answer.json()
    assert found["model"] == {"name": "mapped-26", "version": mapped.version}
    assert [one["songs"] for one in found["clusters"]] == [30, 20, 10]
    for cluster in found["clusters"]:
        shares = [one["share"] for one in cluster["genres"]]
        assert shares == sorted(shares, reverse=True)
        assert {one["genre"] for one in cluster["genres"]} <= set(mapped.genres)
    assert len(found["anchors"]) == ANCHORS
    (track,) = found["tracks"]
    assert (track["id"], track["label"], track["cluster"]) == (own.id, "At -2.0", 0)
    assert all(-1 <= track[axis] <= 1 for axis in "xy")


def test_everything_stands_on_the_map(mapped: Ensemble, client: Client) -> None:
    for point in client.get(URL).json()["anchors"]:
        assert all(-1 <= point[axis] <= 1 for axis in "xy")
        assert point["genre"] in mapped.genres
        assert 0 <= point["cluster"] < CLUSTERS


def test_a_stranger_sees_the_map_alone(mapped: object, client: Client, known: Known) -> None:
    known("another", 1.0)
    found = client.get(URL).json()
    assert found["tracks"] == []
    assert found["clusters"]


def test_limits(mapped: object, client: Client, caller: str, known: Known) -> None:
    for at in (0.1, 0.2, 0.3, 0.3):
        known(caller, at)
    found = client.get(URL, {"anchors": 10, "limit": 2}).json()
    assert len(found["anchors"]) == 10
    assert [one["label"] for one in found["tracks"]] == ["At 0.3", "At 0.2"]
    assert client.get(URL, {"anchors": 0}).json()["anchors"] == []


@pytest.mark.parametrize("query", [{"anchors": -1}, {"anchors": 3001}, {"limit": 0}, {"limit": 501}, {"size": 1}])
def test_refusals(mapped: object, client: Client, query: dict[str, Any]) -> None:
    answer = client.get(URL, query)
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")
    assert list(answer.json()["errors"]) == list(query)
