"""A track without a clip: the same song from another catalogue."""

from typing import Any

import pytest
from django.test import Client

from backend.catalog.searching.alternatives import alternative, alternatives
from backend.catalog.sources.base import RateLimitedError, Track
from backend.tests.fakes import Fake, FakeWithIsrc, raising, song, switch_on
from backend.tests.helpers import work

ISRC = "ZZAF02600001"
SILENT = song("silent", "1", "Far Away (feat. Guest)", "Nobody", duration_ms=200_000, isrc=ISRC)


def playable(source: str, key: str = "1", title: str = "Far Away", *artists: str, **fields: Any) -> Track:
    return song(source, key, title, *artists, **{"has_preview": True, "duration_ms": 201_000, **fields})


def certainty(*args: Any, **fields: Any) -> float:
    return alternative(SILENT, playable("other", "1", *args, **fields)).certainty


def test_it_works() -> None:
    other = Fake("other", playable("other", "1"), playable("other", "2", "Something Else", "Somebody"))
    (found,) = alternatives(SILENT, sources=[Fake("silent", SILENT), other])
    assert (found.track.id, found.matched_by, found.certainty) == ("other:1", "text", 0.95)
    assert other.calls == ["Nobody Far Away"]


def test_a_catalogue_that_knows_isrcs_is_asked_by_it() -> None:
    other = FakeWithIsrc("other", playable("other", "1", isrc=ISRC))
    (found,) = alternatives(SILENT, sources=[other])
    assert (found.matched_by, found.certainty) == ("isrc", 1.0)
    assert other.calls == [f"isrc:{ISRC}"]


def test_when_that_finds_nothing_it_is_asked_by_text() -> None:
    other = FakeWithIsrc("other", playable("other", "1"))
    (found,) = alternatives(SILENT, sources=[other])
    assert found.matched_by == "text"
    assert other.calls == [f"isrc:{ISRC}", "Nobody Far Away"]


def test_an_isrc_alone_is_not_believed() -> None:
    assert certainty("Something Else", "Somebody", isrc=ISRC) < 0.6
    assert certainty("Far Awai", "Somebody", isrc=ISRC) == 1.0


def test_certainty() -> None:
    assert certainty("Far Away") > certainty("Far Awayy") > 0.8
    assert certainty("Far Away") > certainty("Far Away", duration_ms=None) > 0.8
    assert (
        certainty("Far Away") > certainty("Far Away", duration_ms=206_000) > certainty("Far Away", duration_ms=230_000)
    )
    assert certainty("Far Away", "Somebody Else") < 0.6
    assert certainty("Far Away (Karaoke Version)") < 0.6
    assert certainty("Far Away (Live)") < 0.6
    assert certainty("Near") < 0.6


def test_only_what_can_be_heard_and_at_most_five() -> None:
    silent = [Fake("mute", song("mute", "1", duration_ms=200_000))]
    many = [Fake(f"other{number}", playable(f"other{number}")) for number in range(7)]
    found = alternatives(SILENT, sources=[*silent, *many])
    assert [other.track.source for other in found] == [f"other{number}" for number in range(5)]


def test_each_catalogue_gives_its_best() -> None:
    other = Fake("other", playable("other", "1", "Far Awayy"), playable("other", "2"), playable("other", "3"))
    (found,) = alternatives(SILENT, sources=[other])
    assert found.track.id == "other:2"


@pytest.fixture
def catalogues(settings: Any, monkeypatch: pytest.MonkeyPatch, db: None) -> tuple[Fake, Fake]:
    silent = Fake("silent", SILENT)
    other = Fake("other", playable("other", "1", artwork_url="/art.jpg", preview_url="https://other.example/1.mp3"))
    switch_on(settings, monkeypatch, silent, other)
    return silent, other


EXPECTED = ("other:1", "http://testserver/art.jpg")


def told(body: dict[str, Any]) -> tuple[str, str]:
    (found,) = body["alternatives"]
    assert (found["certainty"], found["matched_by"]) == (0.95, "text")
    return found["track"]["id"], found["track"]["artwork_url"]


def test_a_track_tells_them(catalogues: tuple[Fake, Fake], client: Client) -> None:
    body = client.get("/api/v1/tracks/silent:1").json()
    assert body["preview_url"] is None
    assert told(body) == EXPECTED


def test_a_track_with_a_clip_needs_none(catalogues: tuple[Fake, Fake], client: Client) -> None:
    assert client.get("/api/v1/tracks/other:1").json()["alternatives"] == []
    assert catalogues[0].calls == []


def test_failing_catalogues_offer_nothing(catalogues: tuple[Fake, Fake], client: Client) -> None:
    catalogues[1].behave = raising(RateLimitedError("Slowly."))
    answer = client.get("/api/v1/tracks/silent:1")
    assert (answer.status_code, answer.json()["alternatives"]) == (200, [])


@pytest.mark.parametrize("prefer", ["", "respond-async"])
def test_a_classification_is_refused_with_them(catalogues: tuple[Fake, Fake], client: Client, prefer: str) -> None:
    answer = client.post(
        "/api/v1/classifications", {"track_id": "silent:1"}, "application/json", headers={"Prefer": prefer}
    )
    body = answer.json()
    assert (answer.status_code, body["code"]) == (409, "preview_unavailable")
    assert "another source" in body["detail"]
    assert "upload" in body["detail"]
    assert told(body) == EXPECTED


def test_a_clip_that_vanishes_meanwhile(catalogues: tuple[Fake, Fake], client: Client) -> None:
    silent, _ = catalogues
    silent.tracks = [playable("silent", "1", preview_url="https://silent.example/1.mp3")]
    body = {"track_id": "silent:1"}
    answer = client.post("/api/v1/classifications", body, "application/json", headers={"Prefer": "respond-async"})
    assert answer.status_code == 202
    silent.tracks = [SILENT]
    work()
    row = client.get(answer["Location"]).json()
    assert row["status"] == "failed"
    assert told(row["error"]) == EXPECTED
