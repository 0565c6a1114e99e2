"""GET /api/v1/tracks."""

import time
from pathlib import Path

import pytest
from django.test import Client

from backend.catalog.sources import base
from backend.tests.fakes import Fake, raising, sleeping, song, switch_on

pytestmark = pytest.mark.django_db
URL = "/api/v1/tracks"


@pytest.fixture
def stand_in(settings, monkeypatch: pytest.MonkeyPatch) -> Fake:
    source = Fake("standin", song("standin", "1"))
    switch_on(settings, monkeypatch, source, beside=("library",))
    return source


def test_it_works(library: Path, client: Client) -> None:
    answer = client.get(URL, {"q": "bohem rha"})
    assert answer.status_code == 200
    (track,) = answer.json()["results"]
    identifier = track.pop("id")
    assert identifier.startswith("library:")
    assert 5900 < track.pop("duration_ms") < 6200
    assert track == {
        "source": "library",
        "title": "Bohemian Rhapsody",
        "artists": ["Queen"],
        "album": "A Night",
        "artwork_url": None,
        "has_preview": True,
        "external_url": None,
        "isrc": None,
        "genre": None,
        "licence": None,
        "licence_url": None,
        "credit": None,
        "sources": [{"source": "library", "id": identifier, "has_preview": True, "external_url": None}],
    }
    assert answer.json()["sources"] == [
        {"id": "library", "status": "ok", "retry_after": None, "note": None, "pending": False}
    ]


@pytest.mark.parametrize("text", ["", " ", "a", " b ", "?!", "\x00"])
def test_under_two_letters_nobody_is_asked(stand_in: Fake, client: Client, text: str) -> None:
    stand_in.behave = raising(AssertionError("asked"))
    body = client.get(URL, {"q": text}).json()
    assert body.get("results", []) == []
    assert all(source["status"] == "ok" for source in body.get("sources", []))


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "51"}, {"limit": "x"}, {"source": "nope"}, {"wait": "4"}])
def test_a_wrong_query_is_refused(client: Client, query: dict[str, str]) -> None:
    answer = client.get(URL, {"q": "queen", **query})
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")
    assert set(answer.json()["errors"]) == set(query)


def test_sources_are_mixed(library: Path, stand_in: Fake, client: Client) -> None:
    body = client.get(URL, {"q": "queen"}).json()
    assert [track["source"] for track in body["results"]] == ["library", "standin"]
    assert [source["id"] for source in body["sources"]] == ["library", "standin"]


def test_one_source_can_be_asked_alone(library: Path, stand_in: Fake, client: Client) -> None:
    body = client.get(URL, {"q": "queen", "source": "standin"}).json()
    assert [track["source"] for track in body["results"]] == ["standin"]
    assert [source["id"] for source in body["sources"]] == ["standin"]


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (base.SourceUnavailableError("It is down."), ("unavailable", 5)),
        (base.RateLimitedError("Slowly.", retry_after=42), ("rate_limited", 42)),
        (ZeroDivisionError(), ("unavailable", 5)),
    ],
)
def test_a_failing_source_never_fails_the_call(
    library: Path, stand_in: Fake, client: Client, error: Exception, outcome: tuple[str, int]
) -> None:
    stand_in.behave = raising(error)
    answer = client.get(URL, {"q": "queen"})
    assert answer.status_code == 200
    assert [track["source"] for track in answer.json()["results"]] == ["library"]
    failed = answer.json()["sources"][1]
    assert (failed["status"], failed["retry_after"]) == outcome
    assert failed["note"]


def test_a_slow_source_is_not_waited_for(library: Path, stand_in: Fake, client: Client, settings) -> None:
    settings.SOURCE_DEADLINE = 0.1
    stand_in.behave = sleeping(5)
    began = time.monotonic()
    body = client.get(URL, {"q": "queen"}).json()
    assert time.monotonic() - began < 4
    assert body["sources"][1]["status"] == "unavailable"


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (base.SourceUnavailableError("Down.", retry_after=9), 503, "source_unavailable"),
        (base.RateLimitedError("Slowly.", retry_after=9), 429, "rate_limited"),
        (base.TrackNotFoundError(), 404, "track_not_found"),
    ],
)
def test_one_track_of_a_failing_source(
    stand_in: Fake, client: Client, error: Exception, status: int, code: str
) -> None:
    stand_in.behave = raising(error)
    answer = client.get(f"{URL}/standin:1")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers.get("Retry-After") == ("9" if status != 404 else None)
