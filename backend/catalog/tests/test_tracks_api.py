"""GET /api/v1/tracks."""

import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from backend.catalog.sources import base, registry

pytestmark = pytest.mark.django_db
URL = "/api/v1/tracks"


class StandIn:
    """A remote catalogue that behaves as it is told."""

    id, name, attribution, terms_url, remote = "standin", "Stand-in", "Nobody", "https://example.org/terms", True

    def __init__(self, behave: Any) -> None:
        self.behave = behave

    def search(self, *, text: str, limit: int) -> list[base.Track]:
        return self.behave()

    def resolve(self, *, key: str) -> base.Track:
        return self.behave()

    def clip(self, *, key: str) -> Any:
        return self.behave()

    def note(self) -> None:
        return None


@pytest.fixture
def stand_in(settings, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    source = StandIn(lambda: [base.Track(id="standin:1", source="standin", title="Far away", artists=["Nobody"])])
    monkeypatch.setitem(registry.SOURCES, "standin", lambda: source)
    registry.source_named.cache_clear()
    settings.AUDIOFILER_SOURCES = ["library", "standin"]
    yield source
    registry.source_named.cache_clear()


def raising(error: Exception) -> Any:
    def behave() -> None:
        raise error

    return behave


def test_it_works(library: Path, client: Client) -> None:
    answer = client.get(URL, {"q": "bohem rha"})
    assert answer.status_code == 200
    (track,) = answer.json()["results"]
    assert track.pop("id").startswith("library:")
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
    }
    assert answer.json()["sources"] == [{"id": "library", "status": "ok", "retry_after": None, "note": None}]


@pytest.mark.parametrize("text", ["", " ", "a", " b ", "?!", "\x00"])
def test_under_two_letters_nobody_is_asked(stand_in: StandIn, client: Client, text: str) -> None:
    stand_in.behave = raising(AssertionError("asked"))
    body = client.get(URL, {"q": text}).json()
    assert body.get("results", []) == []
    assert all(source["status"] == "ok" for source in body.get("sources", []))


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "51"}, {"limit": "x"}, {"source": "nope"}])
def test_a_wrong_query_is_refused(client: Client, query: dict[str, str]) -> None:
    answer = client.get(URL, {"q": "queen", **query})
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")
    assert set(answer.json()["errors"]) == set(query)


def test_sources_are_mixed(library: Path, stand_in: StandIn, client: Client) -> None:
    body = client.get(URL, {"q": "queen"}).json()
    assert [track["source"] for track in body["results"]] == ["library", "standin"]
    assert [source["id"] for source in body["sources"]] == ["library", "standin"]


def test_one_source_can_be_asked_alone(library: Path, stand_in: StandIn, client: Client) -> None:
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
    library: Path, stand_in: StandIn, client: Client, error: Exception, outcome: tuple[str, int]
) -> None:
    stand_in.behave = raising(error)
    answer = client.get(URL, {"q": "queen"})
    assert answer.status_code == 200
    assert [track["source"] for track in answer.json()["results"]] == ["library"]
    failed = answer.json()["sources"][1]
    assert (failed["status"], failed["retry_after"]) == outcome
    assert failed["note"]


def test_a_slow_source_is_not_waited_for(library: Path, stand_in: StandIn, client: Client, settings) -> None:
    settings.SOURCE_DEADLINE = 0.1
    stand_in.behave = lambda: time.sleep(1)
    began = time.monotonic()
    body = client.get(URL, {"q": "queen"}).json()
    assert time.monotonic() - began < 0.9
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
    stand_in: StandIn, client: Client, error: Exception, status: int, code: str
) -> None:
    stand_in.behave = raising(error)
    answer = client.get(f"{URL}/standin:1")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers.get("Retry-After") == ("9" if status != 404 else None)
