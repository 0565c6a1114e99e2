"""GET /api/v1/classifications/{id}/similar."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from backend.analysis.models import Classification, Origin, Status
from backend.neighbours.space import KEPT

pytestmark = pytest.mark.django_db
URL = "/api/v1/classifications"
Known = Callable[..., Classification]


def similar(client: Client, row: Classification, **query: Any) -> Any:
    return client.get(f"{URL}/{row.id}/similar", query)


def labels(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [one["label"] for one in answer.json()["results"]]


def test_it_works(mapped: object, extractor: object, client: Client, upload, other_song: bytes) -> None:
    first, second = (client.post(URL, upload(*data)).json() for data in ((), (other_song, "other.mp3")))
    answer = client.get(f"{URL}/{first['id']}/similar").json()
    assert answer["model"]["name"] == "mapped-26"
    (near,) = answer["results"]
    assert (near["id"], near["label"], near["origin"]) == (second["id"], "other.mp3", "upload")
    assert near["genre"] == second["verdict"]["genre"]
    assert near["distance"] >= 0
    back = client.get(f"{URL}/{second['id']}/similar").json()["results"]
    assert [(one["id"], one["distance"]) for one in back] == [(first["id"], near["distance"])]


def test_the_nearest_come_first_each_audio_once(mapped: object, client: Client, caller: str, known: Known) -> None:
    here = known(caller, 0.0)
    for at in (2.0, -0.5, 1.0, 1.0):
        known(caller, at)
    answer = similar(client, here)
    assert labels(answer) == ["At -0.5", "At 1.0", "At 2.0"]
    assert [one["distance"] for one in answer.json()["results"]] == [0.5, 1.0, 2.0]
    assert labels(similar(client, here, limit=2)) == ["At -0.5", "At 1.0"]


def test_how_near_is_said_by_the_songs_that_are_farther(
    mapped: object, client: Client, caller: str, known: Known
) -> None:
    here = known(caller, 0.0)
    for at in (0.5, 1e6):
        known(caller, at)
    near, far = [one["closer_than"] for one in similar(client, here).json()["results"]]
    assert 1 >= near > far >= 0


def test_files_and_addresses_of_others_are_nobodys_business(
    mapped: object, client: Client, caller: str, known: Known
) -> None:
    here = known(caller, 0.0, origin=Origin.UPLOAD)
    known("another", 0.1, origin=Origin.UPLOAD)
    known("another", 0.2, origin=Origin.URL)
    known("another", 0.3, source="jamendo")  # a catalogue that is off
    known("another", 0.4)
    known(caller, 0.5, origin=Origin.URL)
    answer = similar(client, here)
    assert labels(answer) == ["At 0.4", "At 0.5"]
    # whose analysis it was is not said
    assert [one["id"] is None for one in answer.json()["results"]] == [True, False]


def test_whoever_has_the_link_sees_what_they_may_see(mapped: object, client: Client, caller: str, known: Known) -> None:
    theirs = known("another", 0.0, origin=Origin.UPLOAD)
    known("another", 0.1, origin=Origin.UPLOAD)
    known(caller, 0.2, origin=Origin.UPLOAD)
    known("a third", 0.3)
    assert labels(similar(client, theirs)) == ["At 0.2", "At 0.3"]
    assert labels(similar(Client(), theirs)) == ["At 0.3"]


def test_ones_own_is_named_where_others_asked_too(mapped: object, client: Client, caller: str, known: Known) -> None:
    here, own = known(caller, 0.0), known(caller, 0.7)
    known("another", 0.7)  # later, and the same audio
    (near,) = similar(client, here).json()["results"]
    assert near["id"] == own.id


def test_what_is_unfinished_is_not_near_anything(mapped: object, client: Client, caller: str, known: Known) -> None:
    here = known(caller, 0.0)
    waiting = known(caller, 0.1, status=Status.QUEUED, answer=None)
    assert labels(similar(client, here)) == []
    answer = similar(client, waiting)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_what_is_deleted_is_near_nothing_and_on_no_map(
    mapped: object, client: Client, caller: str, known: Known
) -> None:
    here, gone, theirs = known(caller, 0.0), known(caller, 0.1), known("somebody", 0.2)
    assert labels(similar(client, here)) == ["At 0.1", "At 0.2"]
    Classification.objects.filter(pk__in=[gone.pk, theirs.pk]).update(deleted_at=here.created_at)
    assert labels(similar(client, here)) == []
    assert [point["label"] for point in client.get("/api/v1/map").json()["tracks"]] == ["At 0.0"]
    assert similar(client, gone).status_code == 404


def test_audio_heard_for_another_model_alone_has_no_neighbours(
    mapped: object, client: Client, caller: str, known: Known
) -> None:
    other = known(caller, 0.0, schema="mel-64x130/1")
    known(caller, 0.1)
    assert labels(similar(client, other)) == []
    known(caller, 0.0)  # the same audio, heard for the map's model too
    assert labels(similar(client, other)) == ["At 0.1"]


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 51}, {"limit": "x"}, {"many": 1}])
def test_refusals(mapped: object, client: Client, caller: str, known: Known, query: dict[str, Any]) -> None:
    answer = similar(client, known(caller, 0.0), **query)
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")
    assert list(answer.json()["errors"]) == list(query)


@pytest.mark.parametrize("identifier", ["0" * 32, "x", "..%2F"])
def test_an_unknown_id_is_refused(mapped: object, client: Client, identifier: str) -> None:
    answer = client.get(f"{URL}/{identifier}/similar")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_without_any_map_it_says_so(plain: object, client: Client, caller: str, known: Known) -> None:
    answer = similar(client, known(caller, 0.0))
    assert (answer.status_code, answer.json()["detail"]) == (404, "No model here has a map of songs.")


def test_a_default_model_without_a_map_takes_anothers(
    mapped: object, client: Client, caller: str, known: Known, settings: Any
) -> None:
    settings.AUDIOFILER_MODEL = "plain-26"
    known(caller, 0.5)
    answer = similar(client, known(caller, 0.0))
    assert labels(answer) == ["At 0.5"]
    assert answer.json()["model"]["name"] != "plain-26"


def test_coordinates_are_computed_once(mapped: object, client: Client, caller: str, known: Known) -> None:
    here = known(caller, 0.0)
    known(caller, 1.0)
    first = similar(client, here).json()
    assert len(KEPT) == 2
    assert similar(client, here).json() == first
    assert len(KEPT) == 2
