"""Refusals: one shape for all of them, Django's own included."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.test import Client

from backend.common.handler import as_problem, problem_response
from backend.common.problems import PROBLEMS, ProblemError


def test_it_works(client: Client) -> None:
    answer = client.get("/api/v1/nothing")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["code"] == "not_found"
    assert body["type"] == "/docs/errors#not_found"
    assert body["status"] == 404
    assert body["title"]
    assert body["detail"]
    assert body["request_id"] == answer["X-Request-ID"]


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v2/tracks", "/api/v1/tracks/a/b/c"])
def test_below_api_an_unknown_address_is_never_the_page(client: Client, path: str) -> None:
    assert client.get(path).json()["code"] == "not_found"
    assert client.post(path).json()["code"] == "not_found"


def test_a_wrong_method_is_told_the_right_ones(client: Client) -> None:
    answer = client.delete("/api/v1/tracks")
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert "GET" in answer["Allow"]


def test_a_foreign_host_is_refused(client: Client) -> None:
    answer = client.get("/api/v1/sources", headers={"host": "evil.example"})
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")


def test_a_mistake_of_ours_is_a_problem_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.catalog.selectors.sources_list", lambda: 1 / 0)
    client.raise_request_exception = False
    answer = client.get("/api/v1/sources")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "division" not in answer.content.decode()


@pytest.mark.parametrize("code", [kind.code for kind in PROBLEMS.values() if kind.status in {429, 503}])
def test_waiting_helps_and_the_header_says_how_long(code: str) -> None:
    answer = problem_response(ProblemError(code))
    assert int(answer["Retry-After"]) > 0
    assert problem_response(ProblemError(code, retry_after=77))["Retry-After"] == "77"


@pytest.mark.parametrize(
    ("error", "code"),
    [(SuspiciousOperation(), "validation_error"), (OperationalError("database is locked"), "busy")],
)
def test_exceptions_have_their_refusal(error: Exception, code: str) -> None:
    assert as_problem(error).code == code


def test_an_unknown_exception_has_none() -> None:
    assert as_problem(ZeroDivisionError()) is None
