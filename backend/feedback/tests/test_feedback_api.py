"""PUT and DELETE /api/v1/classifications/{id}/feedback."""

import json
from typing import Any

import pytest
from django.test import Client

from backend.analysis.models import Answer, Classification, Status
from backend.feedback.models import Feedback

pytestmark = pytest.mark.django_db
URL = "/api/v1/classifications"


@pytest.fixture
def asked(extractor: object, client: Client, upload) -> dict[str, Any]:
    """A finished classification of this client."""
    return dict(client.post(URL, upload()).json())


def put(client: Client, row: dict[str, Any], body: Any) -> Any:
    return client.put(f"{URL}/{row['id']}/feedback", json.dumps(body), content_type="application/json")


def another(row: dict[str, Any]) -> str:
    """A genre that was not answered."""
    return str(row["probabilities"][-1]["genre"])


def test_it_works(client: Client, asked: dict[str, Any]) -> None:
    assert asked["feedback"] is None
    answer = put(client, asked, {"genre": another(asked)})
    assert answer.status_code == 200
    assert (answer.json()["genre"], answer.json()["correct"]) == (another(asked), False)
    assert client.get(f"{URL}/{asked['id']}").json() == asked | {"feedback": answer.json()}
    assert client.get(URL).json()["results"][0]["feedback"] == answer.json()


@pytest.mark.parametrize(
    ("body", "right"), [({"correct": True}, True), ({"correct": False}, False), ({"genre": None}, True)]
)
def test_right_and_wrong(client: Client, asked: dict[str, Any], body: dict[str, Any], right: bool) -> None:
    guess = asked["verdict"]["genre"]
    body = {"genre": guess} if "genre" in body else body
    answer = put(client, asked, body)
    assert answer.status_code == 200
    assert (answer.json()["genre"], answer.json()["correct"]) == (guess if right else None, right)


def test_it_can_be_said_again_changed_and_taken_back(client: Client, asked: dict[str, Any]) -> None:
    first = put(client, asked, {"genre": another(asked)}).json()
    assert put(client, asked, {"genre": another(asked)}).json() == first
    changed = put(client, asked, {"correct": True}).json()
    assert changed["correct"]
    assert changed["at"] > first["at"]
    assert Feedback.objects.count() == 1
    for _ in range(2):
        answer = client.delete(f"{URL}/{asked['id']}/feedback")
        assert (answer.status_code, answer.content) == (204, b"")
    assert client.get(f"{URL}/{asked['id']}").json()["feedback"] is None
    assert not Feedback.objects.exists()


def test_it_is_said_of_the_audio(client: Client, asked: dict[str, Any], upload, other_song: bytes) -> None:
    again = client.post(URL, upload(name="again.mp3")).json()
    other = client.post(URL, upload(other_song)).json()
    put(client, asked, {"genre": another(asked)})
    said = put(client, again, {"correct": True}).json()
    shown = {row["id"]: row["feedback"] for row in client.get(URL).json()["results"]}
    assert shown == {asked["id"]: said, again["id"]: said, other["id"]: None}
    assert Feedback.objects.count() == 1


def test_another_model_may_have_said_something_else(client: Client, asked: dict[str, Any]) -> None:
    row = Classification.objects.get(pk=asked["id"])
    old = row.answer
    assert old is not None
    verdict = {**old.result["verdict"], "genre": another(asked)}
    newer = Answer.objects.create(
        clip=old.clip, model_name="m", model_version="2", model_digest="d", result={**old.result, "verdict": verdict}
    )
    put(client, asked, {"correct": False})
    Classification.objects.filter(pk=row.pk).update(answer=newer)
    assert client.get(f"{URL}/{asked['id']}").json()["feedback"]["correct"] is None
    put(client, asked, {"correct": True})
    assert client.get(f"{URL}/{asked['id']}").json()["feedback"]["genre"] == another(asked)


