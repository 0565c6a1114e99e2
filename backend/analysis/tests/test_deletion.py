"""DELETE of one and of all of a history, and their undo."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from backend.analysis import history
from backend.analysis.models import Classification
from backend.common.callers import COOKIE
from backend.tests.helpers import work

pytestmark = pytest.mark.django_db
URL = "/api/v1/classifications"
JSON = "application/json"


def ids(client: Client) -> list[str]:
    return [row["id"] for row in client.get(URL).json()["results"]]


def test_it_works(extractor: object, client: Client, upload) -> None:
    row, other = (client.post(URL, upload()).json() for _ in range(2))
    address = f"{URL}/{row['id']}"
    assert client.delete(address).status_code == 204
    assert ids(client) == [other["id"]]
    assert client.get(address).json()["code"] == "not_found"
    restored = client.post(f"{address}/restore")
    assert (restored.status_code, restored.json()) == (200, row)
    assert ids(client) == [other["id"], row["id"]]
    assert client.get(address).json() == row


def test_twice_is_as_good_as_once(extractor: object, client: Client, upload) -> None:
    address = f"{URL}/{client.post(URL, upload()).json()['id']}"
    assert [client.delete(address).status_code for _ in range(2)] == [204, 404]
    assert [client.post(f"{address}/restore").status_code for _ in range(2)] == [200, 200]


def test_all_of_it_and_nothing_else(extractor: object, client: Client, upload) -> None:
    first, second, third = (client.post(URL, upload()).json()["id"] for _ in range(3))
    stranger = Client()
    theirs = stranger.post(URL, upload()).json()["id"]
    client.delete(f"{URL}/{second}")
    gone = client.delete(URL).json()
    assert (gone["deleted"], ids(client), ids(stranger)) == (2, [], [theirs])
    undo = {"deleted_at": gone["deleted_at"]}
    assert stranger.post(f"{URL}/restore", undo, JSON).json() == {"restored": 0}
    assert client.post(f"{URL}/restore", undo, JSON).json() == {"restored": 2}
    assert client.post(f"{URL}/restore", undo, JSON).json() == {"restored": 0}
    assert ids(client) == [third, first]


def test_somebody_elses(extractor: object, client: Client, upload) -> None:
    address = f"{URL}/{client.post(URL, upload()).json()['id']}"
    stranger = Client()
    stranger.post(URL, upload())
    for other in (stranger, Client()):
        assert other.delete(address).json()["code"] == "not_found"
        assert other.post(f"{address}/restore").json()["code"] == "not_found"
    assert client.get(address).status_code == 200


def test_one_who_never_asked_has_nothing_to_delete() -> None:
    answer = Client().delete(URL)
    assert answer.json()["deleted"] == 0
    assert COOKIE not in answer.cookies


@pytest.mark.parametrize("body", [{}, {"deleted_at": "yesterday"}, {"deleted_at": "2026-01-01T00:00Z", "x": 1}, [], 3])
def test_a_wrong_undo_is_refused(client: Client, body: Any) -> None:
    answer = client.post(f"{URL}/restore", body, JSON)
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")


def test_what_is_under_way_goes_on_unseen(extractor: object, client: Client, upload) -> None:
    address = client.post(URL, upload(), headers={"prefer": "respond-async"})["Location"]
    assert client.delete(address).status_code == 204
    work()
    assert client.get(address).status_code == 404
    assert ids(client) == []
    assert client.post(f"{address}/restore").json()["status"] == "done"
    assert client.get(address).json()["verdict"]


def test_an_idempotency_key_stays_taken(extractor: object, client: Client, upload) -> None:
    key = {"idempotency-key": "once"}
    row = client.post(URL, upload(), headers=key).json()
    client.delete(f"{URL}/{row['id']}")
    assert client.post(URL, upload(), headers=key).json()["id"] == row["id"]
    assert ids(client) == []
    Classification.everything.update(deleted_at=timezone.now() - 2 * history.UNDO)
    history.deleted_purge()
    assert client.post(URL, upload(), headers=key).json()["id"] != row["id"]


def test_after_a_day_it_is_gone_for_good(extractor: object, client: Client, upload) -> None:
    old, new = (client.post(URL, upload()).json()["id"] for _ in range(2))
    for one in (old, new):
        client.delete(f"{URL}/{one}")
    Classification.everything.filter(pk=old).update(deleted_at=timezone.now() - history.UNDO - timedelta(seconds=1))
    assert client.post(f"{URL}/{old}/restore").status_code == 404
    assert history.deleted_purge() == 1
    assert [row.id for row in Classification.everything.all()] == [new]
    assert client.post(f"{URL}/{new}/restore").status_code == 200
