"""Idempotency-Key: sent again, the same request gives the same answer."""

import json

import pytest
from django.test import Client

from backend.analysis.models import Classification
from backend.tests.helpers import work

pytestmark = pytest.mark.django_db
URL = "/api/v1/classifications"
KEY = {"idempotency-key": "a-key-of-mine"}


def test_it_works(extractor: object, client: Client, upload) -> None:
    first = client.post(URL, upload(), headers=KEY)
    second = client.post(URL, upload(), headers=KEY)
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json() == first.json()
    assert second["Location"] == first["Location"]
    assert Classification.objects.count() == 1


def test_a_program_without_cookies_is_known_by_its_address(extractor: object, upload) -> None:
    answers = [Client().post(URL, upload(), headers=KEY) for _ in range(2)]
    first, again = (answer.json() for answer in answers)
    # Who has no cookie may not change or take back what somebody at the same address asked.
    assert (first.pop("own"), again.pop("own")) == (True, False)
    assert first == again
    elsewhere = Client(REMOTE_ADDR="10.9.8.7").post(URL, upload(), headers=KEY)
    assert elsewhere.json()["id"] != first["id"]


def test_another_request_under_the_same_key_is_refused(extractor: object, client: Client, upload) -> None:
    client.post(URL, upload(), headers=KEY)
    for fields in (upload(model="audiofiler-26"), upload(b"other")):
        answer = client.post(URL, fields, headers=KEY)
        assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")
        assert "Idempotency-Key" in answer.json()["errors"]
    assert Classification.objects.count() == 1


def test_a_refused_request_leaves_its_key_free(extractor, client: Client, upload, settings) -> None:
    settings.EXTRACTOR_URL = "http://127.0.0.1:9"
    assert client.post(URL, upload(), headers=KEY).status_code == 503
    settings.EXTRACTOR_URL = extractor.url
    assert client.post(URL, upload(), headers=KEY).status_code == 201


def test_with_polling(extractor: object, client: Client, upload) -> None:
    headers = {**KEY, "prefer": "respond-async"}
    first, second = (client.post(URL, upload(), headers=headers) for _ in range(2))
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json()["id"] == second.json()["id"]
    work()
    assert client.post(URL, upload(), headers=headers).json()["status"] == "done"


def test_a_request_still_under_way_is_busy(extractor: object, client: Client, upload, monkeypatch) -> None:
    monkeypatch.setattr("backend.analysis.services.REPLAY_WAIT_SECONDS", 0.1)
    client.post(URL, upload(), headers={**KEY, "prefer": "respond-async"})
    answer = client.post(URL, upload(), headers=KEY)
    assert (answer.status_code, answer.json()["code"]) == (503, "busy")


@pytest.mark.parametrize("key", ["x" * 256, "a\tb"])
def test_a_wrong_key_is_refused(client: Client, key: str) -> None:
    body = json.dumps({"track_id": "library:1"})
    answer = client.post(URL, body, "application/json", headers={"idempotency-key": key})
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")
