"""Requests with fields that nobody reads, or of the wrong kind."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

pytestmark = pytest.mark.django_db
ASK = "/api/v1/classifications"


@pytest.mark.parametrize("field", ["track_id", "preview_url", "model"])
@pytest.mark.parametrize("value", [5, 1.5, True, ["a"]])
def test_text_is_text(client: Client, field: str, value: Any) -> None:
    problem = client.post(ASK, {field: value}, "application/json").json()
    assert problem["code"] == "validation_error"
    assert problem["errors"] == {field: ["It must be text."]}


@pytest.mark.parametrize("body", ["[]", '["track_id"]', "5", '"a"', "null"])
def test_a_body_that_is_no_object(client: Client, body: str) -> None:
    problem = client.post(ASK, body, "application/json").json()
    assert problem["code"] == "validation_error"
    assert "Send a JSON object" in problem["detail"]


def test_a_file_in_another_field(client: Client) -> None:
    problem = client.post(ASK, {"file": SimpleUploadedFile("a.mp3", b"a")}).json()
    assert problem["code"] == "validation_error"
    assert problem["errors"] == {"file": ["There is no field `file`; send the file as `audio`."]}


def test_an_unknown_part_of_a_query(client: Client) -> None:
    answer = client.get("/api/v1/tracks", {"q": "far away", "query": "a", "max": "3"})
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")
    assert sorted(answer.json()["errors"]) == ["max", "query"]
    assert "q, limit, source, wait" in answer.json()["detail"]


def test_an_unknown_catalogue(client: Client) -> None:
    for answer in (
        client.get("/api/v1/tracks/foo:1"),
        client.post(ASK, {"track_id": "foo:1"}, "application/json"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "track_not_found")
        assert answer.json()["detail"] == "There is no catalogue 'foo'; on are library."
