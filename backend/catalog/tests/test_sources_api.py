"""GET /api/v1/sources."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from backend.catalog.models import LibraryScan
from backend.catalog.searching import breaker
from backend.catalog.sources.base import SourceUnavailableError
from backend.tests.fakes import Fake, switch_on

pytestmark = pytest.mark.django_db
URL = "/api/v1/sources"


def test_it_works(library: Path, client: Client) -> None:
    answer = client.get(URL)
    assert answer.status_code == 200
    assert answer.json()["results"] == [
        {
            "id": "library",
            "name": "Your library",
            "status": "ok",
            "retry_after": None,
            "note": None,
            "attribution": "Files in your own folders",
            "terms_url": None,
            "notice": None,
        }
    ]


def test_it_says_that_no_folders_are_set(client: Client) -> None:
    assert "LIBRARY_DIRS" in client.get(URL).json()["results"][0]["note"]


def test_it_says_that_indexing_is_under_way(library: Path, client: Client) -> None:
    LibraryScan.objects.create(files=1234)
    assert "1,234 files" in client.get(URL).json()["results"][0]["note"]


def test_it_is_limited(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.common.throttles.ApiThrottle.THROTTLE_RATES", {"api": "2/minute"})
    assert [client.get(URL).status_code for _ in range(3)] == [200, 200, 429]
    answer = client.get(URL)
    assert answer.json()["code"] == "rate_limited"
    assert 0 < int(answer["Retry-After"]) <= 60


def test_it_says_that_one_failed_lately(client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    switch_on(settings, monkeypatch, Fake("far"))
    breaker.failed("far", SourceUnavailableError("Far cannot be reached."))
    (far,) = client.get(URL).json()["results"]
    assert (far["status"], far["note"]) == ("unavailable", "Far cannot be reached.")
    breaker.succeeded("far")
    (far,) = client.get(URL).json()["results"]
    assert (far["status"], far["note"]) == ("ok", None)
