"""Searching against stand-ins of all catalogues, through the settings that a person has."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from backend.catalog.folding import fold
from backend.catalog.indexing import rows_store
from backend.catalog.models import LibraryTrack
from backend.catalog.searching import breaker
from backend.catalog.searching.sameness import artist_key, title_key
from backend.catalog.searching.tests.misspelling import Typed, misspellings
from backend.catalog.sources.library import track_key
from backend.tests.fakes import all_landed
from tests.standins import NAMES, Song, StandIn, start
from tests.standins.settings import environment

URL = "/api/v1/tracks"
BETWEEN_REFILLS = 15  # searches: the smallest allowance is 20 calls a minute


@pytest.fixture(scope="module")
def running() -> Iterator[dict[str, StandIn]]:
    started = {name: start(name) for name in NAMES}
    yield started
    for standin in started.values():
        standin.close()


@pytest.fixture
def standins(running: dict[str, StandIn], settings: Any) -> Iterator[dict[str, StandIn]]:
    """All catalogues of the network."""
    for name, value in environment(running.values()).items():
        setattr(settings, name, value)
    settings.AUDIOFILER_SOURCES = list(NAMES)
    for standin in running.values():
        standin.calls.clear()
    yield running
    for standin in running.values():
        standin.behave()
    all_landed()


def search(client: Client, text: str, **query: Any) -> dict[str, Any]:
    answer = client.get(URL, {"q": text, **query})
    assert answer.status_code == 200
    return answer.json()


def outcomes(body: dict[str, Any]) -> dict[str, str]:
    return {source["id"]: "pending" if source["pending"] else source["status"] for source in body["sources"]}


def time_passes() -> None:
    """All pauses are over."""
    for name in NAMES:
        cache.delete_many([f"pause:{name}", f"failures:{name}", f"trial:{name}"])


@pytest.fixture
def whole_library(db: None, running: dict[str, StandIn]) -> None:
    """The same ten thousand songs as files."""
    rows_store(
        [
            LibraryTrack(
                key=track_key(song.key), path=f"/{song.key}", size=1, mtime_ns=1, scan=1, title=song.title,
                artists=list(song.artists), album=song.album, duration_ms=song.duration_ms, isrc=song.isrc,
                folded_title=fold(song.title), folded_artist=fold(" ".join(song.artists)),
            )
            for song in running["deezer"].songs
        ]
    )  # fmt: skip


def found_first(body: dict[str, Any], song: Song) -> bool:
    if not body["results"]:
        return False
    first = body["results"][0]
    if first["isrc"]:
        return bool(first["isrc"] == song.isrc)
    keys = title_key(first["title"]), artist_key(first["artists"][0])
    return keys == (title_key(song.title), artist_key(song.artists[0]))


def test_a_misspelt_song_comes_first(
    standins: dict[str, StandIn], whole_library: None, client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.AUDIOFILER_SOURCES = ["library", *NAMES]
    settings.SOURCE_DEADLINE = 20  # this is about what is found: a busy machine may take its time
    missed: list[Typed] = []
    answered: Counter[str] = Counter()
    for number, typed in enumerate(misspellings(standins["deezer"].songs, 100, seed=2)):
        if number % BETWEEN_REFILLS == 0:
            settings.DATA_DIR = tmp_path / str(number)  # where allowances are counted: a minute later
            time_passes()
        body = search(client, typed.text, wait=3)
        answered.update(source for source, outcome in outcomes(body).items() if outcome == "ok")
        if not found_first(body, typed.song):
            missed.append(typed)
    assert len(missed) <= 5, missed
    assert min(answered.values()) >= 95, answered


def test_one_recording_is_one_suggestion(standins: dict[str, StandIn], client: Client) -> None:
    song = standins["jamendo"].songs[10]
    first, *others = search(client, f"{song.title} {song.artists[0]}", wait=3)["results"]
    assert {found["source"] for found in first["sources"]} == set(NAMES)
    assert not [other for other in others if other["isrc"] == song.isrc]


FAULT_SECONDS = 20.0
FAULTS = ["rate_limit_hours", "slow_headers", "html_200", "cut", "slow_body", "server_error", "invalid_utf8"]


@pytest.mark.parametrize("healthy", NAMES)
def test_four_of_five_misbehave(standins: dict[str, StandIn], client: Client, healthy: str) -> None:
    song = standins["jamendo"].songs[20]
    others = [name for name in NAMES if name != healthy]
    shift = NAMES.index(healthy)
    for name, fault in zip(others, (FAULTS * 2)[shift:], strict=False):
        standins[name].misbehave(fault, seconds=FAULT_SECONDS)

    for text in (song.title, f"{song.title} {song.artists[0]}", f"{song.artists[0]} {song.title}"):
        began = time.monotonic()
        body = search(client, text)
        assert time.monotonic() - began < FAULT_SECONDS / 2  # nobody waits for those that hang
        assert outcomes(body)[healthy] == "ok"
        assert any(found_first({"results": [track]}, song) for track in body["results"])
        assert {track["source"] for track in body["results"]} == {healthy}

    until = time.monotonic() + FAULT_SECONDS / 2
    while "pending" in outcomes(body := search(client, song.title)).values():
        assert time.monotonic() < until
    told = {source["id"]: source for source in body["sources"]}
    assert all(told[name]["status"] != "ok" and told[name]["note"] for name in others)

    for name in others:
        standins[name].behave()
    time_passes()
    again = standins["jamendo"].songs[21]
    body = search(client, again.title, wait=3)
    assert set(outcomes(body).values()) == {"ok"}
    assert {found["source"] for track in body["results"] for found in track["sources"]} == set(NAMES)


def test_a_source_comes_back_by_itself(
    standins: dict[str, StandIn], client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.AUDIOFILER_SOURCES = ["deezer"]
    monkeypatch.setattr(breaker, "FIRST_PAUSE", 1)
    deezer = standins["deezer"]
    deezer.misbehave("server_error")
    for number in range(5):
        search(client, f"{deezer.songs[number].title}", wait=2)
    assert len(deezer.calls) == breaker.FAILURES
    (told,) = client.get("/api/v1/sources").json()["results"]
    assert (told["status"], told["retry_after"] > 0) == ("unavailable", True)
    deezer.behave()
    time.sleep(told["retry_after"])
    assert search(client, deezer.songs[9].title, wait=2)["results"]
    assert client.get("/api/v1/sources").json()["results"][0]["status"] == "ok"


def test_a_late_answer_arrives_with_one_call(standins: dict[str, StandIn], client: Client) -> None:
    song = standins["jamendo"].songs[30]
    standins["deezer"].misbehave("slow_headers", seconds=2.0)
    body = search(client, song.title)
    assert outcomes(body) == {name: "pending" if name == "deezer" else "ok" for name in NAMES}
    assert body["results"]
    body = search(client, song.title, wait=3)
    assert set(outcomes(body).values()) == {"ok"}
    assert "deezer" in {found["source"] for track in body["results"] for found in track["sources"]}
    assert search(client, song.title) == body
    assert [len(standins[name].calls) for name in NAMES if name != "spotify"] == [1] * (len(NAMES) - 1)


def test_a_song_without_a_clip_is_found_elsewhere(standins: dict[str, StandIn], client: Client) -> None:
    song = standins["jamendo"].songs[40]
    standins["spotify"].misbehave("null_preview")
    (track,) = [
        track
        for track in search(client, f"{song.title} {song.artists[0]}", source="spotify", wait=3)["results"]
        if track["isrc"] == song.isrc
    ]
    assert not track["has_preview"]
    body = client.get(f"{URL}/{track['id']}").json()
    assert body["preview_url"] is None
    found = {other["track"]["source"]: other for other in body["alternatives"]}
    assert set(found) == set(NAMES) - {"spotify"}
    assert (found["deezer"]["certainty"], found["deezer"]["matched_by"]) == (1.0, "isrc")
    assert all(other["certainty"] > 0.9 for other in found.values())
    answer = client.post("/api/v1/classifications", {"track_id": track["id"]}, "application/json")
    assert (answer.status_code, answer.json()["code"]) == (409, "preview_unavailable")
    assert [other["track"]["id"] for other in answer.json()["alternatives"]] == [
        other["track"]["id"] for other in body["alternatives"]
    ]