def test_each_person_has_a_word_of_their_own(client: Client, asked: dict[str, Any], upload) -> None:
    put(client, asked, {"correct": True})
    other = Client()
    assert other.get(f"{URL}/{asked['id']}").json()["feedback"] is None
    theirs = other.post(URL, upload()).json()
    assert put(other, theirs, {"genre": another(theirs)}).json()["correct"] is False
    assert other.get(f"{URL}/{asked['id']}").json()["feedback"]["correct"] is False
    assert client.get(f"{URL}/{asked['id']}").json()["feedback"]["correct"] is True
    assert Feedback.objects.count() == 2


@pytest.mark.parametrize("stranger", [False, True])
def test_only_who_asked_may_say(client: Client, asked: dict[str, Any], upload, stranger: bool) -> None:
    other = Client()
    if not stranger:
        other.post(URL, upload())
    for answer in (put(other, asked, {"correct": True}), other.delete(f"{URL}/{asked['id']}/feedback")):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
        assert "not a classification of yours" in answer.json()["detail"]
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("identifier", ["0" * 32, "nope", "%2e%2e"])
def test_an_unknown_classification(client: Client, asked: dict[str, Any], identifier: str) -> None:
    answer = put(client, {"id": identifier}, {"correct": True})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"genre": "Polka"}, "genre"),
        ({"genre": ""}, "genre"),
        ({"genre": 3}, "genre"),
        ({"genre": None}, "genre"),
        ({"genre": "x" * 1000}, "genre"),
        ({"correct": "yes"}, "correct"),
        ({"correct": 1}, "correct"),
        ({"correct": None}, "correct"),
        ({"genre": "Rock", "correct": True}, "genre"),
        ({"correct": True, "mood": "sad"}, "mood"),
        ({}, "genre"),
        ([], "non_field_errors"),
        ("Rock", "non_field_errors"),
        (None, "non_field_errors"),
    ],
)
def test_wrong_words_are_refused(client: Client, asked: dict[str, Any], body: Any, field: str) -> None:
    answer = put(client, asked, body)
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")
    assert list(answer.json()["errors"]) == [field]
    assert not Feedback.objects.exists()


def test_other_bodies_are_refused(client: Client, asked: dict[str, Any]) -> None:
    address = f"{URL}/{asked['id']}/feedback"
    assert client.put(address, "{", content_type="application/json").json()["code"] == "validation_error"
    assert client.put(address, "a=1", content_type="text/plain").json()["code"] == "unsupported_media"
    refused = client.put(
        address, {"correct": True}, content_type="application/json", headers={"sec-fetch-site": "cross-site"}
    )
    assert refused.json()["code"] == "cross_site"
    assert client.post(address).json()["code"] == "method_not_allowed"


@pytest.mark.parametrize(
    ("status", "refusal"), [(Status.QUEUED, (503, "busy")), (Status.FAILED, (400, "validation_error"))]
)
def test_without_an_answer_there_is_nothing_to_judge(
    client: Client, asked: dict[str, Any], status: Status, refusal: tuple[int, str]
) -> None:
    Classification.objects.filter(pk=asked["id"]).update(status=status, answer=None)
    answer = put(client, asked, {"correct": True})
    assert (answer.status_code, answer.json()["code"]) == refusal
    assert ("Retry-After" in answer.headers) == (status == Status.QUEUED)


def test_it_is_throttled_like_the_rest(client: Client, asked: dict[str, Any], monkeypatch) -> None:
    monkeypatch.setattr("backend.common.throttles.ApiThrottle.rate", "2/minute", raising=False)
    codes = [put(client, asked, {"correct": True}).status_code for _ in range(3)]
    assert codes[-1] == 429


def test_history_costs_no_more_for_more_rows(
    client: Client, asked: dict[str, Any], upload, django_assert_num_queries
) -> None:
    put(client, asked, {"correct": True})
    for _ in range(4):
        client.post(URL, upload())
    with django_assert_num_queries(3):
        assert all(row["feedback"]["correct"] for row in client.get(URL).json()["results"])
