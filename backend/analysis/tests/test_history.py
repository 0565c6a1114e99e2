"""Whose is what: the caller's cookie, their history, and links that can be shared."""

import pytest
from django.test import Client

from backend.analysis.identifiers import identifier_create
from backend.analysis.models import Classification
from backend.common.callers import COOKIE

pytestmark = pytest.mark.django_db
URL = "/api/v1/classifications"


def test_it_works(extractor: object, client: Client, upload) -> None:
    assert client.get(URL).json() == {"next": None, "previous": None, "results": []}
    first, second = (client.post(URL, upload()).json() for _ in range(2))
    results = client.get(URL).json()["results"]
    assert [row["id"] for row in results] == [second["id"], first["id"]]
    assert results[1] == first


def test_ballots_from_before_their_runner_up_was_kept(extractor: object, client: Client, upload) -> None:
    row = client.post(URL, upload()).json()
    assert all(ballot["runner_up"]["probability"] <= ballot["probability"] for ballot in row["ballots"])
    answer = Classification.objects.get(pk=row["id"]).answer
    assert answer
    for ballot in answer.result["ballots"]:
        del ballot["runner_up"]
    answer.save()
    assert {ballot["runner_up"] for ballot in client.get(f"{URL}/{row['id']}").json()["ballots"]} == {None}


def test_the_cookie(extractor: object, client: Client, upload) -> None:
    answer = client.post(URL, upload())
    cookie = answer.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 365 * 24 * 3600
    assert not client.post(URL, upload()).cookies


def test_only_ones_own_is_listed_but_a_link_can_be_shared(extractor: object, client: Client, upload) -> None:
    row = client.post(URL, upload()).json()
    other = Client()
    assert other.get(URL).json()["results"] == []
    assert row["own"]
    assert other.get(f"{URL}/{row['id']}").json() == row | {"own": False}
    other.cookies[COOKIE] = client.cookies[COOKIE].value + "x"
    assert other.get(URL).json()["results"] == []


def test_pages(client: Client, extractor: object, upload) -> None:
    owner = Classification.objects.get(pk=client.post(URL, upload()).json()["id"]).owner
    Classification.objects.bulk_create(
        Classification(owner=owner, origin="url", label=str(n), model_name="m", model_version="1", forests=20)
        for n in range(25)
    )
    seen, address = [], f"{URL}?limit=10"
    while address:
        page = client.get(address).json()
        seen += [row["id"] for row in page["results"]]
        address = page["next"]
    assert len(seen) == len(set(seen)) == 26
    assert len(client.get(f"{URL}?limit=100").json()["results"]) == 26
    assert len(client.get(URL).json()["results"]) == 20


@pytest.mark.parametrize("limit", ["0", "-1", "101", "x", ""])
def test_a_wrong_limit_is_refused(client: Client, limit: str) -> None:
    answer = client.get(f"{URL}?limit={limit}")
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")
    assert list(answer.json()["errors"]) == ["limit"]


@pytest.mark.parametrize("cursor", ["zzz", "cD14", "cD0yMDI2"])
def test_a_wrong_cursor_is_refused(client: Client, extractor: object, upload, cursor: str) -> None:
    client.post(URL, upload())
    answer = client.get(f"{URL}?cursor={cursor}")
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")


def test_identifiers_sort_by_time_and_are_not_guessable() -> None:
    found = [identifier_create() for _ in range(500)]
    assert len(set(found)) == 500
    assert all(len(one) == 32 and one[12] == "7" and one[16] in "89ab" for one in found)
    assert sorted(one[:12] for one in found) == [one[:12] for one in found]
    assert len({one[13:] for one in found}) == 500
