"""GET /api/v1/sources."""

from pathlib import Path

import pytest
from django.test import Client

from backend.catalog.models import LibraryScan

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
